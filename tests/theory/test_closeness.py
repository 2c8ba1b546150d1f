"""Closeness and distance: the band, what leaving it costs on either side, and what several people share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conversation import PROFILE
from trainer.theory.closeness import Band, band_score, narrowest, side

steps = st.integers(-3, 3)
bands = st.tuples(steps, steps).map(lambda ends: Band(min(ends), max(ends)))


@pytest.mark.parametrize(
    ("closeness", "where", "score"),
    [
        (-3, "far", 0),
        (-2, "far", 30),
        (-1, "far", 65),
        (0, None, 100),
        (1, None, 100),
        (2, "near", 55),
        (3, "near", 10),
    ],
)
def test_the_near_side_is_steeper_than_the_far_side(closeness: int, where: str | None, score: float) -> None:
    assert side(closeness, Band(0, 1)) == where
    assert band_score(closeness, Band(0, 1)) == score


@pytest.mark.parametrize(
    ("closeness", "band", "score"),
    [
        (3, Band(-3, -3), 0),
        (3, Band(-1, 0), 0),
        (2, Band(-1, 0), 10),
        (-3, Band(3, 3), 0),
        (-2, Band(-1, 0), 65),
        (0, Band(0, 0), 100),
    ],
)
def test_a_score_never_falls_below_nothing(closeness: int, band: Band, score: float) -> None:
    assert band_score(closeness, band) == score


@PROFILE
@given(steps, bands)
def test_a_violation_scores_nothing_anywhere(closeness: int, band: Band) -> None:
    assert band_score(closeness, band, violation=True) == 0


@PROFILE
@given(steps, bands)
def test_100_is_for_the_band_and_only_for_the_band(closeness: int, band: Band) -> None:
    inside = band.low <= closeness <= band.high
    assert (band_score(closeness, band) == 100) is inside
    assert (side(closeness, band) is None) is inside


@PROFILE
@given(st.integers(1, 3))
def test_a_step_too_near_costs_more_than_a_step_too_far(step: int) -> None:
    assert band_score(step, Band(0, 0)) < band_score(-step, Band(0, 0)) or band_score(step, Band(0, 0)) == 0


@pytest.mark.parametrize(
    ("found", "shared"),
    [
        ([Band(0, 1)], Band(0, 1)),
        ([Band(-1, 1), Band(0, 2)], Band(0, 1)),
        ([Band(-2, 2), Band(-1, 0), Band(0, 2)], Band(0, 0)),
        ([Band(0, 1), Band(1, 2)], Band(1, 1)),
        ([Band(-1, 0), Band(1, 2)], Band(-1, 0)),
        ([Band(1, 2), Band(-1, 0)], Band(1, 2)),
        ([Band(0, 3), Band(0, 1), Band(2, 3)], Band(0, 3)),
    ],
)
def test_several_people_share_the_narrowest_band_or_else_the_first_ones(found: list[Band], shared: Band) -> None:
    assert narrowest(found) == shared


@PROFILE
@given(st.lists(bands, min_size=1, max_size=4))
def test_what_is_shared_is_a_band(found: list[Band]) -> None:
    shared = narrowest(found)
    assert shared.low <= shared.high
    assert shared == found[0] or all(b.low <= shared.low and shared.high <= b.high for b in found)
