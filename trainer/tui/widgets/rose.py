"""A small Rose in plain characters: ABOVE up, TOGETHER right, the axis words always printed."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians, sin

from trainer.language import _
from trainer.theory import names
from trainer.theory.rose import Vector

SMALL_WIDTH, SMALL_HEIGHT = 17, 9
RIM_DEGREES = 15


def small_rose(places: Sequence[tuple[str, Vector]]) -> list[str]:
    """Return a small Rose with the first letter of everyone's name where they are."""
    cells = [[" "] * SMALL_WIDTH for _row in range(SMALL_HEIGHT)]
    middle_x, middle_y = SMALL_WIDTH // 2, SMALL_HEIGHT // 2
    for degree in range(0, 360, RIM_DEGREES):
        x, y = middle_x * cos(radians(degree)), middle_y * sin(radians(degree))
        cells[round(middle_y - y)][round(middle_x + x)] = "·"
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
