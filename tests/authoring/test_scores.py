"""The lowest and the highest practice score, against the scores of all conversations that there are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pytest
from hypothesis import event, given

from tests.authoring.everything import Facts, Talk, castings
from tests.authoring.wild import numbers, story
from tests.conversation import PROFILE
from tests.conversation.drivers import choosable
from tests.conversation.stories import ENDINGS, meters, pair, persona, say, scene
from tests.conversation.stories import story as written
from trainer.authoring import scores as module
from trainer.authoring.explorer import Way, explore
from trainer.authoring.scores import Scored, Scores, scores
from trainer.conversation import Session
from trainer.debrief import summarize
from trainer.scenario.model import Scenario
from trainer.theory.constants import VIOLATION_CAP

TURNS = 4
"""How long conversations are where all of them are held."""


class Held(NamedTuple):
    """A conversation that came to an ending."""

    score: float
    ending: str


@contextmanager
def limits(**limit: int) -> Iterator[None]:
    """Have other limits for a while: MOST_TURNS, BUDGET or BEAM."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in limit.items():
            patch.setattr(module, name, value)
        yield


def held(scenario: Scenario, turns: int) -> Iterator[Held]:
    """Yield every conversation of at most so many turns that comes to an ending."""
    for disposition in castings(scenario):
        going = [*answered(Talk(scenario, disposition))]
        while going:
            talk = going.pop()
            score, ending = summarize(talk.transcript).practice_score, talk.moment.ending
            if ending is not None and score is not None:
                yield Held(score, ending)
            if len(talk.transcript.turns) < turns:
                for choice in choosable(talk.moment):
                    after = talk.fork()
                    after.choose(choice)
                    going += answered(after)


def answered(talk: Talk) -> Iterator[Talk]:
    """Yield a talk, or where it stands at an activity, every talk with other answers up to the next turn or the end.

    Answers are worth nothing, so of those that come to the very same one is enough: else scales could go on for ever.
    """
    going, been = [talk], {all_of(talk)}
    while going:
        here = going.pop()
        if here.moment.activity is None:
            yield here
            continue
        for answer in here.moment.activity.answers:
            after = here.fork()
            after.choose(answer)
            if all_of(after) not in been:
                been.add(all_of(after))
                going.append(after)


def all_of(talk: Talk) -> tuple[str, str, str, Facts]:
    """Return everything that a talk has come to."""
    return talk.moment.scene, str(talk.moment.moods), str(talk.moment.meters), talk.facts


def every(found: Scores) -> list[Scored]:
    """Return every conversation that is told."""
    return [scored for scored in (found.lowest, found.highest, *found.by_ending.values()) if scored]


def check_replay(scenario: Scenario, scored: Scored, turns: int) -> None:
    """Check that a conversation comes to its ending in time, with exactly its score."""
    talk = Session(scenario, disposition=scored.way.disposition)
    for choice in scored.way.choices:
        talk.choose(choice)
    assert talk.moment.ending == scored.ending
    assert len(talk.transcript.turns) <= turns
    assert summarize(talk.transcript).practice_score == pytest.approx(scored.score, abs=1e-9)


def of(scenes: dict[str, Any], **more: Any) -> Scores:
    """Return the scores of a story with these scenes."""
    return scores(explore(written(scenes, **more)))


def around(scored: Scored | None) -> Any:
    """Return a score to compare another with."""
    assert scored is not None
    return pytest.approx(scored.score, abs=1e-9)


# --- random stories ---------------------------------------------------------------------------------------


@PROFILE
@given(numbers)
def test_scores_are_those_of_all_conversations(number: int) -> None:
    scenario = story(number)
    with limits(MOST_TURNS=TURNS):
        found = scores(explore(scenario))
    there_are = list(held(scenario, TURNS))
    event("some end" if there_are else "none end")
    assert found.exact
    assert found.by_ending.keys() == {talk.ending for talk in there_are}
    for ending, scored in found.by_ending.items():
        assert max(talk.score for talk in there_are if talk.ending == ending) == around(scored)
    if there_are:
        assert min(there_are).score == around(found.lowest)
        assert max(there_are).score == around(found.highest)
    else:
        assert (found.lowest, found.highest) == (None, None)
    for scored in every(found):
        check_replay(scenario, scored, TURNS)


@PROFILE
@given(numbers)
def test_scores_of_long_conversations_are_reached_and_exact_where_everything_was_looked_at(number: int) -> None:
    scenario = story(number)
    exploration = explore(scenario, 500)
    found = scores(exploration)
    event("cut off" if not exploration.complete else "complete")
    assert found.exact == exploration.complete
    for scored in every(found):
        check_replay(scenario, scored, 40)


