"""Leary's Rose: where the octants lie, what an act invites, how well it fits, and where a client would go."""

from __future__ import annotations

from math import cos, hypot, radians, sin, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conversation import PROFILE
from trainer.theory.constants import Phase
from trainer.theory.rose import (
    MIDDLE,
    Vector,
    angle_between,
    complementarity,
    distance,
    drawn_in,
    fit,
    grade,
    mean,
    mirror,
    octant_of,
    position,
    predicted,
    spin,
    target,
)

OCTANTS = ["SB", "BS", "BT", "TB", "TO", "OT", "OS", "SO"]
CODES = [f"{octant}{intensity}" for octant in OCTANTS for intensity in (1, 2, 3, 4)]


def at(code: str) -> Vector:
    """Return the vector of a code."""
    return position(code).vector


def towards(angle: float, radius: float = 1.0) -> Vector:
    """Return the place in a direction, in degrees."""
    return Vector(radius * cos(radians(angle)), radius * sin(radians(angle)))


# --- places -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("octant", "angle", "x", "y", "evokes"),
    [
        ("BS", 67.5, 0.383, 0.924, "OS"),
        ("SB", 22.5, 0.924, 0.383, "SO"),
        ("SO", 337.5, 0.924, -0.383, "SB"),
        ("OS", 292.5, 0.383, -0.924, "BS"),
        ("OT", 247.5, -0.383, -0.924, "BT"),
        ("TO", 202.5, -0.924, -0.383, "TB"),
        ("TB", 157.5, -0.924, 0.383, "TO"),
        ("BT", 112.5, -0.383, 0.924, "OT"),
    ],
)
def test_the_octants_lie_between_the_axes(octant: str, angle: float, x: float, y: float, evokes: str) -> None:
    rim = at(f"{octant}4")
    assert (round(rim.x, 3), round(rim.y, 3)) == (x, y)
    assert rim == pytest.approx(towards(angle))
    assert octant_of(towards(angle)) == octant
    assert octant_of(mirror(rim)) == evokes


@pytest.mark.parametrize("code", CODES)
def test_every_code_lies_in_its_own_octant_at_its_own_radius(code: str) -> None:
    place = position(code)
    assert (place.code, place.octant) == (code, code[:2])
    assert octant_of(place.vector) == code[:2]
    assert hypot(*place.vector) == pytest.approx(int(code[2]) / 4)


@pytest.mark.parametrize("octant", OCTANTS)
def test_an_octant_without_a_number_has_intensity_two(octant: str) -> None:
    assert position(octant) == position(f"{octant}2")


def test_the_middle_is_a_place_of_its_own() -> None:
    assert position("M") == MIDDLE
    assert (MIDDLE.octant, MIDDLE.vector) == ("M", (0, 0))
    assert octant_of(MIDDLE.vector) == "M"


@pytest.mark.parametrize("code", ["", "sb2", "SB0", "SB5", "SB22", "BB", "M2", " SB2", "SB2\n", "SB-1", "PA"])
def test_anything_else_is_no_place(code: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        position(code)


@pytest.mark.parametrize(
    ("angle", "below", "above"),
    [
        (0, "SO", "SB"),
        (45, "SB", "BS"),
        (90, "BS", "BT"),
        (135, "BT", "TB"),
        (180, "TB", "TO"),
        (225, "TO", "OT"),
        (270, "OT", "OS"),
        (315, "OS", "SO"),
    ],
)
def test_an_edge_belongs_to_the_octant_counter_clockwise(angle: float, below: str, above: str) -> None:
    assert octant_of(towards(angle - 0.01)) == below
    assert octant_of(towards(angle + 0.01)) == above


@pytest.mark.parametrize(
    ("x", "y", "octant"), [(1, 0, "SB"), (0, 1, "BT"), (-1, 0, "TO"), (0, -1, "OS"), (0.5, -0.0, "SB")]
)
def test_on_an_axis_the_octant_is_the_next_one(x: float, y: float, octant: str) -> None:
    assert octant_of(Vector(x, y)) == octant


@pytest.mark.parametrize(("radius", "octant"), [(0.0, "M"), (0.1, "M"), (0.1249, "M"), (0.1251, "SB"), (0.25, "SB")])
def test_near_the_middle_is_no_octant(radius: float, octant: str) -> None:
    assert octant_of(towards(22.5, radius)) == octant


def test_the_edge_of_the_middle_is_an_octant() -> None:
    assert octant_of(Vector(0.125, 0.0)) == "SB"
    assert octant_of(Vector(0.0, -0.125)) == "OS"


# --- the worked case --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rose", "opening", "middle", "along", "x", "y", "octant"),
    [
        ("BS3", 73, 43, 1.00, 0.23, -0.57, "OS"),
        ("SO2", 51, 82, 0.55, 0.34, -0.36, "OS"),
        ("SO1", 60, 81, 0.60, 0.26, -0.39, "OS"),
        ("TB2", 32, 25, 0.55, 0.11, -0.55, "OS"),
        ("SO3", 37, 65, 0.47, 0.42, -0.33, "SO"),
    ],
)
def test_the_worked_case(rose: str, opening: int, middle: int, along: float, x: float, y: float, octant: str) -> None:
    act, client, aim, home, reactance = at(rose), at("OS3"), at("SB2"), at("OS2"), 0.2
    assert round(fit(act, [target(client, aim, reactance, "opening")])) == opening
    assert round(fit(act, [target(client, aim, reactance, "middle")])) == middle
    assert round(drawn_in(act, client), 2) == along
    there = predicted(act, client, home, reactance)
    assert (round(there.x, 2), round(there.y, 2), octant_of(there)) == (x, y, octant)


