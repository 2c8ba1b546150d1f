"""Coming back: a sitting that was kept and is opened again is the same sitting, wherever one was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conversation import PROFILE
from tests.conversation.strategies import Plain, stories
from tests.conversation.test_random_stories import loaded, seeds
from tests.practice.sittings import RICH, choose, rich
from tests.scenario import STORY, change, keep
from trainer.errors import StoreError, TakenError, UsageError
from trainer.practice.memory import Memory
from trainer.practice.reflection import Answer
from trainer.practice.resume import Return, Stage, restored, returning, stage
from trainer.practice.sitting import Sitting
from trainer.practice.telling import sections
from trainer.records.store import Store
from trainer.scenario import load_scenario
from trainer.scenario.model import Scenario

ROUNDS = settings(
    PROFILE,
    max_examples=PROFILE.max_examples // 3,  # each writes to the disk many times
    suppress_health_check=[*PROFILE.suppress_health_check, HealthCheck.function_scoped_fixture],
)
MOVES = ["choose"] * 5 + ["another way"] * 3 + ["back", "next"]
moves = st.lists(st.tuples(st.sampled_from(MOVES), st.integers(0, 11)), min_size=12, max_size=30)
ANSWERS: dict[str, tuple[Answer | None, ...]] = {
    "word": ("tired", "", None, "  two \x1b words "),
    "words": ("I stayed.\nI waited.", "", None, "é" * 3000),
    "rose": ("SB2", "", None, "M"),
    "closeness": (-1, 0, None, ""),
}


class Trainee:
    """Somebody who does all one can do in a sitting, as the players let them; `here` is where they are."""

    def __init__(self, first: Sitting) -> None:
        self.first = self.here = first

    def do(self, move: str, number: int) -> None:
        """Do something, or what else there is to do here."""
        here, turns = self.here, len(self.here.session.transcript.turns)
        playing_on = bool(self.first.page.options) or self.first.reflected
        if move == "another way" and turns and playing_on and (here is self.first or here.left):
            self.here = here.from_turn(1 + number % turns)
        elif here is not self.first and (move == "back" or not here.page.options):
            if not here.left:
                here.stop()
            self.here = self.first
        elif here.page.options:
            here.choose(1 + number % len(here.page.options))
        else:
            self.reflect(number)

    def reflect(self, number: int) -> None:
        """Answer the next question, or leave with an intention when all were asked."""
        first = self.first
        left = [question for question in first.questions if question.id not in first.answered]
        if first.reflected:
            first.intend(("wait longer", "", "ask")[number % 3])
        elif left and number:
            given = ANSWERS[left[0].kind]
            first.answer(left[0].id, given[number % len(given)])
        else:
            first.reflect(first.answered)

    @property
    def stage(self) -> Stage:
        """Return where they are."""
        if self.here is not self.first or self.first.page.options:
            return "talk"
        return "debrief" if self.first.reflected else "questions"


def remembered(store: Store) -> Memory:
    """Return a memory of nobody, with a store that is open."""
    memory = Memory()
    memory.store = store
    return memory


def same(trainee: Trainee, store: Store) -> bool:
    """Check that who comes back now finds everything as it is; return whether there was something to come back to."""
    first, here = trainee.first, trainee.here
    run = first.record.run if first.record is not None else ""
    if not run:
        return False
    again, where = stage(restored(store.kept(run), first.scenario, Memory()))
    if here is not first and not here.kept:  # nothing was chosen there yet
        here = first
    elif here is first or not here.left:
        assert where == trainee.stage
        assert again.at == here.at
        assert again.session.moment == here.session.moment
        assert (again.page.options, again.page.ended) == (here.page.options, here.page.ended)
        assert again.entries == here.entries
        assert again.number == here.number
    first, again = here.first, again.first
    assert again.run == first.run
    assert again.as_written == first.as_written
    assert [(way.number, way.at, way.left) for way in again.tried] == [
        (way.number, way.at, way.left) for way in first.tried
    ]
    assert {key: value for key, value in again.answered.items() if value not in ("", None)} == {
        key: value for key, value in tidied(first).items() if value not in ("", None)
    }
    assert again.answered.keys() == first.answered.keys()
    assert again.reflected == first.reflected
    if first.reflected:
        assert again.reflection == first.reflection
        assert again.debrief.summary == first.debrief.summary
        assert sections(again) == sections(first)
    return True


def tidied(first: Sitting) -> dict[str, Answer]:
    """Return the answers of a sitting as they are kept."""
    from trainer.practice.reflection import reflection

    found = reflection(first.answered)
    return {**found.words, **found.placed}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "data")
    yield opened
    opened.close()


@ROUNDS
@given(stories(), seeds, st.booleans(), st.sampled_from(["practice", "practice", "assess"]), moves)
def test_a_sitting_restored_after_every_step_is_the_same(
    store: Store, story: Plain, seed: int, as_written: bool, mode: str, steps: list[tuple[str, int]]
) -> None:
    first = Sitting(
        loaded(story),
        seed=seed,
        as_written=as_written,
        mode="assess" if mode == "assess" else "practice",
        memory=remembered(store),
    )
    trainee = Trainee(first)
    for move, number in steps:
        trainee.do("choose" if move == "another way" and mode == "assess" else move, number)
        same(trainee, store)
    first.close()


WAY = """enter cold <1 enter vow back ask cling <3 cling move_on slam back move_on part
next next next next next next next reflect next <4 ask move_on part <5 vow back next"""
"""All that one can do in `rich`: ids of responses, `<3` for another way from turn 3, and back from it."""


def test_all_that_one_can_do_is_the_same_when_one_comes_back(store: Store) -> None:
    trainee = Trainee(Sitting(rich(), seed=5, memory=remembered(store)))
    for word in WAY.split():
        if word in ("back", "next", "reflect"):
            trainee.do(word, int(word == "next"))
        elif word.startswith("<"):
            trainee.do("another way", int(word[1:]) - 1)
        else:
            choose(trainee.here, word)
        assert same(trainee, store), word
    assert [len(way.run.explored) for way in (trainee.first, trainee.here)] == [4, 4]
    assert trainee.first.run.choices == RICH


# --- what can be gone on with -----------------------------------------------------------------------------------


def begun(store: Store, scenario: Scenario, *ids: str) -> Sitting:
    """Return a sitting in which these responses were made, and kept."""
    given = Sitting(scenario, seed=5, memory=remembered(store))
    choose(given, *ids)
    return given


def test_a_step_of_which_the_talk_cannot_be_held_open_is_not_kept_either(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = Sitting(rich(), seed=5, memory=remembered(store))

    def fails(*_given: object) -> None:
        raise StoreError("The folder cannot be used.")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Store, "lease", fails)
        with pytest.raises(StoreError):
            given.choose(1)
    assert given.session.run.choices == ()
    assert store.history(None) == []
    given.choose(1)
    assert [past.turns for past in store.history(None)] == [1]


# --- the scenario of now and of then ----------------------------------------------------------------------------


LONGER = change(STORY, "closeness: -2\n        to: ruzie", "closeness: -2\n        to: begin")
"""The first response ends the talk, the second does not."""


def left(store: Store, path: Path, *ids: str) -> Sitting:
    """Return a sitting in a file that was left."""
    given = begun(store, load_scenario(path), *ids)
    given.close()
    return given


def back(store: Store, *shelves: Path) -> Return:
    """Come back to the latest run."""
    return returning(remembered(store), store.history(None)[0].id, shelves, "nl")


def test_a_scenario_that_is_where_it_was_has_not_changed(store: Store, tmp_path: Path) -> None:
    given = left(store, keep(tmp_path, LONGER), "regel", "regel")
    found = back(store)
    assert (found.changed, found.leads, found.told, found.stopped) == (False, True, "", False)
    sitting = found.go_on(remembered(store))
    assert (sitting.run, sitting.entries, sitting.page.options) == (given.run, given.entries, given.page.options)
    sitting.close()


def test_a_mended_word_shows_at_once_and_changes_nothing(store: Store, tmp_path: Path) -> None:
    left(store, keep(tmp_path, LONGER), "regel")
    keep(tmp_path, change(LONGER, "Wat is er gebeurd?", "Wat gebeurde er?"))
    found = back(store)
    assert not found.changed
    assert "Wat gebeurde er?" in [option.text for option in found.go_on(remembered(store)).page.options]


def test_a_scenario_that_moved_is_found_by_its_id(store: Store, tmp_path: Path) -> None:
    given = left(store, keep(tmp_path, LONGER), "regel")
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    keep(shelf, LONGER)
    (tmp_path / "huur.yaml").unlink()
    found = back(store, shelf)
    assert not found.changed
    assert found.scenario.path == shelf / "huur.yaml"
    assert found.read(Memory()).entries == given.entries


def test_a_scenario_that_is_gone_is_there_as_it_was(store: Store, tmp_path: Path) -> None:
    given = left(store, keep(tmp_path, LONGER), "regel")
    (tmp_path / "huur.yaml").unlink()
    found = back(store)
    assert (found.changed, found.leads) == (False, True)
    sitting = found.go_on(remembered(store))
    assert (sitting.run, sitting.entries) == (given.run, given.entries)
    choose(sitting, "vraag")
    sitting.reflect({})
    sitting.close()
    assert back(store).reopen(Memory()).debrief.summary == sitting.debrief.summary


def test_a_scenario_that_was_never_kept_and_is_gone_is_told(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.practice.record.texts", lambda scenario: {})
    left(store, keep(tmp_path, LONGER), "regel")
    (tmp_path / "huur.yaml").unlink()
    with pytest.raises(UsageError, match=r"De huur .*no longer there"):
        back(store)


def test_a_change_after_which_the_way_still_leads_on_is_told(store: Store, tmp_path: Path) -> None:
    given = left(store, keep(tmp_path, LONGER), "regel")
    keep(tmp_path, change(LONGER, "closeness: -2", "closeness: -1"))
    found = back(store)
    assert (found.changed, found.leads) == (True, True)
    assert "can still be chosen" in found.told
    assert found.original is not None
    assert found.original.digest == given.run.digest
    assert found.go_on(remembered(store)).run.choices == given.run.choices


NO_WAY = change(LONGER, "      regel:\n", "      regel:\n        if: vertrouwen > 4\n")


def test_a_change_after_which_nothing_leads_on_can_be_read_and_begun_anew(store: Store, tmp_path: Path) -> None:
    given = left(store, keep(tmp_path, LONGER), "regel")
    keep(tmp_path, NO_WAY)
    found = back(store)
    assert (found.changed, found.leads) == (True, False)
    assert "no longer leads on" in found.told
    assert found.read(Memory()).entries == given.entries
    anew = found.restart(remembered(store))
    assert anew.scenario.digest != given.run.digest
    found.give_up(remembered(store))
    assert store.unfinished(None) == []


def test_what_can_no_longer_be_shown_is_told_in_words(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.practice.record.texts", lambda scenario: {})
    left(store, keep(tmp_path, LONGER), "regel").stop()
    keep(tmp_path, NO_WAY)
    found = back(store)
    for way in (found.reopen, found.read):
        with pytest.raises(UsageError, match="can no longer be shown"):
            way(Memory())


def test_a_scenario_whose_file_ends_in_yml_can_be_read_when_it_is_gone(store: Store, tmp_path: Path) -> None:
    path = keep(tmp_path, LONGER).rename(tmp_path / "huur.yml")
    given = left(store, path, "regel")
    path.unlink()
    assert back(store).read(Memory()).entries == given.entries


# --- two windows ------------------------------------------------------------------------------------------------


def test_one_window_goes_on_and_another_reads(store: Store, tmp_path: Path) -> None:
    given = begun(store, load_scenario(keep(tmp_path, LONGER)), "regel")
    found = back(store)
    with pytest.raises(TakenError):
        found.go_on(remembered(store))
    assert found.read(remembered(store)).entries == given.entries
    looked = found.reopen(remembered(store))
    assert looked.record is None
    looked.choose(1)
    assert store.kept(store.history(None)[0].id).run.choices == ("regel",)
    given.close()
    found.go_on(remembered(store)).close()


def test_a_run_that_is_not_there_and_a_memory_that_keeps_nothing_are_told(store: Store) -> None:
    with pytest.raises(UsageError, match="no run"):
        returning(remembered(store), "beef", (), "en")
    with pytest.raises(UsageError, match="Nothing is saved"):
        returning(Memory(), "beef", (), "en")
