"""One turn after another: what is on offer, what meters do, where a response leads."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversation.conftest import Play
from tests.conversation.stories import meters, persona, say, scene, story

LOOP = {"at": scene(to="at", responses={"go": say(), "leave": say(to="out")})}


def test_responses_are_offered_in_the_order_of_the_file(play: Play) -> None:
    responses = {"zeta": say(), "alpha": say(), "mid": say()}
    assert play(story({"at": scene(responses=responses)})).offered == ["zeta", "alpha", "mid"]


def test_a_response_whose_condition_fails_is_not_on_offer(play: Play) -> None:
    responses = {"go": say(meters={"trust": 1}), "deep": say(**{"if": "trust >= 1"})}
    scenario = story({"at": scene(to="at", responses=responses)}, meters=meters(trust=0))
    talk = play(scenario)
    assert talk.offered == ["go"]
    talk.choose("go")
    assert talk.offered == ["go", "deep"]


@pytest.mark.parametrize(
    ("condition", "offered"),
    [
        ("ada == calm", True),
        ("ada != calm", False),
        ("ada in (sad, calm)", True),
        ("not ada == calm", False),
        ("trust == 2 and hope == 3", True),
        ("trust == 2 and hope == 0 or trust == 2", True),
        ("trust == 0 and (hope == 0 or trust == 2)", False),
        ("0 < trust < hope", True),
        ("0 < trust < hope < 3", False),
        ("trust < hope", True),
        ("hope < trust", False),
        ("2 < hope", True),
        ("trust in (0, 2)", True),
        ("trust in (0, 1)", False),
        ("trust in (0, hope)", False),
        ("trust in (9, trust)", True),
        ("not hope in (trust, hope)", False),
        ("2 <= trust <= hope", True),
        ("visited(at)", True),
        ("visited(later)", False),
        ("chosen(at.go)", False),
        ("not not visited(at)", True),
        ("not visited(later) and trust >= 2", True),
        ("not (visited(later) or trust >= 2)", False),
    ],
)
def test_conditions_mean_what_they_say(play: Play, condition: str, offered: bool) -> None:
    scenes = {"at": scene(responses={"go": say(), "odd": say(**{"if": condition})}), "later": scene()}
    talk = play(story(scenes, meters=meters(trust=2, hope=3)))
    assert ("odd" in talk.offered) is offered


def test_once_offers_a_response_until_it_is_made(play: Play) -> None:
    responses = {"go": say(), "ask": say(once=True)}
    talk = play(story({"at": scene(to="at", responses=responses)}), "go")
    assert talk.offered == ["go", "ask"]
    talk.choose("ask")
    assert talk.offered == ["go"]


def test_once_belongs_to_the_response_of_one_scene(play: Play) -> None:
    responses = {"ask": say(once=True), "go": say()}
    scenes = {"at": scene(to="next", responses=responses), "next": scene(responses=responses)}
    assert play(story(scenes), "ask").offered == ["ask", "go"]


@pytest.mark.parametrize(
    ("start", "change", "after"), [(2, 2, 4), (4, 3, 5), (1, -3, 0), (0, -1, 0), (5, 0, 5), (3, -1000, 0)]
)
def test_meters_stay_within_their_range(play: Play, start: int, change: int, after: int) -> None:
    responses = {"go": say(meters={"trust": change})}
    talk = play(story({"at": scene(responses=responses)}, meters=meters(trust=start)), "go")
    assert talk.moment.meters == {"trust": after}


def test_clamping_forgets_what_went_over_the_edge(play: Play) -> None:
    responses = {"up": say(meters={"trust": 9}), "down": say(meters={"trust": -1})}
    scenario = story({"at": scene(to="at", responses=responses)}, meters=meters(trust=0))
    assert play(scenario, "up", "down").moment.meters == {"trust": 4}


def test_meters_may_run_below_zero(play: Play) -> None:
    own = {"trust": {"start": -2, "min": -3, "max": -1}}
    responses = {"up": say(meters={"trust": 5}), "down": say(meters={"trust": -5})}
    scenario = story({"at": scene(to="at", responses=responses)}, meters=own)
    assert play(scenario, "up").moment.meters == {"trust": -1}
    assert play(scenario, "down").moment.meters == {"trust": -3}


def test_a_turn_is_recorded_with_meters_and_moods_as_they_were(play: Play) -> None:
    responses = {"go": say(meters={"trust": 1}, mood={"ada": "angry"})}
    talk = play(story({"at": scene(to="at", responses=responses)}, meters=meters(trust=0)), "go", "go")
    assert [turn.meters["trust"] for turn in talk.turns] == [0, 1]
    assert [turn.moods["ada"] for turn in talk.turns] == ["calm", "angry"]
    assert [turn.offered for turn in talk.turns] == [("go",), ("go",)]


# --- where it leads ---------------------------------------------------------------------------------------


def forked(to: Any, **more: Any) -> dict[str, Any]:
    """Return scenes in which `at.go` leads by `to`, else to the scene's own `other`; a, b, c and other follow."""
    rest = {key: scene() for key in ("a", "b", "c", "other")}
    return {"at": scene(to="other", responses={"go": say(to=to, **more), "again": say(to="at")}), **rest}


