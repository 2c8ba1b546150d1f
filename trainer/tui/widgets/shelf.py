"""The shelf: one scenario under another, with a mark before the one pointed at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from trainer.tui.foreign import wrapped

if TYPE_CHECKING:
    from trainer.practice.shelf import Book

MARK = " › "
GAP = 3
WIDEST = 76
ROOM_BESIDE = 40
"""Columns that title and facts need at least before what one did oneself may stand to their right."""


class _Row(NamedTuple):
    book: int
    kind: str
    left: str
    right: str


class Shelf(ScrollView, can_focus=False):
    """Draws its own lines, and wraps them again when the width changes; what is pointed at stays in view."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "shelf--title", "shelf--facts", "shelf--pointed-title", "shelf--pointed-facts",
    }  # fmt: skip

    @dataclass
    class BookClicked(Message):
        """Somebody clicked on a scenario; `again` when it was pointed at already."""

        again: bool

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._books: Sequence[Book] = ()
        self._cursor = -1
        self._otherwise = ""
        self._rows: list[_Row] = []

    @property
    def book(self) -> Book | None:
        """Return the scenario pointed at; None without one."""
        return self._books[self._cursor] if 0 <= self._cursor < len(self._books) else None

    @property
    def count(self) -> int:
        """Return how many scenarios are shown."""
        return len(self._books)

    def show(self, books: Sequence[Book], cursor: int, otherwise: str) -> None:
        """Show these scenarios and point at one, from 0, or at none with -1; without any say something else."""
        self._books, self._cursor, self._otherwise = books, cursor, otherwise
        self._wrap()

    def move(self, step: int) -> None:
        """Point at the next or previous scenario."""
        if self._books:
            self._cursor = max(0, min(len(self._books) - 1, self._cursor + step))
            self._keep_in_view()
            self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap again for the new width."""
        self._wrap()

    def on_click(self, event: events.Click) -> None:
        """Point at what was clicked."""
        row = event.y + round(self.scroll_y)
        if 0 <= row < len(self._rows) and self._books:
            again = self._cursor == self._rows[row].book
            self.move(self._rows[row].book - self._cursor)
            self.post_message(self.BookClicked(again))

    def _wrap(self) -> None:
        room = self.scrollable_content_region.width
        if not room:
            return
        width = min(WIDEST, room) - len(MARK) - 1
        if self._books:
            beside = max(cell_len(text) for book in self._books for text in (*book.own, ""))
            self._rows = list(_rows(self._books, width, beside if width - beside - GAP >= ROOM_BESIDE else 0))
        else:
            self._rows = [_Row(-1, "facts", line, "") for line in wrapped(self._otherwise, width)]
        self.virtual_size = Size(room, len(self._rows))
        self._keep_in_view()
        self.refresh()

    def _keep_in_view(self) -> None:
        """Scroll as little as needed, so that a scenario begins at the top."""
        rows = [y for y, row in enumerate(self._rows) if row.book == self._cursor]
        height, top = self.scrollable_content_region.height, round(self.scroll_y)
        if not rows or not self._books:
            top = 0
        elif rows[0] < top:
            top = rows[0]
        elif rows[-1] >= top + height:
            begins = [y for y in range(rows[0] + 1) if y == 0 or not self._rows[y - 1].kind]
            top = next((y for y in begins if rows[-1] < y + height), rows[0])
        self.scroll_to(y=top, animate=False, immediate=True, force=True)

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        width, n = self.scrollable_content_region.width, y + round(self.scroll_y)
        base = self.rich_style
        if n >= len(self._rows):
            return Strip.blank(width, base)
        row = self._rows[n]
        pointed = row.book == self._cursor and bool(self._books) and bool(row.kind)
        style = self.get_component_rich_style(f"shelf--{'pointed-' if pointed else ''}{row.kind or 'facts'}")
        facts = self.get_component_rich_style(f"shelf--{'pointed-' if pointed else ''}facts")
        first = n == 0 or self._rows[n - 1].book != row.book
        segments = [
            Segment(MARK if pointed and first else " " * len(MARK), style),
            Segment(row.left, style),
            Segment(row.right, facts),
        ]
        return Strip(segments).adjust_cell_length(min(width, WIDEST), facts).adjust_cell_length(width, base)


def _rows(books: Sequence[Book], width: int, beside: int) -> Iterator[_Row]:
    """Yield every scenario; with room `beside`, what one did oneself stands in a column of that width."""
    room = width - beside - GAP if beside else width
    for number, book in enumerate(books):
        lines = [("title", line) for line in wrapped(book.title, room)]
        lines += [("facts", line) for line in wrapped(" · ".join(book.facts), room)]
        if not beside:
            lines += [("facts", line) for line in wrapped(" · ".join(book.own), room) if line]
        rights = book.own if beside else ()
        for n in range(max(len(lines), len(rights))):
            kind, left = lines[n] if n < len(lines) else ("facts", "")
            right = rights[n] if n < len(rights) else ""
            yield _Row(number, kind, set_cell_size(left, width - cell_len(right)), right)
        if number < len(books) - 1:
            yield _Row(number, "", "", "")
