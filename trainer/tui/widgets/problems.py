"""What an author is told beside a talk: where it stands, what became of the place, and every problem."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from trainer.language import _
from trainer.practice.preview import Told
from trainer.tui.foreign import foreign, wrapped
from trainer.tui.widgets.transcript import ASIDE_GAP, COLUMN, WIDE, margin_for

FEW, HIGH, SHARE = 6, 30, 0.3
"""The most rows below a talk, and from how many rows a screen has room for more: for such a share of it."""
FRAME = 3
"""Columns beside the text that are border and air."""
BETWEEN = " · "
STYLES = {"note": "bold", "status": "", "error": "bold $error", "warning": "bold $warning"}


class Problems(Static):
    """Stands to the right of the talk, or below it where there is no room; what does not fit is paged through."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._situation: Sequence[tuple[str, str]] = ()
        self._told: Sequence[Told] = ()
        self._rows: list[Content] = []
        self._first = self._left = 0
        self._most = FEW

    @property
    def more(self) -> bool:
        """Return whether not everything fits."""
        return len(self._rows) > self._most

    def tell(self, situation: Sequence[tuple[str, str]], told: Sequence[Told], size: Size) -> None:
        """Tell this, on a screen of this size; who was reading on stays there while nothing else is told."""
        if (situation, told) != (self._situation, self._told):
            self._situation, self._told, self._first = situation, told, 0
        self.fit(size)

    def fit(self, size: Size) -> None:
        """Stand where a screen of this size has room."""
        beside = size.width >= WIDE
        left = margin_for(size.width)
        self._left = 0 if beside else left
        self.set_class(beside, "-beside")
        if beside:
            width = size.width - left - COLUMN - ASIDE_GAP // 2
            self.styles.width = width
            self._rows = list(_column(self._situation, self._told, width - FRAME))
            self._most = size.height - 2
        else:
            self.styles.width = "100%"
            self._rows = [row.pad_left(self._left) for row in _dense(self._situation, self._told, COLUMN)]
            self._most = FEW if size.height < HIGH else int(size.height * SHARE)
        self._first = min(self._first, max(0, len(self._rows) - 1))
        self._draw()

    @property
    def rows(self) -> int:
        """Return how many rows this takes from the talk."""
        return 0 if self.has_class("-beside") else 1 + min(len(self._rows), self._most)

    def read_on(self) -> None:
        """Show what comes next; after the last the first again."""
        self._first += self._most - 1
        if self._first >= len(self._rows):
            self._first = 0
        self._draw()

    def _draw(self) -> None:
        shown = self._rows[self._first : self._first + self._most]
        if self._first + self._most < len(self._rows):
            shown[-1] = foreign(_("... Tab: read on"), "$quiet").pad_left(self._left)
        self.update(Content("\n").join(shown))


def _column(situation: Sequence[tuple[str, str]], told: Iterable[Told], width: int) -> Iterator[Content]:
    """Yield rows for a narrow column, with air."""
    names = max((len(name) for name, _value in situation), default=0)
    for name, value in situation:
        start = f"{name:<{names + 2}}"
        for row in wrapped(value, width - len(start)):
            yield Content.assemble((start, "$quiet"), foreign(row))
            start = " " * len(start)
    for one in told:
        yield Content("")
        if one.place:
            yield from _styled(_place(one), width, STYLES[one.kind])
            yield from _styled(one.text, width, "")
        else:
            yield from _styled(one.text, width, STYLES[one.kind])


def _dense(situation: Sequence[tuple[str, str]], told: Sequence[Told], width: int) -> Iterator[Content]:
    """Yield as few rows as possible: how many problems there are is told only when there is none to see."""
    for row in _listed([value if n == 0 else f"{name} {value}" for n, (name, value) in enumerate(situation)], width):
        yield foreign(row, "$quiet")
    problems = any(one.place for one in told)
    for one in told:
        if one.place:
            place = _place(one)
            for n, row in enumerate(wrapped(f"{place}: {one.text}", width)):
                yield foreign(row).stylize(STYLES[one.kind], 0, len(place)) if n == 0 else foreign(row)
        elif one.kind != "status" or not problems:
            yield from _styled(one.text, width, STYLES[one.kind])


def _listed(parts: Iterable[str], width: int) -> Iterator[str]:
    """Yield parts side by side, none of them broken over two rows where one is enough for it."""
    row = ""
    for part in parts:
        if row and len(row) + len(BETWEEN) + len(part) > width:
            yield row
            row = ""
        row = f"{row}{BETWEEN}{part}" if row else part
    yield from wrapped(row, width) if row else ()


def _styled(text: str, width: int, style: str) -> Iterator[Content]:
    return (foreign(row, style) for row in wrapped(text, width))


def _place(problem: Told) -> str:
    kind = _("error") if problem.kind == "error" else _("warning")
    return f"{problem.place}: {kind} {problem.code}"
