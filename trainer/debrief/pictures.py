"""The pictures of a debrief as values: two tracks on the Rose, and closeness over time with its moving band."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.conversation.transcript import Transcript
from trainer.theory.closeness import Band, Side
from trainer.theory.rose import Vector


@dataclass(frozen=True, slots=True)
class Step:
    """One turn on the Rose: where the trainee's response was and where the client was then."""

    turn: int
    trainee: Vector
    client: Vector
    clients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tracks:
    """Both tracks; `end` is where each client was afterwards, by persona."""

    steps: tuple[Step, ...]
    end: tuple[tuple[str, Vector], ...]


@dataclass(frozen=True, slots=True)
class TimelinePoint:
    """The closeness of one turn against the band of that moment."""

    turn: int
    closeness: int
    band: Band
    side: Side | None


def tracks(transcript: Transcript) -> Tracks:
    """Return both tracks of a conversation on the Rose."""
    steps = tuple(
        Step(n, t.judgement.rose.vector, t.judgement.client, t.judgement.addressed)
        for n, t in enumerate(transcript.turns, 1)
    )
    return Tracks(steps, tuple((key, client.at(transcript.moods[key])) for key, client in transcript.cast.items()))


def timeline(transcript: Transcript) -> tuple[TimelinePoint, ...]:
    """Return closeness turn by turn."""
    return tuple(
        TimelinePoint(n, t.judgement.closeness, t.judgement.band, t.judgement.side)
        for n, t in enumerate(transcript.turns, 1)
    )