@pytest.mark.parametrize(
    ("trust", "leads_to"),
    [(5, "a"), (4, "a"), (3, "b"), (1, "other"), (0, "other")],
)
def test_the_first_target_whose_condition_holds_is_taken(play: Play, trust: int, leads_to: str) -> None:
    to = [{"if": "trust >= 4", "to": "a"}, {"if": "trust >= 2", "to": "b"}]
    assert play(story(forked(to), meters=meters(trust=trust)), "go").moment.scene == leads_to


def test_a_list_with_an_unconditional_entry_never_falls_through(play: Play) -> None:
    to = [{"if": "trust >= 4", "to": "a"}, {"to": "b"}, {"if": "trust == 0", "to": "c"}]
    assert play(story(forked(to), meters=meters(trust=0)), "go").moment.scene == "b"


def test_a_scene_may_choose_between_targets_too(play: Play) -> None:
    scenes = {"at": scene(to=[{"if": "ada == sad", "to": "a"}, {"to": "b"}]), "a": scene(), "b": scene()}
    assert play(story(scenes), "go").moment.scene == "b"
    sad = {"ada": persona(start="sad")}
    assert play(story(scenes, personas=sad), "go").moment.scene == "a"


def test_targets_are_decided_after_meters_and_moods_changed(play: Play) -> None:
    to = [{"if": "trust == 3 and ada == angry", "to": "a"}]
    more = {"meters": {"trust": 1}, "mood": {"ada": "angry"}}
    assert play(story(forked(to, **more), meters=meters(trust=2)), "go").moment.scene == "a"


def test_chosen_includes_the_response_being_made(play: Play) -> None:
    assert play(story(forked([{"if": "chosen(at.go)", "to": "a"}])), "go").moment.scene == "a"
    assert play(story(forked([{"if": "chosen(at.again)", "to": "a"}])), "go").moment.scene == "other"
    assert play(story(forked([{"if": "chosen(at.again)", "to": "a"}])), "again", "go").moment.scene == "a"


def test_visited_counts_scenes_that_were_entered_and_not_the_one_ahead(play: Play) -> None:
    assert play(story(forked([{"if": "visited(at)", "to": "a"}])), "go").moment.scene == "a"
    assert play(story(forked([{"if": "visited(a)", "to": "b"}, {"to": "a"}])), "go").moment.scene == "a"


def test_visited_counts_narration_passed_through(play: Play) -> None:
    back = {"to": [{"if": "visited(tale)", "to": "a"}, {"to": "at"}]}
    scenes = {"at": scene(responses={"go": say(to="tale"), "look": say(**back)}), "tale": {"to": "at"}, "a": scene()}
    assert play(story(scenes), "look").moment.scene == "at"
    assert play(story(scenes), "go", "look").moment.scene == "a"


