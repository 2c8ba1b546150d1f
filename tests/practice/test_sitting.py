"""One sitting: numbered responses in a steady order, own words before numbers, and a run to keep."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from tests.conversation.drivers import kept
from tests.conversation.stories import meters, pair, persona, say, scene, story
from trainer import language
from trainer.conversation import Session
from trainer.debrief import debrief
from trainer.errors import ChoiceError, TrainerError
from trainer.practice.memory import Memory
from trainer.practice.sitting import Sitting
from trainer.scenario.model import Scenario

LETTERS = {key: say(say=f"Say {key}.") for key in ("alpha", "beta", "gamma", "delta", "epsilon")}


@pytest.fixture(autouse=True)
def _english() -> None:
    language.use("en")


def rooms() -> Scenario:
    """Return two rooms with the same responses: five that lead to the other room and one that leads out."""
    scenes = {
        "hall": scene(to="kitchen", responses={**LETTERS, "leave": say(to="out")}),
        "kitchen": scene(to="hall", responses={**LETTERS, "leave": say(to="out")}),
    }
    return story(scenes)


def order(sitting: Sitting) -> list[str]:
    """Return the ids of the numbered responses."""
    return [option.id for option in sitting.page.options]


def number(sitting: Sitting, response: str) -> int:
    """Return the number of a response on the page."""
    return order(sitting).index(response) + 1


# --- the order of responses -------------------------------------------------------------------------------


def test_responses_are_numbered_from_one() -> None:
    options = Sitting(rooms(), seed=3).page.options
    assert [option.number for option in options] == [1, 2, 3, 4, 5, 6]
    assert {option.id for option in options} == {*LETTERS, "leave"}


def test_as_written_they_stand_in_the_order_of_the_file() -> None:
    for seed in range(5):
        assert order(Sitting(rooms(), seed=seed, as_written=True)) == [*LETTERS, "leave"]


def test_else_the_seed_shuffles_them_always_the_same() -> None:
    orders = [order(Sitting(rooms(), seed=seed)) for seed in range(12)]
    assert orders == [order(Sitting(rooms(), seed=seed)) for seed in range(12)]
    assert len({tuple(found) for found in orders}) > 6


def test_every_scene_is_shuffled_in_its_own_way() -> None:
    differs = 0
    for seed in range(8):
        sitting = Sitting(rooms(), seed=seed)
        hall = order(sitting)
        sitting.choose(number(sitting, "alpha"))
        differs += order(sitting) != hall
    assert differs >= 5


def test_coming_back_to_a_scene_shows_the_same_order() -> None:
    for seed in range(8):
        sitting = Sitting(rooms(), seed=seed)
        hall = order(sitting)
        sitting.choose(number(sitting, "alpha"))
        kitchen = order(sitting)
        sitting.choose(number(sitting, "beta"))
        assert order(sitting) == hall
        sitting.choose(number(sitting, "gamma"))
        assert order(sitting) == kitchen


def test_what_is_not_on_offer_leaves_the_order_of_the_rest_alone() -> None:
    responses = {**LETTERS, "alpha": say(once=True)}
    scenario = story({"at": scene(to="at", responses=responses)})
    for seed in range(8):
        sitting = Sitting(scenario, seed=seed)
        before = order(sitting)
        sitting.choose(number(sitting, "alpha"))
        assert order(sitting) == [key for key in before if key != "alpha"]


def test_without_a_seed_one_is_drawn_and_kept() -> None:
    first = Sitting(rooms())
    again = Sitting(rooms(), seed=first.run.seed)
    assert order(first) == order(again)


# --- choosing ---------------------------------------------------------------------------------------------


def test_a_number_makes_the_response_that_stands_behind_it() -> None:
    sitting = Sitting(rooms(), seed=1)
    third = sitting.page.options[2]
    page = sitting.choose(3)
    assert sitting.run.choices == (third.id,)
    assert page.entries[0].text == third.text
    assert page is sitting.page


@pytest.mark.parametrize("wrong", [0, -1, 7, 100])
def test_a_number_that_is_not_there_is_refused_and_changes_nothing(wrong: int) -> None:
    sitting = Sitting(rooms(), seed=1)
    before = sitting.page
    with pytest.raises(ChoiceError, match="1 to 6"):
        sitting.choose(wrong)
    assert sitting.page == before
    assert sitting.run.choices == ()


def test_after_the_ending_nothing_can_be_chosen() -> None:
    sitting = Sitting(rooms(), seed=1, as_written=True)
    page = sitting.choose(6)
    assert (page.ended, page.options) == (True, ())
    assert (page.entries[-1].kind, page.entries[-1].text) == ("ending", "The end: Out of the door")
    with pytest.raises(ChoiceError):
        sitting.choose(1)


def test_the_page_tells_what_is_new_only() -> None:
    scenes = {
        "at": scene(to="next", phase="opening", lines=[{"ada": "Hello."}]),
        "next": scene(phase="closing", lines=[{"ada": "Bye."}]),
    }
    sitting = Sitting(story(scenes), seed=0)
    assert [entry.text for entry in sitting.page.entries] == ["Hello."]
    page = sitting.choose(1)
    assert [entry.text for entry in page.entries] == ["Tell me.", "Bye."]
    assert [entry.text for entry in sitting.entries] == ["Hello.", "Tell me.", "Bye."]


# --- own words before numbers -----------------------------------------------------------------------------


def ended(**ending: object) -> Sitting:
    """Return a sitting that has come to its ending."""
    endings = {"out": {"title": "Out", "outcome": "good", **ending}}
    sitting = Sitting(story({"at": scene()}, endings=endings), seed=0)
    sitting.choose(1)
    return sitting


def test_there_is_no_debrief_before_the_reflection() -> None:
    sitting = ended()
    with pytest.raises(TrainerError):
        _ = sitting.debrief
    sitting.reflect({"plus": " I stayed\ncalm. "})
    assert sitting.debrief == debrief(sitting.session.transcript)
    assert sitting.reflection.words == {"plus": "I stayed calm."}


@pytest.mark.parametrize("answer", ["", "   ", "\n", None])
def test_an_empty_answer_skips_a_question(answer: str | None) -> None:
    sitting = ended()
    sitting.reflect({"feeling": answer, "delta": "Slower.", "rose": answer and None})
    assert sitting.debrief.summary.practice_score is not None
    assert sitting.run.reflection == {"delta": "Slower."}
    assert sitting.run.placed is None


def test_the_authors_first_question_is_asked_after_plus_and_delta() -> None:
    asked = ended(reflect=["When were you most yourself?", "And then?"]).questions
    assert [question.id for question in asked] == ["feeling", "plus", "delta", "asked", "rose", "closeness"]
    assert asked[3].text == "When were you most yourself?"
    assert [question.id for question in ended().questions] == ["feeling", "plus", "delta", "rose", "closeness"]


def test_places_are_kept_beside_the_words() -> None:
    sitting = ended()
    sitting.reflect({"feeling": "rustig", "rose": "SB", "closeness": 0})
    assert sitting.run.reflection == {"feeling": "rustig"}
    assert sitting.run.placed == {"rose": "SB2", "closeness": 0}


@pytest.mark.parametrize("wrong", [{"rose": "XX"}, {"rose": "SB9"}, {"closeness": 4}, {"closeness": -4}])
def test_a_place_that_does_not_exist_is_refused(wrong: dict[str, str | int]) -> None:
    sitting = ended()
    with pytest.raises(ValueError, match=r".+"):
        sitting.reflect(wrong)
    with pytest.raises(TrainerError):
        _ = sitting.debrief


def test_an_intention_stays_with_the_reflection_and_can_be_taken_back() -> None:
    sitting = ended()
    sitting.reflect({"feeling": "moe"})
    sitting.intend(" Wait \x1b[1m longer. ")
    assert sitting.run.reflection == {"feeling": "moe", "intention": "Wait [1m longer."}
    sitting.intend("")
    assert sitting.run.reflection == {"feeling": "moe"}


# --- once more, from an earlier turn ------------------------------------------------------------------------


def reflected(seed: int = 4) -> Sitting:
    """Return a sitting of four turns that may be played on from."""
    sitting = Sitting(rooms(), seed=seed)
    for name in ("alpha", "beta", "gamma", "leave"):
        sitting.choose(number(sitting, name))
    sitting.reflect({})
    return sitting


def test_playing_on_shows_two_turns_and_offers_what_was_offered_then() -> None:
    sitting = reflected()
    again = sitting.from_turn(4)
    assert [entry.text for entry in again.entries] == ["Say beta.", "Say gamma."]
    assert again.page.options == sitting.options_at(4)
    assert again.session.moment.scene == "kitchen"


def test_first_choices_stay_the_record_and_what_was_explored_stands_apart() -> None:
    sitting = reflected()
    before = sitting.debrief
    again = sitting.from_turn(2)
    assert not list(sitting.run.explored)
    again.choose(number(again, "leave"))
    assert sitting.run.choices == ("alpha", "beta", "gamma", "leave")
    assert [(branch.at, branch.choices) for branch in sitting.run.explored] == [(2, ("leave",))]
    assert again.run == sitting.run
    assert sitting.debrief == before
    assert again.debrief.transcript.ending == "out"
    assert len(again.debrief.transcript.turns) == 2


def test_a_branch_of_a_branch_tells_where_it_left_the_first_talk() -> None:
    again = reflected().from_turn(2)
    for name in ("delta", "epsilon", "leave"):
        again.choose(number(again, name))
    third = again.from_turn(4)
    third.choose(number(third, "alpha"))
    assert [(branch.at, branch.choices) for branch in third.run.explored] == [
        (2, ("delta", "epsilon", "leave")),
        (2, ("delta", "epsilon", "alpha")),
    ]


def test_a_turn_that_was_not_made_cannot_be_played_from() -> None:
    sitting = reflected()
    for turn in (0, 5, -1):
        with pytest.raises(TrainerError):
            sitting.from_turn(turn)


def test_an_assessment_is_not_played_on() -> None:
    sitting = Sitting(rooms(), seed=1, mode="assess")
    sitting.choose(1)
    with pytest.raises(TrainerError):
        sitting.from_turn(1)


def test_the_best_first_talk_and_every_ending_found_are_remembered() -> None:
    memory = Memory()
    scenario = rooms()
    assert (memory.best(scenario.id), memory.endings(scenario.id)) == (None, frozenset())
    sitting = Sitting(scenario, seed=1, memory=memory)
    sitting.choose(number(sitting, "leave"))
    assert memory.endings(scenario.id) == {"out"}
    assert memory.best(scenario.id) is None
    sitting.reflect({})
    assert memory.best(scenario.id) == sitting.debrief.summary.practice_score


# --- the run ----------------------------------------------------------------------------------------------


def test_the_run_holds_all_that_is_needed_to_have_this_again() -> None:
    client = persona(dispositions={"odd": {"start": "sad"}, "plain": {}})
    scenario = story({"at": scene(to="at", responses=LETTERS)}, personas={"ada": client})
    sitting = Sitting(scenario, seed=9, disposition="odd", mode="assess", learner="K7")
    sitting.choose(2)
    sitting.choose(5)
    sitting.reflect({"delta": "Slower."})
    run = sitting.run
    assert (run.seed, run.disposition, run.mode, run.learner) == (9, "odd", "assess", "K7")
    assert (run.scenario, run.digest, run.language) == (scenario.id, scenario.digest, "en")
    assert run.reflection == {"delta": "Slower."}
    assert kept(run) == run
    assert Session.restore(scenario, kept(run)).moment == sitting.session.moment
    assert json.loads(json.dumps(asdict(run)))["choices"] == list(run.choices)


def test_the_briefing_tells_what_one_should_know() -> None:
    more = {
        "summary": "A talk.", "note": "Heavy.", "level": 2, "minutes": 15, "goals": {"honest": "Be honest"},
        "you": {"role": "coach", "task": "Listen."}, "personas": pair(persona(age=31)),
    }  # fmt: skip
    briefing = Sitting(story({"at": scene()}, **more), seed=0).briefing
    assert (briefing.title, briefing.summary, briefing.note) == ("A try-out", "A talk.", "Heavy.")
    assert (briefing.role, briefing.task, briefing.goals) == ("coach", "Listen.", ("Be honest",))
    assert (briefing.clients, briefing.level, briefing.minutes) == (("Ada Bol (31)", "Bob Aks"), 2, 15)


def test_a_briefing_may_be_bare_and_never_shows_a_meter() -> None:
    own = {"trust": {"label": "Secret trust", "start": 4}}
    briefing = Sitting(story({"at": scene()}, meters={**meters(hope=1), **own}), seed=0).briefing
    assert (briefing.summary, briefing.note, briefing.role, briefing.task, briefing.goals) == ("", "", "", "", ())
    assert "trust" not in repr(briefing).lower()
