"""The pictures of a debrief as values: two tracks on the Rose, and closeness over time with its moving band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from trainer.conversation.transcript import Transcript
from trainer.theory.closeness import Band, Side, steps_outside
from trainer.theory.rose import Vector, mean, one_note, spin


@dataclass(frozen=True, slots=True)
class Step:
    """One turn on the Rose: where the trainee's response was, where the client was then, and where each went."""

    turn: int
    trainee: Vector
    client: Vector
    clients: tuple[str, ...]
    after: tuple[Vector, ...]
    """Where each of `clients` was after the turn."""


@dataclass(frozen=True, slots=True)
class Course:
    """A whole track in three figures: the mean place, R (1 is one note held) and spin in radians."""

    mean: Vector
    one_note: float | None
    spin: float | None


@dataclass(frozen=True, slots=True)
class Tracks:
    """Both tracks with their course (None without turns); `end` is where each client was afterwards, by persona."""

    steps: tuple[Step, ...]
    end: tuple[tuple[str, Vector], ...]
    trainee: Course | None
    client: Course | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """Closeness turn by turn, with all steps outside the band: too near and too far are tallied apart.

    `bias` is their mean with the sign of nearness; `turns_to_return` the mean number of turns after which it came
    back into the band (None if it never went out and back).
    """

    points: tuple[TimelinePoint, ...]
    steps_near: int
    steps_far: int
    bias: float
    turns_to_return: float | None


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
        Step(n, t.judgement.rose.vector, t.judgement.client, t.judgement.addressed, _after(transcript, n))
        for n, t in enumerate(transcript.turns, 1)
    )
    end = tuple((key, client.at(transcript.moods[key])) for key, client in transcript.cast.items())
    return Tracks(steps, end, _course([step.trainee for step in steps]), _course([step.client for step in steps]))


def _after(transcript: Transcript, turn: int) -> tuple[Vector, ...]:
    moods = transcript.moods_after(turn)
    return tuple(transcript.cast[key].at(moods[key]) for key in transcript.turns[turn - 1].judgement.addressed)


def _course(places: Sequence[Vector]) -> Course | None:
    return Course(mean(places), one_note(places), spin(places)) if places else None


def timeline(transcript: Transcript) -> Timeline:
    """Return closeness turn by turn, and how it leans."""
    readings = [turn.judgement for turn in transcript.turns]
    points = tuple(TimelinePoint(n, r.closeness, r.band, r.side) for n, r in enumerate(readings, 1))
    steps = [steps_outside(r.closeness, r.band) for r in readings]
    stays = [(outside, len(list(stay))) for outside, stay in groupby(steps, bool)]
    returned = [length for outside, length in stays[:-1] if outside]
    return Timeline(
        points,
        steps_near=sum(step for step in steps if step > 0),
        steps_far=-sum(step for step in steps if step < 0),
        bias=sum(steps) / len(steps) if steps else 0.0,
        turns_to_return=sum(returned) / len(returned) if returned else None,
    )
