"""Every reading in the summary, on talks small enough to work out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversation.stories import pair, persona, say, scene, story
from tests.debrief.talks import endless, talk, through, walker
from trainer.debrief import summarize
from trainer.debrief.summary import GoalTally, PitfallAt
from trainer.debrief.summary import ruptures as broken

STEPS = {
    "near": say(closeness=2),
    "nearer": say(closeness=3),
    "ok": say(),
    "far": say(closeness=-1),
    "cold": say(closeness=-2),
}


def test_without_turns_there_is_nothing_to_score() -> None:
    summary = summarize(talk(endless(STEPS)))
    assert summary.practice_score is None
    assert summary.rose_fit == {"opening": None, "middle": None, "closing": None}
    assert summary.drawn_in is None
    assert (summary.in_band, summary.too_near, summary.too_far, summary.longest_outside) == (0, 0, 0, 0)
    assert (summary.progress, summary.autonomy, summary.ruptures, summary.pitfalls) == (0, 0, 0, ())
    assert (summary.between, summary.client_to_client) == (0, 0)


# --- closeness --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choices", "in_band", "too_near", "too_far", "longest"),
    [
        (["ok", "ok"], 1.0, 0, 0, 0),
        (["near", "cold"], 0.0, 1, 1, 2),
        (["nearer", "ok", "cold", "far", "near", "ok", "ok", "far"], 0.375, 2, 3, 3),
        (["near", "near", "ok", "far"], 0.25, 2, 1, 2),
    ],
)
def test_near_and_far_are_told_apart_and_never_cancel(
    choices: list[str], in_band: float, too_near: int, too_far: int, longest: int
) -> None:
    summary = summarize(talk(endless(STEPS), *choices))
    assert summary.in_band == in_band
    assert (summary.too_near, summary.too_far, summary.longest_outside) == (too_near, too_far, longest)


# --- the Rose ---------------------------------------------------------------------------------------------


def phases(*order: str) -> Any:
    """Return a story with a scene per phase; SB2 fits fully, TO2 for a sixth."""
    keys = [f"s{n}" for n in range(len(order))]
    responses = {"fits": say(rose="SB2"), "clashes": say(rose="TO2")}
    scenes = {
        key: scene(to=following, phase=phase, responses=responses, asks={"rose": "SB2"})
        for key, following, phase in zip(keys, [*keys[1:], "out"], order, strict=True)
    }
    return story(scenes)


def test_fit_is_told_per_phase() -> None:
    scenario = phases("opening", "opening", "middle", "closing")
    fit = summarize(talk(scenario, "fits", "clashes", "clashes", "fits")).rose_fit
    assert fit == {
        "opening": pytest.approx((100 + 100 / 6) / 2),
        "middle": pytest.approx(100 / 6),
        "closing": pytest.approx(100),
    }


def test_a_phase_without_turns_has_no_fit() -> None:
    fit = summarize(talk(phases("opening", "closing"), "fits")).rose_fit
    assert fit == {"opening": pytest.approx(100), "middle": None, "closing": None}


def test_drawn_in_looks_at_the_middle_only() -> None:
    scenario = phases("opening", "middle", "middle", "closing")
    summary = summarize(talk(scenario, "clashes", "fits", "clashes", "clashes"))
    assert summary.drawn_in == pytest.approx((1.0 + 0.5) / 2)  # the client invites SB2; TO2 lies 1 away from it
    assert summarize(talk(phases("opening", "closing"), "fits", "fits")).drawn_in is None


@pytest.mark.parametrize(
    ("choices", "warned"), [(["along"], True), (["along", "stay_off"], False), (["along", "win"], False), ([], False)]
)
def test_going_along_while_nothing_moves_is_warned_of(choices: list[str], warned: bool) -> None:
    responses = {"along": say(rose="TO4"), "stay_off": say(rose="SB4"), "win": say(rose="TO4", mood={"ada": "so4"})}
    scenario = endless(responses, personas={"ada": walker("TB4")})
    assert summarize(talk(scenario, *choices)).drawn_in_without_progress is warned


# --- progress ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "places", "progress"),
    [
        ("TB4", ["SO4"], 1.0),
        ("TB4", ["M"], 0.5),
        ("TB4", ["SO4", "TB4"], 0.0),
        ("TB4", ["TB2"], 0.25),
        ("M", ["TB4"], -1.0),
        ("SO2", ["TB4"], -1.0),
        ("SO2", ["SO1"], -0.5),
        ("SO4", ["TB4"], 0.0),
        ("SO4", ["SO3"], 0.0),
    ],
)
def test_progress_is_the_share_of_the_way_to_the_aim(start: str, places: list[str], progress: float) -> None:
    assert summarize(through(start, *places)).progress == pytest.approx(progress)


def test_progress_is_the_mean_over_everyone() -> None:
    win = say(mood={"ada": "so4", "bob": "m"})
    clients = pair(walker("TB4"), walker("TB4", name="Bob"))
    assert summarize(talk(endless({"win": win}, personas=clients), "win")).progress == pytest.approx(0.75)
    at_aim = pair(walker("TB4"), walker("SO4", name="Bob"))
    assert summarize(talk(endless({"win": win}, personas=at_aim), "win")).progress == pytest.approx(0.5)


def test_progress_starts_where_the_client_started_today() -> None:
    client = walker("SO4", dispositions={"low": {"start": "tb4"}, "elsewhere": {"start": "so4", "aim": "TB4"}})
    scenario = endless({"go": say(mood={"ada": "m"})}, personas={"ada": client})
    assert summarize(talk(scenario, "go", disposition="low")).progress == pytest.approx(0.5)
    assert summarize(talk(scenario, "go", disposition="elsewhere")).progress == pytest.approx(0.5)


def test_autonomy_adds_up() -> None:
    responses = {"give": say(autonomy=1), "take": say(autonomy=-1), "share": say()}
    scenario = endless(responses)
    assert summarize(talk(scenario, "give", "give", "take", "share", "give")).autonomy == 2
    assert summarize(talk(scenario, "take", "take")).autonomy == -2


# --- ruptures ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "places", "ruptures", "repaired"),
    [
        ("SO4", ["SO3"], 0, 0),
        ("SO4", ["SO2"], 1, 0),
        ("SO4", ["SO3", "SO2"], 0, 0),
        ("SO4", ["SO2", "SO4"], 1, 1),
        ("SO4", ["SO2", "SB4"], 1, 1),
        ("SO4", ["SO2", "SO2", "SO4"], 1, 1),
        ("SO4", ["SO2", "SO2", "SO2", "SO4"], 1, 0),
        ("SO4", ["SO2", "SO3"], 1, 0),
        ("SO4", ["SO2", "TB4"], 2, 0),
        ("SO4", ["SO2", "TB4", "SO4"], 2, 2),
        ("OS4", ["OT1", "OS3"], 1, 1),
        ("OS4", ["OT1", "OS2"], 1, 0),
        ("OS4", ["BS4"], 0, 0),
        ("TB4", ["SO4", "SO4"], 0, 0),
    ],
)
def test_a_rupture_is_a_sharp_drop_and_repaired_when_back_within_two_turns(
    start: str, places: list[str], ruptures: int, repaired: int
) -> None:
    summary = summarize(through(start, *places))
    assert (summary.ruptures, summary.repaired) == (ruptures, repaired)


def test_everyone_breaks_and_mends_on_their_own() -> None:
    responses = {
        "hurt": say(mood={"ada": "m", "bob": "m"}),
        "mend": say(mood={"ada": "so4"}),
        "swap": say(mood={"ada": "m", "bob": "so4"}),
    }
    clients = pair(walker("SO4"), walker("SO4", name="Bob"))
    scenario = endless(responses, personas=clients)
    summary = summarize(talk(scenario, "hurt", "mend"))
    assert (summary.ruptures, summary.repaired) == (2, 1)
    crossed = talk(scenario, "hurt", "mend", "swap")
    assert [(r.persona, r.turn, r.repaired_at) for r in broken(crossed)] == [
        ("ada", 1, 2), ("bob", 1, 3), ("ada", 3, None),
    ]  # fmt: skip


def test_a_drop_on_the_way_into_the_ending_counts() -> None:
    scenario = endless({"slam": say(mood={"ada": "tb4"}, to="out")}, personas={"ada": walker("SO4")})
    transcript = talk(scenario, "slam")
    assert transcript.ending == "out"
    assert summarize(transcript).ruptures == 1


# --- what the author judges -------------------------------------------------------------------------------


def test_goals_count_what_was_done_against_the_most_on_offer() -> None:
    responses = {
        "much": say(goals={"honest": 2, "kind": 1}, once=True),
        "some": say(goals={"honest": 1}),
        "harm": say(goals={"honest": -1}),
        "hidden": say(goals={"kind": 5}, **{"if": "ada == angry"}),
    }
    goals = {"honest": "Be honest", "kind": "Be kind", "unused": "Never served"}
    scenario = endless(responses, goals=goals)
    assert summarize(talk(scenario, "much", "some", "harm")).goals == {
        "honest": GoalTally(got=2, best=4),
        "kind": GoalTally(got=1, best=1),
        "unused": GoalTally(got=0, best=0),
    }
    assert summarize(talk(scenario, "some")).goals["honest"] == GoalTally(1, 2)


def test_pitfalls_are_told_with_their_turns() -> None:
    responses = {"ok": say(), "two": say(pitfalls=["redder", "own"]), "one": say(pitfalls=["redder"])}
    scenario = endless(responses, pitfalls={"own": {"label": "Own", "side": "far"}})
    found = summarize(talk(scenario, "ok", "two", "ok", "one")).pitfalls
    assert found == (PitfallAt("redder", 2), PitfallAt("own", 2), PitfallAt("redder", 4))


# --- between clients --------------------------------------------------------------------------------------


def test_between_is_the_share_of_turns_aimed_between() -> None:
    responses = {"both": say(towards="between"), "all": say(), "ada": say(towards="ada")}
    scenario = endless(responses, personas=pair())
    assert summarize(talk(scenario, "both", "all", "ada", "both")).between == 0.5
    assert summarize(talk(scenario, "all", "ada")).between == 0


def clients_talk(*choices: str) -> float:
    """Return the share of lines from client to client; `meet` has one of two, `plain` none of one."""
    responses = {
        "meet": say(reply=[{"ada": "Bob?", "towards": "bob"}, {"bob": "Yes, sir."}, {"narrator": "A pause."}]),
        "plain": say(reply=[{"ada": "Fine."}]),
        "still": say(reply=[{"narrator": "Nobody speaks."}], mood={"ada": "sad"}),
    }
    return summarize(talk(endless(responses, personas=pair()), *choices)).client_to_client


def test_client_to_client_is_the_share_of_client_lines() -> None:
    assert clients_talk("meet") == 0.5
    assert clients_talk("meet", "plain") == pytest.approx(1 / 3)
    assert clients_talk("plain") == 0
    assert clients_talk("still") == 0
    assert clients_talk("meet", "still") == 0.5


def test_client_to_client_looks_at_the_last_six_turns() -> None:
    assert clients_talk("meet", *["plain"] * 5) == pytest.approx(1 / 7)
    assert clients_talk("meet", *["plain"] * 6) == 0


# --- the practice score -----------------------------------------------------------------------------------

GOOD = {"rose": "SB2", "closeness": 0}  # band 100, fit 100
POOR = {"rose": "TO2", "closeness": -2}  # band 30, fit 100/6
ACTS = {
    "good": say(**GOOD),
    "poor": say(**POOR),
    "win": say(**GOOD, mood={"ada": "so4"}),
    "half": say(**GOOD, mood={"ada": "m"}),
    "lose": say(**GOOD, mood={"ada": "tb4"}),
    "slip": say(**GOOD, pitfalls=["redder"]),
    "slips": say(**GOOD, pitfalls=["redder", "protocol"]),
    "cross": say(**GOOD, pitfalls=["schending"]),
}
POOR_SHARE = 30 + 100 / 6


def score(start: str, *choices: str, **more: Any) -> float | None:
    """Return the practice score of these choices with a client who starts somewhere and aims for SO4."""
    more.setdefault("personas", {"ada": walker(start)})
    return summarize(talk(endless(ACTS, asks={"rose": "SB2"}, **more), *choices)).practice_score


@pytest.mark.parametrize(
    ("start", "choices", "expected"),
    [
        ("TB4", ["good"], 80),
        ("TB4", ["poor"], 0.4 * POOR_SHARE),
        ("TB4", ["good", "poor"], (80 + 0.4 * POOR_SHARE) / 2),
        ("TB4", ["win"], 100),
        ("TB4", ["half"], 90),
        ("M", ["lose"], 80),
        ("TB4", ["slip"], 40),
        ("TB4", ["slips"], 40),
        ("TB4", ["good", "slip"], 60),
        ("TB4", ["slip", "win"], 60 + 20),
        ("TB4", ["cross"], 20),
        ("TB4", ["win", "win", "win", "cross"], 54),
        ("TB4", ["cross", "good", "good", "good"], 54),
        ("SO4", ["good"], 100),
        ("SO4", ["poor"], 0.5 * POOR_SHARE),
        ("SO4", ["slip"], 50),
        ("SO4", ["lose"], 100),
        ("SO4", ["good", "good", "cross"], 54),
        ("SO4", ["cross"], 25),
    ],
)
def test_the_practice_score(start: str, choices: list[str], expected: float) -> None:
    assert score(start, *choices) == pytest.approx(expected)


def test_only_when_everyone_starts_at_the_aim_progress_counts_for_nothing() -> None:
    both = pair(walker("SO4"), walker("SO4", name="Bob"))
    one = pair(walker("TB4"), walker("SO4", name="Bob"))
    assert score("", "good", personas=both) == pytest.approx(100)
    assert score("", "good", personas=one) == pytest.approx(80)
    assert score("", "win", personas=one) == pytest.approx(80 + 20 * 0.5)


def test_a_client_close_to_the_aim_but_not_there_still_has_a_way_to_go() -> None:
    assert score("SO3", "good") == pytest.approx(80)


def test_the_summary_of_a_talk_half_way_is_of_the_turns_so_far() -> None:
    scenario = endless({"go": say()}, personas={"ada": persona()})
    assert summarize(talk(scenario, "go")).in_band == 1
    assert summarize(talk(scenario, "go", "leave")).in_band == 1
