"""The reading of a turn: who is addressed, by which band, and against which place on the Rose."""

from __future__ import annotations

from math import hypot
from typing import Any

import pytest

from tests.conversation.conftest import Play
from tests.conversation.stories import pair, persona, say, scene, story
from trainer.conversation.judgement import Judgement
from trainer.theory.rose import position

WORKED = {
    "BS3": ("BS3", 2, -1, (73, 43), 55, 1.00, (0.23, -0.57)),
    "SO2": ("SO2", 0, 1, (51, 82), 100, 0.55, (0.34, -0.36)),
    "SO1": ("SO1", 0, 1, (60, 81), 100, 0.60, (0.26, -0.39)),
    "TB2": ("TB2", -2, 0, (32, 25), 30, 0.55, (0.11, -0.55)),
    "SO3": ("SO3", 3, 0, (37, 65), 10, 0.47, (0.42, -0.33)),
}


def read(play: Play, response: dict[str, Any], clients: dict[str, Any] | None = None, **more: Any) -> Judgement:
    """Return the reading of one response in a scene."""
    personas = clients or {"ada": persona()}
    return play(story({"at": scene(responses={"go": response}, **more)}, personas=personas), "go").judged


@pytest.mark.parametrize("case", WORKED)
@pytest.mark.parametrize("phase", ["opening", "middle"])
def test_a_turn_is_read_as_in_the_worked_case(play: Play, case: str, phase: str) -> None:
    rose, closeness, autonomy, fits, band, drawn_in, predicted = WORKED[case]
    client = persona(start="sad", aim="SB2", home="OS2", reactance=0.2)
    response = say(rose=rose, closeness=closeness, autonomy=autonomy)
    reading = read(play, response, {"ada": client}, phase=phase)
    assert round(reading.rose_fit) == fits[phase == "middle"]
    assert (reading.band, reading.band_score, reading.autonomy) == ((0, 1), band, autonomy)
    assert round(reading.drawn_in, 2) == drawn_in
    assert (round(reading.predicted.x, 2), round(reading.predicted.y, 2)) == predicted


def test_a_turn_is_read_as_things_were_before_it(play: Play) -> None:
    responses = {"go": say(mood={"ada": "angry"})}
    talk = play(story({"at": scene(to="at", responses=responses)}), "go", "go")
    assert [turn.judgement.client for turn in talk.turns] == [position("SO2").vector, position("TB3").vector]


@pytest.mark.parametrize(
    ("closeness", "side", "score"),
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
def test_each_side_of_the_band_costs(play: Play, closeness: int, side: str | None, score: float) -> None:
    reading = read(play, say(closeness=closeness))
    assert (reading.side, reading.band_score) == (side, score)


def test_a_violation_scores_nothing_even_inside_the_band(play: Play) -> None:
    reading = read(play, say(pitfalls=["schending"]))
    assert (reading.side, reading.band_score, reading.pitfalls) == (None, 0, ("schending",))


def test_another_pitfall_leaves_the_band_score(play: Play) -> None:
    assert read(play, say(pitfalls=["redder"])).band_score == 100


# --- who is addressed -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("towards", "present", "addressed", "between"),
    [
        (None, None, ("ada", "bob"), False),
        (None, ["bob"], ("bob",), False),
        ("ada", None, ("ada",), False),
        (["bob"], None, ("bob",), False),
        (["ada", "bob"], None, ("ada", "bob"), False),
        ("between", None, ("ada", "bob"), True),
    ],
)
def test_addressed_is_who_is_named_or_everyone_present(
    play: Play, towards: Any, present: Any, addressed: tuple[str, ...], between: bool
) -> None:
    response = say(towards=towards) if towards else say()
    reading = read(play, response, pair(), **({"present": present} if present else {}))
    assert (reading.addressed, reading.between) == (addressed, between)


def test_one_addressed_of_two_is_read_by_place_aim_home_reactance_and_band_of_that_one(play: Play) -> None:
    bob = persona(name="Bob", start="angry", aim="BT1", home="TO4", reactance=0.7, band={"middle": [-3, -2]})
    alone = read(play, say(), {"bob": bob})
    assert read(play, say(towards="bob"), pair(bob=bob)) == alone
    assert read(play, say(), pair(bob=bob), present=["bob"]) == alone


