"""Leary's Rose: positions, what an act invites, and how well it fits.

x is together (+, SAMEN) against (-, TEGEN); y is above (+, BOVEN) below (-, ONDER). Angles run counter-clockwise
from SAMEN and octants lie between the axes. The vector is kept; the octant is derived from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import atan2, cos, degrees, hypot, log, radians, sin, sqrt
from typing import Literal, NamedTuple

from trainer.theory.constants import (
    COMPLEMENTARY_DEGREES,
    DEFAULT_INTENSITY,
    FIT_REACH,
    HOMING,
    HOSTILE_PULL,
    INTENSITIES,
    MIDDLE_RADIUS,
    MIN_TOGETHER,
    NOTICEABLE,
    OCTANT_DEGREES,
    OCTANTS,
    OPPOSITE_DEGREES,
    PHASE_WEIGHT,
    PULL,
    STRONG_FIT,
    WORKABLE_FIT,
    Phase,
)

_CODE = re.compile(rf"({'|'.join(OCTANTS)})([1-{INTENSITIES}])?")


class Vector(NamedTuple):
    """A place on the Rose, both coordinates between -1 and 1."""

    x: float
    y: float


class Position(NamedTuple):
    """A place as an author writes it: a code such as `SB2`, its octant and its vector."""

    code: str
    octant: str
    vector: Vector


MIDDLE = Position("M", "M", Vector(0.0, 0.0))


@lru_cache(maxsize=64)
def position(code: str) -> Position:
    """Return the position of a code: an octant with an intensity of 1 to 4, an octant alone (2), or `M`.

    Raises ValueError for anything else.
    """
    if code == "M":
        return MIDDLE
    match = _CODE.fullmatch(code)
    if not match:
        raise ValueError(code)
    octant, intensity = match[1], int(match[2] or DEFAULT_INTENSITY)
    angle = radians(centre(octant))
    radius = intensity / INTENSITIES
    return Position(f"{octant}{intensity}", octant, Vector(radius * cos(angle), radius * sin(angle)))


def centre(octant: str) -> float:
    """Return the angle in degrees of the middle of an octant."""
    return OCTANT_DEGREES * (OCTANTS.index(octant) + 0.5)


def octant_of(place: Vector) -> str:
    """Return the octant a vector lies in, or `M` near the middle."""
    if hypot(place.x, place.y) < MIDDLE_RADIUS:
        return "M"
    angle = degrees(atan2(place.y, place.x)) % 360
    return OCTANTS[int(angle // OCTANT_DEGREES) % len(OCTANTS)]


def distance(a: Vector, b: Vector) -> float:
    """Return the straight distance between two places, 0 to 2."""
    return hypot(a.x - b.x, a.y - b.y)


def mirror(act: Vector) -> Vector:
    """Return what an act invites: together evokes together, above evokes below."""
    return Vector(act.x, -act.y)


def mean(places: Sequence[Vector]) -> Vector:
    """Return the mean of one or more places."""
    n = len(places)
    return Vector(sum(p.x for p in places) / n, sum(p.y for p in places) / n)


def angle_between(a: Vector, b: Vector) -> float:
    """Return the angle between two directions, 0 to 180 degrees; 0 if either is the middle."""
    if hypot(*a) == 0 or hypot(*b) == 0:
        return 0.0
    turn = abs(degrees(atan2(a.y, a.x) - atan2(b.y, b.x))) % 360
    return min(turn, 360 - turn)


def target(client: Vector, aim: Vector, reactance: float, phase: Phase) -> Vector:
    """Return where a helper's act would serve best: partly along with the client, partly towards the aim.

    A reactant client (0..1) is led less: the part of the target above the middle shrinks.
    """
    weight = PHASE_WEIGHT[phase]
    x = (1 - weight) * max(client.x, MIN_TOGETHER) + weight * aim.x
    y = -(1 - weight) * client.y - weight * aim.y
    return Vector(x, y * (1 - reactance) if y > 0 else y)


def fit(act: Vector, targets: Iterable[Vector]) -> float:
    """Return how well an act fits the nearest target, 0 to 100."""
    nearest = min(distance(act, place) for place in targets)
    return 100 * max(0.0, 1 - nearest / FIT_REACH)


Grade = Literal["strong", "workable", "against"]


def grade(fit_score: float) -> Grade:
    """Return the word for a Rose fit: strong from 80, workable from 50, else it works against."""
    if fit_score >= STRONG_FIT:
        return "strong"
    return "workable" if fit_score >= WORKABLE_FIT else "against"


def drawn_in(act: Vector, client: Vector) -> float:
    """Return how far an act is the very one the client invited, 0 to 1; never a mark of good."""
    return 1 - distance(act, mirror(client)) / 2


def departure(start: Vector, end: Vector, expected: Vector) -> float:
    """Return how many degrees a move goes off the expected one, 0 to 180; 0 where either is hardly a move."""
    if min(distance(start, end), distance(start, expected)) < NOTICEABLE:
        return 0.0
    moved, invited = (Vector(to.x - start.x, to.y - start.y) for to in (end, expected))
    return angle_between(moved, invited)


Complementarity = Literal["complementary", "partly", "opposite"]


def complementarity(act: Vector, client: Vector) -> Complementarity:
    """Return how an act answers what the client invited, by the angle between the two."""
    turn = angle_between(act, mirror(client))
    if turn <= COMPLEMENTARY_DEGREES:
        return "complementary"
    return "opposite" if turn > OPPOSITE_DEGREES else "partly"


def predicted(act: Vector, client: Vector, home: Vector, reactance: float) -> Vector:
    """Return where the theory expects the client next, within the unit circle."""
    leading = max(0.0, act.y)
    pulled = Vector(act.x - reactance * leading, -act.y + 2 * reactance * leading)
    pull = PULL * (HOSTILE_PULL if act.x < 0 else 1.0)
    x = client.x + pull * (pulled.x - client.x) + HOMING * (home.x - client.x)
    y = client.y + pull * (pulled.y - client.y) + HOMING * (home.y - client.y)
    radius = hypot(x, y)
    return Vector(x / radius, y / radius) if radius > 1 else Vector(x, y)


def one_note(places: Sequence[Vector]) -> float | None:
    """Return R, the length of the mean direction: 1 is one note held, near 0 every direction alike.

    Places in the middle have no direction and do not count; without any direction there is no R.
    """
    units = [Vector(p.x / hypot(*p), p.y / hypot(*p)) for p in places if hypot(*p) >= MIDDLE_RADIUS]
    return min(1.0, hypot(*mean(units))) if units else None


def spin(places: Sequence[Vector]) -> float | None:
    """Return how widely the directions of a track differ, in radians: sqrt(-2 ln R); None where R is none or 0."""
    length = one_note(places)
    return sqrt(-2 * log(length)) if length is not None and length > 1e-9 else None
