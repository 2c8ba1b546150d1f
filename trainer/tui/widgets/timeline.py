"""Closeness turn by turn, with the moving band behind it; too near and too far have marks of their own."""

from __future__ import annotations

from textual.widgets import Static

from trainer.debrief.pictures import TimelinePoint
from trainer.language import _
from trainer.theory import names
from trainer.theory.constants import CLOSENESS
from trainer.tui.foreign import foreign

IN_BAND, TOO_NEAR, TOO_FAR, BAND = "●", "▲", "▼", "░"
LABEL = 28
ROOM = 45


class TimelinePicture(Static):
    """One column per turn, one row per step of the axis."""

    def __init__(self, points: tuple[TimelinePoint, ...]) -> None:
        legend = _("{band} the band   {inside} in it   {near} too near   {far} too far").format(
            band=BAND, inside=IN_BAND, near=TOO_NEAR, far=TOO_FAR
        )
        super().__init__(foreign("\n".join([*drawing(points), legend])), classes="picture")


def drawing(points: tuple[TimelinePoint, ...]) -> list[str]:
    """Return the timeline as rows of characters, nearest at the top; many turns get narrower columns."""
    width = max(1, min(4, ROOM // max(1, len(points))))
    low, high = CLOSENESS
    rows = []
    for step in range(high, low - 1, -1):
        cells = "".join(_cell(point, step, width) for point in points)
        rows.append(f"{names.closeness(step)[:LABEL]:<{LABEL}} {cells}".rstrip())
    numbers = "".join(f"{n:^{width}}"[:width] for n in range(1, len(points) + 1)) if width > 2 else ""
    return [*rows, f"{'':<{LABEL}} {numbers}".rstrip()]


def _cell(point: TimelinePoint, step: int, width: int) -> str:
    back = BAND if point.band.low <= step <= point.band.high else " "
    if point.closeness != step:
        return back * width
    mark = {None: IN_BAND, "near": TOO_NEAR, "far": TOO_FAR}[point.side]
    return mark.center(width, back)
