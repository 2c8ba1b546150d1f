"""Conditions as nested tuples, and how an author writes them.

A tree is `("and", a, b)`, `("or", a, b)`, `("not", a)`, `("compare", operands, signs)`, `("in", operand, options)` or a
question: `("visited", id)`, `("chosen", id)`, `("pitfall", id)`, `("truth", word)`. An operand is a number, a name
(`("name", "angry")`) or what is looked up: `("meter", id)`, `("mood", id)`, `("disposition", id or None)`,
`("act", word)`, and on a scale `("answer", "value")`.
"""

from __future__ import annotations

from typing import Any

Tree = tuple[Any, ...]


def written(value: Any) -> Any:
    """Return data with every condition as text."""
    if isinstance(value, list):
        return [written(item) for item in value]
    if isinstance(value, dict):
        return {key: phrase(item) if key == "if" else written(item) for key, item in value.items()}
    return value


LOOSENESS = {"or": 0, "and": 1, "not": 2}


def phrase(tree: Tree, within: int = 0) -> str:
    """Return a condition as text, with no more brackets than it needs."""
    kind, *parts = tree
    if kind in ("and", "or"):
        mine = LOOSENESS[kind]
        text = f"{phrase(parts[0], mine)} {kind} {phrase(parts[1], mine)}"
        return f"({text})" if within > mine else text
    if kind == "not":
        return f"not {phrase(parts[0], LOOSENESS['not'])}"
    if kind == "compare":
        operands, signs = parts
        rest = "".join(f" {sign} {word(operand)}" for sign, operand in zip(signs, operands[1:], strict=True))
        return word(operands[0]) + rest
    if kind == "in":
        return f"{word(parts[0])} in ({', '.join(word(option) for option in parts[1])})"
    return str(parts[0]) if kind == "truth" else f"{kind}({parts[0]})"


def word(operand: Any) -> str:
    """Return an operand as text."""
    if isinstance(operand, int):
        return str(operand)
    kind, name = operand
    if kind == "disposition":
        return "disposition" if name is None else f"disposition({name})"
    return str(name)
