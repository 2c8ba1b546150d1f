"""Ids that look like one another, as a slip of the pen makes them; numbered and inflected ids do not."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from trainer.language import _

_SHORT, _LONG = 6, 8
"""From how many letters two words look alike when a letter was lost, and when one was mistyped."""


def lookalike(name: str, others: Iterable[str]) -> str | None:
    """Return the first of the other ids that `name` may be a misspelling of."""
    return next((other for other in others if alike(name, other)), None)


def meant(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return a hint about a name that is not used: which of those that are it looks like, if any, and what to do."""
    other = lookalike(name, sorted(known))
    return " ".join((_("Did you mean `{name}`?").format(name=other), otherwise)) if other else otherwise


def alike(one: str, other: str) -> bool:
    """Return whether two ids look like one, once misspelt.

    That is: the underscores stand elsewhere, a letter is doubled, two neighbours changed places, or inside a longer
    word a letter was lost or mistyped. Differences in digits, and in the first and last letter, are taken to be meant.
    """
    if one == other or _digits(one) != _digits(other):
        return False
    parts, others = one.split("_"), other.split("_")
    if len(parts) != len(others):
        return "".join(parts) == "".join(others)
    different = [pair for pair in zip(parts, others, strict=True) if pair[0] != pair[1]]
    return len(different) == 1 and _misspelt(*sorted(different[0], key=len))


def _digits(name: str) -> str:
    return "".join(sign for sign in name if sign.isdigit())


def _misspelt(short: str, long: str) -> bool:
    """Return whether two words, the shorter one first, differ by one slip."""
    size, missing = len(long), len(long) - len(short)
    if size < _SHORT or missing > 1:
        return False
    if missing:
        doubled = [letter for letter, _run in groupby(short)] == [letter for letter, _run in groupby(long)]
        return doubled or any(long[:n] + long[n + 1 :] == short for n in range(1, size - 1))
    at = [n for n in range(size) if short[n] != long[n]]
    if len(at) == 2:
        return at[1] == at[0] + 1 and short[at[0]] == long[at[1]] and short[at[1]] == long[at[0]]
    return len(at) == 1 and size >= _LONG and 0 < at[0] < size - 1
