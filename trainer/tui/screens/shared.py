"""What every screen in front of a class has: what is said, where one is, a clock, and what can be chosen."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual._path import CSSPathType
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.getters import query_one
from textual.widgets import Static

from trainer.practice.entries import Entry
from trainer.practice.sitting import Sitting
from trainer.tui.foreign import foreign, wrapped
from trainer.tui.screens.page import SittingPage
from trainer.tui.widgets.board import Board
from trainer.tui.widgets.clock import Clock
from trainer.tui.widgets.cloud import Cloud
from trainer.tui.widgets.room import MEASURE, Room, left_of
from trainer.tui.widgets.whereabouts import SmallWhereabouts, Whereabouts

GOES_ON = frozenset((*"1234567890", "space", "enter"))
"""Keys by which a class goes on; held down they do so once."""
ONCE = frozenset((*"arvswcbfpx", "escape", *GOES_ON))
"""Keys of which a repetition is no press at all."""
BESIDE_A_CLOCK = 8
"""Columns by which the line is shorter while a clock stands to its right."""
BESIDE_WIDTH, BESIDE_HEIGHT = 120, 30
"""Columns and rows from which the large Rose stands beside what is said."""


class SharedPage(SittingPage):
    """A screen that everybody looks at. Subclasses say what stands on it."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["debrief.tcss", "classroom.tcss"]

    room = query_one(Room)
    board = query_one(Board)
    clock = query_one(Clock)
    cloud = query_one(Cloud)

    def __init__(self, sitting: Sitting, clock: Clock | None = None) -> None:
        super().__init__(sitting)
        self._clock_before = (clock.until, clock.length) if clock is not None else (None, 0)
        self._asked_to_leave = False
        self._said = ""
        self.shows_places = False

    def body(self) -> ComposeResult:
        """Lay out what is said above the line and what can be chosen; beside it there may be a Rose."""
        with Horizontal(id="shared"):
            with Vertical(id="left"):
                with Vertical(id="stage"):
                    yield Room()
                    yield SmallWhereabouts()
                    yield Cloud()
                with Horizontal(id="status"):
                    yield Static(id="standing")
                    yield Clock(*self._clock_before)
                with VerticalScroll(id="choices", can_focus=False):
                    yield Board()
            yield Whereabouts()

    def on_mount(self) -> None:
        """Show where things stand."""
        self.show()

    def on_resize(self, event: events.Resize) -> None:
        """Let the Rose stand where there is room now."""
        self.call_after_refresh(self.fit)

    def fit(self) -> None:
        """Fit everything to the room there is now."""
        self.fit_places()
        self.call_after_refresh(self.show_standing)

    def show(self) -> None:
        """Show where things stand now."""
        self.room.show(newest(self.sitting))
        self.query_one("#heading", Static).update(foreign(self.heading()))
        self.show_board()
        self.query_one("#choices").scroll_home(animate=False)
        self.fit()
        self.refresh_bindings()

    def show_standing(self) -> None:
        """Show where one is, in the column that everybody reads; a clock to its right takes some of that."""
        lines = wrapped(
            self._said or self.standing(), MEASURE - (BESIDE_A_CLOCK if self.clock.until is not None else 0)
        )
        left = " " * left_of(self.query_one("#left").size.width)
        self.query_one("#standing", Static).update(foreign("\n".join(left + line for line in lines)))

    def standing(self) -> str:
        """Return where one is, in a line for everybody."""
        return ""

    def show_board(self) -> None:
        """Show what can be chosen."""

    def fit_places(self) -> None:
        """Show or hide the Rose, beside what is said or in its place; votes on it take the place of all else."""
        beside = self.has_room_beside
        large, small = self.query_one(Whereabouts), self.query_one(SmallWhereabouts)
        self.cloud.display = self.show_cloud()
        large.display = self.shows_places and beside and not self.cloud.display
        small.display = self.shows_places and not beside and not self.cloud.display
        self.room.display = not small.display and not self.cloud.display
        self.query_one("#choices").display = not self.cloud.display
        if large.display:
            large.show(self.sitting)
        elif small.display:
            small.show(self.sitting)

    @property
    def has_room_beside(self) -> bool:
        """Return whether a Rose can stand beside what is said."""
        return self.size.width >= BESIDE_WIDTH and self.size.height >= BESIDE_HEIGHT

    def make_audible(self) -> None:
        """Put a Rose away that stands in the place of what was said just now."""
        self.shows_places = self.shows_places and self.has_room_beside

    def show_cloud(self) -> bool:
        """Show where votes fell on the Rose; return whether there are any to show."""
        return False

    # --- what one can do everywhere in front of a class ---------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Stop what a held key repeats, and take away what was said in passing; another key than Esc is going on."""
        strict = event.key in GOES_ON
        if event.key in ONCE and self.trainer.keys.repeats(event.key, self.trainer.pace, strict):
            event.stop()
            return
        if event.key != "escape":
            self._asked_to_leave = False
        if self._said:
            self.say("")

    def say(self, text: str) -> None:
        """Tell the trainer something until the next key, in the line that is there anyway."""
        self._said = text
        self.show_standing()

    def action_clock(self) -> None:
        """Begin a clock, or the next longer one."""
        self.clock.next_length()
        self.show_standing()

    def action_places(self) -> None:
        """Show or hide where the client is, and where the last response lay."""
        self.shows_places = not self.shows_places
        self.fit()

    def action_scroll(self, direction: int) -> None:
        """Read on, then on in what can be chosen, or back; before what is new there is the whole talk to read."""
        choices = self.query_one("#choices", VerticalScroll)
        if direction < 0 and choices.scroll_offset.y:
            choices.scroll_page_up(animate=False)
        elif self.room.scroll_page(direction):
            return
        elif direction > 0:
            choices.scroll_page_down(animate=False)
        else:
            from trainer.tui.screens.spoken import SpokenScreen

            self.app.push_screen(SpokenScreen(self.sitting))


def newest(sitting: Sitting) -> list[Entry]:
    """Return what was said since the last choice, that choice included."""
    entries = sitting.entries
    last = max((n for n, entry in enumerate(entries) if entry.kind == "you"), default=0)
    return entries[last:]
