"""A class around one talk: votes that bind nobody, earlier moments, roads not taken, and all of it kept."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from trainer.errors import ChoiceError, UsageError
from trainer.practice.lesson import Lesson
from trainer.practice.memory import Memory
from trainer.practice.resume import restored, stage
from trainer.practice.sitting import Sitting
from trainer.practice.telling import sections
from trainer.scenario import load_scenario
from trainer.scenario.library import shipped
from trainer.scenario.model import Scenario

SEED = 7


def memory(folder: Path) -> Memory:
    found = Memory(folder)
    found.open()
    return found


@cache
def story() -> Scenario:
    return load_scenario(shipped() / "uithuisplaatsing.yaml", "en")


def lesson(folder: Path | None = None) -> Lesson:
    sitting = Sitting(
        story(), seed=SEED, disposition="verdrietig", mode="class", as_written=True,
        memory=memory(folder) if folder else None,
    )  # fmt: skip
    return Lesson(sitting, "KLAS")


def again(folder: Path) -> Lesson:
    """Return the class as it is after the program was killed and started again."""
    opened = memory(folder)
    assert opened.store is not None
    scenario = load_scenario(shipped() / "uithuisplaatsing.yaml", "en")
    [(run, _started)] = opened.store.lessons.unfinished(scenario.id)
    sitting = restored(opened.store.kept(run), scenario, opened)
    return Lesson.restored(sitting, opened.store.lessons.kept(run))


def voted(given: Lesson, *votes: str) -> None:
    """Hold a vote in which each of these is voted for by another seat."""
    given.open_vote()
    given.cast([(f"s{n}", option) for n, option in enumerate(votes)])
    given.close_vote()


def options(given: Lesson) -> list[str]:
    return [option.id for option in given.sitting.page.options]


def test_a_vote_goes_from_open_to_told_and_then_the_client_reacts() -> None:
    given = lesson()
    first, second, *_rest = options(given)
    stages = [given.stage]
    given.open_vote()
    stages.append(given.stage)
    assert stages == ["talk", "open"]
    given.cast([("a", first), ("b", second), ("c", second), ("a", second)])
    with pytest.raises(UsageError):
        given.tell()
    given.close_vote()
    with pytest.raises(UsageError):
        given.cast([("d", first)])
    with pytest.raises(UsageError):
        given.react()
    given.tell()
    assert given.ballot is not None
    assert given.ballot.counts[second] == 3
    given.react()
    assert given.sitting.session.choices == (second,)
    assert given.stage == "talk"
    [poll] = given.polls
    assert (poll.taken, poll.ballots[0].voters) == (second, 3)


def test_a_tie_takes_nothing_and_any_number_may_be_taken() -> None:
    given = lesson()
    first, second, third, *_rest = options(given)
    voted(given, first, second)
    given.tell()
    with pytest.raises(UsageError):
        given.react()
    given.take(3)
    assert given.polls[0].taken == third
    with pytest.raises(ChoiceError):
        given.take(99)


def test_a_second_vote_stands_beside_the_first() -> None:
    given = lesson()
    first, second, *_rest = options(given)
    voted(given, first, first, second)
    given.tell()
    given.vote_again()
    assert given.stage == "open"
    given.cast([("s0", second), ("s1", second), ("s2", second)])
    given.close_vote()
    given.tell()
    assert given.before is not None
    assert given.ballot is not None
    assert (given.before.winner, given.ballot.winner) == (first, second)


def test_a_show_of_hands_counts_without_a_vote() -> None:
    given = lesson()
    first, second, *_rest = options(given)
    given.count_hands({first: 3, second: 9})
    assert given.stage == "closed"
    given.tell()
    given.react()
    assert given.sitting.session.choices == (second,)
    with pytest.raises(UsageError):
        given.count_hands({"nothing": 2})


def test_a_road_not_taken_is_looked_at_and_one_returns() -> None:
    given = lesson()
    given.take(1)
    given.take(1)
    made, scene = given.sitting.session.choices, given.sitting.session.moment.scene
    turn, response = given.roads[0]
    given.fork(turn, response)
    assert given.on_a_fork
    assert given.sitting.session.choices == (*made[: turn - 1], response)
    given.come_home()
    assert (given.sitting.session.choices, given.sitting.session.moment.scene) == (made, scene)
    assert not given.on_a_fork


def test_going_back_goes_on_from_there() -> None:
    given = lesson()
    given.take(1)
    given.take(1)
    given.go_back(2)
    assert len(given.sitting.session.choices) == 1
    given.take(2)
    assert given.sitting.first.session.choices != given.sitting.session.choices


def test_places_are_voted_on_too() -> None:
    given = lesson()
    given.open_vote("rose")
    given.cast([("a", "OS3"), ("b", "OS2")])
    with pytest.raises(UsageError):
        given.cast([("c", "XX")])
    given.close_vote()
    given.tell()
    with pytest.raises(UsageError):
        given.react()
    given.open_vote("axis")
    given.cast([("a", "-1")])
    assert given.ballot is not None
    assert given.ballot.counts["-1"] == 1


def test_a_class_comes_back_after_the_program_was_killed(tmp_path: Path) -> None:
    given = lesson(tmp_path)
    first, second, *_rest = options(given)
    voted(given, first, second, second)
    given.tell()
    given.react()
    given.open_vote()
    vote = options(given)[0]
    given.cast([("s0", vote)])
    given.sitting.close()
    back = again(tmp_path)
    assert back.sitting.session.choices == given.sitting.session.choices
    assert (back.code, back.stage) == ("KLAS", "open")
    assert back.ballot is not None
    assert back.ballot.votes == {"s0": vote}
    assert back.polls == given.polls
    back.close_vote()
    back.tell()
    assert back.react().entries


def test_the_talk_of_a_class_is_nobodys_own(tmp_path: Path) -> None:
    given = lesson(tmp_path)
    given.take(1)
    given.sitting.close()
    store = memory(tmp_path).store
    assert store is not None
    assert (store.unfinished(None), store.history(None)) == ([], [])


def test_a_road_that_was_looked_at_when_the_program_was_killed_can_be_returned_from(tmp_path: Path) -> None:
    given = lesson(tmp_path)
    given.take(1)
    given.take(1)
    made = given.sitting.session.choices
    given.fork(*given.roads[0])
    on_the_road = given.sitting.session.choices
    given.sitting.close()
    opened = memory(tmp_path)
    assert opened.store is not None
    [(run, _started)] = opened.store.lessons.unfinished("uithuisplaatsing")
    first = restored(opened.store.kept(run), given.sitting.scenario, opened)
    back = Lesson.restored(stage(first)[0], opened.store.lessons.kept(run))
    assert (back.sitting.session.choices, back.on_a_fork) == (on_the_road, True)
    back.come_home()
    assert (back.sitting.session.choices, back.on_a_fork) == (made, False)


def test_who_goes_on_without_saving_keeps_nothing_more_and_votes_on(tmp_path: Path) -> None:
    given = lesson(tmp_path)
    given.open_vote()
    given.sitting.keep_nothing()
    given.cast([("a", options(given)[0])])
    given.close_vote()
    given.tell()
    given.react()
    assert len(given.sitting.session.choices) == 1


def test_a_class_that_goes_back_and_stops_there_sees_its_numbers() -> None:
    given = lesson()
    for _turn in range(2):
        given.take(1)
    given.go_back(2)
    given.look_back()
    given.sitting.first.reflect({})
    titles = [section.title for section in sections(given.talk)]
    assert titles
    assert not any(title.startswith("Again from turn") for title in titles)
