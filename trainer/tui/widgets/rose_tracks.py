"""The picture of a talk on Leary's Rose: your track and the client's, with one turn that stands out."""

from __future__ import annotations

from textual.reactive import reactive

from trainer.debrief.pictures import Tracks
from trainer.language import _
from trainer.tui.widgets.rose_canvas import Sheet
from trainer.tui.widgets.rose_marks import BOTH, CLIENT, INVITED, WENT, YOU, draw_tracks
from trainer.tui.widgets.rose_sheet import RoseSheet


class RosePicture(RoseSheet):
    """Both tracks: where your responses were (filled) and where the client was then (open), with the turns."""

    turn: reactive[int] = reactive(0)
    """The turn that stands out, from 1; 0 is none."""

    def __init__(self, tracks: Tracks, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.tracks = tracks

    def legend(self) -> str:
        """Return what the signs mean, in two lines that fit under the smallest Rose."""
        return _(
            "{you} you  {client} the client  {both} both, by turn\n{invited} you invited  {went} the client went"
        ).format(you=YOU, client=CLIENT, both=BOTH, invited=INVITED, went=WENT)

    def draw(self, sheet: Sheet) -> None:
        """Put both tracks on the Rose."""
        draw_tracks(sheet, self.tracks.steps, self.turn)

    def validate_turn(self, turn: int) -> int:
        """Keep to the turns there are."""
        return max(0, min(len(self.tracks.steps), turn))

    def watch_turn(self) -> None:
        """Show the other turn."""
        self.redraw()
