"""The table of ratios: what a row says, how its pairs are taken, and how it is printed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

_WIDTHS = (11, 37, 32, 5, 21, 3)


class NotMeasuredError(Exception):
    """A row that cannot be measured here; its message stands in the table instead of a ratio."""


class DifferenceError(Exception):
    """Two sides of a row that did not do the same: their times must not be compared."""


@dataclass(frozen=True, slots=True)
class Noted:
    """The ratios of a row, and what there is to say about them: it stands under the row."""

    ratios: Sequence[float]
    note: str


@dataclass(frozen=True, slots=True)
class Row:
    """A ratio and its wanted limit; `measure` returns one ratio, ours over the peer's, for each round."""

    name: str
    what: str
    against: str
    reach: float
    measure: Callable[[int], Sequence[float] | Noted]
    rounds: int
    quick_rounds: int


def timed(function: Callable[[], T]) -> tuple[float, T]:
    """Return the seconds a call took and what it returned."""
    begin = time.perf_counter()
    value = function()
    return time.perf_counter() - begin, value


def heading() -> str:
    """Return the first lines of the table."""
    names = _line("row", "what", "against", "reach", "measured (min - max)", "met")
    return f"{names}\n{_line(*('-' * width for width in _WIDTHS))}"


def line(row: Row, quick: bool = False) -> str:
    """Measure a row and return its line of the table, and the line of its note if it has one."""
    try:
        found = row.measure(row.quick_rounds if quick else row.rounds)
    except NotMeasuredError as reason:
        return _line(row.name, row.what, row.against, f"{row.reach:g}", str(reason), "-")
    ratios = found.ratios if isinstance(found, Noted) else found
    middle = statistics.median(ratios)
    measured = f"{_figure(middle)} ({_figure(min(ratios))} - {_figure(max(ratios))})"
    met = "yes" if middle <= row.reach else "no"
    told = _line(row.name, row.what, row.against, f"{row.reach:g}", measured, met)
    return f"{told}\n{' ' * _WIDTHS[0]}  {found.note}" if isinstance(found, Noted) else told


def _figure(ratio: float) -> str:
    if ratio < 0.1:
        return f"{ratio:.2g}"
    return f"{ratio:.1f}" if ratio >= 10 else f"{ratio:.2f}"


def _line(*cells: str) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, _WIDTHS, strict=True)).rstrip()