@PROFILE
@given(numbers)
def test_a_cut_down_search_tells_what_is_reached_and_that_it_is_not_proven(number: int) -> None:
    scenario = story(number)
    exploration = explore(scenario)
    with limits(MOST_TURNS=TURNS):
        best = scores(exploration)
        with limits(BUDGET=0, BEAM=2):
            found = scores(exploration)
    event("exact" if found.exact else "cut down")
    for scored in every(found):
        check_replay(scenario, scored, TURNS)
        assert best.lowest is not None
        assert best.highest is not None
        assert best.lowest.score - 1e-9 <= scored.score <= best.by_ending[scored.ending].score + 1e-9
    if found.exact:
        assert [scored.score for scored in every(found)] == [scored.score for scored in every(best)]


# --- what counts ------------------------------------------------------------------------------------------


GOOD = {"rose": "SB2", "closeness": 0}
POOR = {"rose": "TB4", "closeness": -3}


def test_the_best_and_the_worst_are_told_with_the_way_there() -> None:
    found = of({"at": scene(to="end", responses={"good": say(**GOOD), "poor": say(**POOR)}), "end": scene()})
    assert found.highest is not None
    assert found.lowest is not None
    assert found.highest.way == Way({}, ("good", "go"))
    assert found.lowest.way == Way({}, ("poor", "go"))


@pytest.mark.parametrize("order", [("good", "less"), ("less", "good")])
def test_of_two_ways_to_one_situation_the_better_and_the_worse_are_told(order: tuple[str, str]) -> None:
    responses = {"good": say(rose="BS2"), "less": say(rose="SB3")}
    scenes = {"at": scene(to="end", responses={key: responses[key] for key in order}), "end": scene()}
    found = of(scenes, personas={"ada": persona(start="sad")})
    assert found.highest is not None
    assert found.lowest is not None
    assert found.highest.way.choices == ("good", "go")
    assert found.lowest.way.choices == ("less", "go")
    assert 0 < found.highest.score - found.lowest.score < 1


def test_every_ending_has_its_own_best() -> None:
    endings = {**ENDINGS, "lost": {"title": "Lost", "outcome": "hard"}, "never": {"title": "Never", "outcome": "hard"}}
    found = of({"at": scene(responses={"good": say(**GOOD), "poor": say(**POOR, to="lost")})}, endings=endings)
    assert {key: scored.way.choices for key, scored in found.by_ending.items()} == {"out": ("good",), "lost": ("poor",)}
    assert found.by_ending["lost"] == found.lowest


def test_a_crossed_boundary_caps_the_score_however_good_the_rest_is() -> None:
    cross = say(**{**GOOD, "pitfalls": ["schending"]}, to="mid")
    rest = {f"s{n}": scene(to=f"s{n + 1}", responses={"good": say(**GOOD)}) for n in range(20)}
    found = of({"at": scene(responses={"cross": cross}), "mid": scene(to="s0"), **rest, "s20": scene()})
    assert found.highest is not None
    assert found.highest.score == found.lowest.score == VIOLATION_CAP  # type: ignore[union-attr]


def test_a_way_around_a_boundary_is_better_in_the_end_though_it_is_worth_less_at_first() -> None:
    cross = say(**{**GOOD, "pitfalls": ["schending"]})
    poor = say(rose="TB4", closeness=3)
    rest = {f"s{n}": scene(to=f"s{n + 1}", responses={"good": say(**GOOD)}) for n in range(20)}
    found = of({"at": scene(to="s0", responses={"cross": cross, "poor": poor}), **rest, "s20": scene()})
    assert found.highest is not None
    assert found.lowest is not None
    assert found.highest.way.choices[0] == "poor"
    assert found.highest.score > VIOLATION_CAP
    assert found.lowest.way.choices[0] == "cross"
    assert found.lowest.score == VIOLATION_CAP


def test_a_pitfall_halves_a_turn() -> None:
    caught = say(**{**GOOD, "pitfalls": ["redder"]})
    found = of({"at": scene(responses={"good": say(**GOOD), "caught": caught})})
    assert found.highest is not None
    assert found.lowest is not None
    assert found.lowest.way.choices == ("caught",)
    assert found.lowest.score == pytest.approx(found.highest.score / 2)


def test_progress_counts_where_there_was_a_way_to_go() -> None:
    glad, cross = say(mood={"ada": "calm"}, **GOOD), say(mood={"ada": "angry"}, **GOOD)
    scenes = {"at": scene(responses={"cross": cross, "glad": glad})}
    sad = of(scenes, personas={"ada": persona(start="sad")})
    assert sad.highest is not None
    assert sad.highest.way.choices == ("glad",)
    assert sad.highest.score - sad.lowest.score == pytest.approx(20)  # type: ignore[union-attr]
    there = of(scenes, personas={"ada": persona()})
    assert there.highest is not None
    assert there.highest.score == around(there.lowest)


