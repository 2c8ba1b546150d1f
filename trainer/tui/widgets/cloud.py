"""Where the votes of a class fell on Leary's Rose: a number for every place, with the same in words beside it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from trainer.practice.sitting import Sitting
from trainer.practice.voting import Spot, Tally
from trainer.tui.foreign import foreign
from trainer.tui.widgets.rose_canvas import Cell, Sheet
from trainer.tui.widgets.rose_sheet import RoseSheet
from trainer.tui.widgets.whereabouts import Places, places_of, words_of

LARGE_SHARE = 0.5
"""A place with at least this share of the largest number stands out. Proposal."""


class RoseCloud(RoseSheet):
    """The large Rose with how many voted for each place, and on request where everyone is."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.spots: Sequence[Spot] = ()
        self.places: Places = ()

    def draw(self, sheet: Sheet) -> None:
        """Put the votes on the Rose, the most on top, and everyone's letter beside them."""
        most = max((spot.votes for spot in self.spots), default=0)
        for spot in sorted(self.spots, key=lambda spot: spot.votes):
            cell, number = sheet.cell(spot.where), f" {spot.votes} "
            role = "now-you" if spot.votes >= LARGE_SHARE * most else "you"
            sheet.write(Cell(cell.x - len(number) // 2, cell.y), number, role)
        for name, where in self.places:
            cell = sheet.cell(where)
            while sheet.role(cell) in ("you", "now-you"):
                cell = Cell(cell.x + 1, cell.y)
            sheet.write(cell, name[:1], "now-client")


class Cloud(Horizontal):
    """The Rose with the votes, and to its right how many there were for each octant."""

    def compose(self) -> ComposeResult:
        """Lay out the Rose beside the words."""
        yield RoseCloud()
        yield Static(id="cloud-words")

    def show(self, spots: Sequence[Spot], tallies: Sequence[Tally], sitting: Sitting | None) -> None:
        """Show how the class voted; with a sitting, also where everyone is in it."""
        rose = self.query_one(RoseCloud)
        rose.spots, rose.places = spots, places_of(sitting) if sitting else ()
        rose.redraw()
        lines = [
            f"{tally.counted} × {tally.answer.sign} {tally.answer.text}" for tally in tallies if not tally.is_empty
        ]
        if sitting:
            lines += ["", *words_of(sitting)]
        self.query_one("#cloud-words", Static).update(foreign("\n".join(lines)))
