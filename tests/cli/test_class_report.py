"""`trainer report` of a class, and finding the classes that were held."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli import run
from tests.practice.test_lesson import again, lesson, options, story, voted
from trainer.practice.memory import Memory
from trainer.practice.sitting import Sitting
from trainer.practice.teams import Teams


@pytest.fixture
def held(tmp_path: Path) -> str:
    """Hold a class with one vote, kept in a data folder, and return its code."""
    given = lesson(tmp_path / "data")
    voted(given, *options(given)[:2] * 3)
    given.tell()
    given.take(2)
    record = given.sitting.first.record
    assert record is not None
    given.sitting.close()
    return record.run


def test_a_class_is_found_and_has_a_page_and_a_table(tmp_path: Path, held: str) -> None:
    data = ("--data-dir", tmp_path / "data")
    listed = run("history", "--classes", *data)
    assert f"{held}, " in listed.out
    assert "Taken into care, 1 vote round\n" in listed.out
    for name in ("class.html", "class.csv"):
        ran = run("report", held[:6], "-o", tmp_path / name, *data)
        assert (ran.status, ran.out) == (0, "")
    assert "What to do, 6 votes" in (tmp_path / "class.html").read_text(encoding="utf-8")
    table = (tmp_path / "class.csv").read_text(encoding="utf-8-sig").splitlines()
    assert table[0].startswith("run,scenario,started,way,turn,")
    assert table[1].startswith(f"{held},uithuisplaatsing,")
    assert table[1].endswith(",3")


@pytest.mark.parametrize("verb", ["resume", "debrief"])
def test_the_talk_of_a_class_is_nobodys_own_to_go_on_with(tmp_path: Path, held: str, verb: str) -> None:
    data = ("--data-dir", tmp_path / "data")
    ran = run(verb, held, "--plain", *data, typed="1\n" * 30)
    assert (ran.status, ran.out) == (2, "")
    assert f"`trainer class uithuisplaatsing` goes on with it; `trainer report {held} -o" in " ".join(ran.err.split())
    kept = again(tmp_path / "data")
    assert len(kept.sitting.session.choices) == 1


def test_teams_are_found_by_the_run_of_any_of_them(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "data")
    memory.open()
    scenario = story()
    teams = Teams.begun(lambda: Sitting(scenario, mode="class", as_written=True, memory=memory), 2)
    teams.choose(1)
    teams.close()
    runs = [sitting.record.run for sitting in teams.sittings if sitting.record is not None]
    data = ("--data-dir", tmp_path / "data")
    assert f"{runs[0]}, " in run("history", "--classes", *data).out
    for code in runs:
        ran = run("report", code, "-o", tmp_path / "teams.html", *data)
        assert (ran.status, ran.out) == (0, "")
        assert "Where every team came out" in (tmp_path / "teams.html").read_text(encoding="utf-8")


def test_what_is_kept_of_who_gave_no_code_has_classes_in_it_and_they_are_deleted_with_it(
    tmp_path: Path, held: str
) -> None:
    data = ("--data-dir", tmp_path / "data")
    assert run("data", "show", "-", *data).out == run("history", "--classes", *data).out
    run("play", "eerste_gesprek", "--plain", *data, typed="1\n" * 40)
    shown = run("data", "show", "-", *data).out
    assert "`trainer debrief` with the code of a talk" in shown
    assert f"{held}, " in shown
    assert run("data", "delete", "-", "--yes", *data).status == 0
    assert run("history", "--classes", *data).out.startswith("No class was held here yet")


def test_where_no_class_was_held_that_is_said(tmp_path: Path) -> None:
    ran = run("history", "--classes", "--data-dir", tmp_path)
    assert (ran.status, ran.out) == (0, "No class was held here yet: `trainer class` begins one.\n")


def test_a_talk_of_ones_own_has_no_table_of_votes(tmp_path: Path) -> None:
    data = ("--data-dir", tmp_path / "data")
    run("play", "eerste_gesprek", "--plain", *data, typed="1\n" * 40)
    listed = run("export", *data).out
    code = listed.split('"id": "')[1].split('"')[0]
    ran = run("report", code, "-o", tmp_path / "talk.csv", *data)
    assert ran.status == 2
    assert "Only the votes of a class are a table here" in ran.err
    assert not (tmp_path / "talk.csv").exists()
