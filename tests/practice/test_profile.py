"""The talk as a whole: pitfalls with their questions, contact that breaks and comes back, goals, other roads."""

from __future__ import annotations

import pytest

from tests.conversation.stories import pair, say, scene, story
from tests.debrief.talks import endless, talk, through, walker
from tests.practice.sittings import GOALS, OWN_PITFALLS, RICH, reflected, rich
from trainer import language
from trainer.debrief import debrief
from trainer.practice import profile as profile_module
from trainer.practice.profile import pitfalls_and_contact, profile, roads_not_taken
from trainer.theory import names
from trainer.theory.constants import FAR_PITFALLS, NEAR_PITFALLS, PITFALLS, VIOLATION


def slips(*pitfalls: str) -> tuple[str, ...]:
    """Return what is told of a talk with these pitfalls, one a turn."""
    responses = {f"slip{n}": say(pitfalls=[pitfall]) for n, pitfall in enumerate(pitfalls)}
    return pitfalls_and_contact(debrief(talk(endless(responses, pitfalls=OWN_PITFALLS), *responses))).lines


# --- pitfalls ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pitfall", PITFALLS)
@pytest.mark.parametrize("code", ["en", "nl"])
def test_every_pitfall_is_told_with_a_question_of_its_own(pitfall: str, code: str) -> None:
    language.use(code)
    told, question = slips(pitfall)
    others = [slips(other)[1] for other in PITFALLS if other != pitfall]
    assert question.endswith("?")
    assert question not in others
    assert told not in question


def test_a_pitfall_of_the_scenario_may_bring_its_own_question() -> None:
    assert slips("promise") == (
        "Turn 1, a pitfall on the near side: A promise.",
        "Ask yourself: What could you not promise?",
    )


def test_without_one_its_side_has_a_general_question() -> None:
    assert slips("sweet") == (
        "Turn 1, a pitfall on the near side: Sweet talk.",
        f"Ask yourself: {names.NEAR_QUESTION}",
    )
    assert slips("clock") == (
        "Turn 1, a pitfall on the far side: The clock.",
        f"Ask yourself: {names.FAR_QUESTION}",
    )


def test_a_question_is_asked_once_however_often_one_slips() -> None:
    told = slips("redder", "clock", "redder", "redder", "clock")
    assert [line.split(",")[0] for line in told if line.startswith("Turn")] == [f"Turn {n}" for n in range(1, 6)]
    assert [n for n, line in enumerate(told) if line.startswith("Ask yourself")] == [1, 3]
    assert len(told) == 7


def test_two_pitfalls_in_one_turn_are_two() -> None:
    found = debrief(talk(endless({"slip": say(pitfalls=["redder", "protocol"])}), "slip"))
    assert [line for line in pitfalls_and_contact(found).lines if line.startswith("Turn")] == [
        "Turn 1, a pitfall on the near side: rescuing.",
        "Turn 1, a pitfall on the far side: hiding behind rules.",
    ]


@pytest.mark.parametrize(
    ("pitfalls", "side"), [(NEAR_PITFALLS, "near side"), (FAR_PITFALLS, "far side"), ((VIOLATION,), "Turn 1: ")]
)
def test_a_pitfall_is_told_on_its_side_and_a_violation_on_none(pitfalls: tuple[str, ...], side: str) -> None:
    for pitfall in pitfalls:
        told = slips(pitfall)[0]
        assert side in told
        assert sum(word in told for word in ("near side", "far side", "Turn 1: ")) == 1


def test_a_calm_talk_is_told_as_one() -> None:
    assert pitfalls_and_contact(debrief(through("SO4", "SO4"))).lines == ("No pitfalls, and the contact never broke.",)


# --- contact ----------------------------------------------------------------------------------------------


def contact(start: str, *places: str) -> list[str]:
    """Return what is told of the contact with one client who goes from place to place."""
    return list(pitfalls_and_contact(debrief(through(start, *places))).lines)


def test_a_break_that_stays_is_told_at_its_turn() -> None:
    assert contact("SO4", "SO4", "M", "M", "M") == [
        "Turn 2: the contact with Ada broke, and was not back within 2 turns."
    ]


@pytest.mark.parametrize(("places", "back"), [(["M", "SO4"], 2), (["M", "M", "SO4"], 3)])
def test_a_repair_is_told_with_the_turn_after_which_it_was_back(places: list[str], back: int) -> None:
    assert contact("SO4", *places) == [f"Turn 1: the contact with Ada broke; after turn {back} it was back."]


def test_coming_back_later_than_that_is_no_repair() -> None:
    assert contact("SO4", "M", "M", "M", "SO4") == [
        "Turn 1: the contact with Ada broke, and was not back within 2 turns."
    ]


def test_every_break_is_told_in_the_order_of_the_talk() -> None:
    assert contact("SO4", "M", "SO4", "TB4", "TB4", "TB4") == [
        "Turn 1: the contact with Ada broke; after turn 2 it was back.",
        "Turn 3: the contact with Ada broke, and was not back within 2 turns.",
    ]


def test_of_several_clients_it_is_told_with_whom_it_broke() -> None:
    responses = {
        "first": say(mood={"ada": "m"}),
        "second": say(mood={"ada": "so4", "bob": "tb1"}),
        "third": say(mood={"bob": "m"}),
    }
    scenario = endless(responses, personas=pair(walker("SO4"), walker("SO4", name="Bob Aks")))
    found = debrief(talk(scenario, "first", "second", "third", "third"))
    assert list(pitfalls_and_contact(found).lines) == [
        "Turn 1: the contact with Ada broke; after turn 2 it was back.",
        "Turn 2: the contact with Bob broke, and was not back within 2 turns.",
    ]
    assert "The contact broke 2 times; repaired: 1." in profile(found).lines