# --- target and fit ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("phase", "weight"), [("opening", 0.25), ("middle", 0.75), ("closing", 0.5)])
def test_the_target_lies_between_going_along_and_the_aim(phase: Phase, weight: float) -> None:
    client, aim = Vector(0.6, 0.4), Vector(0.2, 0.8)
    x, y = (1 - weight) * 0.6 + weight * 0.2, -(1 - weight) * 0.4 - weight * 0.8
    assert target(client, aim, 0.9, phase) == pytest.approx((x, y))


def test_a_helper_stays_together_with_a_client_who_is_against() -> None:
    assert target(Vector(-0.9, 0.0), Vector(0.0, 0.0), 0.0, "opening").x == pytest.approx(0.75 * 0.25)


def test_a_reactant_client_is_led_less_but_followed_the_same() -> None:
    below, above = Vector(0.4, -0.8), Vector(0.4, 0.8)
    assert target(below, below, 0.0, "closing").y == pytest.approx(0.8)
    assert target(below, below, 0.25, "closing").y == pytest.approx(0.6)
    assert target(below, below, 1.0, "closing").y == 0
    assert target(above, above, 1.0, "closing").y == pytest.approx(-0.8)


@pytest.mark.parametrize(("away", "score"), [(0.0, 100), (0.3, 75), (0.6, 50), (1.2, 0), (1.9, 0)])
def test_fit_falls_evenly_to_nothing(away: float, score: float) -> None:
    assert fit(Vector(-0.9 + away, 0.0), [Vector(-0.9, 0.0)]) == pytest.approx(score, abs=1e-9)


def test_the_nearest_target_counts() -> None:
    assert fit(at("SB2"), [at("TO4"), at("SB2"), at("BS1")]) == 100


@pytest.mark.parametrize(
    ("score", "word"),
    [(100, "strong"), (80, "strong"), (79.9, "workable"), (50, "workable"), (49.9, "against"), (0, "against")],
)
def test_a_fit_has_a_word(score: float, word: str) -> None:
    assert grade(score) == word


# --- going along ------------------------------------------------------------------------------------------


def test_doing_what_the_client_invites_is_all_drawn_in_and_the_opposite_not_at_all() -> None:
    assert drawn_in(at("BS4"), at("OS4")) == pytest.approx(1)
    assert drawn_in(at("OT4"), at("OS4")) == pytest.approx(0)


@pytest.mark.parametrize(
    ("turn", "word"),
    [
        (0, "complementary"), (44.9, "complementary"), (-44.9, "complementary"),
        (45.1, "partly"), (-90, "partly"), (134.9, "partly"),
        (135.1, "opposite"), (180, "opposite"), (-150, "opposite"),
    ],
)  # fmt: skip
def test_an_act_goes_along_partly_or_opposes_by_its_angle_to_the_mirror(turn: float, word: str) -> None:
    for angle in (10, 170, 200, 350):
        assert complementarity(towards(-angle + turn), towards(angle)) == word


def test_exactly_at_an_angle_the_milder_word_holds() -> None:
    assert complementarity(Vector(1, 1), Vector(1, 0)) == "complementary"
    assert complementarity(Vector(-1, 1), Vector(1, 0)) == "partly"


