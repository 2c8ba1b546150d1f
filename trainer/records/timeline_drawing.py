"""Closeness turn by turn as a drawing: what stands where, in units of the drawing, y downwards.

A long talk is drawn in strips below each other, so that it stays readable on a phone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import ceil
from typing import Literal, NamedTuple

from trainer.theory.closeness import Band, Side
from trainer.theory.constants import CLOSENESS

WIDTH = 340.0
SIDE = 6.0
ROW = 42.0
LONGEST = 16
"""Turns in one strip."""
PHASE_LINE = 16.0
PHASE_SIGN = 7.5
"""Height of a line of phase names and width of one of their letters."""
FOOT = 22.0
"""Room for the turn numbers."""
STEPS = range(CLOSENESS[1], CLOSENESS[0] - 1, -1)
"""The rows, the nearest on top."""


@dataclass(frozen=True, slots=True)
class TimelineTurn:
    """One turn (from 1): its closeness, the band then, on which side of it that is, and the name of the phase."""

    turn: int
    closeness: int
    band: Band
    side: Side | None
    phase: str


@dataclass(frozen=True, slots=True)
class TimelinePicture:
    """Closeness over time and every word on and under the picture; `titles` has `{first}` and `{last}` to fill in."""

    titles: str
    description: str
    steps: tuple[str, ...]
    """The names of the steps, the nearest first."""
    turns: tuple[TimelineTurn, ...]
    band: str
    inside: str
    near: str
    far: str


class Label(NamedTuple):
    """A word and where it stands."""

    text: str
    x: float
    y: float


class Phase(NamedTuple):
    """A phase: where the line at its beginning stands, its name and where that stands."""

    line_x: float
    text: str
    x: float
    y: float


class Point(NamedTuple):
    """A turn: where it stands, and whether it is in the band or too near or too far."""

    turn: int
    x: float
    y: float
    look: Literal["in", "near", "far"]


@dataclass(frozen=True, slots=True)
class Strip:
    """Some turns in a row; the rows end at `right` and `bottom`, `band` is the outline of the stepped area."""

    title: str
    width: float
    height: float
    right: float
    bottom: float
    steps: tuple[Label, ...]
    band: str
    phases: tuple[Phase, ...]
    way: str
    points: tuple[Point, ...]


def timeline_drawing(picture: TimelinePicture) -> Iterator[Strip]:
    """Yield the strips of a picture, as equal in length as can be."""
    turns = picture.turns
    strips = ceil(len(turns) / LONGEST)
    cuts = [len(turns) * n // strips for n in range(strips + 1)] if strips else []
    for start, end in pairwise(cuts):
        yield _strip(picture, turns[start:end])


def _strip(picture: TimelinePicture, turns: Sequence[TimelineTurn]) -> Strip:
    column = (WIDTH - 2 * SIDE) / len(turns)
    phases, lines = _phases(turns, column)
    top = PHASE_LINE * lines + 2
    bottom = top + ROW * len(STEPS)
    points = tuple(
        Point(turn.turn, SIDE + column * (n + 0.5), _y(turn.closeness, top), turn.side or "in")
        for n, turn in enumerate(turns)
    )
    return Strip(
        title=picture.titles.format(first=turns[0].turn, last=turns[-1].turn),
        width=WIDTH,
        height=bottom + FOOT,
        right=WIDTH - SIDE,
        bottom=bottom,
        steps=tuple(Label(name, SIDE, _y(step, top)) for step, name in zip(STEPS, picture.steps, strict=True)),
        band=_band(turns, column, top),
        phases=phases,
        way="M" + "L".join(f"{point.x:.1f} {point.y:.1f}" for point in points),
        points=points,
    )


def _y(step: float, top: float) -> float:
    return top + ROW * (CLOSENESS[1] - step + 0.5)


def _band(turns: Sequence[TimelineTurn], column: float, top: float) -> str:
    """Return the outline of the band: along its upper side there, along its lower side back."""
    there, back = [], []
    for n, turn in enumerate(turns):
        left, right = SIDE + column * n, SIDE + column * (n + 1)
        high, low = _y(turn.band.high + 0.5, top), _y(turn.band.low - 0.5, top)
        there += [(left, high), (right, high)]
        back += [(left, low), (right, low)]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in (*there, *reversed(back))) + "Z"


def _phases(turns: Sequence[TimelineTurn], column: float) -> tuple[tuple[Phase, ...], int]:
    """Return where phases begin, their names on as many lines as keep them apart, and the number of lines."""
    found: list[Phase] = []
    ends: list[float] = []
    n = 0
    for phase, stay in groupby(turns, lambda turn: turn.phase):
        x = SIDE + column * n
        n += len(list(stay))
        width = PHASE_SIGN * len(phase) + 8
        text_x = min(x, WIDTH - width)
        line = next((at for at, end in enumerate(ends) if end <= text_x), len(ends))
        ends[line : line + 1] = [text_x + width]
        found.append(Phase(x, phase, text_x + 4, PHASE_LINE * (line + 1) - 4))
    return tuple(found), len(ends)