def test_several_are_read_by_their_mean(play: Play) -> None:
    ada = persona(start="sad", aim="SB2", home="OS2", reactance=0.2)
    bob = persona(name="Bob", start="angry", aim="SO4", home="TB1", reactance=0.8)
    reading = read(play, say(rose="BS4"), pair(ada, bob), phase="closing")
    spots = {code: position(code).vector for code in ("OS3", "TB3", "SB2", "SO4", "OS2", "TB1", "BS4")}

    def middle(a: str, b: str) -> tuple[float, float]:
        return (spots[a].x + spots[b].x) / 2, (spots[a].y + spots[b].y) / 2

    (cx, cy), (gx, gy), (hx, hy), act = middle("OS3", "TB3"), middle("SB2", "SO4"), middle("OS2", "TB1"), spots["BS4"]
    assert reading.client == pytest.approx((cx, cy))
    assert cy < 0
    x, y = 0.5 * max(cx, 0.25) + 0.5 * gx, -0.5 * cy - 0.5 * gy
    y = y * 0.5 if y > 0 else y
    assert reading.rose_fit == pytest.approx(100 * max(0, 1 - hypot(act.x - x, act.y - y) / 1.2))
    assert reading.drawn_in == pytest.approx(1 - hypot(act.x - cx, act.y + cy) / 2)
    px, py = act.x - 0.5 * act.y, -act.y + act.y
    assert reading.predicted == pytest.approx(
        (cx + 0.35 * (px - cx) + 0.1 * (hx - cx), cy + 0.35 * (py - cy) + 0.1 * (hy - cy))
    )


@pytest.mark.parametrize(
    ("ada", "bob", "towards", "band"),
    [
        ([-1, 1], [0, 2], None, (0, 1)),
        ([-2, 3], [0, 0], None, (0, 0)),
        ([0, 1], [1, 3], "between", (1, 1)),
        ([-3, -2], [1, 2], None, (-3, -2)),
        ([1, 2], [-3, -2], None, (1, 2)),
        ([-3, -2], [1, 2], "bob", (1, 2)),
    ],
)
def test_several_share_the_narrowest_band_or_the_first_ones(
    play: Play, ada: list[int], bob: list[int], towards: str | None, band: tuple[int, int]
) -> None:
    clients = pair(persona(band={"middle": ada}), persona(name="Bob", band={"middle": bob}))
    assert read(play, say(towards=towards) if towards else say(), clients).band == band


# --- what a scene asks ------------------------------------------------------------------------------------


def test_a_scene_may_ask_for_a_band_of_its_own(play: Play) -> None:
    clients = pair(persona(band={"middle": [-3, -2]}), persona(name="Bob", band={"middle": [2, 3]}))
    reading = read(play, say(), clients, asks={"closeness": [-1, 0]})
    assert (reading.band, reading.side, reading.band_score) == ((-1, 0), None, 100)


def test_a_scene_may_ask_for_a_band_around_zero(play: Play) -> None:
    assert read(play, say(closeness=1), asks={"closeness": [0, 0]}).side == "near"


@pytest.mark.parametrize(
    ("asked", "rose", "fit"),
    [
        (["SB", "SO"], "SB2", 100),
        (["SB", "SO"], "SO2", 100),
        ("TB4", "TB4", 100),
        (["SB"], "SB4", 100 * (1 - 0.5 / 1.2)),
        (["SB", "SB3"], "SB4", 100 * (1 - 0.25 / 1.2)),
        (["SB4"], "TO4", 0),
        (["M"], "SB2", 100 * (1 - 0.5 / 1.2)),
    ],
)
def test_where_a_scene_asks_for_places_the_nearest_counts(play: Play, asked: Any, rose: str, fit: float) -> None:
    assert read(play, say(rose=rose), asks={"rose": asked}).rose_fit == pytest.approx(fit)


def test_what_a_scene_asks_changes_fit_and_band_only(play: Play) -> None:
    plain, asked = read(play, say()), read(play, say(), asks={"rose": ["TB4"], "closeness": [2, 3]})
    assert (asked.drawn_in, asked.predicted, asked.client) == (plain.drawn_in, plain.predicted, plain.client)
    assert (asked.rose_fit, asked.band_score) != (plain.rose_fit, plain.band_score)


@pytest.mark.parametrize(
    ("asks", "band", "best"),
    [
        ({"limit": True}, (-1, 0), ("BS2", "SB2")),
        ({"limit": True, "rose": ["BS3"]}, (-1, 0), ("BS3",)),
        ({"limit": True, "closeness": [0, 1]}, (0, 1), ("BS2", "SB2")),
        ({"limit": True, "closeness": [0, 1], "rose": "TB1"}, (0, 1), ("TB1",)),
    ],
)
def test_setting_a_limit_stands_for_a_band_and_places(
    play: Play, asks: dict[str, Any], band: tuple[int, int], best: tuple[str, ...]
) -> None:
    for code in best:
        reading = read(play, say(rose=code), asks=asks)
        assert reading.band == band
        assert reading.rose_fit == pytest.approx(100)
    assert read(play, say(rose="OT4"), asks=asks).rose_fit < 50


def test_no_limit_asks_nothing(play: Play) -> None:
    assert read(play, say(), asks={"limit": False}) == read(play, say())


def test_what_else_was_on_offer_can_be_read_afterwards(play: Play) -> None:
    responses = {"go": say(mood={"ada": "angry"}), "push": say(rose="TB4", closeness=-2)}
    scenario = story({"at": scene(to="at", responses=responses)})
    talk = play(scenario, "go", "go")
    other = talk.transcript.judge(talk.turns[0], "push")
    assert other == play(scenario, "push").judged
    assert talk.transcript.judge(talk.turns[0], "go") == talk.turns[0].judgement
