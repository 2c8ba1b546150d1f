"""A vote in words: what can be answered, how it came out, and what comes next."""

from __future__ import annotations

import pytest

from tests.conversation.stories import say, scene, story
from tests.practice.sittings import ENDINGS
from tests.practice.test_lesson import lesson, options, voted
from trainer.practice.lesson import Lesson
from trainer.practice.sitting import Sitting
from trainer.practice.voting import Answer, answers, asked, standing, tallies


def here(given: Lesson, asks: str = "response") -> tuple[Answer, ...]:
    sitting = given.sitting
    return answers(sitting.scenario, sitting.session.moment.scene, asks, tuple(options(given)))  # type: ignore[arg-type]


def test_responses_are_numbered_in_the_order_of_the_file() -> None:
    given = lesson()
    found = here(given)
    assert [answer.sign for answer in found] == ["1", "2", "3", "4", "5"]
    assert [answer.options for answer in found] == [(name,) for name in options(given)]
    assert found[1].text.endswith("Yes. Noor's coming with us at three.")


def test_every_place_of_an_octant_counts_for_it() -> None:
    given = lesson()
    given.open_vote("rose")
    given.cast([("a", "OS1"), ("b", "OS4"), ("c", "M"), ("d", "SO2")])
    assert given.ballot is not None
    found = tallies(given.sitting.scenario, "aan_tafel", given.ballot)
    assert {tally.answer.sign: tally.now for tally in found if tally.now} == {"OS": 2, "M": 1, "SO": 1}


def test_a_hand_for_a_place_counts_as_its_usual_one() -> None:
    given = lesson()
    assert {answer.sign: answer.counts_as for answer in here(given, "rose")}["OS"] == "OS2"
    assert here(given, "rose")[-1].counts_as == "M"
    assert [answer.counts_as for answer in here(given, "axis")] == ["3", "2", "1", "0", "-1", "-2", "-3"]


@pytest.mark.parametrize(
    ("votes", "words"),
    [
        ([], "Nobody voted"),
        ([0], "1 vote. Enter: Anouk reacts to 1."),
        ([0, 0, 1], "3 votes. Enter: Anouk reacts to 1."),
        ([0, 0, 1, 1], "4 votes: a tie."),
        ([0, 0, 1, 2], "4 votes, divided."),
    ],
)
def test_how_it_came_out_is_told_kindly(votes: list[int], words: str) -> None:
    given = lesson()
    voted(given, *(options(given)[n] for n in votes))
    given.tell()
    assert standing(given, "response").startswith(words)


def test_no_count_is_told_while_the_vote_is_open() -> None:
    given = lesson()
    given.open_vote()
    before = standing(given, "response")
    given.cast([("a", options(given)[0])])
    assert standing(given, "response") == before == "The vote is open. What would you do now?"


def test_the_steps_of_a_scale_are_answers_too() -> None:
    scale = {
        "activity": "scale", "prompt": "How heavy is it?", "ends": ["not at all", "very"], "steps": 4,
        "outcomes": [{"to": "talk"}],
    }  # fmt: skip
    scenes = {"how": scale, "talk": scene(to="out", responses={"ask": say(say="Ask.")})}
    given = Lesson(Sitting(story(scenes, endings=ENDINGS), seed=5, mode="class", as_written=True))
    assert [(answer.sign, answer.text) for answer in here(given)] == [
        ("1", "not at all"), ("2", ""), ("3", ""), ("4", "very"),
    ]  # fmt: skip
    assert asked(given.sitting, "response") == "Which step do you choose?"
    voted(given, "3", "3", "1")
    given.tell()
    given.react()
    assert given.sitting.session.choices == ("3",)
