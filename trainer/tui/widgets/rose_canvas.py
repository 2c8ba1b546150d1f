"""The empty Rose on a sheet of cells: its shape, its axes and words, and its two shades with a smooth rim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import groupby, product
from math import cos, hypot, radians, sin
from typing import NamedTuple

from rich.color import Color
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from trainer.language import _
from trainer.theory import names
from trainer.theory.constants import OCTANTS
from trainer.theory.rose import Vector, centre

LEAST_ROWS, MOST_ROWS = 17, 29
"""Rows of the Rose: odd, so that one of them is the middle. A cell is about twice as high as it is wide."""
MARGIN = 1.1
"""Rows between the outermost marks and the rim; more than one, so that no mark comes on the uppermost word."""
CODE_RADIUS = 1.05
"""How far out the octant codes stand, with 1 the rim."""
FIXED = ("word", "code")
"""What nothing may be written over."""


class Cell(NamedTuple):
    """A cell of a sheet, counted from its top left."""

    x: int
    y: int


class Frame(NamedTuple):
    """The shape of a Rose with this many rows."""

    rows: int

    @classmethod
    def fitting(cls, width: int, height: int) -> Frame:
        """Return the largest Rose that fits, but none smaller than one can read."""
        rows = max(LEAST_ROWS, min(MOST_ROWS, height, (width - 1) // 2))
        return cls(rows - (rows + 1) % 2)

    @property
    def columns(self) -> int:
        """Return the columns of the whole sheet; one of them is the middle."""
        return 2 * self.rows + 1

    @property
    def middle(self) -> Cell:
        """Return the cell where the axes cross."""
        return Cell(self.rows, self.rows // 2)

    @property
    def reach(self) -> float:
        """Return the rows from the middle to a place of the highest intensity."""
        return self.rows / 2 - MARGIN

    def cell(self, place: Vector) -> Cell:
        """Return the cell of a place."""
        x, y = self.middle
        return Cell(x + round(2 * self.reach * place.x), y - round(self.reach * place.y))

    def place(self, cell: Cell) -> Vector:
        """Return the place of a cell; one beyond the highest intensity is brought back to it."""
        x, y = (cell.x - self.middle.x) / (2 * self.reach), (self.middle.y - cell.y) / self.reach
        radius = max(1.0, hypot(x, y))
        return Vector(x / radius, y / radius)


class Sheet:
    """Signs in cells, each with a role that says how it looks; without a sign the ground shows."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.signs = [[""] * frame.columns for _row in range(frame.rows)]
        self.roles = [[""] * frame.columns for _row in range(frame.rows)]

    def holds(self, cell: Cell) -> bool:
        """Return whether a cell lies on the sheet."""
        return 0 <= cell.x < self.frame.columns and 0 <= cell.y < self.frame.rows

    def role(self, cell: Cell) -> str:
        """Return the role of what stands in a cell, '' for nothing."""
        return self.roles[cell.y][cell.x]

    def cell(self, place: Vector) -> Cell:
        """Return the cell of a place, or the one above or below it if a word stands there."""
        cell = self.frame.cell(place)
        return Cell(cell.x, cell.y + (-1 if place.y >= 0 else 1)) if self.role(cell) in FIXED else cell

    def write(self, cell: Cell, text: str, role: str) -> None:
        """Write text from a cell to the right."""
        for n, sign in enumerate(text):
            self.signs[cell.y][cell.x + n] = sign
            self.roles[cell.y][cell.x + n] = role


