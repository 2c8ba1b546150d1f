"""What stands where on a drawn Rose, in units of the drawing: both tracks, or the places that a class voted for.

The middle is at 0, 0 and y runs downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from math import cos, hypot, radians, sin, sqrt
from typing import NamedTuple

from trainer.records.rose_numbers import MARK, Box, Mark, Track, numbered
from trainer.theory.constants import INTENSITIES, OCTANT_DEGREES, OCTANTS
from trainer.theory.rose import Vector, centre

REACH = 130.0
"""From the middle to the highest intensity."""
RIM = 141.0
HALF = 168.0
"""From the middle to the side of the drawing."""
NAMES_ABOVE, NAMES_BELOW = 149.0, 158.5
"""The circles that octant names stand on; below they hang inwards, so their circle is wider."""
AXIS_SIGN = 10.0
"""Width of a letter of an axis word."""
LEAST_DOT, MOST_DOT = 7.5, 18.0
"""Half the width of a dot: with room for its number, and for the place that most voted for."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where both were at one turn (from 1), coordinates -1..1."""

    turn: int
    you: Vector
    client: Vector


@dataclass(frozen=True, slots=True)
class RoseWords:
    """The words on a Rose."""

    above: str
    below: str
    together: str
    against: str
    octants: tuple[str, ...]
    """The names, in the order of `trainer.theory.constants.OCTANTS`."""


@dataclass(frozen=True, slots=True)
class RosePicture:
    """Both tracks and every word on and under the picture."""

    title: str
    description: str
    words: RoseWords
    steps: tuple[Places, ...]
    end: Vector | None
    """Where the client was after the last turn."""
    end_name: str
    you: str
    client: str


@dataclass(frozen=True, slots=True)
class CloudPicture:
    """Where the votes of a class fell: how many for each place."""

    key: str
    """Tells this picture from the others on the page."""
    title: str
    description: str
    words: RoseWords
    votes: tuple[tuple[Vector, int], ...]


class Octant(NamedTuple):
    """An octant: its code and name, the outline of its sector, and the arc that its name stands on."""

    code: str
    name: str
    sector: str
    arc: str


class Dot(NamedTuple):
    """The votes for one place: a circle whose surface is their share, with their number in it."""

    x: float
    y: float
    radius: float
    votes: int


@dataclass(frozen=True, slots=True)
class Ground:
    """The Rose without marks."""

    half: float
    rim: float
    rings: tuple[float, ...]
    octants: tuple[Octant, ...]


