"""Self against score: both places on the Rose with the degrees between them, and steps that are counted."""

from __future__ import annotations

import pytest

from tests.conversation.stories import say
from tests.debrief.talks import CODES, endless, talk
from trainer.conversation import Transcript
from trainer.debrief.placing import RosePlacing, axis_placing, rose_placing
from trainer.theory.rose import position

ROSES = endless({code.lower(): say(rose=code) for code in CODES})
STEPS = endless({f"step{n}": say(closeness=n - 3) for n in range(7)})


def on_rose(*codes: str) -> Transcript:
    """Return a talk with a response at each of these places."""
    return talk(ROSES, *(code.lower() for code in codes))


def on_axis(*steps: int) -> Transcript:
    """Return a talk with a response on each of these steps of closeness."""
    return talk(STEPS, *(f"step{step + 3}" for step in steps))


def placed(own: str, *codes: str) -> RosePlacing:
    """Return a place of one's own next to a track."""
    found = rose_placing(on_rose(*codes), own)
    assert found is not None
    return found


# --- on the Rose ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "track", "degrees"),
    [
        ("SB2", ["SB2"], 0),
        ("SB4", ["SB1", "SB1"], 0),
        ("SB2", ["BS2"], 45),
        ("SB4", ["SO1"], 45),
        ("SO4", ["SB1"], 45),
        ("SB2", ["OS3"], 90),
        ("BT1", ["SB4"], 90),
        ("SB2", ["OT4"], 135),
        ("SB2", ["TO2"], 180),
        ("TO1", ["SB3", "SB3", "SB4"], 180),
    ],
)
def test_the_degrees_are_those_between_two_directions(own: str, track: list[str], degrees: float) -> None:
    assert placed(own, *track).degrees == pytest.approx(degrees, abs=1e-5)


def test_one_is_compared_with_the_mean_of_ones_responses() -> None:
    found = placed("SB3", "SB4", "SO4", "M")
    assert found.own == position("SB3").vector
    assert found.track == pytest.approx((2 * position("SB4").vector.x / 3, 0))
    assert found.degrees == pytest.approx(22.5)


def test_a_strong_response_weighs_more_than_a_mild_one() -> None:
    assert placed("SB2", "SB4", "TO1").degrees == pytest.approx(0, abs=1e-5)
    assert placed("SB2", "SB1", "TO4").degrees == pytest.approx(180, abs=1e-5)


@pytest.mark.parametrize(
    ("own", "track"),
    [("M", ["SB4"]), ("SB4", ["M"]), ("M", ["M"]), ("SB2", ["BS4", "OT4"]), ("SB2", ["SB1", "M", "M"])],
)
def test_in_the_middle_there_is_no_direction(own: str, track: list[str]) -> None:
    assert placed(own, *track).degrees is None


def test_a_little_out_of_the_middle_there_is_one() -> None:
    assert placed("SB2", "BS1").degrees == pytest.approx(45)
    assert placed("SB1", "BS2", "M", "M").degrees == pytest.approx(45)


def test_an_octant_alone_is_one_of_middling_strength() -> None:
    assert placed("SB", "BS2") == placed("SB2", "BS2")
    assert placed("SB", "BS2").own == position("SB2").vector


def test_the_client_plays_no_part_in_where_one_was() -> None:
    moved = endless({"up": say(rose="BS4", mood={"ada": "angry"})})
    found = rose_placing(talk(moved, "up", "up"), "BS4")
    assert found is not None
    assert found.track == pytest.approx(position("BS4").vector)


def test_without_turns_there_is_nothing_to_compare() -> None:
    assert rose_placing(on_rose(), "SB2") is None
    assert axis_placing(on_axis(), 0) is None


@pytest.mark.parametrize("code", ["", "XX", "SB5", "SB0", "sb2", "M1", "SB2 "])
@pytest.mark.parametrize("track", [[], ["SB2"]])
def test_a_place_that_does_not_exist_is_refused(code: str, track: list[str]) -> None:
    with pytest.raises(ValueError, match=rf"^{code}$"):
        rose_placing(on_rose(*track), code)


# --- on the axis ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "used", "most"),
    [
        ([0], ((0, 1),), (0,)),
        ([1, 0, 1], ((0, 1), (1, 2)), (1,)),
        ([3, -3, 0, -3], ((-3, 2), (0, 1), (3, 1)), (-3,)),
        ([2, -2], ((-2, 1), (2, 1)), (-2, 2)),
        ([2, -2, 2, -2, 1], ((-2, 2), (1, 1), (2, 2)), (-2, 2)),
        ([3, 2, 1, 0, -1, -2, -3], tuple((step, 1) for step in range(-3, 4)), tuple(range(-3, 4))),
    ],
)
def test_steps_are_counted_and_never_averaged(
    steps: list[int], used: tuple[tuple[int, int], ...], most: tuple[int, ...]
) -> None:
    found = axis_placing(on_axis(*steps), 0)
    assert found is not None
    assert (found.used, found.most) == (used, most)


def test_ones_own_step_stands_beside_them_even_if_it_was_never_used() -> None:
    found = axis_placing(on_axis(1, 1), -3)
    assert found is not None
    assert (found.own, found.used) == (-3, ((1, 2),))
