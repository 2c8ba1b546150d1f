"""Teams in turn: each in a talk of its own, and side by side afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.practice.sittings import rich
from trainer.errors import ChoiceError, StoreError
from trainer.practice.class_debrief import parting
from trainer.practice.memory import Memory
from trainer.practice.resume import restored
from trainer.practice.sitting import Sitting
from trainer.practice.teams import Teams, compared, figures
from trainer.records.store import Store
from trainer.records.teams import TeamRuns


def teams(number: int = 2, memory: Memory | None = None) -> Teams:
    scenario = rich()
    return Teams.begun(lambda: Sitting(scenario, seed=5, mode="class", as_written=True, memory=memory), number)


def played(given: Teams, *ids: str) -> None:
    """Let the teams make these choices, each in its turn."""
    for name in ids:
        given.choose(next(option.number for option in given.sitting.page.options if option.id == name))
        given.go_on()


def told(given: Teams) -> dict[str, str]:
    """Return every sheet by its title, as words."""
    return {
        sheet.title: "\n".join(f"{line.label} {line.text}" for line in sheet.lines)
        for sheet in compared(given.sittings)
    }


def test_teams_take_turns_and_each_goes_its_own_way() -> None:
    given = teams()
    order = []
    for name in ("enter", "enter", "ask", "cold"):
        order.append(given.at)
        played(given, name)
    assert order == [0, 1, 0, 1]
    assert [team.session.choices for team in given.sittings] == [("enter", "ask"), ("enter", "cold")]


def test_a_team_that_is_done_is_passed_over() -> None:
    given = teams()
    played(given, "enter", "enter", "move_on", "ask", "slam")
    assert given.at == 1
    played(given, "ask")
    assert given.at == 1
    assert not given.finished
    played(given, "move_on", "part")
    assert given.finished
    assert given.following() is None
    with pytest.raises(ChoiceError):
        given.choose(1)


def test_they_are_told_where_they_went_apart() -> None:
    given = teams(3)
    played(given, "enter", "enter", "enter", "ask", "cold", "ask")
    assert parting(given.sittings) == 2
    apart = told(given)["Where you went apart"]
    assert "Up to turn 1 you all did the same." in apart
    assert "Team 2 Stiffen." in apart


def test_teams_that_did_the_same_are_told_so() -> None:
    given = teams()
    played(given, "enter", "enter")
    assert parting(given.sittings) is None
    assert told(given)["Where you went apart"] == " You all made the same choices."


def test_a_talk_that_was_over_before_the_others_went_on_is_told_so() -> None:
    given = teams()
    played(given, "enter", "enter", "move_on", "move_on", "part")
    given.go_on()
    assert parting(given.sittings) == 3
    assert "Team 2 The talk was over by then." in told(given)["Where you went apart"]


def test_endings_paths_and_numbers_stand_side_by_side_the_numbers_last() -> None:
    given = teams()
    played(given, "enter", "enter", "move_on", "cold", "part", "move_on", "slam")
    found = told(given)
    assert list(found)[-1] == "The numbers side by side"
    assert "Team 1 The end: Together to the car" in found["Where every team came out"]
    assert "Team 2 The end: The door slams" in found["Where every team came out"]
    assert found["The path of team 2"].splitlines()[1] == "2 Stiffen."
    assert "When was it you?" in found["To talk about together"]
    rows = found["The numbers side by side"].splitlines()
    assert rows[1].split()[:3] == ["Team", "1", str(figures(given.sittings[0]).turns)]
    before = "\n".join(words for title, words in found.items() if title != "The numbers side by side")
    assert "score" not in before


def test_every_talk_is_kept_as_that_of_a_class(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.open()
    assert memory.store is not None
    given = teams(2, memory)
    played(given, "enter", "enter", "ask")
    given.close()
    runs = [team.record.run for team in given.sittings if team.record is not None]
    assert [memory.store.kept(run).run.choices for run in runs] == [("enter", "ask"), ("enter",)]
    assert {memory.store.kept(run).run.mode for run in runs} == {"class"}
    assert memory.store.history(None) == []


def brought_back(folder: Path) -> Teams:
    """Return the teams as a new program finds them."""
    store = Store(folder)
    [(first, _started)] = store.teams.unfinished(rich().id)
    kept = store.teams.kept(first)
    return Teams.restored([restored(store.kept(run), rich(), Memory()) for run in kept.runs], kept)


def seen(given: Teams) -> tuple[object, ...]:
    """Return all that one sees of where teams stand."""
    made = [sitting.session.choices for sitting in given.sittings]
    return given.at, given.chosen, given.looks_back, given.following(), made, compared(given.sittings)


def test_teams_that_are_killed_come_back_exactly_from_every_step(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.open()
    given = teams(3, memory)
    assert seen(brought_back(tmp_path)) == seen(given)
    for number in (1, 1, 1, 5, 2, 5, 2, 3, 1):
        given.choose(number)
        assert seen(brought_back(tmp_path)) == seen(given)
        given.go_on()
        assert seen(brought_back(tmp_path)) == seen(given)
    assert [sitting.page.ended for sitting in given.sittings] == [True, False, True]
    given.look_back()
    assert seen(brought_back(tmp_path)) == seen(given)
    given.end()
    assert memory.store is not None
    assert memory.store.teams.unfinished(rich().id) == []


def test_a_turn_that_cannot_be_kept_is_not_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise StoreError("The disk is full.")

    memory = Memory(tmp_path)
    memory.open()
    given = teams(2, memory)
    given.choose(1)
    monkeypatch.setattr(TeamRuns, "give_turn", full)
    with pytest.raises(StoreError):
        given.go_on()
    assert (given.at, given.chosen) == (0, True)
    given.sitting.keep_nothing()
    given.go_on()
    assert (given.at, given.chosen, given.is_kept) == (1, False, False)