def empty_rose(frame: Frame) -> Sheet:
    """Return the Rose without marks: axes, the words at their ends, and the codes of the octants around it."""
    sheet, (x, y) = Sheet(frame), frame.middle
    for row in range(frame.rows):
        sheet.write(Cell(x, row), "│", "axis")
    sheet.write(Cell(1, y), "─" * (frame.columns - 2), "axis")
    sheet.write(frame.middle, "┼", "axis")
    above, below, together, against = (_(w) for w in (names.ABOVE, names.BELOW, names.TOGETHER, names.AGAINST))
    sheet.write(Cell(x - len(above) // 2, 0), above, "word")
    sheet.write(Cell(x - len(below) // 2, frame.rows - 1), below, "word")
    sheet.write(Cell(1, y), against, "word")
    sheet.write(Cell(frame.columns - 1 - len(together), y), together, "word")
    for octant in OCTANTS:
        sheet.write(code_cell(frame, octant), octant, "code")
    return sheet


def code_cell(frame: Frame, octant: str) -> Cell:
    """Return where the code of an octant begins, just outside the rim."""
    angle, radius = radians(centre(octant)), CODE_RADIUS * frame.rows / 2
    x, y = 2 * radius * cos(angle), radius * sin(angle)
    column = frame.middle.x + (round(x) if x > 0 else round(x) - 1)
    row = frame.middle.y - round(y)
    return Cell(max(0, min(frame.columns - 2, column)), max(0, min(frame.rows - 1, row)))


# --- shades -------------------------------------------------------------------------------------------------


class Shades(NamedTuple):
    """The colours of the ground: around the Rose, and of its octants by turns."""

    around: ColorTriplet
    one: ColorTriplet
    other: ColorTriplet


class Ground(NamedTuple):
    """A cell of ground: its sign and style, and the colour behind a sign that is written on it."""

    sign: str
    style: Style
    behind: Color


Share = tuple[float, float, float]


@lru_cache(maxsize=4)
def ground(frame: Frame, shades: Shades) -> tuple[tuple[Ground, ...], ...]:
    """Return the ground of every cell; the rim is smooth because each half of a cell has a colour of its own."""
    halves = [[_mixed(_share(frame, x, y), shades) for x in range(frame.columns)] for y in range(2 * frame.rows)]
    return tuple(
        tuple(_ground(upper, lower) for upper, lower in zip(halves[2 * y], halves[2 * y + 1], strict=True))
        for y in range(frame.rows)
    )


def _share(frame: Frame, x: int, half: int) -> Share:
    """Return how much of half a cell lies around the Rose, in the one kind of octants and in the other."""
    left, top, radius = x - frame.middle.x - 0.5, half / 2 - frame.rows / 2, frame.rows / 2
    corners = {_kind((left + dx) / 2, top + dy, radius) for dx, dy in product((0.01, 0.99), (0.01, 0.49))}
    if len(corners) == 1:
        only = corners.pop()
        return (float(only == 0), float(only == 1), float(only == 2))
    kinds = [_kind((left + (n + 0.5) / 6) / 2, top + (m + 0.5) / 12, radius) for n, m in product(range(6), repeat=2)]
    return (kinds.count(0) / 36, kinds.count(1) / 36, kinds.count(2) / 36)


def _kind(x: float, y: float, radius: float) -> int:
    """Return 0 outside the Rose, and 1 or 2 by turns in its octants."""
    if x * x + y * y > radius * radius:
        return 0
    return 1 + ((abs(y) > abs(x)) ^ (x < 0) ^ (y < 0))


def _mixed(share: Share, shades: Shades) -> ColorTriplet:
    red, green, blue = (
        round(sum(s * c for s, c in zip(share, part, strict=True))) for part in zip(*shades, strict=True)
    )
    return ColorTriplet(red, green, blue)


@lru_cache(maxsize=1024)
def _ground(upper: ColorTriplet, lower: ColorTriplet) -> Ground:
    one, other = Color.from_triplet(upper), Color.from_triplet(lower)
    if upper == lower:
        return Ground(" ", Style(bgcolor=one), one)
    behind = ColorTriplet(*((a + b) // 2 for a, b in zip(upper, lower, strict=True)))
    return Ground("▀", Style(color=one, bgcolor=other), Color.from_triplet(behind))


def strips(sheet: Sheet, shades: Shades, styles: Mapping[str, Style]) -> list[Strip]:
    """Return a sheet as lines to paint; `styles` says how each role looks."""
    looks: dict[tuple[str, Color], Style] = {}

    def cells(y: int) -> Iterator[tuple[str, Style]]:
        for sign, role, under in zip(sheet.signs[y], sheet.roles[y], ground(sheet.frame, shades)[y], strict=True):
            if not sign:
                yield under.sign, under.style
                continue
            key = role, under.behind
            if key not in looks:
                looks[key] = Style(bgcolor=under.behind) + styles[role]
            yield sign, looks[key]

    lines = []
    for y in range(sheet.frame.rows):
        runs = (list(run) for _look, run in groupby(cells(y), key=lambda cell: id(cell[1])))
        parts = [Segment("".join(sign for sign, _style in run), run[0][1]) for run in runs]
        lines.append(Strip(parts, sheet.frame.columns))
    return lines