@pytest.mark.parametrize(
    ("a", "b", "between"), [(10, 350, 20), (350, 10, 20), (0, 180, 180), (170, -170, 20), (90, 45, 45)]
)
def test_angles_go_the_short_way_round(a: float, b: float, between: float) -> None:
    assert angle_between(towards(a), towards(b)) == pytest.approx(between)


# --- where the client would go ----------------------------------------------------------------------------


def test_without_reactance_the_client_goes_towards_what_is_invited() -> None:
    there = predicted(Vector(0.8, 0.4), Vector(0, 0), Vector(0, 0), 0.0)
    assert there == pytest.approx((0.35 * 0.8, 0.35 * -0.4))


def test_a_reactant_client_rises_and_turns_away_when_led() -> None:
    there = predicted(Vector(0.8, 0.4), Vector(0, 0), Vector(0, 0), 1.0)
    assert there == pytest.approx((0.35 * (0.8 - 0.4), 0.35 * (-0.4 + 0.8)))


def test_reactance_says_nothing_about_an_act_from_below() -> None:
    act, client, home = Vector(0.5, -0.5), at("OS2"), at("TO1")
    assert predicted(act, client, home, 0.0) == predicted(act, client, home, 1.0)


def test_a_hostile_act_pulls_less() -> None:
    assert predicted(Vector(-0.8, 0.0), Vector(0, 0), Vector(0, 0), 0.0) == pytest.approx((0.35 * 0.6 * -0.8, 0))
    assert predicted(Vector(0.0, -1.0), Vector(0, 0), Vector(0, 0), 0.0) == pytest.approx((0, 0.35))


def test_the_set_point_pulls_back_a_little() -> None:
    client, home = Vector(0.5, 0.0), Vector(-0.5, 0.0)
    assert predicted(mirror(client), client, home, 0.0) == pytest.approx((0.4, 0.0))


# --- always -----------------------------------------------------------------------------------------------

vectors = st.builds(towards, st.floats(0, 360), st.floats(0, 1))
shares = st.floats(0, 1)


@PROFILE
@given(vectors, vectors, vectors, shares, st.sampled_from(["opening", "middle", "closing"]))
def test_fit_lies_between_0_and_100_and_the_target_itself_is_best(
    act: Vector, client: Vector, aim: Vector, reactance: float, phase: Phase
) -> None:
    best = target(client, aim, reactance, phase)
    assert 0 <= fit(act, [best]) <= 100
    assert fit(best, [best]) == 100
    assert fit(act, [best, act]) == 100


@PROFILE
@given(vectors, vectors)
def test_drawn_in_lies_between_0_and_1(act: Vector, client: Vector) -> None:
    assert -1e-9 <= drawn_in(act, client) <= 1
    assert drawn_in(mirror(client), client) == 1


@PROFILE
@given(vectors, vectors, vectors, shares)
def test_a_predicted_place_stays_within_the_circle(act: Vector, client: Vector, home: Vector, reactance: float) -> None:
    assert hypot(*predicted(act, client, home, reactance)) <= 1 + 1e-12


def test_a_place_beyond_the_rim_is_brought_back_in_its_own_direction() -> None:
    beyond = predicted(at("SB4"), Vector(2.0, 2.0), Vector(2.0, 2.0), 0.0)
    assert hypot(*beyond) == pytest.approx(1)
    assert beyond.x > 0 < beyond.y


@PROFILE
@given(vectors)
def test_mirroring_twice_is_back_where_it_was(place: Vector) -> None:
    assert mirror(mirror(place)) == place
    assert mirror(place).x == place.x
    assert distance(mirror(place), Vector(0, 0)) == pytest.approx(distance(place, Vector(0, 0)))


def test_the_mean_of_places_is_in_their_midst() -> None:
    assert mean([Vector(1, 0), Vector(0, 1), Vector(-1, 2)]) == pytest.approx((0, 1))
    assert mean([at("OT3")]) == at("OT3")


def test_spin_is_nothing_on_one_note_and_grows_with_variety() -> None:
    assert spin([at("SB1"), at("SB4")]) == pytest.approx(0, abs=1e-6)
    quarter = spin([towards(0), towards(90)])
    assert quarter is not None
    assert quarter == pytest.approx(sqrt(-2 * -0.34657359), rel=1e-6)
    assert spin([towards(0), towards(180)]) is None
    assert spin([]) is None
    assert spin([Vector(0, 0), at("SB2")]) == pytest.approx(0, abs=1e-6)
