"""Leary's Rose, drawn: BOVEN up, SAMEN right, the axis words always printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import cos, radians, sin

from textual.content import Content
from textual.widgets import Static

from trainer.debrief.pictures import Tracks
from trainer.language import _
from trainer.theory import names
from trainer.theory.constants import OCTANTS
from trainer.theory.rose import Vector, centre
from trainer.tui.foreign import foreign

WIDTH, HEIGHT = 56, 19
"""Cells of the whole picture; a cell is about twice as high as it is wide."""
RADIUS_X, RADIUS_Y = 18, 8
TRAINEE, CLIENT, BOTH = "●", "○", "◉"


class RosePicture(Static):
    """Both tracks: where the trainee's responses were (filled) and where the client was then (open), by turn."""

    def __init__(self, tracks: Tracks) -> None:
        super().__init__(_picture(tracks), classes="picture")


def _picture(tracks: Tracks) -> Content:
    legend = _("{you} you   {client} the client   {both} both; the numbers are the turns").format(
        you=TRAINEE, client=CLIENT, both=BOTH
    )
    return foreign("\n".join([*drawing(tracks), legend]))


def drawing(tracks: Tracks) -> list[str]:
    """Return the Rose as rows of characters."""
    cells = _empty()
    turns: dict[tuple[int, int], tuple[list[int], list[int]]] = {}
    for step in tracks.steps:
        turns.setdefault(_cell(step.trainee), ([], []))[0].append(step.turn)
        turns.setdefault(_cell(step.client), ([], []))[1].append(step.turn)
    for (x, y), (you, client) in turns.items():
        cells[y][x] = BOTH if you and client else TRAINEE if you else CLIENT
    for (x, y), (you, client) in turns.items():
        _write(cells, x + 1, y, _short([*you, *(n for n in client if n not in you)]), turns)
    return ["".join(row).rstrip() for row in cells]


def _cell(place: Vector) -> tuple[int, int]:
    return round(WIDTH / 2 + place.x * RADIUS_X), round(HEIGHT / 2 - 0.5 - place.y * RADIUS_Y)


def _empty() -> list[list[str]]:
    """Return the Rose without tracks: axes, rim, and the words at their ends."""
    cells = [[" "] * WIDTH for _row in range(HEIGHT)]
    middle_x, middle_y = _cell(Vector(0, 0))
    for degrees in range(0, 360, 3):
        x, y = _cell(Vector(cos(radians(degrees)), sin(radians(degrees))))
        cells[y][x] = "·"
    for x in range(middle_x - RADIUS_X + 1, middle_x + RADIUS_X):
        cells[middle_y][x] = "─"
    for y in range(middle_y - RADIUS_Y + 1, middle_y + RADIUS_Y):
        cells[y][middle_x] = "│"
    cells[middle_y][middle_x] = "┼"
    for octant in OCTANTS:
        x, y = _cell(Vector(1.06 * cos(radians(centre(octant))), 1.06 * sin(radians(centre(octant)))))
        _put(cells, x - (0 if x > middle_x else 1), y, octant)
    _put(cells, middle_x - len(_(names.ABOVE)) // 2, 0, _(names.ABOVE))
    _put(cells, middle_x - len(_(names.BELOW)) // 2, HEIGHT - 1, _(names.BELOW))
    _put(cells, WIDTH - len(_(names.TOGETHER)), middle_y, _(names.TOGETHER))
    _put(cells, 0, middle_y, _(names.AGAINST))
    return cells


def _put(cells: list[list[str]], x: int, y: int, text: str) -> None:
    for n, sign in enumerate(text):
        if 0 <= y < HEIGHT and 0 <= x + n < WIDTH:
            cells[y][x + n] = sign


def _write(cells: list[list[str]], x: int, y: int, text: str, taken: Mapping[tuple[int, int], object]) -> None:
    """Write beside a mark, as far as no other mark is in the way."""
    for n, sign in enumerate(text):
        if x + n >= WIDTH or (x + n, y) in taken:
            return
        cells[y][x + n] = sign


def _short(turns: Iterable[int]) -> str:
    """Return turn numbers, the first four of them."""
    numbers = sorted(turns)
    return ",".join(str(n) for n in numbers[:4]) + ("…" if len(numbers) > 4 else "")


SMALL_WIDTH, SMALL_HEIGHT = 17, 9


def small_rose(places: Sequence[tuple[str, Vector]]) -> list[str]:
    """Return a small Rose with the first letter of everyone's name where they are."""
    cells = [[" "] * SMALL_WIDTH for _row in range(SMALL_HEIGHT)]
    middle_x, middle_y = SMALL_WIDTH // 2, SMALL_HEIGHT // 2
    for x in range(1, SMALL_WIDTH - 1):
        cells[middle_y][x] = "─"
    for y in range(1, SMALL_HEIGHT - 1):
        cells[y][middle_x] = "│"
    cells[middle_y][middle_x] = "┼"
    for x, y, word in (
        (middle_x, 0, _(names.ABOVE)),
        (middle_x, SMALL_HEIGHT - 1, _(names.BELOW)),
    ):
        for n, sign in enumerate(word):
            cells[y][x - len(word) // 2 + n] = sign
    against, together = _(names.AGAINST), _(names.TOGETHER)
    for n, sign in enumerate(against):
        cells[middle_y + 1][n] = sign
    for n, sign in enumerate(together):
        cells[middle_y + 1][SMALL_WIDTH - len(together) + n] = sign
    for name, where in places:
        cells[round(middle_y - where.y * (middle_y - 1))][round(middle_x + where.x * (middle_x - 1))] = name[:1]
    return ["".join(row) for row in cells]
