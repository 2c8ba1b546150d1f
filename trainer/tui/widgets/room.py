"""What is said now, large and calm, to be read from the back of a room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from trainer.language import _
from trainer.practice.entries import Entry
from trainer.tui.foreign import wrapped

MEASURE = 60
"""Columns of text on a shared screen."""


def left_of(width: int) -> int:
    """Return the empty columns to the left of what everybody reads."""
    return max(1, (width - MEASURE) // 2)


class Row(NamedTuple):
    """One row of text, and how it looks."""

    look: str
    text: str


class Room(ScrollView, can_focus=False):
    """The newest lines in the middle, with as much air as fits; the client's last one stands out."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "room--seen", "room--narration", "room--you", "room--client", "room--newest", "room--name", "room--ending",
    }  # fmt: skip

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._entries: tuple[Entry, ...] = ()
        self._rows: list[Row] = []

    def show(self, entries: Sequence[Entry]) -> None:
        """Show these lines, from the first if not all fit."""
        self._entries = tuple(entries)
        self._lay_out()
        self.scroll_to(y=0, animate=False, immediate=True, force=True)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out again for the new size."""
        self._lay_out()

    def scroll_page(self, direction: int) -> bool:
        """Go on or back in what does not fit; return whether there was anything to go to."""
        before = round(self.scroll_y)
        step = direction * max(1, self.scrollable_content_region.height - 1)
        self.scroll_to(y=max(0, min(self.max_scroll_y, before + step)), animate=False, immediate=True, force=True)
        return round(self.scroll_y) != before

    def _lay_out(self) -> None:
        width, height = self.scrollable_content_region.size
        if not width:
            return
        measure = min(MEASURE, width - 2)
        for air in (2, 1, 0):
            self._rows = list(rows_of(self._entries, measure, air))
            if len(self._rows) <= height:
                break
        self.virtual_size = Size(width, len(self._rows))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one line; what is short stands in the middle."""
        width, height = self.scrollable_content_region.size
        base = self.rich_style
        n = y + round(self.scroll_y) - max(0, (height - len(self._rows)) // 2)
        if not 0 <= n < len(self._rows):
            return Strip.blank(width, base)
        row = self._rows[n]
        if y == height - 1 and n < len(self._rows) - 1:
            row = Row("seen", _("... PgDn for more"))
        style = self.get_component_rich_style(f"room--{row.look}") if row.look else base
        parts = [Segment(" " * left_of(width), base), Segment(row.text, style)]
        return Strip(parts).adjust_cell_length(width, base)


def rows_of(entries: Sequence[Entry], measure: int, air: int) -> Iterator[Row]:
    """Yield lines as rows: with much air (2), with little (1) or without any (0)."""
    newest = max((n for n, entry in enumerate(entries) if entry.kind == "client"), default=-1)
    before = ""
    for n, entry in enumerate(entries):
        named = entry.kind in ("client", "you") and entry.speaker != before
        if n and (air == 2 or (air == 1 and (n == newest or entries[n - 1].kind == "you"))):
            yield Row("", "")
        if named:
            yield Row("name" if entry.kind == "client" else "you", entry.speaker.upper())
        before = entry.speaker if entry.kind in ("client", "you") else ""
        look = "newest" if n == newest else entry.kind
        for line in wrapped(entry.text, measure):
            yield Row(look, line)
