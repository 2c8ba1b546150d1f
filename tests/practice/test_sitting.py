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
    sitting.reflect("I stayed calm.")
    assert sitting.debrief == debrief(sitting.session.transcript)
    assert sitting.answer == "I stayed calm."


@pytest.mark.parametrize("answer", ["", "   ", "\n"])
def test_an_empty_answer_skips_the_reflection(answer: str) -> None:
    sitting = ended()
    sitting.reflect(answer)
    assert sitting.debrief.summary.practice_score is not None
    assert sitting.run.reflection == {}


def test_the_question_is_the_one_of_the_ending_or_a_general_one() -> None:
    assert ended(reflect=["When were you most yourself?", "And then?"]).question == "When were you most yourself?"
    assert ended().question.endswith("?")
    assert Sitting(rooms(), seed=0).question == ended().question


# --- the run ----------------------------------------------------------------------------------------------


def test_the_run_holds_all_that_is_needed_to_have_this_again() -> None:
    client = persona(dispositions={"odd": {"start": "sad"}, "plain": {}})
    scenario = story({"at": scene(to="at", responses=LETTERS)}, personas={"ada": client})
    sitting = Sitting(scenario, seed=9, disposition="odd", mode="assess", learner="K7")
    sitting.choose(2)
    sitting.choose(5)
    sitting.reflect("Slower.")
    run = sitting.run
    assert (run.seed, run.disposition, run.mode, run.learner) == (9, "odd", "assess", "K7")
    assert (run.scenario, run.digest, run.language) == (scenario.id, scenario.digest, "en")
    assert run.reflection == {"answer": "Slower."}
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
