"""Where the client is on Leary's Rose, and where the last response lay, on the Rose and on the axis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from trainer.language import _
from trainer.practice import asides
from trainer.practice.section import signed
from trainer.practice.sitting import Sitting
from trainer.theory import names
from trainer.theory.constants import CLOSENESS
from trainer.theory.rose import Vector
from trainer.tui.foreign import foreign, wrapped
from trainer.tui.widgets.room import MEASURE, left_of
from trainer.tui.widgets.rose import SMALL_WIDTH, small_rose
from trainer.tui.widgets.rose_canvas import Sheet
from trainer.tui.widgets.rose_marks import YOU
from trainer.tui.widgets.rose_sheet import RoseSheet

GAP = 3
Places = Sequence[tuple[str, Vector]]


def places_of(sitting: Sitting) -> Places:
    """Return where everyone in the room is now, and the last response, by the sign that stands for it."""
    places = list(asides.places(sitting))
    turns = sitting.session.transcript.turns
    if turns:
        places.append((YOU, turns[-1].judgement.rose.vector))
    return places


def words_of(sitting: Sitting) -> Iterator[str]:
    """Yield the same in words."""
    for name, where in asides.places(sitting):
        yield _("{sign} {client} is {place}, as if to say: {wish}.").format(
            sign=name[:1], client=name, place=names.place(where), wish=names.wish(where)
        )
    turns = sitting.session.transcript.turns
    if turns:
        reading = turns[-1].judgement
        yield _("{sign} The last response: {place}. Closeness: {closeness}.").format(
            sign=YOU, place=names.place(reading.rose.vector), closeness=names.closeness(reading.closeness)
        )


def axis_of(sitting: Sitting) -> str:
    """Return the axis in one row with the last response between brackets; empty before the first."""
    turns = sitting.session.transcript.turns
    if not turns:
        return ""
    here = turns[-1].judgement.closeness
    steps = range(CLOSENESS[0], CLOSENESS[1] + 1)
    return " ".join(f"[{signed(step)}]" if step == here else f" {signed(step)} " for step in steps)


class SmallWhereabouts(Static):
    """A small Rose with words to its right, in place of what was said."""

    def show(self, sitting: Sitting) -> None:
        """Show where everyone is."""
        picture = small_rose(places_of(sitting))
        room = MEASURE - SMALL_WIDTH - GAP
        words = [row for text in words_of(sitting) for row in (*wrapped(text, room), "")]
        words.append(axis_of(sitting))
        left = " " * left_of(self.app.size.width)
        rows = (
            (picture[n] if n < len(picture) else "").ljust(SMALL_WIDTH + GAP) + (words[n] if n < len(words) else "")
            for n in range(max(len(picture), len(words)))
        )
        self.update(foreign("\n".join(left + row for row in rows)))


class RoseNow(RoseSheet):
    """The large Rose with where everyone is now."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.places: Places = ()

    def draw(self, sheet: Sheet) -> None:
        """Put everyone on the Rose."""
        for name, where in self.places:
            sheet.write(sheet.cell(where), name[:1], "now-you" if name == YOU else "now-client")


class Whereabouts(Vertical):
    """The large Rose above its words, beside what was said."""

    def compose(self) -> ComposeResult:
        """Lay out the Rose above the words."""
        yield RoseNow()
        yield Static(id="where-words")

    def show(self, sitting: Sitting) -> None:
        """Show where everyone is."""
        rose = self.query_one(RoseNow)
        rose.places = places_of(sitting)
        rose.redraw()
        lines = [*words_of(sitting), axis_of(sitting)]
        self.query_one("#where-words", Static).update(foreign("\n\n".join(filter(None, lines))))
