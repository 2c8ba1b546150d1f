"""The whole conversation, moving along with the turn that is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from trainer.language import _
from trainer.practice.entries import Entry
from trainer.tui.widgets.transcript import COLUMN, LABEL, Row, label_of, rows_of

BAR = "▌ "


class FollowedTranscript(ScrollView, can_focus=False):
    """Draws the conversation; a bar stands beside the turn one looks at."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "transcript--seen", "transcript--client", "transcript--narration", "transcript--you",
        "transcript--ending", "transcript--label", "transcript--label-you",
        "transcript--label-client", "transcript--bar",
    }  # fmt: skip

    turn: reactive[int] = reactive(0, init=False)
    """The turn that is marked, from 1; 0 for none."""

    def __init__(self, entries: Sequence[Entry], starts: Sequence[int]) -> None:
        super().__init__()
        self._entries = entries
        self._starts = starts
        self._rows: list[Row] = []
        self._first: list[int] = []
        self._wrapped_at = 0

    def on_resize(self, event: events.Resize) -> None:
        """Wrap again for a new width, and keep the turn in view."""
        width = min(COLUMN, max(20, self.scrollable_content_region.width - len(BAR)))
        if width != self._wrapped_at:
            self._wrapped_at = width
            self._rows, self._first = [], []
            for n, entry in enumerate(self._entries):
                if n in self._starts:
                    self._first.append(len(self._rows))
                self._rows.extend(rows_of(entry, width))
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))
        self.watch_turn()

    def watch_turn(self) -> None:
        """Bring the turn into view, with what was said before it."""
        if self._first and self.turn:
            first, last = self._marked()
            height = self.scrollable_content_region.height
            room = max(0, height - (last - first))
            self.scroll_to(y=max(0, first - room * 2 // 3), animate=False, immediate=True, force=True)
        self.refresh()

    def scroll_page(self, how: str) -> None:
        """Scroll `up`, `down`, `page_up`, `page_down`, `home` or `end`."""
        page = max(1, self.scrollable_content_region.height - 1)
        steps = {"up": -1, "down": 1, "page_up": -page, "page_down": page, "home": -len(self._rows)}
        self.scroll_relative(y=steps.get(how, len(self._rows)), animate=False, immediate=True, force=True)
        self.refresh()

    def _marked(self) -> tuple[int, int]:
        """Return the rows of the marked turn, the last one excluded."""
        first = self._first[self.turn - 1]
        return first, self._first[self.turn] if self.turn < len(self._first) else len(self._rows)

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        width, base = self.scrollable_content_region.width, self.rich_style
        n = y + round(self.scroll_y)
        if not 0 <= n < len(self._rows):
            return Strip.blank(width, base)
        row = self._rows[n]
        first, last = self._marked() if self.turn and self._first else (0, 0)
        if y == self.scrollable_content_region.height - 1 and first <= n < last - 1:
            row = Row("seen", "", _("... PgDn for more"))
        marked = first < n < last or (n == first and bool(row.text))
        return Strip(
            [
                Segment(BAR if marked else " " * len(BAR), self.get_component_rich_style("transcript--bar")),
                Segment(f"{row.label:<{LABEL}}", self.get_component_rich_style(label_of(row.kind))),
                Segment(row.text, self.get_component_rich_style(f"transcript--{row.kind}")),
            ]
        ).adjust_cell_length(width, base)
