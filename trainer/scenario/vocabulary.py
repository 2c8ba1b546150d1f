"""What the names in a condition mean, and whether a condition makes sense where it stands.

Scene conditions know meters, moods, dispositions, `visited` and `chosen`; a persona's shifts know moods, the meters
it reads, dispositions and the act it answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from trainer.language import _
from trainer.scenario.condition import (
    Comparison,
    Condition,
    Every,
    Membership,
    Not,
    Number,
    Operand,
    Some,
    Tree,
    Word,
)
from trainer.text import closest
from trainer.theory.constants import OCTANTS

ACT_TRUTHS = frozenset(("in_band", "too_near", "too_far", "above", "below", "together", "against"))
ACT_NUMBERS = frozenset(("closeness", "autonomy"))
ACT_NAMES: dict[str, tuple[str, ...]] = {
    "octant": (*OCTANTS, "M"),
    "register": ("plain", "jargon", "imitation"),
    "voice": ("role", "human"),
    "address": ("u", "je"),
    "presence": ("wait", "greet", "near", "ask", "act"),
    "kind": ("say", "do", "silence"),
}
STAND_IN = "zzzzzzzz"
"""How a name begins that stands in for one that was refused."""
CALLS = frozenset(("visited", "chosen", "pitfall", "disposition"))
RESERVED = frozenset(("narrator", "between", "any", "otherwise", "shows", "towards", "if"))
OPERATORS = frozenset(("and", "or", "not", "in"))
WORDS = ACT_TRUTHS | ACT_NUMBERS | ACT_NAMES.keys() | CALLS | RESERVED | OPERATORS
"""Names that no persona or meter may have."""


@dataclass(frozen=True)
class Vocabulary:
    """The names that a condition may use where it stands; the keys of `names` have a finite set of values."""

    numbers: frozenset[str]
    names: Mapping[str, frozenset[str]]
    truths: frozenset[str] = frozenset()
    calls: Mapping[str, frozenset[str]] = field(default_factory=dict)
    dispositions: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def words(self) -> set[str]:
        """Return every name a condition may start with here."""
        named = {"disposition"} if self.dispositions else set()
        return {*self.numbers, *self.names, *self.truths, *self.calls, *named}


@dataclass(frozen=True)
class Remark:
    """What is the matter with a condition, `offset` characters from its start."""

    offset: int
    code: str
    message: str
    hint: str
    word: str = ""


UNKNOWN, SENSE = "L307", "L309"


def examine(condition: Condition, vocabulary: Vocabulary) -> Iterator[Remark]:
    """Yield what makes no sense in a condition."""
    yield from _examine(condition.tree, vocabulary)


def _examine(tree: Tree, known: Vocabulary) -> Iterator[Remark]:
    if isinstance(tree, Not):
        yield from _examine(tree.part, known)
    elif isinstance(tree, Every | Some):
        for part in tree.parts:
            yield from _examine(part, known)
    elif isinstance(tree, Word):
        yield from _truth(tree, known)
    elif isinstance(tree, Membership):
        yield from _compared(tree.operand, tree.options, False, known)
    else:
        yield from _comparison(tree, known)


def _comparison(tree: Comparison, known: Vocabulary) -> Iterator[Remark]:
    ordered = any(sign not in ("==", "!=") for sign in tree.signs)
    first, *others = tree.operands
    if all(isinstance(operand, Number) for operand in tree.operands):
        message = _("Only numbers are compared here, so this is always the same.")
        yield Remark(first.offset, SENSE, message, _("Compare a meter with a number."))
    elif isinstance(first, Number):
        for operand in tree.operands:
            if isinstance(operand, Word):
                yield from _number(operand, known)
    else:
        yield from _compared(first, others, ordered, known)


def _compared(first: Operand, others: Iterable[Operand], ordered: bool, known: Vocabulary) -> Iterator[Remark]:
    """Yield remarks on a word and what it is compared with: numbers with numbers, names with their own values."""
    if isinstance(first, Number):
        yield Remark(first.offset, SENSE, _("A number stands here where a name was expected."), "")
        return
    values = _values(first, known)
    if values is None:
        remarks = list(_number(first, known))
        yield from remarks
        if not remarks:
            for operand in others:
                if isinstance(operand, Word):
                    yield from _number(operand, known)
        return
    if isinstance(values, Remark):
        yield values
        return
    if ordered:
        message = _("`{word}` is a name, not a number.").format(word=first.name)
        yield Remark(first.offset, SENSE, message, _("Compare it with `==` or `!=`."))
        return
    for operand in others:
        yield from _value(first.name, operand, values)


def _value(name: str, operand: Operand, values: frozenset[str]) -> Iterator[Remark]:
    if isinstance(operand, Word) and operand.argument is None and operand.name in values:
        return
    found = operand.name if isinstance(operand, Word) else str(operand.value)
    message = _("`{name}` is never `{value}`.").format(name=name, value=found)
    yield Remark(operand.offset, UNKNOWN, message, suggestion(found, values), found)


def _values(word: Word, known: Vocabulary) -> frozenset[str] | Remark | None:
    """Return the values a name can have; a remark if it cannot be used so; None if it is no such name."""
    if word.name == "disposition":
        if word.argument is None:
            first = next(iter(known.dispositions.values()), frozenset[str]())
            if first:
                return first
            message = _("The first persona has no dispositions.")
            return Remark(word.offset, SENSE, message, _("Write `disposition(persona)`."))
        found = known.dispositions.get(word.argument.name)
        if found:
            return found
        message = _("`{name}` has no dispositions.").format(name=word.argument.name)
        hint = suggestion(word.argument.name, [k for k, v in known.dispositions.items() if v])
        return Remark(word.argument.offset, UNKNOWN, message, hint, word.argument.name)
    return known.names.get(word.name) if word.argument is None else None


def _number(word: Word, known: Vocabulary) -> Iterator[Remark]:
    if word.name in known.numbers and word.argument is None:
        return
    if word.name in known.words():
        message = _("`{word}` is not a number, so it cannot be compared like this.").format(word=word.name)
        yield Remark(word.offset, SENSE, message, _("Use it as it is, or with `not` before it."))
    else:
        yield _unknown(word, known)


def _truth(word: Word, known: Vocabulary) -> Iterator[Remark]:
    if word.name in known.calls:
        yield from _call(word, known.calls[word.name])
    elif word.name in known.truths and word.argument is None:
        return
    elif word.name in known.words():
        message = _("`{word}` alone is no condition.").format(word=word.name)
        yield Remark(
            word.offset,
            SENSE,
            message,
            _("Compare it with something: `{word} == ...`.").format(word=word.name),
        )
    else:
        yield _unknown(word, known)


def _call(word: Word, values: frozenset[str]) -> Iterator[Remark]:
    if word.argument is None:
        message = _("`{word}` needs an id between brackets.").format(word=word.name)
        yield Remark(word.offset, SENSE, message, f"`{word.name}(...)`")
    elif word.argument.name not in values:
        message = _("`{name}` does not exist.").format(name=word.argument.name)
        yield Remark(word.argument.offset, UNKNOWN, message, suggestion(word.argument.name, values), word.argument.name)


def _unknown(word: Word, known: Vocabulary) -> Remark:
    if word.name in WORDS:
        message = _("`{word}` cannot be used here.").format(word=word.name)
    else:
        message = _("`{word}` is not known here.").format(word=word.name)
    return Remark(word.offset, UNKNOWN, message, suggestion(word.name, known.words()), word.name)


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return "Did you mean ...?", or what there is to choose from."""
    names = sorted(name for name in known if not name.startswith(STAND_IN))
    best = closest(word, names)
    if best:
        return _("Did you mean `{name}`?").format(name=best)
    if names and len(names) <= 12:
        return _("Known here: {names}.").format(names=", ".join(f"`{name}`" for name in names))
    return ""
