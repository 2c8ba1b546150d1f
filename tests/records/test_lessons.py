"""Classes and teams in the store: what of them can be gone on with, an older store, and no byte left of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest

from trainer.conversation import Run
from trainer.conversation.run import Chosen
from trainer.errors import UsageError
from trainer.records import schema
from trainer.records.lessons import Begun, KeptBallot, Place, Standing
from trainer.records.past import Apart, Figures
from trainer.records.store import FILE, Store

RUN = Run("tea", "d1", "en", seed=4, disposition=None, mode="class")
FIGURES = Figures(2, 0.5, 71.5, None, -1, 0.25, 66.0, ("SB", "OS"))


def begin(store: Store) -> str:
    """Keep a run of a class."""
    return store.begin(RUN, "Tea", Path("tea.yaml"), as_written=True, files={"tea.yaml": "format: 1\n"})


def lesson(store: Store) -> str:
    """Keep a class with a seat, a vote, a way and a door."""
    run = begin(store)
    store.lessons.begin(run, "KLAS")
    store.lessons.admit(run, "SECRET", "192.168.1.5", 8642)
    store.lessons.seat(run, "SECRETSEAT")
    place = Place(1, 2, 0)
    store.lessons.put(run, KeptBallot(place, 1, "room", "response", ("SECRETOPTION",), True, False))
    store.lessons.vote(run, place, [("SECRETSEAT", "SECRETOPTION")])
    store.lessons.begin_way(run, Begun(1, 0, 2))
    store.lessons.stand(run, Standing(1, 0))
    return run


def named(found: Iterable[tuple[str, str]]) -> set[str]:
    """Return which runs are on offer."""
    return {run for run, _started in found}


def test_a_class_comes_back_with_its_door_and_where_it_stood(tmp_path: Path) -> None:
    run = lesson(Store(tmp_path))
    kept = Store(tmp_path).lessons.kept(run)
    assert (kept.code, kept.joined_at) == ("SECRET", ("192.168.1.5", 8642))
    assert (kept.standing, kept.ways) == (Standing(1, 0, False), (Begun(1, 0, 2),))
    assert kept.ballots[0].votes == {"SECRETSEAT": "SECRETOPTION"}


def test_a_class_is_on_offer_until_the_numbers_or_until_it_is_stopped(tmp_path: Path) -> None:
    store = Store(tmp_path)
    talking, ended, numbers, stopped = (lesson(store) for _n in range(4))
    for run in (ended, numbers):
        store.finish(run, 1, Chosen("drink"), "calm", FIGURES)
    store.reflect(numbers, Apart())
    store.lessons.end(stopped)
    assert named(store.lessons.unfinished("tea")) == {talking, ended}
    assert store.lessons.unfinished("milk") == []


def test_teams_come_back_in_their_order_with_whose_turn_it_was(tmp_path: Path) -> None:
    store = Store(tmp_path)
    runs = tuple(begin(store) for _n in range(3))
    store.teams.begin(runs)
    store.teams.give_turn(runs[0], 2, 4)
    kept = Store(tmp_path).teams.kept(runs[0])
    assert (kept.runs, kept.up, kept.made, kept.looks_back) == (runs, 2, 4, False)
    assert named(store.teams.unfinished("tea")) == {runs[0]}
    store.teams.look_back(runs[0])
    assert store.teams.kept(runs[0]).looks_back
    store.teams.end(runs[0])
    assert store.teams.unfinished("tea") == []
    with pytest.raises(UsageError):
        store.teams.kept(runs[1])


def test_nothing_is_left_of_classes_and_teams_that_were_deleted(tmp_path: Path) -> None:
    store = Store(tmp_path)
    lesson(store)
    store.teams.begin([begin(store), begin(store)])
    assert store.delete(None) == 3
    tables = store._database.rows("select name from sqlite_master where type = 'table'")
    assert {name for (name,) in tables} >= {"lesson", "seat", "ballot", "vote", "way", "teams", "team"}
    assert [name for (name,) in tables if store._database.rows(f"select 1 from {name}")] == []
    left = [path for path in tmp_path.rglob("*") if path.is_file() and b"SECRET" in path.read_bytes()]
    assert left == []


def test_an_older_class_stands_on_the_way_that_was_tried_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as older:
        older.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:3])
        store = Store(tmp_path)
        runs = [begin(store) for _n in range(5)]
        for run in runs:
            store.lessons.begin(run, "KLAS")
            store.choose(run, 1, Chosen("pour"))
        talking, forked, twice, stopped, ended = runs
        for run, number in ((forked, 1), (forked, 2), (twice, 1), (twice, 2)):
            store.branch(run, number, 1, 1, 1, [Chosen("spill")])
        store.end_branch(forked, 1, None)
        store.stop(stopped)
        store.finish(ended, 2, Chosen("drink"), "calm", FIGURES)
        store.close()
    today = Store(tmp_path)
    stood = [today.lessons.kept(run).standing for run in (talking, forked, twice)]
    assert stood == [Standing(0, None), Standing(2, 0), Standing(2, 1)]
    assert named(today.lessons.unfinished("tea")) == {talking, forked, twice, ended}
    copies = list((tmp_path / "backups").iterdir())
    assert [path.name for path in copies] == [f"{Path(FILE).stem}-3.sqlite"]
    assert sqlite3.connect(copies[0]).execute("pragma user_version").fetchone() == (3,)