@pytest.mark.parametrize("places", [["M"], ["SO4", "M", "M"]])
def test_of_a_break_at_the_end_it_is_not_told_that_turns_went_by(places: list[str]) -> None:
    (told,) = contact("SO4", *places)
    assert "within 2 turns" not in told


def test_the_number_of_turns_for_a_repair_is_the_one_that_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profile_module, "REPAIR_TURNS", 3)
    places = ["M"] * 4
    assert contact("SO4", *places) == ["Turn 1: the contact with Ada broke, and was not back within 3 turns."]
    language.use("nl")
    assert "3 beurten" in contact("SO4", *places)[0]


# --- the whole --------------------------------------------------------------------------------------------


def test_a_goal_is_told_by_what_was_on_offer() -> None:
    responses = {"give": say(goals={"honest": 2}), "hold": say(goals={"honest": -1}), "ok": say()}
    lines = profile(debrief(talk(endless(responses, goals=GOALS), "give", "hold", "ok"))).lines
    assert "Be honest: 1 of 6." in lines
    assert "Be brave: nothing on offer for it in this talk." in lines


def test_a_goal_that_was_only_harmed_is_told_all_the_same() -> None:
    responses = {"hold": say(goals={"honest": -1}), "leave": say(goals={"honest": -2}, to="out")}
    found = debrief(talk(story({"at": scene(to="at", responses=responses)}, goals={"honest": "Be honest"}), "hold"))
    assert [line for line in profile(found).lines if line.startswith("Be honest")] == ["Be honest: -1 of -1."]


def test_a_goal_that_was_on_offer_and_left_is_told_as_left() -> None:
    responses = {"give": say(goals={"honest": 1}), "ok": say()}
    lines = profile(debrief(talk(endless(responses, goals=GOALS), "ok"))).lines
    assert "Be honest: 0 of 1." in lines


def test_going_back_is_told_as_going_back() -> None:
    lines = profile(debrief(through("M", "TO4", aim="SB4"))).lines
    assert "The client ended 100% further from where this talk could help to get." in lines
    assert "Progress of the client: 50% of the way." in profile(debrief(through("M", "SB2", aim="SB4"))).lines


def test_between_the_clients_is_told_only_when_there_are_several() -> None:
    both = "\n".join(profile(debrief(talk(endless({"ok": say()}, personas=pair()), "ok"))).lines)
    alone = "\n".join(profile(debrief(talk(endless({"ok": say()}), "ok"))).lines)
    assert "Said between the clients: 0% of the turns." in both
    assert "in the last 6 turns" in both
    assert "between the clients" not in alone
    assert "to each other" not in alone


def test_the_turns_that_count_between_clients_are_the_ones_that_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(profile_module, "CLIENT_TO_CLIENT_TURNS", 37)
    found = debrief(talk(endless({"ok": say()}, personas=pair()), "ok"))
    assert "in the last 37 turns" in "\n".join(profile(found).lines)
    language.use("nl")
    assert "37" in "\n".join(profile(found).lines)


def test_the_longest_stay_outside_the_band_is_told_in_turns() -> None:
    scenario = endless({"ok": say(), "near": say(closeness=2)})
    assert "Never outside the band." in profile(debrief(talk(scenario, "ok"))).lines
    assert "Outside the band for 1 turn at most." in profile(debrief(talk(scenario, "near"))).lines
    twice = talk(scenario, "near", "ok", "near", "near")
    assert "Outside the band for 2 turns in a row at most." in profile(debrief(twice)).lines


# --- roads and endings ------------------------------------------------------------------------------------


def test_roads_not_taken_are_told_a_turn_a_line_without_where_they_lead() -> None:
    responses = {
        "stay": say(say="Stay."),
        "kitchen": say(say="Cook.", to="kitchen", tone="soft"),
        "garden": {"do": "Dig.", "rose": "SB2", "closeness": 0, "to": "garden"},
    }
    scenes = {"at": scene(to="at", responses=responses), "kitchen": scene(), "garden": scene()}
    told = roads_not_taken(debrief(talk(story(scenes), "stay", "kitchen", "go"))).lines
    assert told == (
        "Turn 1 would have gone on elsewhere with: (soft) Cook. | [do] Dig.",
        "Turn 2 would have gone on elsewhere with: Stay. | [do] Dig.",
    )


def test_without_other_roads_that_is_told() -> None:
    found = debrief(talk(story({"at": scene()}), "go"))
    assert roads_not_taken(found).lines == ("No other response would have led elsewhere at once.",)


def test_the_endings_found_are_told_by_title_in_the_order_of_the_story() -> None:
    found = reflected(rich(), *RICH).debrief
    assert roads_not_taken(found).lines[-1].startswith("Turn 6")
    assert roads_not_taken(found, ["out"]).lines[-1] == "Endings found so far: 1 of 2. Together to the car."
    both = "Endings found so far: 2 of 2. Together to the car, The door slams."
    assert roads_not_taken(found, {"gone", "out"}).lines[-1] == both


def test_an_ending_that_is_no_longer_in_the_story_is_not_counted() -> None:
    found = reflected(rich(), *RICH).debrief
    assert roads_not_taken(found, ["old", "gone"]).lines[-1] == "Endings found so far: 1 of 2. The door slams."
    assert roads_not_taken(found, ["old"]).lines == roads_not_taken(found).lines


def test_the_titles_of_endings_not_found_are_kept_secret() -> None:
    found = reflected(rich(), *RICH).debrief
    assert "slams" not in "\n".join(roads_not_taken(found, ["out"]).lines)
