"""What is on offer: numbered responses, or the steps of a scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from trainer.practice.entries import Option
from trainer.practice.page import Page
from trainer.scenario.scene import Scale
from trainer.tui.foreign import foreign, wrapped
from trainer.tui.widgets import scale as scales
from trainer.tui.widgets.transcript import COLUMN, margin_for

INDENT = 3
POINTER, WAITING = "› ", "..."


class Responses(Widget, can_focus=True):
    """A list to choose from by number, by arrows and Enter, or by mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("left", "along(-1)", show=False),
        Binding("right", "along(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    options: reactive[tuple[Option, ...]] = reactive((), layout=True)
    """What is on offer."""
    scale: reactive[Scale | None] = reactive(None, layout=True)
    """The scale of which the options are steps; None for a list."""
    cursor: reactive[int] = reactive(-1)
    """The option that Enter takes, from 0; -1 for none."""
    closing: reactive[str] = reactive("", layout=True)
    """What stands here when nothing is on offer."""
    waiting: reactive[bool] = reactive(False)
    """Whether the client is still speaking; the options keep their room, but are not there yet."""

    @dataclass
    class ResponseChosen(Message):
        """Somebody chose the response with this number."""

        number: int

    def __init__(self, *, alone: bool = False, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._alone = alone

    @property
    def left(self) -> int:
        """Return the empty columns to the left: in the middle when nothing is ever shown beside it."""
        width = self.screen.size.width
        return max(1, (width - COLUMN) // 2) if self._alone else margin_for(width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return as many rows as the options need."""
        return len(self.rows)

    def render(self) -> Content:
        """Draw the options with hanging numbers; the one pointed at is marked, and reversed over the whole measure."""
        margin = self.left
        if self.waiting:
            return foreign(" " * margin + WAITING)
        pointer = POINTER.rjust(margin)
        if self.scale is not None:
            return self._draw_scale(self.scale, margin)
        lines = []
        for number, text in self.rows:
            line = foreign(text)
            if self.cursor >= 0 and number == self.cursor + 1:
                line = Content.assemble((pointer, "bold"), line.pad_right(COLUMN - line.cell_length).stylize("reverse"))
                pointer = " " * margin
            else:
                if number and not self._alone and not text.startswith(" "):
                    line = line.stylize("bold $primary", 0, len(str(number)))
                line = line.pad_left(margin)
            lines.append(line)
        return Content("\n").join(lines)

    def _draw_scale(self, scale: Scale, margin: int) -> Content:
        """Draw a scale; the step pointed at is marked and reversed."""
        lines = [foreign(row).pad_left(margin) for _number, row in self.rows]
        steps = lines[scales.steps_row(scale)]
        for step in range(1, scale.steps + 1):
            at = margin + scales.column(scale, step)
            if step == self.cursor + 1:
                sign = POINTER.strip()
                steps = Content.assemble(steps[: at - len(sign)], (sign, "bold"), steps[at:])
                steps = steps.stylize("reverse", at, at + len(str(step)))
            else:
                steps = steps.stylize("bold $primary", at, at + len(str(step)))
        lines[scales.steps_row(scale)] = steps
        return Content("\n").join(lines)

    @property
    def rows(self) -> list[tuple[int, str]]:
        """Return the rows, each with the number of its option; 0 where there is none."""
        if self.scale is not None:
            return [(0, row) for row in scales.rows(self.scale)]
        if not self.options:
            return [(0, self.closing)]
        return [(option.number, row) for option in self.options for row in _rows(option)]

    def offer(self, page: Page, closing: str, waiting: bool) -> None:
        """Put other options here, with none pointed at."""
        self.options, self.scale, self.closing, self.waiting = page.options, page.scale, closing, waiting
        self.cursor = -1
        if isinstance(self.parent, Widget):
            self.parent.scroll_home(animate=False)

    def watch_cursor(self) -> None:
        """Keep the option in view; and Enter means something else now."""
        self.show_pointed()
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Keep the option in view."""
        self.show_pointed()

    def show_pointed(self) -> None:
        """Bring the option pointed at into view, where there are more than fit."""
        if self.scale is not None:
            rows = list(range(scales.steps_row(self.scale), len(self.rows)))
        else:
            rows = [y for y, (number, _text) in enumerate(self.rows) if number == self.cursor + 1]
        if rows and self.cursor >= 0 and isinstance(self.parent, Widget):
            region = Region(0, rows[0], self.size.width, len(rows))
            self.parent.scroll_to_region(region, animate=False)

    def on_click(self, event: events.Click) -> None:
        """Choose the option that was clicked; a second click of a double one says nothing."""
        number = self._number_at(event.x, event.y)
        if number and event.chain == 1 and not self.waiting:
            event.stop()
            self.post_message(self.ResponseChosen(number))

    def _number_at(self, x: int, y: int) -> int:
        """Return the number of the option that is drawn at a place; 0 where there is none."""
        if self.scale is not None:
            return scales.step_at(self.scale, x - self.left) if y == scales.steps_row(self.scale) else 0
        rows = self.rows
        return rows[y][0] if 0 <= y < len(rows) else 0

    def action_along(self, step: int) -> None:
        """Point at the next or previous step of a scale."""
        self.action_move(step)

    def action_move(self, step: int) -> None:
        """Point at the next or previous option."""
        if self.options and not self.waiting:
            last = len(self.options) - 1
            self.cursor = min(last, max(0, self.cursor + step)) if self.cursor >= 0 else (0 if step > 0 else last)

    def action_choose(self) -> None:
        """Choose the option pointed at."""
        self.post_message(self.ResponseChosen(self.cursor + 1))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter to the screen while no option is pointed at; nothing lies to the left or right in a list."""
        if action == "along":
            return self.scale is not None
        return action != "choose" or self.cursor >= 0


def _rows(option: Option) -> Iterator[str]:
    """Yield an option as rows, its number before the first."""
    start = str(option.number)
    for line in wrapped(option.text, COLUMN - INDENT):
        yield start.ljust(INDENT) + line
        start = ""
