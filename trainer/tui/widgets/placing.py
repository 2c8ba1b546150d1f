"""Placing oneself: on Leary's Rose, and on the axis of closeness."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from trainer.language import _
from trainer.theory import names
from trainer.theory.constants import INTENSITIES
from trainer.theory.rose import Vector, octant_of, position
from trainer.tui.foreign import foreign
from trainer.tui.widgets.rose_canvas import FIXED, Cell, Sheet, code_cell
from trainer.tui.widgets.rose_marks import ON, YOU, cells_between
from trainer.tui.widgets.rose_sheet import RoseSheet
from trainer.tui.widgets.timeline import STEPS, step_label

WORDS_WIDTH = 62
"""Columns in which every place fits on one line in words; where there are fewer it takes two."""
POINTER = "›"


class RoseField(RoseSheet, can_focus=True):
    """A Rose on which one points at a place, with the arrow keys or the mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(0, -1)", show=False),
        Binding("down", "move(0, 1)", show=False),
        Binding("left", "move(-1, 0)", show=False),
        Binding("right", "move(1, 0)", show=False),
        Binding("delete,backspace", "clear", show=False),
        Binding("enter", "place", show=False),
    ]

    code: reactive[str | None] = reactive(None)
    """The place as an octant with its intensity, such as `SB2`, or `M`; None as long as there is none."""

    @dataclass
    class Placed(Message):
        """Somebody placed himself here; None skips."""

        code: str | None

    def __init__(self, code: str | None = None, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._place: Vector | None = None
        self.code = code

    def draw(self, sheet: Sheet) -> None:
        """Put the mark on the Rose, and let the code of its octant stand out."""
        role = "now-you" if self.has_focus else "you"
        if self._place is not None:
            octant, cell = octant_of(self._place), sheet.cell(self._place)
            if octant != "M":
                sheet.write(code_cell(sheet.frame, octant), octant, "word")
            for between in cells_between(sheet.frame.middle, cell):
                if sheet.role(between) not in FIXED:
                    sheet.write(between, ON, "way-you")
            sheet.write(cell, YOU, role)
        elif self.has_focus:
            sheet.write(sheet.frame.middle, "┼", role)

    def words(self) -> str:
        """Return the place pointed at in words, or that there is none."""
        if self._place is None:
            return _("You have not placed yourself yet.")
        return _("{place}, as if to say: {wish}").format(place=names.place(self._place), wish=names.wish(self._place))

    def words_rows(self, width: int) -> int:
        """Return how many rows the words take at a width."""
        return 1 if width >= WORDS_WIDTH else 2

    def validate_code(self, code: str | None) -> str | None:
        """Refuse a place that does not exist, with a ValueError; an octant alone gets its intensity."""
        return None if code is None else position(code).code

    def watch_code(self, code: str | None) -> None:
        """Show the mark at the place that was set, unless it already is somewhere in it."""
        if code is None:
            self._place = None
        elif self._place is None or code_of(self._place) != code:
            self._place = position(code).vector
        self.redraw()

    def on_focus(self) -> None:
        """Show that the keys work here."""
        self.redraw()

    def on_blur(self) -> None:
        """Show that the keys do not work here."""
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Point at the place that was clicked; beside the Rose nothing happens."""
        offset = event.get_content_offset(self)
        if offset is not None:
            cell = Cell(*(offset - self.corner))
            if 0 <= cell.x < self.frame.columns and 0 <= cell.y < self.frame.rows:
                self._point_at(cell)

    def action_move(self, x: int, y: int) -> None:
        """Move the mark by cells, as far as the rim."""
        cell = self.frame.middle if self._place is None else self.frame.cell(self._place)
        self._point_at(Cell(cell.x + x, cell.y + y))

    def action_clear(self) -> None:
        """Take the mark away."""
        self.code = None

    def action_place(self) -> None:
        """Tell where the mark is."""
        self.post_message(self.Placed(self.code))

    def _point_at(self, cell: Cell) -> None:
        self._place = self.frame.place(cell)
        self.code = code_of(self._place)
        self.redraw()


def code_of(place: Vector) -> str:
    """Return the code of the place on the Rose that a vector is nearest to in its octant."""
    octant = octant_of(place)
    return octant if octant == "M" else f"{octant}{max(1, min(INTENSITIES, round(INTENSITIES * hypot(*place))))}"


class AxisField(Widget, can_focus=True):
    """The steps of closeness, to point at one with the arrow keys or the mouse."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(1)", show=False),
        Binding("down", "move(-1)", show=False),
        Binding("delete,backspace", "clear", show=False),
        Binding("enter", "place", show=False),
    ]

    step: reactive[int | None] = reactive(None)
    """The step pointed at, from +3 (nearest) to -3; None as long as there is none."""

    @dataclass
    class Placed(Message):
        """Somebody placed himself on this step; None skips."""

        step: int | None

    def __init__(self, step: int | None = None, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.step = step

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the columns of the longest name."""
        return max(len(_row(step, None)) for step in STEPS)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a row per step."""
        return len(STEPS)

    def render(self) -> Content:
        """Draw the steps, the nearest on top."""
        look = "bold reverse" if self.has_focus else "bold"
        rows = [foreign(_row(step, self.step), look if step == self.step else "") for step in STEPS]
        return Content("\n").join(rows)

    def validate_step(self, step: int | None) -> int | None:
        """Keep to the axis."""
        return None if step is None else max(STEPS[-1], min(STEPS[0], step))

    def on_click(self, event: events.Click) -> None:
        """Point at the step that was clicked."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.y < len(STEPS):
            self.step = STEPS[offset.y]

    def action_move(self, nearer: int) -> None:
        """Point at the next step; the first key points at the middle of the axis."""
        self.step = 0 if self.step is None else self.step + nearer

    def action_clear(self) -> None:
        """Point at nothing."""
        self.step = None

    def action_place(self) -> None:
        """Tell which step is pointed at."""
        self.post_message(self.Placed(self.step))


def _row(step: int, chosen: int | None) -> str:
    return f"{POINTER if step == chosen else ' '} {step_label(step)} "
