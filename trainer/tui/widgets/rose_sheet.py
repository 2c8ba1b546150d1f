"""The widget under every large Rose: it keeps the drawing, and draws again only after a change."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Offset, Size
from textual.strip import Strip
from textual.widget import Widget

from trainer.tui.foreign import wrapped
from trainer.tui.widgets.rose_canvas import Frame, Shades, Sheet, empty_rose, strips

ROLES = (
    "axis", "word", "code", "you", "client", "both", "quiet", "way-you", "way-client",
    "now-you", "now-client", "now-both",
)  # fmt: skip
"""What stands on a Rose; each has its look in the stylesheet as `rose--<role>`."""


class RoseSheet(Widget):
    """Draws a Rose as large as there is room for, in the middle; subclasses put something on it and words under it."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rose--one", "rose--other", *(f"rose--{role}" for role in ROLES)}

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._lines: list[Strip] = []

    def draw(self, sheet: Sheet) -> None:
        """Put something on the empty Rose."""

    def words(self) -> str:
        """Return what stands under the Rose."""
        return ""

    def words_rows(self, width: int) -> int:
        """Return how many rows are kept for words at a width."""
        return 0

    @property
    def frame(self) -> Frame:
        """Return the shape of the Rose in the room there is."""
        return self._fitting(self.size.width, self.size.height)

    @property
    def corner(self) -> Offset:
        """Return where the Rose begins."""
        rows = self.frame.rows + self.words_rows(self.size.width)
        return Offset(max(0, (self.size.width - self.frame.columns) // 2), max(0, (self.size.height - rows) // 2))

    def _fitting(self, width: int, height: int) -> Frame:
        return Frame.fitting(width, height - self.words_rows(width))

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the columns of the largest Rose that can be seen at once."""
        return self._fitting(container.width, container.height or viewport.height).columns + 1

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows of the largest Rose that can be seen at once, and of its words."""
        return self._fitting(width, container.height or viewport.height).rows + self.words_rows(width)

    def render_line(self, y: int) -> Strip:
        """Return one line; all of them are drawn at once after a change."""
        if not self._lines:
            self._lines = self._drawn()
        return self._lines[y] if y < len(self._lines) else Strip.blank(self.size.width, self.rich_style)

    def _drawn(self) -> list[Strip]:
        sheet, width, base, corner = empty_rose(self.frame), self.size.width, self.rich_style, self.corner
        self.draw(sheet)
        looks = {role: self.get_component_rich_style(f"rose--{role}", partial=True) for role in ROLES}
        shades = [self.get_component_styles(f"rose--{name}").background for name in ("one", "other")]
        ground = Shades(*(c.rich_color.get_truecolor() for c in (self.background_colors[1], *shades)))
        rows = [Strip.join([Strip.blank(corner.x, base), line]) for line in strips(sheet, ground, looks)]
        for words in wrapped(self.words(), width):
            rows.append(Strip([Segment(words.center(width), base)]))
        return [row.adjust_cell_length(width, base) for row in ([Strip([])] * corner.y + rows)]

    def redraw(self) -> None:
        """Draw again at the next paint."""
        self._lines = []
        self.refresh()

    def on_resize(self) -> None:
        """Draw again for the new size."""
        self.redraw()

    def notify_style_update(self) -> None:
        """Draw again in the new colours."""
        self._lines = []
        super().notify_style_update()
