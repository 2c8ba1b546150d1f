"""Closeness turn by turn, with the moving band behind it; too near and too far have marks of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from trainer.debrief.pictures import TimelinePoint
from trainer.language import _
from trainer.theory import names
from trainer.theory.constants import CLOSENESS

IN_BAND, TOO_NEAR, TOO_FAR, BAND = "●", "▲", "▼", "░"
CARET = "^"
BEFORE, BEYOND = "‹", "›"
"""What tells that there are turns to the left or the right of those shown."""
NARROWEST, WIDEST = 2, 6
"""Cells of a column."""
EDGE = 2
"""Cells on either side of the columns."""
STEPS = range(CLOSENESS[1], CLOSENESS[0] - 1, -1)
"""The rows, the nearest on top."""

Part = tuple[str, str]
"""Text and its role."""


class Window(NamedTuple):
    """The turns that are shown, from `first` up to and including `last`, and the cells of a column."""

    first: int
    last: int
    width: int

    @classmethod
    def around(cls, turn: int, turns: int, room: int) -> Window:
        """Return all turns, or as many as there is room for with this one in the middle where that can be."""
        width = max(NARROWEST, min(WIDEST, room // max(1, turns)))
        fitting = max(1, min(turns, room // width))
        first = max(1, min(turns - fitting + 1, turn - fitting // 2))
        return cls(first, min(turns, first + fitting - 1), width)

    @property
    def cells(self) -> int:
        """Return the cells of all its columns."""
        return self.width * (self.last - self.first + 1)

    def cell(self, turn: int) -> int:
        """Return the cell in which the mark of a turn stands."""
        return (turn - self.first) * self.width + (self.width - 1) // 2


class TimelinePicture(Widget):
    """One column per turn and one row per step of the axis; under it the numbers of the turns."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "timeline--label", "timeline--band", "timeline--in", "timeline--out", "timeline--column", "timeline--number",
        "timeline--here", "timeline--now",
    }  # fmt: skip

    turn: reactive[int] = reactive(0)
    """The turn that stands out, from 1; 0 is none."""

    def __init__(self, points: tuple[TimelinePoint, ...], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.points = points

    def legend(self) -> str:
        """Return what the signs mean, in one line."""
        return _("{band} the band   {inside} in it   {near} too near   {far} too far").format(
            band=BAND, inside=IN_BAND, near=TOO_NEAR, far=TOO_FAR
        )

    @property
    def window(self) -> Window:
        """Return which turns are in view."""
        return Window.around(self.turn, len(self.points), self.size.width - _label_width() - 2 * EDGE)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the columns that all turns take at their widest."""
        return _label_width() + 2 * EDGE + WIDEST * len(self.points)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a row per step, one that points at the turn, and one for the numbers."""
        return len(STEPS) + 2

    def validate_turn(self, turn: int) -> int:
        """Keep to the turns there are."""
        return max(0, min(len(self.points), turn))

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        parts = self._row(STEPS[y]) if y < len(STEPS) else self._caret() if y == len(STEPS) else self._numbers()
        segments = [Segment(text, self._look(role)) for text, role in parts]
        return Strip(segments).adjust_cell_length(self.size.width, self.rich_style)

    def _look(self, role: str) -> Style:
        """Return how text looks; the roles of one text are written one after the other, the last weighs most."""
        look = self.rich_style
        for name in role.split():
            look += self.get_component_rich_style(f"timeline--{name}", partial=True)
        return look

    def _row(self, step: int) -> Iterator[Part]:
        """Yield the name of a step and what every turn has in its row."""
        window = self.window
        here = bool(self.turn) and self.points[self.turn - 1].closeness == step
        yield step_label(step).ljust(_label_width() + EDGE), "label here" if here else "label"
        for point in self.points[window.first - 1 : window.last]:
            yield from self._cells(point, step, window.width)

    def _cells(self, point: TimelinePoint, step: int, width: int) -> Iterator[Part]:
        band = point.band.low <= step <= point.band.high
        now = point.turn == self.turn
        back = BAND if band else " "
        role = f"{'column' if now else ''} {'band' if band else ''}"
        if point.closeness != step:
            yield back * width, role
            return
        before = (width - 1) // 2
        mark = {None: IN_BAND, "near": TOO_NEAR, "far": TOO_FAR}[point.side]
        yield back * before, role
        yield mark, f"{role} {'out' if point.side else 'in'} {'now' if now else ''}"
        yield back * (width - before - 1), role

    def _caret(self) -> Iterator[Part]:
        if self.turn:
            yield " " * (_label_width() + EDGE + self.window.cell(self.turn)), ""
            yield CARET, "here"

    def _numbers(self) -> Iterator[Part]:
        """Yield the numbers of the turns, whole and apart from each other, and whether there are more."""
        window = self.window
        row = [(" ", "number")] * window.cells
        for number in _by_weight(window, self.turn):
            _write(row, window.cell(number), str(number), "number now" if number == self.turn else "number")
        yield (BEFORE if window.first > 1 else "").rjust(_label_width() + 1), "number"
        yield " ", "number"
        yield from row
        yield f" {BEYOND if window.last < len(self.points) else ''}", "number"


def step_label(step: int) -> str:
    """Return the name of a step, set so that the names of all steps begin in one column."""
    return names.closeness(step) if step else f" {names.closeness(step)}"


def _label_width() -> int:
    return max(len(step_label(step)) for step in STEPS)


def _by_weight(window: Window, turn: int) -> Iterator[int]:
    """Yield turns in the order in which their numbers may take their place: the current one, round ones, the ends."""
    if turn:
        yield turn
    needed = len(str(window.last)) + 1
    every = next(n for n in (1, 2, 5, 10, 50) if n * window.width >= needed)
    yield from (n for n in range(window.first, window.last + 1) if n % every == 0)
    yield from (window.first, window.last)


def _write(row: list[Part], middle: int, text: str, role: str) -> None:
    """Write a number under a column if that leaves a gap on both sides."""
    start = max(0, min(len(row) - len(text), middle - (len(text) - 1) // 2))
    around = row[max(0, start - 1) : start + len(text) + 1]
    if all(sign == " " for sign, _role in around):
        row[start : start + len(text)] = [(digit, role) for digit in text]
