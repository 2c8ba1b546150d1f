"""A picture of the talk that is followed turn by turn, with the transcript moving along."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.getters import query_one
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from trainer.debrief import Debrief
from trainer.practice.entries import transcript_entries, turn_starts
from trainer.practice.section import Section
from trainer.practice.tracks import turn_on_axis, turn_on_rose
from trainer.tui.chapters.reading import Reading
from trainer.tui.foreign import foreign
from trainer.tui.widgets.followed_transcript import FollowedTranscript
from trainer.tui.widgets.rose_canvas import Frame
from trainer.tui.widgets.rose_tracks import RosePicture
from trainer.tui.widgets.timeline import TimelinePicture

ROSE_ROWS, LEGEND_ROWS, TALK_COLUMNS = 29, 3, 43
"""What a Rose can use, what its legend takes at least, and what the talk beside it needs."""


class Followed(ContentSwitcher):
    """A picture beside or above the transcript, and the turn in words below; or everything in words."""

    turn: reactive[int] = reactive(1, init=False)
    """The turn that is shown, from 1."""

    transcript = query_one(FollowedTranscript)

    def __init__(self, debrief: Debrief, section: Section, turn: int, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes="chapter", initial="picture")
        self._debrief = debrief
        self._section = section
        self.set_reactive(Followed.turn, turn)

    def compose(self) -> ComposeResult:
        """Lay out the picture, the transcript and the turn in words; behind them everything in words."""
        rose = self._section.picture == "rose"
        self._picture = RosePicture(self._debrief.tracks) if rose else TimelinePicture(self._debrief.timeline.points)
        transcript = self._debrief.transcript
        with Container(id="picture", classes="beside" if rose else "above"):
            with Vertical(id="drawing"):
                yield self._picture
                yield Static(foreign(self._picture.legend()), id="legend")
            with Vertical(id="followed"):
                yield FollowedTranscript(tuple(transcript_entries(transcript)), turn_starts(transcript))
                yield Static(id="turn")
        yield Reading(self._section.lines, id="words")

    def on_mount(self) -> None:
        """Show the turn one came with."""
        self.watch_turn(self.turn)

    def on_resize(self, event: events.Resize) -> None:
        """Give the Rose what it can use, and the talk beside it the rest."""
        if self._section.picture == "rose":
            rows = min(ROSE_ROWS, event.size.height - LEGEND_ROWS)
            columns = min(2 * rows + 1, event.size.width - TALK_COLUMNS)
            self.query_one("#drawing").styles.width = columns + 3
            self._picture.styles.height = Frame.fitting(columns, rows).rows

    def watch_turn(self, turn: int) -> None:
        """Move picture, transcript and words to another turn."""
        self._picture.turn = turn
        self.transcript.turn = turn
        told = turn_on_rose if self._section.picture == "rose" else turn_on_axis
        self.query_one("#turn", Static).update(foreign("\n".join(told(self._debrief, turn))))

    @property
    def readable(self) -> Widget:
        """Return what the arrow keys scroll: the transcript, or everything in words."""
        return self.transcript if self.current == "picture" else self.query_one("#words")

    def toggle_words(self) -> None:
        """Show everything in words, or the picture again."""
        self.current = "words" if self.current == "picture" else "picture"
