"""What the author's tools make of activities: which outcomes happen, what the ends cost, and where answers lead."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import event, given

from tests.authoring import wild
from tests.authoring.everything import Everything, castings
from tests.authoring.wild import numbers
from tests.conversation import PROFILE
from tests.conversation.stories import Plain, meters, outcome, persona, say, scale, scene, story
from trainer import language
from trainer.authoring.account import account
from trainer.authoring.answers import outcomes, witnesses
from trainer.authoring.bots import MOST_CHOICES, bots
from trainer.authoring.explorer import explore
from trainer.authoring.rules import RULES
from trainer.authoring.rules.rule import Remark
from trainer.authoring.scores import scores
from trainer.authoring.study import Study
from trainer.language import _
from trainer.scenario.model import Scenario
from trainer.scenario.scene import Scale
from trainer.theory.constants import VIOLATION, VIOLATION_CAP

WAYS = {"wary": {"start": "sad"}, "open": {}}


def told(code: str, scenario: Scenario, most: int | None = None) -> list[Remark]:
    """Return what one rule says."""
    return list(RULES[code][1](Study(scenario, most)))


def asking(*found: Plain, before: Plain | None = None, **more: Any) -> Scenario:
    """Return a story that comes to a scale by a response, and from there to two places."""
    at = scene(to="ask", **({"responses": before} if before else {}))
    steps = {"steps": more.pop("steps")} if "steps" in more else {}
    return story({"at": at, "ask": scale(*found, **steps), "hall": scene(), "yard": scene()}, **more)


def free(scenario: Scenario, most: int | None = None) -> list[int]:
    """Return which ends of the scale cost nothing: 0 for the low one, 1 for the high one."""
    return [int(str(remark.path[-1])) for remark in told("P518", scenario, most)]


def never(scenario: Scenario, most: int | None = None) -> list[int]:
    """Return which outcomes no answer leads to."""
    return [int(str(remark.path[-1])) for remark in told("E511", scenario, most)]


# --- E511: outcomes without an answer ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("conditions", "lost"),
    [
        (["value < 3", "value > 5"], []),
        (["value < 3", "value < 2"], [1]),
        (["value < 1", "value > 7", "value == 0"], [0, 1, 2]),
        (["value < 4", "value >= 4"], [2]),
        (["value > 3", "trust == 2"], []),
        (["value > 3", "trust == 1"], [1]),
        (["visited(ask)", "value == 4"], [1, 2]),
        (["ada == sad and value == 1"], [0]),
        (["ada == angry and value == 1", "value < 2 or ada == calm"], []),
        (["value > trust", "value > 3"], [1]),
        ([None, "value == 1"], [1, 2]),
    ],
)
def test_an_outcome_that_no_answer_leads_to_is_told(conditions: list[str | None], lost: list[int]) -> None:
    found = [outcome(condition, to="hall") for condition in conditions]
    before = {"go": say(), "more": say(meters={"trust": 1}, mood={"ada": "angry"})}
    # with `go` trust is 2 and ada calm; with `more` it is 3 and she is angry
    assert never(asking(*found, outcome(to="hall"), before=before, meters=meters(trust=2))) == lost


def test_it_is_told_at_the_outcome_with_the_answers_there_are() -> None:
    [remark] = told("E511", asking(outcome("value > 4", to="hall"), outcome(to="yard"), steps=4))
    assert remark.path == ("scenes", "ask", "outcomes", 0)
    assert remark.message == "No answer leads to this outcome."
    assert remark.hint == "The answers are 1 to 4, and the first outcome that holds is taken."


def test_an_outcome_that_one_disposition_comes_to_is_not_told() -> None:
    ada = persona(dispositions=WAYS)
    for condition in ("disposition == wary and value == 1", "ada == sad and value == 1"):
        assert never(asking(outcome(condition), outcome(), personas={"ada": ada})) == []
    assert never(asking(outcome("ada == angry"), outcome(), personas={"ada": ada})) == [0]


def test_of_a_scale_that_nobody_comes_to_no_outcome_is_told() -> None:
    closed = [{"if": "ada == sad", "to": "ask"}, {"to": "out"}]
    scenes = {"at": scene(to=closed), "ask": scale(outcome("value > 9"), outcome("value > 8"), outcome())}
    assert never(story(scenes)) == []
    assert free(story(scenes)) == []


def test_where_not_everything_was_looked_at_nothing_is_told_of_what_was_not_seen() -> None:
    scenario = asking(outcome("value > 8"), outcome(to="out"), meters=meters(trust=0))
    assert (never(scenario), free(scenario)) == ([0], [0, 1])
    assert (never(scenario, 1), free(scenario, 1)) == ([], [])


# --- P518: ends that cost nothing -------------------------------------------------------------------------

LOW, HIGH = "value < 3", "value > 5"


@pytest.mark.parametrize(
    ("low", "high", "ends"),
    [
        ({}, {}, [0, 1]),
        ({"to": "yard"}, {}, [1]),
        ({"to": "yard"}, {"to": "yard"}, []),
        ({"meters": {"trust": -1}}, {"mood": {"ada": "sad"}}, []),
        ({"meters": {"trust": 1}}, {"meters": {"trust": 0}}, [0, 1]),
        ({"meters": {"trust": 2, "hope": -1}}, {"reply": [{"ada": "Oh."}]}, [1]),
    ],
)
def test_an_end_costs_a_meter_a_mood_or_another_way(low: Plain, high: Plain, ends: list[int]) -> None:
    given = [outcome(LOW, **{"to": "hall", **low}), outcome(HIGH, **{"to": "hall", **high}), outcome(to="hall")]
    assert free(asking(*given, meters=meters(trust=2, hope=2))) == ends


def test_it_is_told_at_the_end_with_its_words_and_its_answer() -> None:
    found = told("P518", asking(outcome("value == 1", to="yard"), outcome(to="hall"), steps=10))
    assert [remark.path for remark in found] == [("scenes", "ask", "ends", 1)]
    assert found[0].message == "The answer 10 (`completely`) costs nothing."


def test_an_end_that_is_free_only_in_some_situations_is_not_told() -> None:
    before = {"go": say(), "more": say(meters={"trust": 1})}
    dear = outcome("value == 7 and trust == 3", to="hall", meters={"trust": -1})
    assert free(asking(dear, outcome(to="hall"), before=before, meters=meters(trust=2))) == [0]
    shut = outcome("value == 1 and trust == 3", to="yard")
    assert free(asking(shut, dear, outcome(to="hall"), before=before, meters=meters(trust=2))) == []
    assert free(asking(shut, dear, outcome(to="hall"), meters=meters(trust=2))) == [0, 1]


def test_an_end_that_costs_one_disposition_something_is_not_told() -> None:
    ada = persona(dispositions=WAYS)
    dear = outcome("value == 1 and disposition == wary", to="hall", meters={"trust": -1})
    assert free(asking(dear, outcome(to="hall"), meters=meters(trust=2), personas={"ada": ada})) == [1]


@pytest.mark.parametrize(
    ("steps", "conditions", "ends"),
    [
        (2, ["value == 1"], []),
        (2, ["value > 2"], [0, 1]),
        (3, ["value == 1"], [1]),
        (3, ["value == 2"], []),
        (4, ["value < 3"], []),
        (4, ["value < 2"], [1]),
        (4, ["value < 4"], [0]),
    ],
)
def test_the_middle_lies_as_far_from_either_end(steps: int, conditions: list[str], ends: list[int]) -> None:
    found = [outcome(condition, to="yard") for condition in conditions]
    assert free(asking(*found, outcome(to="hall"), steps=steps)) == ends


@pytest.mark.parametrize("code", ["E511", "P518"])
def test_both_rules_speak_dutch(code: str) -> None:
    scenario = asking(outcome("value > 7", to="hall"), outcome(to="hall"))
    english = told(code, scenario)
    language.use("nl")
    for remark, said in zip(told(code, scenario), english, strict=True):
        assert remark.path == said.path
        assert remark.message != said.message
        assert remark.hint != said.hint
        assert re.findall(r"`[^`]*`|\d+", remark.message) == re.findall(r"`[^`]*`|\d+", said.message)
    explained = str(RULES[code][1].__doc__)
    assert _(explained) != explained


# --- what is explored -------------------------------------------------------------------------------------


def test_every_outcome_has_the_smallest_answer_that_leads_to_it_or_none() -> None:
    found = [outcome("value > 5"), outcome("value in (2, 4)", to="hall"), outcome("value > 6"), outcome(to="yard")]
    study = Study(asking(*found))
    assert witnesses(study.exploration, "ask") == ["6", "2", None, "1"]
    assert outcomes(study.exploration, "ask") == [(3, 1, 3, 1, 3, 0, 0)]
    assert account(study)["outcomes"] == {"ask": ["6", "2", None, "1"]}


def test_a_story_without_activities_tells_of_no_outcomes() -> None:
    assert "outcomes" not in account(Study(story({"at": scene()})))


def test_an_activity_has_no_responses_and_its_answers_are_choices_of_a_way() -> None:
    found = account(Study(asking(outcome("value > 2", to="hall"), outcome(to="yard"))))
    assert found["responses"] == {"at.go": 1, "hall.go": 1, "yard.go": 1}
    assert found["scenes"] == {"at": 1, "ask": 1, "hall": 1, "yard": 1}
    assert found["endings"]["out"]["shortest"] == ["go", "3", "go"]
    assert found["score"]["best_path"] in (["go", "3", "go"], ["go", "1", "go"])


def test_one_answer_that_shows_several_outcomes_counts_in_all_their_situations() -> None:
    before = {"go": say(), "more": say(meters={"trust": 1})}
    found = asking(outcome("trust == 3", to="hall"), outcome(to="yard"), before=before, meters=meters(trust=2))
    exploration = explore(found)
    assert exploration.visits["ask"] == 2
    assert exploration.offers["ask", "1"] == 2


def test_a_memory_that_only_an_outcome_reads_tells_situations_apart() -> None:
    before = {"go": say(), "told": say()}
    read = outcome("chosen(at.told) and value == 7", to="hall")
    assert explore(asking(read, outcome(to="yard"), before=before)).visits["ask"] == 2
    assert explore(asking(outcome("value == 7", to="hall"), outcome(to="yard"), before=before)).visits["ask"] == 1


def test_a_memory_that_only_the_reply_to_an_answer_reads_counts_with_lines() -> None:
    before = {"go": say(), "told": say()}
    said = outcome(to="hall", reply=[{"ada": "You said so.", "if": "chosen(at.told)"}])
    scenario = asking(said, before=before)
    assert explore(scenario).visits["ask"] == 1
    assert explore(scenario, lines=True).visits["ask"] == 2
    assert told("E505", scenario) == told("E506", scenario) == []


def test_a_line_of_a_reply_that_is_never_heard_is_told() -> None:
    low = outcome("value < 3 and trust > 2", reply=[{"ada": "So little?", "if": "trust < 3"}])
    high = outcome(reply=[{"ada": "Good.", "if": "trust <= 5"}])
    before = {"go": say(), "more": say(meters={"trust": 1})}
    scenario = asking(low, high, before=before, meters=meters(trust=2))
    assert [remark.path for remark in told("E506", scenario)] == [("scenes", "ask", "outcomes", 0, "reply", 0, "if")]
    assert [remark.path for remark in told("E505", scenario)] == [("scenes", "ask", "outcomes", 1, "reply", 0, "if")]


def test_a_reply_is_asked_after_its_outcome_has_changed_things() -> None:
    low = outcome("value < 3", meters={"trust": -1}, mood={"ada": "sad"}, reply=[{"ada": "So.", "if": "trust == 2"}])
    other = outcome(reply=[{"ada": "So.", "if": "trust == 2"}])
    [never_heard] = told("E506", asking(low, other, meters=meters(trust=2)))
    assert never_heard.path == ("scenes", "ask", "outcomes", 0, "reply", 0, "if")
    [always_heard] = told("E505", asking(low, other, meters=meters(trust=2)))
    assert always_heard.path == ("scenes", "ask", "outcomes", 1, "reply", 0, "if")


# --- what an outcome moves --------------------------------------------------------------------------------


def test_a_meter_that_only_an_outcome_moves_does_move() -> None:
    dear = outcome("value == 1 and trust > 1", meters={"trust": -1}, to="at")
    assert told("E507", asking(dear, outcome(), meters=meters(trust=3))) == []
    assert [remark.path for remark in told("E507", asking(outcome("value > trust"), outcome(), meters=meters(trust=3)))]


def test_a_meter_that_only_an_outcome_reads_is_used() -> None:
    assert told("S404", asking(outcome("value > trust"), outcome(), meters=meters(trust=3))) == []
    assert told("S404", asking(outcome("value > 3"), outcome(), meters=meters(trust=3))) != []


def test_a_mood_that_only_an_outcome_brings_about_is_used() -> None:
    unused = {remark.path[-1] for remark in told("S407", asking(outcome("value > 3", mood={"ada": "sad"}), outcome()))}
    assert unused == {"angry"}


def test_a_scene_that_outcomes_lead_to_does_not_look_misspelt() -> None:
    ways = {"a": say(to="stairs"), "b": say(to="stairs"), "c": say(to="stairs"), "d": say(to="ask")}
    places = {"stairs": scene(), "stiars": scene()}
    twice = [outcome("value < 3", to="stiars"), outcome("value > 5", to="stiars"), outcome()]
    assert told("S410", story({"at": scene(responses=ways), "ask": scale(*twice), **places})) == []
    [remark] = told("S410", story({"at": scene(responses=ways), "ask": scale(*twice[1:]), **places}))
    assert remark.path == ("scenes", "stiars")


def test_a_meter_that_outcomes_move_does_not_look_misspelt() -> None:
    guarded = {"a": say(**{"if": "ladder > 0 and lader > 0 and ladder < 9"})}
    moved = outcome("value < 3", meters={"lader": -1}), outcome()
    both = meters(ladder=1, lader=1)
    assert told("S410", story({"at": scene(to="ask", responses=guarded), "ask": scale(*moved)}, meters=both)) == []
    [remark] = told("S410", story({"at": scene(to="ask", responses=guarded), "ask": scale()}, meters=both))
    assert remark.path == ("meters", "lader")


# --- where answers lead -----------------------------------------------------------------------------------


def test_places_that_only_an_answer_leads_to_are_on_the_map() -> None:
    scenario = asking(outcome("value < 3", to="hall"), outcome(to="yard"))
    assert told("S401", scenario) == told("S402", scenario) == told("S403", scenario) == []


def test_a_place_that_the_answers_close_is_told_as_out_of_reach() -> None:
    scenario = asking(outcome("value > 7", to="hall"), outcome(to="yard"))
    assert told("S401", scenario) == []
    assert [remark.path for remark in told("E510", scenario)] == [("scenes", "hall")]


def test_scales_that_only_lead_to_each_other_are_told_by_the_map() -> None:
    scenes = {"at": scene(to="one"), "one": scale(outcome(to="two")), "two": scale(outcome(to="one"))}
    [remark] = told("S403", story(scenes))
    assert remark.path[0] == "scenes"
    assert told("E502", story(scenes)) == []


def test_scales_that_let_nobody_out_are_told_with_the_way_there() -> None:
    two = scale(outcome("value > 7"), outcome("value > 3", to="two"), outcome(to="one"))
    ways = {"go": say(to="one"), "leave": say(to="out")}
    [remark] = told("E502", story({"at": scene(responses=ways), "one": scale(outcome(to="two")), "two": two}))
    assert remark.path == ("scenes", "one")
    assert "--choose go" in remark.hint


def test_a_scale_that_lets_one_go_on_after_a_while_is_no_trap() -> None:
    more = outcome("trust < 5", meters={"trust": 1}, to="ask")
    assert told("E502", asking(more, outcome(to="hall"), meters=meters(trust=0))) == []
    assert told("E501", asking(more, outcome(to="hall"), meters=meters(trust=0))) == []


# --- scores and bots --------------------------------------------------------------------------------------


def test_a_bot_in_a_ring_of_scales_comes_to_an_end() -> None:
    scenes = {"at": scene(to="one"), "one": scale(outcome(to="two")), "two": scale(outcome(to="one"))}
    found = bots(explore(story(scenes)))
    assert len(found["first"].way.choices) == MOST_CHOICES
    assert found["first"].way.choices[:3] == ("go", "1", "1")
    assert {played.score for played in found.values()} == {found["first"].score}


def test_a_bot_that_is_back_at_a_scale_tries_the_next_outcome() -> None:
    again = [outcome("value == 7", to="ask"), outcome("value == 6", to="ask"), outcome(to="out")]
    found = bots(explore(asking(*again)))
    assert found["first"].way.choices == ("go", "7", "6", "1")
    assert found["last"].way.choices == ("go", "1")
    assert found["longest"].way.choices == ("go", "7", "6", "1")


def test_answers_count_no_turn_of_the_forty() -> None:
    more = say(meters={"trust": 1}, to="ask")
    scenes = {
        "at": scene(responses={"more": more, "go": say(**{"if": "trust == 39"})}),
        "ask": scale(outcome("value > 3", to="ask"), outcome(to="at")),
    }
    found = scores(explore(story(scenes, meters={"trust": {"min": 0, "max": 100}})))
    assert found.exact
    assert found.highest is not None
    assert found.highest.way.turns == 40
    assert len(found.highest.way.choices) == 79


def test_the_score_counts_where_an_answer_leaves_somebody() -> None:
    # ada begins at SO2; her aim is SO4
    moods = {
        "so2": {"label": "a", "rose": "SO2"},
        "so4": {"label": "b", "rose": "SO4"},
        "ot4": {"label": "c", "rose": "OT4"},
    }
    ada = persona(moods=moods, start="so2", aim="SO4")
    given = outcome("value == 4", mood={"ada": "so4"}, to="out"), outcome("value > 4", mood={"ada": "ot4"}), outcome()
    found = scores(explore(asking(*given, personas={"ada": ada})))
    assert found.highest is not None
    assert found.lowest is not None
    assert found.highest.way.choices == ("go", "4")
    assert found.lowest.way.choices in (("go", "5"), ("go", "1"))
    assert found.highest.score == pytest.approx(found.lowest.score + 20)


def test_a_talk_of_answers_alone_has_no_score() -> None:
    found = scores(explore(story({"at": scale(outcome("value > 3", to="at"), outcome())})))
    assert (found.lowest, found.highest, found.by_ending, found.exact) == (None, None, {}, True)


def test_a_boundary_that_was_crossed_stays_crossed_whatever_is_answered() -> None:
    scenes = {
        "at": scene(to="ask", responses={"cross": say(pitfalls=[VIOLATION])}),
        "ask": scale(outcome("value > 3", to="hall"), outcome(to="ask")),
        "hall": scene(responses={"stay": say(to="hall"), "go": say()}),
    }
    scenario = story(scenes)
    for found in (scores(explore(scenario)), scores(explore(scenario, 3))):
        assert found.highest is not None
        assert found.highest.score == VIOLATION_CAP


# --- random stories ---------------------------------------------------------------------------------------


def met(scenario: Scenario) -> dict[str, list[list[int]]] | None:
    """Return by scale to which outcomes its answers come, for every situation in it; None where there are too many."""
    found: dict[str, list[list[int]]] = {name: [] for name, at in scenario.scenes.items() if isinstance(at, Scale)}
    for disposition in castings(scenario):
        part = Everything.of(scenario, disposition, 150)
        if not part.whole:
            return None
        for talk, *_others in part.talks.values():
            if talk.moment.activity is not None:
                found[talk.moment.scene].append([talk.outcome(answer) for answer in talk.moment.activity.answers])
    return found


def costs(scale: Scale, came_to: list[int], answer: int, middle: int) -> bool:
    """Return whether an answer (from 1) costs something, or leads elsewhere than one in the middle."""
    at, usual = (scale.outcomes[came_to[n - 1]] for n in (answer, middle))
    return bool(at.mood) or min(at.meters.values(), default=0) < 0 or at.to != usual.to


@PROFILE
@given(numbers)
def test_what_is_told_of_activities_is_so_in_every_talk_that_there_is(number: int) -> None:
    scenario = wild.story(number)
    found = met(scenario)
    event("too much to hold every talk" if found is None else f"{min(sum(map(len, found.values())), 3)}+ situations")
    free_ends, lost = set(), set()
    for name, situations in (found or {}).items():
        scale = scenario.scenes[name]
        assert isinstance(scale, Scale)
        last, half = scale.steps, scale.steps // 2
        middles = {1: half + 1, last: (last + 1) // 2}
        ends = {n: end for n, end in enumerate((1, last)) if situations}
        free_ends |= {
            (name, n) for n, end in ends.items() if not any(costs(scale, s, end, middles[end]) for s in situations)
        }
        every = {outcome for came_to in situations for outcome in came_to}
        lost |= {(name, n) for n in range(len(scale.outcomes)) if situations and n not in every}
    study = Study(scenario)
    if found is not None:
        assert {(remark.path[1], remark.path[3]) for remark in RULES["P518"][1](study)} == free_ends
        assert {(remark.path[1], remark.path[3]) for remark in RULES["E511"][1](study)} == lost
    for code, (_severity, rule) in RULES.items():
        if code[0] in "ES":
            assert all(remark.message and remark.hint for remark in rule(study)), code
