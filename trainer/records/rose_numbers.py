"""The turn numbers beside the marks of a drawn Rose: on which side and how far off they are read best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import hypot
from typing import Literal, NamedTuple

MARK = 6.5
"""Half of a mark."""
LINE = 14.0
"""Height of a line of turn numbers."""
SIGNS = {",": 5.0, " ": 5.0, "–": 7.5}
SIGN = 9.5
"""Widths of the signs in it, in the widest of the fonts that a page may get."""
WIDEST = (26, 11, 7)
"""Signs on a line of turn numbers, in the order in which it is tried."""
GAPS = (2.5, 6.0, 14.0, 24.0, 36.0, 50.0)
"""Between a mark and its numbers, in the order in which it is tried."""
SIDES = (
    (1, 0), (-1, 0), (0, -1), (0, 1), (1, -0.5), (1, 0.5), (-1, -0.5), (-1, 0.5),
    (1, -1), (1, 1), (-1, -1), (-1, 1), (0.5, -1), (-0.5, -1), (0.5, 1), (-0.5, 1),
)  # fmt: skip
"""On which side of a mark its numbers may stand: across and down."""
AIR = 6.0
"""Kept free around a mark, so that numbers beside it are its own."""

Track = Literal["you", "client"]
Anchor = Literal["start", "middle", "end"]


class Box(NamedTuple):
    """A rectangle by its sides."""

    left: float
    top: float
    right: float
    bottom: float

    def shared(self, other: Box) -> float:
        """Return the surface this box has in common with another."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, width) * max(0.0, height)

    def wider(self, by: float) -> Box:
        """Return this box with some room around it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point lies in this box."""
        return self.left < x < self.right and self.top < y < self.bottom

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """Return the point of this box that is nearest to another."""
        return max(self.left, min(self.right, x)), max(self.top, min(self.bottom, y))


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of one track at a place, and beside it the numbers of its turns in lines."""

    track: Track
    x: float
    y: float
    label: str
    lines: tuple[str, ...] = ()
    anchor: Anchor = "middle"
    text_x: float = 0.0
    """Where the lines begin, have their middle or end; which of these is the `anchor`."""
    text_y: tuple[float, ...] = ()
    """The baseline of each line."""
    leader: str = ""
    """The line from the mark to numbers that stand further off."""

    @property
    def box(self) -> Box:
        """Return the room the mark takes."""
        return Box(self.x - MARK, self.y - MARK, self.x + MARK, self.y + MARK)


class Place(NamedTuple):
    """A way to write the numbers of a mark: in which lines, where, and how far off."""

    lines: tuple[str, ...]
    box: Box
    gap: float


def numbered(marks: Sequence[Mark], words: Sequence[Box], rim: float) -> tuple[Mark, ...]:
    """Return marks with their numbers where these are read best, within the `rim`; the longest choose first."""
    taken = [*words, *(mark.box.wider(AIR) for mark in marks)]
    written = {}
    for n, mark in sorted(enumerate(marks), key=lambda found: -len(found[1].label)):
        others = [box for box in taken if box != mark.box.wider(AIR)]
        place = min(_ways_to_write(mark), key=lambda place: _cost(mark, place, others, rim))
        taken.append(place.box.wider(1))
        written[n] = _written(mark, place)
    return tuple(written[n] for n in range(len(marks)))


def _written(mark: Mark, place: Place) -> Mark:
    """Return a mark with its numbers; from those further off a line leads to it."""
    box = place.box
    baselines = tuple(box.top + LINE * (n + 1) - 3 for n in range(len(place.lines)))
    anchor: Anchor = "start" if box.left > mark.x else "end" if box.right < mark.x else "middle"
    x = {"start": box.left, "end": box.right, "middle": (box.left + box.right) / 2}[anchor]
    end = box.nearest(mark.x, mark.y)
    leader = f"M{mark.x:.1f} {mark.y:.1f}L{end[0]:.1f} {end[1]:.1f}" if place.gap > GAPS[0] else ""
    return replace(mark, lines=place.lines, anchor=anchor, text_x=x, text_y=baselines, leader=leader)


def _cost(mark: Mark, place: Place, others: Sequence[Box], rim: float) -> float:
    """Return what is lost by numbers in a place: what they hide, what the line to them crosses, and how far it is."""
    hidden = sum(30 + shared for other in others if (shared := place.box.shared(other)))
    corners = product((place.box.left, place.box.right), (place.box.top, place.box.bottom))
    outside = sum(max(0.0, hypot(x, y) - rim + 3) for x, y in corners)
    end = place.box.nearest(mark.x, mark.y)
    way = [(mark.x + (end[0] - mark.x) * n / 8, mark.y + (end[1] - mark.y) * n / 8) for n in range(1, 8)]
    crossed = sum(box.holds(x, y) for x, y in way for box in others)
    return hidden + 50 * outside + 20 * crossed + 2 * place.gap + 4 * len(place.lines)


def _ways_to_write(mark: Mark) -> Iterator[Place]:
    """Yield the numbers in ever more lines on every side of a mark, near it and further off."""
    for gap, lines in product(GAPS, dict.fromkeys(_wrapped(mark.label, signs) for signs in WIDEST)):
        half_width, half_height = max(map(_width, lines)) / 2, LINE * len(lines) / 2
        for across, down in SIDES:
            x = mark.x + across * (MARK + gap + half_width)
            y = mark.y + down * (MARK + gap + half_height)
            yield Place(lines, Box(x - half_width, y - half_height, x + half_width, y + half_height), gap)


def _width(line: str) -> float:
    return sum(SIGNS.get(sign, SIGN) for sign in line)


def _wrapped(label: str, signs: int) -> tuple[str, ...]:
    lines = [""]
    for part in label.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(part) > signs:
            lines.append("")
        lines[-1] = f"{lines[-1]} {part}".strip()
    return tuple(lines)
