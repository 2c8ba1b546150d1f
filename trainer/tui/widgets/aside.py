"""A word aside while playing, on request: the coach, a thought, or where the client is on a small Rose."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from trainer.theory.rose import Vector
from trainer.tui.foreign import foreign
from trainer.tui.widgets.rose import small_rose
from trainer.tui.widgets.transcript import COLUMN, margin_for

GAP = 3


class Aside(Static):
    """Shown between the talk and the responses until it is put away or the talk goes on."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._about = ""
        self.display = False

    def toggle(self, about: str, lines: Sequence[str], places: Sequence[tuple[str, Vector]] = ()) -> None:
        """Show this, or put it away if it is what is shown."""
        if self._about == about or not lines:
            self.close()
            return
        self._about = about
        self.update(_beside(small_rose(places) if places else [], lines, self.screen.size.width))
        self.display = True

    def close(self) -> None:
        """Put it away."""
        self._about = ""
        self.display = False


def _beside(picture: Sequence[str], lines: Sequence[str], width: int) -> Content:
    """Return a picture with text to its right."""
    left = max((len(row) for row in picture), default=-GAP) + GAP
    words = [part.plain.rstrip() for line in lines for part in Content(line).wrap(COLUMN - left)]
    rows = max(len(picture), len(words))
    margin = " " * margin_for(width)
    return foreign(
        "\n".join(
            margin + (picture[n] if n < len(picture) else "").ljust(left) + (words[n] if n < len(words) else "")
            for n in range(rows)
        )
    )
