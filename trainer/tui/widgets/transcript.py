"""The conversation so far, newest lowest; painting costs the same after 10 entries and after 500."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from trainer.language import _
from trainer.practice.entries import Entry, Kind
from trainer.tui.foreign import wrapped

COLUMN = 72
"""Columns of text, whatever the width of the terminal: longer lines are hard to read."""
LABEL = 9
"""Columns for who speaks."""
WIDE = 120
"""Columns from which a word aside stands to the right of the conversation."""
ASIDE_GAP, ASIDE_WIDTH = 4, 38
"""Columns between the conversation and a word aside, and of that word aside."""


def margin_for(width: int) -> int:
    """Return how many columns stay empty to the left of the text: it stands in the middle, but leaves room aside."""
    middle = max(1, (width - COLUMN) // 2)
    return middle if width < WIDE else min(middle, width - COLUMN - ASIDE_GAP - ASIDE_WIDTH - 2)


class Row(NamedTuple):
    """One row of text, and who speaks if that stands before it."""

    kind: Kind
    label: str
    text: str


class Transcript(ScrollView, can_focus=True):
    """Draws its own lines and only those in view, and wraps them again when the width changes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "transcript--seen", "transcript--client", "transcript--narration", "transcript--you",
        "transcript--ending", "transcript--label", "transcript--label-you", "transcript--label-client",
    }  # fmt: skip
    FOCUS_ON_CLICK = False  # a click only completes a reply; the arrows go on pointing at responses

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._entries: list[Entry] = []
        self._rows: list[Row] = []
        self._wrapped_at = 0
        self._new_entry = self._new_row = 0
        self._reading_back = self._placing = False

    def write(self, entries: Iterable[Entry]) -> None:
        """Add entries at the end and show them, from the first of them if not all fit."""
        self.mark_read()
        self._reading_back = False
        self.add(entries)

    def add(self, entries: Iterable[Entry]) -> None:
        """Go on with what was written last; who is reading back stays there."""
        for entry in entries:
            self._entries.append(entry)
            if self._wrapped_at:
                self._rows.extend(rows_of(entry, self._wrapped_at))
        if self._wrapped_at:
            self._show_new()

    def rewrite(self, entries: Iterable[Entry], new: Iterable[Entry]) -> None:
        """Put another conversation here, with what is new in it in view; who is reading back stays there."""
        back = self.scroll_y if self._reading_back else None
        self._entries, self._rows = [], []
        self.write(entries)
        self.write(new)
        if back is not None:
            self.scroll_to(y=back, animate=False, immediate=True)

    @property
    def overflows(self) -> bool:
        """Return whether what is new needs more rows than there are."""
        return len(self._rows) - self._new_row > self.scrollable_content_region.height

    def mark_read(self) -> None:
        """Take everything as read: from now on the end stays in view when the page gets smaller."""
        self._new_entry, self._new_row = len(self._entries), len(self._rows)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap again for the new width, and keep what is new in view unless somebody is reading back."""
        width = min(COLUMN, max(20, self.scrollable_content_region.width - 2))
        if width != self._wrapped_at:
            self._wrapped_at = width
            before = [row for entry in self._entries[: self._new_entry] for row in rows_of(entry, width)]
            self._new_row = len(before)
            self._rows = before + [row for entry in self._entries[self._new_entry :] for row in rows_of(entry, width)]
        self._show_new()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember whether somebody is reading back, or has read on to the end: a change of size leaves them there."""
        super().watch_scroll_y(old_value, new_value)
        if self._placing:
            return
        self._reading_back = new_value < self.max_scroll_y
        grown = old_value > self.max_scroll_y
        if not self._reading_back and not grown:
            self.mark_read()

    def _show_new(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._rows))
        if not self._reading_back:
            self._placing = True
            self.scroll_to(y=min(self.max_scroll_y, self._new_row), animate=False, immediate=True, force=True)
            self._placing = False
        self.refresh()

    def action_page_up(self) -> None:
        """Go back a page, less the row that stays in view."""
        self.scroll_page(-1)

    def action_page_down(self) -> None:
        """Go forward a page, less the row under `PgDn for more`."""
        self.scroll_page(1)

    def scroll_page(self, direction: int) -> None:
        """Go back or forward so far that no row is skipped."""
        self.scroll_relative(y=direction * max(1, self.scrollable_content_region.height - 1))

    def render_line(self, y: int) -> Strip:
        """Return one line; a short conversation stands at the bottom."""
        height, width = self.scrollable_content_region.height, self.scrollable_content_region.width
        n = y + round(self.scroll_y) - max(0, height - len(self._rows))
        base = self.rich_style
        if not 0 <= n < len(self._rows):
            return Strip.blank(width, base)
        row = self._rows[n]
        if y == height - 1 and n < len(self._rows) - 1:
            row = Row("seen", "", _("... PgDn for more"))
        label = self.get_component_rich_style(label_of(row.kind))
        style = self.get_component_rich_style(f"transcript--{row.kind}")
        segments = [
            Segment(" " * margin_for(self.screen.size.width), base),
            Segment(f"{row.label:<{LABEL}}", label),
            Segment(row.text, style),
        ]
        return Strip(segments).adjust_cell_length(width, base)


def label_of(kind: Kind) -> str:
    """Return the component class of the name before such an entry."""
    return f"transcript--label-{kind}" if kind in ("you", "client") else "transcript--label"


def rows_of(entry: Entry, width: int) -> list[Row]:
    """Return an entry as rows: who speaks stands before the first, and an entry that speaks gets air above it."""
    label = entry.speaker.upper() if entry.speaker else ""
    rows = [Row(entry.kind, "", "")] if entry.kind != "seen" else []
    if len(label) >= LABEL:
        rows.append(Row(entry.kind, label, ""))
        label = ""
    for line in wrapped(entry.text, width - LABEL):
        rows.append(Row(entry.kind, label, line))
        label = ""
    return rows
