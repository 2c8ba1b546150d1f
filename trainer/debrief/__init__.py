"""What it meant: summary, key turns and pictures as values. Pure."""

from dataclasses import dataclass

from trainer.conversation.transcript import Transcript
from trainer.debrief.key_turns import KeyTurn, flagged, key_turns
from trainer.debrief.pictures import Timeline, Tracks, timeline, tracks
from trainer.debrief.roads import Road, roads
from trainer.debrief.summary import Summary, summarize

__all__ = ["Debrief", "KeyTurn", "Road", "Summary", "Timeline", "Tracks", "debrief", "summarize"]


@dataclass(frozen=True, slots=True)
class Debrief:
    """Everything there is to say about a conversation."""

    transcript: Transcript
    summary: Summary
    key_turns: tuple[KeyTurn, ...]
    tracks: Tracks
    timeline: Timeline
    roads: tuple[Road, ...]

    @property
    def flagged(self) -> tuple[KeyTurn, ...]:
        """Return the few turns that are worth a question of their own."""
        return flagged(self.key_turns)


def debrief(transcript: Transcript) -> Debrief:
    """Return the debrief of a conversation. Pure."""
    return Debrief(
        transcript,
        summarize(transcript),
        key_turns(transcript),
        tracks(transcript),
        timeline(transcript),
        roads(transcript),
    )
