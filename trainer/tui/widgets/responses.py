"""The numbered responses on offer."""

from __future__ import annotations

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
from trainer.tui.foreign import foreign
from trainer.tui.widgets.transcript import COLUMN, margin_for

INDENT = 3


class Responses(Widget, can_focus=True):
    """A list to choose from by number, by arrows and Enter, or by mouse."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    options: reactive[tuple[Option, ...]] = reactive((), layout=True)
    """What is on offer."""
    cursor: reactive[int] = reactive(-1)
    """The option that Enter takes, from 0; -1 for none."""
    closing: reactive[str] = reactive("", layout=True)
    """What stands here when nothing is on offer."""

    @dataclass
    class ResponseChosen(Message):
        """Somebody chose the response with this number."""

        number: int

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return as many rows as the options need."""
        return max(1, len(self._lines(width)))

    def render(self) -> Content:
        """Draw the options with hanging numbers."""
        lines = []
        for number, text in self._lines(self.size.width):
            chosen = number > 0 and number - 1 == self.cursor
            lines.append(foreign(text, "reverse" if chosen else ""))
        return Content("\n").join(lines)

    def _lines(self, width: int) -> list[tuple[int, str]]:
        margin = " " * margin_for(width)
        if not self.options:
            return [(0, margin + self.closing)]
        lines = []
        for option in self.options:
            start = f"{option.number}  "
            for part in Content(option.text).wrap(max(20, min(COLUMN, width) - INDENT)):
                lines.append((option.number, margin + start.ljust(INDENT) + part.plain.rstrip()))
                start = ""
        return lines

    def watch_options(self) -> None:
        """Forget which option was pointed at."""
        self.cursor = -1

    def watch_cursor(self, cursor: int) -> None:
        """Keep the option in view; and Enter means something else now."""
        rows = [y for y, (number, _text) in enumerate(self._lines(self.size.width)) if number == cursor + 1]
        if rows and cursor >= 0:
            self.scroll_visible_rows(rows[0], len(rows))
        self.refresh_bindings()

    def scroll_visible_rows(self, first: int, count: int) -> None:
        """Bring rows of the list into view, where there are more than fit."""
        parent = self.parent
        if isinstance(parent, Widget):
            parent.scroll_to_region(Region(0, first, self.size.width, count), animate=False)

    def on_click(self, event: events.Click) -> None:
        """Choose the option that was clicked."""
        lines = self._lines(self.size.width)
        if 0 <= event.y < len(lines) and lines[event.y][0]:
            self.post_message(self.ResponseChosen(lines[event.y][0]))

    def action_move(self, step: int) -> None:
        """Point at the next or previous option."""
        if self.options:
            last = len(self.options) - 1
            self.cursor = min(last, max(0, self.cursor + step)) if self.cursor >= 0 else (0 if step > 0 else last)

    def action_choose(self) -> None:
        """Choose the option pointed at."""
        self.post_message(self.ResponseChosen(self.cursor + 1))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave Enter to the screen while no option is pointed at."""
        return action != "choose" or self.cursor >= 0
