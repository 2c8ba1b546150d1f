"""The talks one held, one per row; only those in view are made into words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from trainer.language import _
from trainer.practice.history import Course
from trainer.practice.measures import IN_BAND, ROSE_FIT, SCORE
from trainer.practice.talks import Row

MARK = " › "
GAP = 2
TALK = 34
"""Cells that a talk should keep before more of its numbers are shown than the three there always are."""
HIGH = 20
"""Rows from which a talk may take two: its title, and below it how it ended with its numbers."""
DATE, INDENT = 17, 2
"""Cells of a date, and of the space before how a talk ended where that has a row of its own."""
DOT = " · "

Column = tuple[str, str]
"""The key of a measure and what stands above its numbers."""


def columns(courses: Sequence[Course], measure: str, room: int) -> list[Column]:
    """Return the numbers to show in `room` cells beside a talk: those of `measure`, and as many others as fit.

    A practice score never stands without the band and the Rose fit.
    """
    least = {IN_BAND.key, ROSE_FIT.key, measure}
    if len(least) < 3:
        least.add(SCORE.key)
    shown = [course for course in courses if course.key in least]
    for course in courses:
        wider = [one for one in courses if one in shown or one is course]
        if sum(_width(one.short) for one in wider) <= room - TALK:
            shown = wider
    return [(course.key, course.short) for course in shown]


def _width(short: str) -> int:
    return max(4, cell_len(short)) + GAP


def cut(text: str, width: int) -> str:
    """Return text in exactly so many cells; what does not fit ends with dots."""
    if cell_len(text) > width:
        text = set_cell_size(text, max(0, width - 1)).rstrip() + "…"
    return set_cell_size(text, width)


def together(title: str, how: str, width: int) -> str:
    """Return a title and how the talk ended in one line; where there is too little room both give way."""
    room = width - cell_len(DOT)
    own = max(min(cell_len(title), room // 2), room - cell_len(how))
    return cut(title, own).rstrip() + DOT + how if cell_len(title) > own else title + DOT + how


class RunList(ScrollView, can_focus=False):
    """A head above rows; what is pointed at stays in view."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "runs--head", "runs--head-here", "runs--text", "runs--quiet", "runs--pointed",
    }  # fmt: skip

    @dataclass
    class RunClicked(Message):
        """Somebody clicked on a talk; `again` when it was pointed at already."""

        again: bool

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.rows: Sequence[Row] = ()
        """The talks, the latest first."""
        self._courses: Sequence[Course] = ()
        self._measure = ""
        self._titled = True
        self.cursor = 0
        """The talk pointed at, from 0."""

    @property
    def row(self) -> Row | None:
        """Return the talk pointed at; None without one."""
        return self._at(self.cursor)

    def show(
        self, rows: Sequence[Row], courses: Sequence[Course], measure: str, *, titled: bool, cursor: int = 0
    ) -> None:
        """Show talks and point at one, with the numbers of `measure` among others; `titled` when titles differ."""
        self.rows, self._courses, self._measure, self._titled = rows, courses, measure, titled
        self.cursor = max(0, min(cursor, len(rows) - 1))
        self._fit()

    def show_measure(self, measure: str) -> None:
        """Show the numbers of another measure."""
        self._measure = measure
        self.refresh()

    def move(self, step: int) -> None:
        """Point at another talk, so many further down."""
        self.cursor = max(0, min(len(self.rows) - 1, self.cursor + step))
        self._fit()

    def page(self, way: int) -> None:
        """Point a page further down, or up."""
        self.move(way * max(1, self._window - 1))

    @property
    def _window(self) -> int:
        """Return how many talks are in view."""
        return (self.scrollable_content_region.height - 1) // self._high

    @property
    def _high(self) -> int:
        """Return the rows of a talk."""
        return 2 if self._titled and self.scrollable_content_region.height >= HIGH else 1

    def on_resize(self, event: events.Resize) -> None:
        """Keep what is pointed at in view."""
        self._fit()

    def on_click(self, event: events.Click) -> None:
        """Point at what was clicked."""
        inside = event.get_content_offset(self)
        n = -1 if inside is None or not inside.y else (inside.y - 1 + round(self.scroll_y)) // self._high
        if 0 <= n < len(self.rows):
            again = n == self.cursor
            self.move(n - self.cursor)
            self.post_message(self.RunClicked(again))

    def _fit(self) -> None:
        """Make room for every row, and scroll as little as needed."""
        self._at(self.cursor)  # reading may show that there are fewer than were counted
        self.cursor = max(0, min(self.cursor, len(self.rows) - 1))
        high, region = self._high, self.scrollable_content_region
        self.virtual_size = Size(region.width, high * len(self.rows) + 1)
        top = max(min(round(self.scroll_y), high * self.cursor), high * (self.cursor + 1) + 1 - region.height)
        self.scroll_to(y=top, animate=False, immediate=True, force=True)
        self.refresh()

    def _at(self, n: int) -> Row | None:
        try:
            return self.rows[n] if n >= 0 else None
        except IndexError:
            return None

    def render_line(self, y: int) -> Strip:
        """Return the head, or a talk or half of it."""
        width = self.scrollable_content_region.width
        n, half = divmod(y - 1 + round(self.scroll_y), self._high)
        row = self._at(n) if y else None
        pointed = row is not None and n == self.cursor
        parts = self._head(width) if not y else () if row is None else self._row(row, half, pointed, width)
        return Strip([Segment(text, self._look(role)) for text, role in parts]).adjust_cell_length(
            width, self._look("pointed" if pointed else "")
        )

    def _look(self, role: str) -> Style:
        return self.get_component_rich_style(f"runs--{role}") if role else self.rich_style

    def _columns(self, width: int) -> tuple[list[Column], int, int]:
        """Return the numbers, the cells of a date, and those that a talk has."""
        date = DATE + GAP
        room = width - len(MARK) - 1 - (date if self._high == 1 else INDENT)
        shown = columns(self._courses, self._measure, room)
        return shown, date, max(0, room - sum(_width(short) for _key, short in shown))

    def _head(self, width: int) -> Iterator[tuple[str, str]]:
        shown, date, talk = self._columns(width)
        left = cut(_("Date"), date) + (_("Talk") if self._titled else _("Ended"))
        yield " " * len(MARK) + cut(left, talk + (date if self._high == 1 else INDENT)), "head"
        for key, short in shown:
            yield " " * (_width(short) - cell_len(short)), "head"
            yield short, "head-here" if key == self._measure else "head"

    def _row(self, row: Row, half: int, pointed: bool, width: int) -> Iterator[tuple[str, str]]:
        shown, date, talk = self._columns(width)
        look, quiet = ("pointed", "pointed") if pointed else ("text" if row.figures else "quiet", "quiet")
        mark = MARK if pointed and not half else " " * len(MARK)
        if self._high > 1 and not half:
            yield mark + cut(row.date, date) + cut(row.title, width - len(MARK) - date), look
            return
        if not row.figures:  # then there is more room for where it stands
            talk += sum(_width(short) for _key, short in shown)
        told = together(row.title, row.how, talk) if self._titled and self._high == 1 else row.how
        yield mark + (" " * INDENT if half else cut(row.date, date)) + cut(told, talk), look if not half else quiet
        for key, short in shown:
            yield row.figures.get(key, "").rjust(_width(short)) if row.figures else "", look