def test_a_conversation_may_go_round_in_circles(play: Play) -> None:
    talk = play(story(LOOP), *["go"] * 30)
    assert talk.moment.scene == "at"
    talk.choose("leave")
    assert talk.moment.ending == "out"
    assert len(talk.turns) == 31


# --- entering ---------------------------------------------------------------------------------------------


def test_a_scene_changes_meters_and_moods_when_it_is_entered(play: Play) -> None:
    entered = scene(meters={"trust": -1}, mood={"ada": "sad"}, lines=[{"ada": {"sad": "Oh.", "calm": "Hm."}}])
    entered["responses"]["hard"] = say(**{"if": "trust == 1 and ada == sad"})
    talk = play(story({"at": scene(to="next"), "next": entered}, meters=meters(trust=2)), "go")
    assert (talk.moment.meters, talk.moment.moods) == ({"trust": 1}, {"ada": "sad"})
    assert talk.texts == ["Oh."]
    assert "hard" in talk.offered


def test_entering_again_changes_meters_again_within_their_range(play: Play) -> None:
    scenes = {"at": scene(to="next"), "next": scene(to="next", meters={"trust": 2})}
    talk = play(story(scenes, meters=meters(trust=0)))
    assert [talk.choose("go").meters["trust"] for _ in range(4)] == [2, 4, 5, 5]


def test_the_start_scene_changes_nothing(play: Play) -> None:
    start = scene(to="at", meters={"trust": 1}, mood={"ada": "sad"})
    talk = play(story({"at": start}, meters=meters(trust=0)))
    assert (talk.moment.meters, talk.moment.moods) == ({"trust": 0}, {"ada": "calm"})
    talk.choose("go")
    assert (talk.moment.meters, talk.moment.moods) == ({"trust": 0}, {"ada": "calm"})


def test_what_a_scene_does_on_entering_comes_after_the_reply_and_the_target(play: Play) -> None:
    go = say(reply=[{"ada": {"calm": "Fine.", "sad": "Sniff."}}])
    scenes = {
        "at": scene(to=[{"if": "ada == sad", "to": "out"}, {"to": "next"}], responses={"go": go}),
        "next": scene(mood={"ada": "sad"}),
    }
    talk = play(story(scenes), "go")
    assert (talk.moment.scene, talk.texts, talk.moment.moods["ada"]) == ("next", ["Fine."], "sad")


# --- narration --------------------------------------------------------------------------------------------


def test_narration_passes_by_itself_and_is_no_turn(play: Play) -> None:
    scenes = {
        "at": scene(to="walk"),
        "walk": {"lines": [{"narrator": "You walk."}], "meters": {"trust": 1}, "to": "wait"},
        "wait": {"lines": [{"narrator": "You wait."}], "to": [{"if": "trust == 1", "to": "next"}, {"to": "out"}]},
        "next": scene(lines=[{"ada": "There you are."}]),
    }
    talk = play(story(scenes, meters=meters(trust=0)), "go")
    assert talk.moment.scene == "next"
    assert talk.texts == ["You walk.", "You wait.", "There you are."]
    assert len(talk.turns) == 1


def test_a_conversation_may_begin_and_end_with_narration(play: Play) -> None:
    scenes = {
        "walk": {"lines": [{"narrator": "You walk."}], "to": "at"},
        "at": scene(to="home"),
        "home": {"lines": [{"narrator": "You go home."}], "to": "out"},
    }
    endings = {"out": {"title": "Out", "outcome": "good", "lines": [{"narrator": "The end."}]}}
    talk = play(story(scenes, endings=endings))
    assert (talk.moment.scene, talk.texts) == ("at", ["You walk."])
    talk.choose("go")
    assert (talk.moment.ending, talk.texts) == ("out", ["You go home.", "The end."])
    assert [line.text for line in talk.transcript.opening] == ["You walk."]


def test_a_story_of_narration_alone_ends_without_turns(play: Play) -> None:
    talk = play(story({"walk": {"to": "out"}}))
    assert (talk.moment.ending, talk.turns, talk.offered) == ("out", (), [])
