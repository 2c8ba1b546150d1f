"""A word aside while playing, on request: the coach, a thought, or where the client is on a small Rose."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widgets import Static

from trainer.theory.rose import Vector
from trainer.tui.foreign import foreign, wrapped
from trainer.tui.widgets.rose import small_rose
from trainer.tui.widgets.transcript import ASIDE_GAP, ASIDE_WIDTH, COLUMN, WIDE, margin_for

GAP = 3
"""Columns between a picture and the words to its right."""
AIR = 2
"""Columns to both sides of what stands beside the talk; half as many rows above and below it."""


class Aside(Static):
    """Shown until it is put away or the talk goes on: to the right of the talk, or between it and the responses."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.about = ""
        """What is shown: `coach`, `thought` or `rose`; '' for nothing."""
        self.rows = 0
        """How many rows of words and picture there are."""
        self._lines: Sequence[str] = ()
        self._places: Sequence[tuple[str, Vector]] = ()
        self.display = False

    def toggle(self, about: str, lines: Sequence[str], places: Sequence[tuple[str, Vector]] = ()) -> None:
        """Show this, or put it away if it is what is shown."""
        if self.about == about or not lines:
            self.close()
            return
        self.about, self._lines, self._places = about, lines, places
        self.display = True

    def close(self) -> None:
        """Put it away."""
        self.about = ""
        self.display = False

    @property
    def in_between(self) -> bool:
        """Return whether this takes room from the talk."""
        return self.display and not self.has_class("-beside")

    def fit(self, width: int, rows: int) -> None:
        """Stand beside the talk if a screen of this width has room there, with so many rows; else in between."""
        picture = small_rose(self._places) if self._places else []
        column = _below(picture, self._lines)
        beside = width >= WIDE and len(column) + AIR <= rows
        left = margin_for(width)
        self.set_class(beside, "-beside")
        self.styles.width = ASIDE_WIDTH if beside else "100%"
        self.styles.margin = (0, 0, 0, left + COLUMN + ASIDE_GAP if beside else 0)
        shown = column if beside else [" " * left + row for row in _beside(picture, self._lines)]
        self.rows = len(shown)
        self.update(foreign("\n".join(shown)))


def _below(picture: Sequence[str], lines: Sequence[str]) -> list[str]:
    """Return a picture with text below it."""
    width = ASIDE_WIDTH - 2 * AIR
    left = (width - max((len(row) for row in picture), default=width)) // 2
    rows = [" " * left + row for row in picture]
    for line in lines:
        rows += ["", *wrapped(line, width)] if rows else wrapped(line, width)
    return rows


def _beside(picture: Sequence[str], lines: Sequence[str]) -> list[str]:
    """Return a picture with text to its right."""
    left = max((len(row) for row in picture), default=-GAP) + GAP
    words = [row for line in lines for row in wrapped(line, COLUMN - left)]
    return [
        (picture[n] if n < len(picture) else "").ljust(left) + (words[n] if n < len(words) else "")
        for n in range(max(len(picture), len(words)))
    ]