@dataclass(frozen=True, slots=True)
class RoseDrawing:
    """Everything to draw of two tracks; `ways` are the lines from turn to turn."""

    ground: Ground
    ways: tuple[tuple[Track, str], ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class CloudDrawing:
    """Everything to draw of a vote; the smallest dots come last, so that none is hidden."""

    ground: Ground
    dots: tuple[Dot, ...]


def rose_drawing(picture: RosePicture) -> RoseDrawing:
    """Return where everything of both tracks stands."""
    you = [step.you for step in picture.steps]
    client = [step.client for step in picture.steps]
    if picture.end is not None:
        client.append(picture.end)
    return RoseDrawing(
        ground=_ground(picture.words),
        ways=(("you", _way(you)), ("client", _way(client))),
        marks=numbered(_apart(_marks(picture)), list(_axis_words(picture.words)), RIM),
    )


def cloud_drawing(picture: CloudPicture) -> CloudDrawing:
    """Return where the votes of a class stand."""
    most = max((votes for _place, votes in picture.votes), default=1)
    dots = (Dot(*point(place), _radius(votes / most), votes) for place, votes in picture.votes if votes)
    return CloudDrawing(_ground(picture.words), tuple(sorted(dots, key=lambda dot: -dot.votes)))


def _radius(share: float) -> float:
    return max(LEAST_DOT, MOST_DOT * sqrt(share))


def point(place: Vector) -> tuple[float, float]:
    """Return where a place on the Rose stands in the drawing."""
    return REACH * place.x, -REACH * place.y + 0.0


# --- the empty Rose -----------------------------------------------------------------------------------------


def _ground(words: RoseWords) -> Ground:
    return Ground(
        half=HALF,
        rim=RIM,
        rings=tuple(REACH * n / INTENSITIES for n in range(1, INTENSITIES + 1)),
        octants=tuple(_octant(code, name) for code, name in zip(OCTANTS, words.octants, strict=True)),
    )


def _octant(code: str, name: str) -> Octant:
    start, end = centre(code) - OCTANT_DEGREES / 2, centre(code) + OCTANT_DEGREES / 2
    sector = f"M0 0L{_on(RIM, start)}A{RIM} {RIM} 0 0 0 {_on(RIM, end)}Z"
    if end <= 180:  # read from left to right: clockwise above, against the clock below
        arc = f"M{_on(NAMES_ABOVE, end)}A{NAMES_ABOVE} {NAMES_ABOVE} 0 0 1 {_on(NAMES_ABOVE, start)}"
    else:
        arc = f"M{_on(NAMES_BELOW, start)}A{NAMES_BELOW} {NAMES_BELOW} 0 0 0 {_on(NAMES_BELOW, end)}"
    return Octant(code, name, sector, arc)


def _on(radius: float, angle: float) -> str:
    x, y = radius * cos(radians(angle)), -radius * sin(radians(angle))
    return f"{x:.1f} {y:.1f}"


def _axis_words(words: RoseWords) -> Iterator[Box]:
    """Yield the room that the words at the ends of the axes take."""
    for word, y in ((words.above, -RIM + 10), (words.below, RIM - 10)):
        half = AXIS_SIGN * len(word) / 2
        yield Box(-half, y - 9, half, y + 9)
    yield Box(-RIM, -9, -RIM + AXIS_SIGN * len(words.against) + 4, 9)
    yield Box(RIM - AXIS_SIGN * len(words.together) - 4, -9, RIM, 9)


def _way(places: Sequence[Vector]) -> str:
    """Return the lines between places in their order; a way that was gone before is drawn once."""
    steps = dict.fromkeys(pairwise(_rounded(place) for place in places))
    return "".join(f"M{x:.1f} {y:.1f}L{u:.1f} {v:.1f}" for (x, y), (u, v) in steps if (x, y) != (u, v))


# --- marks --------------------------------------------------------------------------------------------------


def _rounded(place: Vector) -> tuple[float, float]:
    x, y = point(place)
    return round(x, 1), round(y, 1)


def _marks(picture: RosePicture) -> list[Mark]:
    """Return one mark for every place of a track, with all turns in which it was there."""
    turns: dict[tuple[Track, float, float], list[int]] = {}
    for step in picture.steps:
        turns.setdefault(("you", *_rounded(step.you)), []).append(step.turn)
        turns.setdefault(("client", *_rounded(step.client)), []).append(step.turn)
    last = None if picture.end is None else ("client", *_rounded(picture.end))
    if last is not None:
        turns.setdefault(("client", *last[1:]), [])
    return [
        Mark(*key, label=", ".join([*_runs(found), *([picture.end_name] if key == last else [])]))
        for key, found in turns.items()
    ]


def _runs(turns: Iterable[int]) -> Iterator[str]:
    """Yield turn numbers, three or more in a row as one: "7–9"."""
    runs: list[list[int]] = []
    for turn in turns:
        if runs and runs[-1][-1] == turn - 1:
            runs[-1].append(turn)
        else:
            runs.append([turn])
    for run in runs:
        yield from [f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run)


def _apart(marks: Sequence[Mark]) -> list[Mark]:
    """Return marks in which yours and the client's at one place stand side by side: yours left, the client's right."""
    moved = list(marks)
    for (n, one), (m, other) in product(enumerate(marks), repeat=2):
        if one.track == "you" and other.track == "client" and hypot(one.x - other.x, one.y - other.y) < 2 * MARK:
            x, y = (one.x + other.x) / 2, (one.y + other.y) / 2
            moved[n], moved[m] = replace(one, x=x - MARK - 1, y=y), replace(other, x=x + MARK + 1, y=y)
    return moved
