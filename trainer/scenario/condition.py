"""Conditions: `vertrouwen >= 4 and not visited(stilte)`, parsed once to a tree, never evaluated as code.

Loosest first: `or`, `and`, `not`, then comparisons (`== != < <= > >=`, they may chain) and `in (a, b)`. What a name
means is decided where it is used (see `vocabulary`); here it is only a word with a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

MAX_LENGTH = 500
_TOKEN = re.compile(r"\s*(?:(?P<number>[-+]?\d+)|(?P<name>[A-Za-z_][\w.]*)|(?P<sign>==|!=|<=|>=|[<>(),]))")
_COMPARISONS = frozenset(("==", "!=", "<", "<=", ">", ">="))
_KEYWORDS = frozenset(("and", "or", "not", "in"))


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number."""

    value: int
    offset: int


@dataclass(frozen=True, slots=True)
class Word:
    """A name, with what stands between its brackets if it has any: `boos`, `visited(stilte)`."""

    name: str
    argument: Word | None
    offset: int


Operand = Number | Word


@dataclass(frozen=True, slots=True)
class Comparison:
    """`a < b <= c`: one operand more than there are signs; every pair must hold."""

    operands: tuple[Operand, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Membership:
    """`octant in (SB, SO)`."""

    operand: Operand
    options: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a part."""

    part: Tree


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold (`and`)."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds (`or`)."""

    parts: tuple[Tree, ...]


Tree = Comparison | Membership | Not | Every | Some | Word


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as written, and its tree."""

    text: str
    tree: Tree


def words(tree: Tree) -> Iterator[Word]:
    """Yield every word of a condition, those included that something is compared with."""
    if isinstance(tree, Not):
        yield from words(tree.part)
    elif isinstance(tree, Every | Some):
        for part in tree.parts:
            yield from words(part)
    elif isinstance(tree, Word):
        yield tree
    else:
        operands = (tree.operand, *tree.options) if isinstance(tree, Membership) else tree.operands
        yield from (operand for operand in operands if isinstance(operand, Word))


class ConditionError(ValueError):
    """A condition that cannot be read; `offset` counts characters from its start, `expected` is a message key."""

    def __init__(self, expected: str, offset: int, found: str = "") -> None:
        super().__init__(expected)
        self.expected, self.offset, self.found = expected, offset, found


@lru_cache(maxsize=4096)
def parse(text: str) -> Condition:
    """Return the condition in `text`. Raises ConditionError at the first place that cannot be read."""
    if len(text) > MAX_LENGTH:
        raise ConditionError("shorter", MAX_LENGTH)
    return Condition(text, _Parser(text).whole())


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(_tokens(text))
        self.at = 0
        self.depth = 0

    def whole(self) -> Tree:
        tree = self.either()
        if self.kind() != "end":
            raise self.error("connective")
        return tree

    def kind(self) -> str:
        return self.tokens[self.at][0]

    def value(self) -> str:
        return self.tokens[self.at][1]

    def take(self) -> tuple[str, str, int]:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def accept(self, value: str) -> bool:
        if self.value() == value:
            self.at += 1
            return True
        return False

    def error(self, expected: str) -> ConditionError:
        _, value, offset = self.tokens[self.at]
        return ConditionError(expected, offset, value)

    def either(self) -> Tree:
        parts = [self.both()]
        while self.accept("or"):
            parts.append(self.both())
        return parts[0] if len(parts) == 1 else Some(tuple(parts))

    def both(self) -> Tree:
        parts = [self.opposite()]
        while self.accept("and"):
            parts.append(self.opposite())
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def opposite(self) -> Tree:
        if self.accept("not"):
            self.deeper()
            part = self.opposite()
            self.depth -= 1
            return Not(part)
        return self.comparison()

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > 50:
            raise self.error("shorter")

    def comparison(self) -> Tree:
        if self.accept("("):
            self.deeper()
            tree = self.either()
            self.close()
            self.depth -= 1
            return tree
        operands, signs = [self.operand()], []
        if self.accept("in"):
            return self.membership(operands[0])
        while self.value() in _COMPARISONS:
            signs.append(self.take()[1])
            operands.append(self.operand())
        if signs:
            return Comparison(tuple(operands), tuple(signs))
        if isinstance(operands[0], Number):
            raise self.error("comparison")
        return operands[0]

    def membership(self, operand: Operand) -> Membership:
        if not self.accept("("):
            raise self.error("options")
        options = [self.operand()]
        while self.accept(","):
            options.append(self.operand())
        self.close()
        return Membership(operand, tuple(options))

    def close(self) -> None:
        if not self.accept(")"):
            raise self.error("bracket")

    def operand(self) -> Operand:
        if self.kind() == "number":
            _, value, offset = self.take()
            return Number(int(value), offset)
        if self.kind() != "name" or self.value() in _KEYWORDS:
            raise self.error("operand")
        _, name, offset = self.take()
        if not self.accept("("):
            return Word(name, None, offset)
        if self.kind() != "name":
            raise self.error("operand")
        _, inner, inner_offset = self.take()
        self.close()
        return Word(name, Word(inner, None, inner_offset), offset)


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if not match:
            offset = at + len(text[at:]) - len(text[at:].lstrip())
            raise ConditionError("sign", offset, text[offset])
        kind = str(match.lastgroup)
        yield kind, match[kind], match.start(kind)
        at = match.end()
    yield "end", "", end