def test_one_who_is_not_at_the_aim_is_a_way_to_go() -> None:
    scenes = {"at": scene(responses={"good": say(**GOOD, towards="ada")})}
    alone = of(scenes)
    together = of(scenes, personas=pair(bob=persona(start="sad")))
    assert alone.highest is not None
    assert together.highest is not None
    assert together.highest.score == pytest.approx(0.8 * alone.highest.score)


def test_the_best_disposition_and_the_worst_are_told() -> None:
    ways = {"sad": {"start": "sad"}, "wary": {"start": "sad", "band": {"middle": [-3, -3]}}, "open": {"start": "sad"}}
    found = of({"at": scene(responses={"good": say(**GOOD)})}, personas={"ada": persona(dispositions=ways)})
    assert found.highest is not None
    assert found.lowest is not None
    assert found.highest.way.disposition == {"ada": "sad"}
    assert found.lowest.way.disposition == {"ada": "wary"}
    assert found.by_ending["out"] == found.highest


def test_a_good_conversation_may_go_on_for_forty_turns_and_no_longer() -> None:
    again = scene(to="again", responses={"good": say(**GOOD), "go": say(**POOR, to="out")})
    found = of({"at": scene(to="again", responses={"poor": say(**POOR)}), "again": again})
    assert found.highest is not None
    assert len(found.highest.way.choices) == 40
    assert found.lowest is not None
    assert found.lowest.way.choices == ("poor", "go")
    assert found.exact


@pytest.mark.parametrize(("more", "ends"), [(39, True), (40, False)])
def test_what_ends_too_late_has_no_score(more: int, ends: bool) -> None:
    trust = {"trust": {"min": 0, "max": 100}}
    responses = {"more": say(meters={"trust": 1}, to="at"), "go": say(**{"if": f"trust == {more}"})}
    found = of({"at": scene(responses=responses)}, meters=trust)
    assert (found.highest is not None) == ends
    assert (found.lowest is not None) == ends
    assert bool(found.by_ending) == ends
    assert found.exact


@pytest.mark.parametrize(
    "scenes",
    [{"fog": {"to": "out"}}, {"at": scene(to="at")}, {"at": scene(responses={"go": say(**{"if": "ada == sad"})})}],
    ids=["no turn", "no way out", "nothing on offer"],
)
def test_a_story_in_which_no_conversation_ends_has_no_scores(scenes: dict[str, Any]) -> None:
    assert of(scenes) == Scores(None, None, {}, True)


def test_a_layer_that_is_too_wide_is_cut_down_to_its_best() -> None:
    responses = {f"r{n}": say(rose="SB2", closeness=n - 3, meters={"a": n, "b": -n}) for n in range(7)}
    scenes = {f"s{n}": scene(to=f"s{n + 1}", responses=responses) for n in range(6)}
    wide = {key: {"start": 0, "min": -99, "max": 99} for key in ("a", "b")}
    exploration = explore(written({**scenes, "s6": scene()}, meters=wide))
    with limits(BUDGET=50, BEAM=3):
        found = scores(exploration)
    assert not found.exact
    best = scores(exploration)
    assert best.exact
    assert found.highest is not None
    assert found.highest.score == around(best.highest)
    assert found.lowest is not None
    assert found.lowest.score == around(best.lowest)
    for scored in every(found):
        check_replay(exploration.scenario, scored, 40)


def test_conversations_that_have_ended_take_no_place_of_those_that_go_on() -> None:
    responses = {"stop": say(rose="SB2", to="out"), "stay": say(rose="SB1")}
    scenes = {f"s{n}": scene(to=f"s{n + 1}", responses=responses) for n in range(3)}
    endings = {**ENDINGS, "far": {"title": "Far", "outcome": "good"}}
    exploration = explore(written({**scenes, "s3": scene(to="far")}, endings=endings))
    with limits(BUDGET=0, BEAM=1):
        found = scores(exploration)
    assert found.by_ending["far"].way.choices == ("stay", "stay", "stay", "go")


def test_meters_that_only_count_do_not_change_the_score() -> None:
    more = say(**GOOD, meters={"trust": 1}, to="at")
    found = of({"at": scene(responses={"more": more, "go": say(**GOOD)})}, meters=meters(trust=0))
    assert found.highest is not None
    assert found.highest.score == around(found.lowest)
