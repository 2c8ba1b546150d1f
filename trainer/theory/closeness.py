"""The closeness - distance axis: whole steps from -3 (dismissive) to +3 (boundary crossed).

The best place is a band that moves with the person and the phase of the talk; too near is as wrong as too far.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from trainer.theory.constants import TOO_FAR_COST, TOO_NEAR_COST


class Band(NamedTuple):
    """The closeness that fits now, both ends included."""

    low: int
    high: int


Side = Literal["near", "far"]


def steps_outside(closeness: int, band: Band) -> int:
    """Return how many steps a closeness lies outside the band: + too near, - too far, 0 inside."""
    return max(0, closeness - band.high) - max(0, band.low - closeness)


def side(closeness: int, band: Band) -> Side | None:
    """Return on which side of the band a closeness lies, or None inside it."""
    steps = steps_outside(closeness, band)
    if steps == 0:
        return None
    return "near" if steps > 0 else "far"


def band_score(closeness: int, band: Band, violation: bool = False) -> float:
    """Return 100 in the band, less per step outside it (steeper on the near side), 0 for a violation."""
    if violation:
        return 0.0
    cost = TOO_FAR_COST * max(0, band.low - closeness) + TOO_NEAR_COST * max(0, closeness - band.high)
    return max(0.0, 100.0 - cost)


def narrowest(bands: Sequence[Band]) -> Band:
    """Return what several bands share; if they share nothing, the first one."""
    shared = Band(max(b.low for b in bands), min(b.high for b in bands))
    return shared if shared.low <= shared.high else bands[0]
