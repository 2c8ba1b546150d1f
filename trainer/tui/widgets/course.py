"""One measure from talk to talk: a column per talk, the newest at the right; a talk without a number has a dot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from trainer.practice.history import Course
from trainer.practice.measures import Scale

UPWARD = " ▁▂▃▄▅▆▇█"
DOWNWARD = " ▔▔▀▀▀███"
"""A cell filled by so many eighths; from above there are fewer signs."""
NONE, ZERO, CARET = "·", "■", "^"
TICK, EDGE, LINE, CROSS = "┤", "│", "─", "┼"
WIDEST = 4
"""Cells of a column with the gap after it, at most."""

Part = tuple[str, str]
"""Text and its role."""


class Window(NamedTuple):
    """The talks that are shown, from `first` on, and the cells of a column with its gap."""

    first: int
    shown: int
    width: int

    @classmethod
    def around(cls, here: int, talks: int, room: int) -> Window:
        """Return as many talks as there is room for: the latest ones, or from the one that stands out."""
        shown = max(1, min(talks, room))
        first = talks - shown
        return cls(min(first, here) if here >= 0 else first, shown, max(1, min(WIDEST, room // shown)))

    @property
    def bar(self) -> int:
        """Return the cells of a column without its gap."""
        return max(1, self.width - 1)

    def cell(self, talk: int) -> int:
        """Return the cell in the middle of a talk's column."""
        return (talk - self.first) * self.width + (self.bar - 1) // 2


@lru_cache(maxsize=1024)
def column(value: float | None, scale: Scale, rows: int) -> str:
    """Return the signs of one value from top to bottom, one for each row; nothing but nothing looks like nothing.

    On a scale that goes below 0 one row in the middle is 0 itself, and an even number of rows leaves one empty.
    """
    low, high = scale[0][0], scale[-1][0]
    half = (rows - 1) // 2 if low < 0 else 0
    zero = half if low < 0 else rows
    if not value:
        sign = NONE if value is None else ZERO if low < 0 else UPWARD[1]
        row = zero if low < 0 else rows - 1
        return "".join(sign if y == row else " " for y in range(rows))
    room = half or rows
    eighths = max(1, min(8 * room, round(8 * room * abs(value) / high)))
    if value > 0:
        return "".join(UPWARD[max(0, min(8, eighths - 8 * (zero - 1 - y)))] if y < zero else " " for y in range(rows))
    return "".join(DOWNWARD[max(0, min(8, eighths - 8 * (y - zero - 1)))] if y > zero else " " for y in range(rows))


def tick_rows(scale: Scale, rows: int) -> dict[int, str]:
    """Return the rows that have a word of the scale beside them."""
    low, high = scale[0][0], scale[-1][0]
    if low < 0:
        half = (rows - 1) // 2
        return {round(half - half * value / high): words for value, words in scale}
    return {min(rows - 1, rows - round(rows * value / high)): words for value, words in scale}


class CoursePicture(Widget):
    """The columns with the scale at their left; the last row has the days."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "course--label", "course--bar", "course--none", "course--column", "course--here", "course--day",
    }  # fmt: skip

    here: reactive[int] = reactive(-1)
    """The talk that stands out, from 0; -1 is none."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._course: Course | None = None
        self._days: Sequence[str] = ()

    def show(self, course: Course, days: Sequence[str], here: int) -> None:
        """Show a course with the day of each talk; one talk stands out, from 0, or none with -1."""
        self._course, self._days = course, days
        self.here = here
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        parts: Iterator[Part] = iter(())
        if self._course is not None and self._course.values:
            rows = self.size.height - 1
            parts = self._row(self._course, y, rows) if y < rows else self._dates(self._course)
        looks: dict[str, Style] = {}  # working one out costs more than painting it
        segments = [Segment(text, looks.get(role) or looks.setdefault(role, self._look(role))) for text, role in parts]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _look(self, role: str) -> Style:
        """Return how text looks; the roles of one text are written one after the other, the last weighs most."""
        look = self.rich_style
        for name in role.split():
            look += self.get_component_rich_style(f"course--{name}", partial=True)
        return look

    def _left(self, course: Course) -> int:
        """Return the cells of the scale with its edge."""
        return max(cell_len(words) for _value, words in course.scale) + 3

    def _window(self, course: Course) -> Window:
        return Window.around(self.here, len(course.values), self.size.width - self._left(course) - 1)

    def _row(self, course: Course, y: int, rows: int) -> Iterator[Part]:
        """Yield the scale and what every talk has in this row."""
        window, words = self._window(course), tick_rows(course.scale, rows).get(y)
        zero = course.scale[0][0] < 0 and y == (rows - 1) // 2
        label = "" if words is None else words
        yield f"{label.rjust(self._left(course) - 3)} ", "label"
        yield (CROSS if zero else EDGE if words is None else TICK) + (LINE if zero else " "), "label"
        for talk in range(window.first, window.first + window.shown):
            sign = column(course.values[talk], course.scale, rows)[y]
            back = LINE if zero else " "
            here = "column here" if talk == self.here else ""
            if sign == " ":
                yield back * window.bar, f"label {here}"
            elif sign == NONE:
                side = (window.bar - 1) // 2
                yield back * side, f"label {here}"
                yield sign, f"none {here}"
                yield back * (window.bar - 1 - side), f"label {here}"
            else:
                yield sign * window.bar, f"bar {here}"
            yield back * (window.width - window.bar), "label"

    def _dates(self, course: Course) -> Iterator[Part]:
        """Yield the day of the talk that stands out, and those of the first and the last where they fit."""
        window = self._window(course)
        last = window.first + window.shown - 1
        row = [(" ", "day")] * max(window.width * window.shown, self.size.width - self._left(course) - 1)
        if window.first <= self.here <= last:
            _point(row, window.cell(self.here), self._days[self.here])
        _write(row, 0, self._days[window.first])
        end = window.cell(last) + window.bar - (window.bar - 1) // 2
        _write(row, max(0, end - len(self._days[last])), self._days[last])
        yield " " * self._left(course), ""
        yield from row


def _point(row: list[Part], cell: int, day: str) -> None:
    """Write a caret under a column, and the day beside it."""
    right = f"{CARET} {day}"
    fits = cell + len(right) <= len(row)
    start, text = (cell, right) if fits else (max(0, cell - len(day) - 1), f"{day} {CARET}")
    row[start : start + len(text)] = [(sign, "day here") for sign in text]


def _write(row: list[Part], start: int, text: str) -> None:
    """Write a day if that leaves a gap of two on both sides."""
    around = row[max(0, start - 2) : start + len(text) + 2]
    if all(sign == " " for sign, _role in around):
        row[start : start + len(text)] = [(sign, "day") for sign in text]
