"""Conditions as functions of the world: the tree is compiled once, so that asking it is cheap."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from trainer.conversation.world import World
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
from trainer.scenario.vocabulary import ACT_NAMES, ACT_NUMBERS, ACT_TRUTHS

Guard = Callable[[World], bool]
_Value = Callable[[World], Any]

_SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt,
    "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def guard(condition: Condition, personas: Sequence[str]) -> Guard:
    """Return a condition as a function of the world; `personas` tell moods from meters."""
    return _compile(condition.tree, personas)


def _compile(tree: Tree, personas: Sequence[str]) -> Guard:
    if isinstance(tree, Not):
        part = _compile(tree.part, personas)
        return lambda world: not part(world)
    if isinstance(tree, Every | Some):
        parts = [_compile(part, personas) for part in tree.parts]
        if isinstance(tree, Every):
            return lambda world: all(part(world) for part in parts)
        return lambda world: any(part(world) for part in parts)
    if isinstance(tree, Membership):
        value = _value(tree.operand, personas)
        named = isinstance(tree.operand, Word) and not _is_number(tree.operand, personas)
        options = [_constant(o.name) if named and isinstance(o, Word) else _value(o, personas) for o in tree.options]
        return lambda world: value(world) in [option(world) for option in options]
    if isinstance(tree, Comparison):
        return _comparison(tree, personas)
    return _truth(tree)


def _comparison(tree: Comparison, personas: Sequence[str]) -> Guard:
    signs = [_SIGNS[sign] for sign in tree.signs]
    values = [_value(tree.operands[0], personas)]
    named = isinstance(tree.operands[0], Word) and not _is_number(tree.operands[0], personas)
    for operand in tree.operands[1:]:
        literal = operand.name if named and isinstance(operand, Word) else None
        values.append(_constant(literal) if literal is not None else _value(operand, personas))
    if len(signs) == 1:
        compare, (left, right) = signs[0], values
        if isinstance(tree.operands[1], Number):
            number = tree.operands[1].value
            return lambda world: compare(left(world), number)
        return lambda world: compare(left(world), right(world))

    def chain(world: World) -> bool:
        found = [value(world) for value in values]
        return all(sign(a, b) for sign, (a, b) in zip(signs, pairwise(found), strict=True))

    return chain


def _is_number(word: Word, personas: Sequence[str]) -> bool:
    return word.name not in personas and word.name not in ACT_NAMES and word.name != "disposition"


def _constant(value: Any) -> _Value:
    return lambda world: value


def _value(operand: Operand, personas: Sequence[str]) -> _Value:
    if isinstance(operand, Number):
        return _constant(operand.value)
    name = operand.name
    if name == "disposition":
        whose = operand.argument.name if operand.argument else personas[0]
        return lambda world: world.dispositions.get(whose)
    if name in personas:
        return lambda world: world.moods[name]
    if name in ACT_NUMBERS or name in ACT_NAMES:
        return lambda world: getattr(world.act, name)
    return lambda world: world.meters[name]


def _truth(word: Word) -> Guard:
    name = word.name
    if name in ACT_TRUTHS:
        return lambda world: bool(getattr(world.act, name))
    argument = word.argument.name if word.argument else ""
    if name == "visited":
        return lambda world: argument in world.visits
    if name == "chosen":
        return lambda world: argument in world.chosen
    return lambda world: world.act is not None and argument in world.act.pitfalls
