"""Text to read, in a column that is never too wide; it says so when there is more than fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from trainer.language import _
from trainer.tui.foreign import wrapped

COLUMN = 76
"""Columns of text at most: longer lines are hard to read."""
MARGIN = 2
BAR = "▌ "
"""Stands before every line of a note, so that it differs without colour too."""


def left_of(width: int, column: int = COLUMN) -> int:
    """Return the empty columns to the left of a column in the middle."""
    return max(MARGIN, (width - column) // 2)


class Paragraph(NamedTuple):
    """Some text; with a `label`, '' included, it stands to the right of all labels."""

    text: str
    kind: str = "text"
    """title, note, text or quiet."""
    label: str | None = None
    air: bool = True
    """Whether an empty row comes before it."""
    mark: str = ""
    """Stands before the first line; the others are indented as far."""


class _Row(NamedTuple):
    paragraph: int
    kind: str
    label: str
    mark: str
    text: str


class Prose(ScrollView, can_focus=False):
    """Draws its own lines; other text or another width wraps them again."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "prose--title", "prose--note", "prose--text", "prose--quiet", "prose--label",
    }  # fmt: skip

    def __init__(
        self,
        paragraphs: Iterable[Paragraph] = (),
        *,
        centred: bool = False,
        column: int = COLUMN,
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(id=id)
        self._paragraphs = tuple(paragraphs)
        self._centred = centred
        self._column = column
        self._rows: list[_Row] = []

    @property
    def words(self) -> str:
        """Return all that is told, also what is out of view."""
        return "\n".join(paragraph.text for paragraph in self._paragraphs)

    def show(self, paragraphs: Iterable[Paragraph], *, stay: bool = False) -> None:
        """Show other text, from its beginning, or from the paragraph one was at if it is to `stay` there."""
        told = tuple(paragraphs)
        if told != self._paragraphs:
            top = self._top if stay else None
            self._paragraphs = told
            self._wrap(top)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap again, and keep the paragraph at the top there."""
        self._wrap(self._top)

    @property
    def _top(self) -> Paragraph | None:
        """Return the paragraph at the top of the window; None at the very beginning."""
        y = round(self.scroll_y)
        return self._paragraphs[self._rows[y].paragraph] if 0 < y < len(self._rows) else None

    def scroll_page(self, how: str) -> None:
        """Scroll `up`, `down`, `page_up`, `page_down`, `home` or `end`."""
        y, page = round(self.scroll_y), max(1, self.scrollable_content_region.height - 2)
        ways = {"up": y - 1, "down": y + 1, "page_up": y - page, "page_down": y + page, "home": 0}
        self._go_to(ways.get(how, len(self._rows)))

    def _go_to(self, y: int) -> None:
        self.scroll_to(y=max(0, min(y, self.max_scroll_y)), animate=False, immediate=True, force=True)

    def _wrap(self, top: Paragraph | None) -> None:
        room = self.scrollable_content_region.width
        if room:
            self._rows = list(_rows(self._paragraphs, min(self._column, room - MARGIN - 1)))
            self.virtual_size = Size(room, len(self._rows))
            starts = (y for y, row in enumerate(self._rows) if top and self._paragraphs[row.paragraph] == top)
            self._go_to(next(starts, 0))
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one line; the last one says that there is more."""
        height, width = self.scrollable_content_region.height, self.scrollable_content_region.width
        n = y + round(self.scroll_y)
        base = self.rich_style
        if n >= len(self._rows):
            return Strip.blank(width, base)
        row = self._rows[n]
        if y == height - 1 and n < len(self._rows) - 1:
            row = _Row(0, "quiet", "", "", _("... PgDn for more"))
        left = left_of(width, self._column) if self._centred else MARGIN
        style = self.get_component_rich_style(f"prose--{row.kind}")
        segments = [
            Segment(" " * left, base),
            Segment(row.label, self.get_component_rich_style("prose--label")),
            Segment(row.mark, self.get_component_rich_style("prose--title") if row.kind == "note" else style),
            Segment(row.text, style),
        ]
        return Strip(segments).adjust_cell_length(width, base)


def _rows(paragraphs: tuple[Paragraph, ...], width: int) -> Iterator[_Row]:
    labels = max((cell_len(paragraph.label) + 2 for paragraph in paragraphs if paragraph.label), default=0)
    for number, paragraph in enumerate(paragraphs):
        if paragraph.air and number:
            yield _Row(number, "text", "", "", "")
        mark = BAR if paragraph.kind == "note" else paragraph.mark
        later = BAR if paragraph.kind == "note" else " " * len(mark)
        label = "" if paragraph.label is None else set_cell_size(paragraph.label, labels)
        for line in wrapped(paragraph.text, width - cell_len(label) - len(mark)):
            yield _Row(number, paragraph.kind, label, mark, line)
            label, mark = " " * cell_len(label), later
