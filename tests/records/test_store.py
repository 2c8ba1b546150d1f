"""The store: what was acknowledged is there, whoever else writes, and however often something fails."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from trainer.conversation import Run
from trainer.conversation.run import Chosen
from trainer.errors import StoreError, TakenError, UsageError
from trainer.records import schema
from trainer.records.past import Apart, Figures
from trainer.records.store import FILE, Store

RUN = Run("tea", "d1", "en", seed=4, disposition={"ada": "tired"}, learner="K7")
FIGURES = Figures(2, 0.5, 71.5, None, -1, 0.25, 66.0, ("SB", "OS"))


def begin(store: Store, run: Run = RUN) -> str:
    """Keep a run with nothing in it yet."""
    return store.begin(run, "Tea", Path("tea.yaml"), as_written=False, files={"tea.yaml": "format: 1\n"})


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "data")


def test_a_run_comes_back_as_it_was(store: Store, tmp_path: Path) -> None:
    key = begin(store)
    store.choose(key, 1, Chosen("pour"))
    store.finish(key, 2, Chosen("drink"), "calm", FIGURES)
    store.branch(key, 1, left=1, at=1, first=1, made=[Chosen("spill")])
    store.choose(key, 2, Chosen("wipe"), branch=1)
    store.end_branch(key, 1, "wet")
    store.answer(key, "feeling", "warm")
    store.answer(key, "plus", "")
    store.answer(key, "rose", "SB2")
    store.answer(key, "closeness", "-1")
    store.reflect(key, Apart(12.5, 2))
    store.answer(key, "intention", "wait longer")
    store.close()
    kept = Store(tmp_path / "data").kept(key)
    assert (kept.run.choices, kept.run.disposition, kept.run.seed) == (("pour", "drink"), {"ada": "tired"}, 4)
    assert [(way.at, way.choices) for way in kept.run.explored] == [(1, ("spill", "wipe"))]
    assert (kept.branches[0].ended, kept.branches[0].ending) == (True, "wet")
    assert kept.run.reflection == {"feeling": "warm", "intention": "wait longer"}
    assert kept.run.placed == {"rose": "SB2", "closeness": -1}
    assert list(kept.answers) == ["feeling", "plus", "rose", "closeness", "intention"]
    assert (kept.past.figures, kept.past.apart, kept.past.found) == (FIGURES, Apart(12.5, 2), ("wet",))


def test_what_one_can_go_on_with_and_what_not(store: Store) -> None:
    talking, questions, branching, done, stopped = (begin(store) for _n in range(5))
    for key in (talking, questions, branching, done, stopped):
        store.choose(key, 1, Chosen("pour"))
    for key in (questions, branching, done):
        store.finish(key, 2, Chosen("drink"), "calm", FIGURES)
    for key in (branching, done):
        store.reflect(key, Apart())
    store.branch(branching, 1, 1, 1, 1, [Chosen("spill")])
    store.stop(stopped)
    assert {past.id for past in store.unfinished("K7")} == {talking, questions, branching}
    assert store.unfinished(None) == []
    store.end_branch(branching, 1, None)
    assert {past.id for past in store.unfinished("K7")} == {talking, questions}


def test_the_talk_that_was_left_last_comes_first(tmp_path: Path) -> None:
    times = iter(f"2026-01-01T00:00:{n:02}.000Z" for n in range(60))
    store = Store(tmp_path / "data", clock=lambda: next(times))
    first, second = begin(store), begin(store)
    for turn, key in ((1, first), (1, second), (2, first)):
        store.choose(key, turn, Chosen("pour"))
    assert [past.id for past in store.unfinished("K7")] == [first, second]


def test_only_talks_that_were_reflected_on_have_a_best_score(store: Store) -> None:
    key = begin(store)
    store.finish(key, 1, Chosen("drink"), "calm", FIGURES)
    assert store.best("K7") == {}
    assert store.endings("K7") == {"tea": {"calm"}}
    store.reflect(key, Apart())
    assert store.best("K7") == {"tea": 66.0}
    assert store.best(None) == {}


def test_the_intention_of_this_scenario_goes_before_a_later_one_of_another(tmp_path: Path) -> None:
    times = iter(f"2026-01-01T00:00:{n:02}.000Z" for n in range(60))
    store = Store(tmp_path / "data", clock=lambda: next(times))
    for scenario, words in (("tea", "wait"), ("tea", "wait longer"), ("milk", "ask"), ("milk", "")):
        key = begin(store, Run(scenario, "d", "en", 1, None, learner="K7"))
        store.answer(key, "intention", words)
    assert [store.intention("K7", name) for name in ("tea", "milk", "rain")] == ["wait longer", "ask", "ask"]
    assert store.intention(None, "tea") is None


def test_a_run_is_named_by_how_its_id_begins(store: Store) -> None:
    keys = sorted(begin(store) for _n in range(40))
    assert store.named(keys[0]) == keys[0]
    with pytest.raises(UsageError, match="More runs"):
        store.named(next(key[0] for key, other in pairwise(keys) if key[0] == other[0]))
    for nothing in ("", "x", "%", "_"):
        with pytest.raises(UsageError, match="no run"):
            store.named(nothing)


# --- private, and gone when deleted -----------------------------------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="modes of files are a matter of POSIX")
def test_only_the_user_can_look_into_the_folder(store: Store) -> None:
    store.lease(begin(store))
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (store.folder, *store.folder.rglob("*"))}
    assert {path for path, mode in modes.items() if path.is_dir() and mode != 0o700} == set()
    assert modes[store.folder / FILE] == 0o600
    assert all(not mode & 0o077 for path, mode in modes.items() if path.parent == store.folder)


@pytest.mark.skipif(os.name != "posix", reason="modes of files are a matter of POSIX")
def test_a_folder_of_somebody_else_stays_as_it_is_and_the_files_in_it_are_private(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    store = Store(folder)
    store.lease(begin(store))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o755
    assert [path for path in folder.iterdir() if stat.S_IMODE(path.stat().st_mode) & 0o077] == []


def test_delete_leaves_no_byte_anywhere(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for learner in ("SECRETCODE", "K7"):
        for n in range(30):
            key = begin(store, Run("tea", "d", "en", n, None, learner=learner))
            store.choose(key, 1, Chosen("pour"))
            store.answer(key, "feeling", f"SECRETFEELING {learner} {n}" * 40)
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "create table later (x)"))
    Store(store.folder).close()
    copies = list((store.folder / "backups").iterdir())
    assert len(copies) == 1
    assert all(b"SECRETCODE" in path.read_bytes() for path in copies)
    assert store.delete("SECRETCODE") == 30
    left = {path: path.read_bytes() for path in store.folder.rglob("*") if path.is_file()}
    assert [path for path, found in left.items() if b"SECRETCODE" in found] == []
    assert [path for path, found in left.items() if b"SECRETFEELING K7" in found] != []
    assert store.learners() == {"K7": 30}


def test_a_delete_that_another_window_hindered_can_be_done_once_more(store: Store) -> None:
    key = begin(store)
    store.answer(key, "feeling", "SECRETFEELING" * 40)
    other = sqlite3.connect(store.folder / FILE)
    other.execute("begin")
    other.execute("select * from run").fetchall()
    store._database._connection.execute("pragma busy_timeout = 10")
    with pytest.raises(StoreError, match="Close it and delete once more"):
        store.delete("K7")
    assert store.history("K7") == []
    other.close()
    assert store.delete("K7") == 0
    left = [path for path in store.folder.rglob("*") if path.is_file() and b"SECRETFEELING" in path.read_bytes()]
    assert left == []


def test_editions_that_nobody_needs_are_deleted_too(store: Store) -> None:
    begin(store)
    kept = list((store.folder / "editions").iterdir())
    assert [path.read_text() for path in kept[0].iterdir()] == ["format: 1\n"]
    store.delete("K7")
    assert list((store.folder / "editions").iterdir()) == []


def test_a_file_that_was_taken_away_takes_nothing_more(store: Store) -> None:
    key = begin(store)
    store.choose(key, 1, Chosen("pour"))
    (store.folder / FILE).rename(store.folder / "elsewhere")
    with pytest.raises(StoreError, match="moved or deleted meanwhile"):
        store.choose(key, 2, Chosen("drink"))
    (store.folder / "elsewhere").rename(store.folder / FILE)
    store.choose(key, 2, Chosen("drink"))
    assert store.kept(key).run.choices == ("pour", "drink")


@pytest.mark.parametrize("wrong", ["octants = null", "started = 'soon'", "disposition = '{x'"])
def test_values_that_were_never_written_here_are_told_as_damage(wrong: str, store: Store) -> None:
    key = begin(store)
    store.finish(key, 1, Chosen("drink"), "calm", FIGURES)
    store._database.execute(f"update run set {wrong}")
    with pytest.raises(StoreError, match="it is damaged"):
        store.kept(key)


# --- two windows ------------------------------------------------------------------------------------------------


def test_one_run_is_open_in_one_window(store: Store) -> None:
    key = begin(store)
    lease = store.lease(key)
    with pytest.raises(TakenError, match="another window"):
        Store(store.folder).lease(key)
    lease.release()
    store.lease(key).release()


def test_a_window_that_is_gone_holds_nothing(store: Store) -> None:
    key = begin(store)
    script = (
        "import os, sys; from pathlib import Path; from trainer.records.store import Store\n"
        f"lease = Store(Path(sys.argv[1])).lease({key!r}); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", script, str(store.folder)], check=False).returncode == 9
    store.lease(key).release()


WRITER = """
import sys
from pathlib import Path
from trainer.conversation import Run
from trainer.conversation.run import Chosen
from trainer.records.store import Store
store = Store(Path(sys.argv[1]))
run = store.begin(Run("tea", "d", "en", 1, None), "Tea", Path("tea.yaml"), False, {"tea.yaml": "x"})
for turn in range(1, 41):
    store.choose(run, turn, Chosen("pour"))
"""


def test_windows_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(folder)]) for _n in range(4)]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0, 0]
    assert [past.turns for past in Store(folder).history(None)] == [40, 40, 40, 40]


# --- when something fails ---------------------------------------------------------------------------------------


class Failing(sqlite3.Connection):
    """A connection whose n-th statement fails."""

    left = -1

    def execute(self, *given: Any) -> sqlite3.Cursor:
        Failing.left -= 1
        if Failing.left == 0 and not given[0].startswith("rollback"):
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR
            raise error
        return super().execute(*given)


def failing(*given: Any, **more: Any) -> sqlite3.Connection:
    return sqlite3.connect(*given, **more, factory=Failing)


def steps(store: Store) -> Iterator[str]:
    """Do everything that a talk does; yield what is acknowledged."""
    key = begin(store)
    yield "begun"
    store.choose(key, 1, Chosen("pour"))
    yield "first"
    store.finish(key, 2, Chosen("drink"), "calm", FIGURES)
    yield "second"
    store.branch(key, 1, 1, 1, 1, [Chosen("spill")])
    yield "branch"
    store.answer(key, "feeling", "warm")
    yield "answer"
    store.reflect(key, Apart())
    yield "reflected"


def found(store: Store) -> list[str]:
    """Return which steps are on disk."""
    pasts = store.history("K7")
    if not pasts:
        return []
    kept = store.kept(pasts[0].id)
    there = {
        "begun": True,
        "first": len(kept.run.choices) > 0,
        "second": len(kept.run.choices) > 1 and kept.past.ending == "calm" and kept.past.figures == FIGURES,
        "branch": kept.branches != () and kept.branches[0].choices == ("spill",),
        "answer": kept.answers == {"feeling": "warm"},
        "reflected": kept.past.reflected is not None,
    }
    return [name for name, there_ in there.items() if there_]


def test_the_nth_statement_failing_loses_nothing_acknowledged(tmp_path: Path) -> None:
    failures = 0
    for n in range(1, 80):
        folder, acknowledged, why = tmp_path / str(n), list[str](), ""
        Failing.left = n
        try:
            acknowledged.extend(steps(Store(folder, failing)))
        except StoreError as error:
            failures, why = failures + 1, str(error)
        Failing.left = -1
        assert "does not answer" in why or (not why and len(acknowledged) == 6)
        assert found(Store(folder)) == acknowledged, n
    assert 20 < failures < 79


def test_a_full_disk_is_told_and_loses_nothing(store: Store) -> None:
    key = begin(store)
    store.choose(key, 1, Chosen("pour"))
    store._database._connection.execute("pragma max_page_count = 1")
    with pytest.raises(StoreError, match="disk is full"):
        store.answer(key, "feeling", "warm" * 100_000)
    store.choose(key, 2, Chosen("drink"))
    assert store.kept(key).run.choices == ("pour", "drink")


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine")
    with pytest.raises(StoreError, match="cannot be used to save"):
        Store(tmp_path / "data")
    assert (tmp_path / "data").read_text() == "mine"


def test_a_folder_where_the_file_should_be(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(StoreError, match="cannot be used to save"):
        Store(tmp_path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the root user may write anywhere")
def test_a_folder_that_may_only_be_read(store: Store) -> None:
    store.close()
    store.folder.chmod(0o500)
    (store.folder / FILE).chmod(0o400)
    with pytest.raises(StoreError):
        begin(Store(store.folder))
    store.folder.chmod(0o700)


def test_a_store_that_may_only_be_read_is_told(store: Store) -> None:
    key = begin(store)
    store.choose(key, 1, Chosen("pour"))
    store.close()

    def for_reading(file: Path, **more: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True, **more)
        return connection

    reading = Store(store.folder, for_reading)
    with pytest.raises(StoreError, match="it may only be read"):
        reading.choose(key, 2, Chosen("drink"))
    assert reading.kept(key).run.choices == ("pour",)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return the file of a store with some pages in it."""
    folder = tmp_path_factory.mktemp("store")
    store = Store(folder)
    with store.together():
        for n in range(120):
            store.answer(begin(store), "feeling", f"warm {n}" * 30)
    store.close()
    return (folder / FILE).read_bytes()


@pytest.mark.parametrize("place", range(20))
def test_a_damaged_database_is_told_and_left_alone(place: int, whole: bytes, tmp_path: Path) -> None:
    Store(tmp_path).close()
    (tmp_path / FILE).write_bytes(whole[: 64 + len(whole) * place // 20])
    with pytest.raises(StoreError, match=FILE):
        Store(tmp_path)
    (tmp_path / FILE).write_bytes(_overwritten(whole, place))
    with suppress(StoreError):  # what lies in words or in empty pages is not noticed; the rest is told
        _use_all(Store(tmp_path))


def _overwritten(whole: bytes, place: int) -> bytes:
    at = len(whole) * place // 20
    return whole[:at] + b"\xa5" * 300 + whole[at + 300 :]


def _use_all(store: Store) -> None:
    for past in store.history("K7"):
        store.kept(past.id)
    store.choose(begin(store), 1, Chosen("pour"))


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / FILE)
    other.execute("create table songs (name)")
    other.commit()
    other.close()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(StoreError, match="another program"):
        Store(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


def test_rubbish_is_no_database(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("Dear diary, " * 400)
    with pytest.raises(StoreError, match="damaged, or not a file of this program"):
        Store(tmp_path)
    assert (tmp_path / FILE).read_text().startswith("Dear diary")


def test_a_store_of_a_newer_program_is_left_alone(store: Store) -> None:
    store._database._connection.execute("pragma user_version = 99")
    store.close()
    with pytest.raises(StoreError, match="newer version"):
        Store(store.folder)


def test_an_older_store_is_brought_to_today(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    key = begin(store)
    store.choose(key, 1, Chosen("pour"))
    store.close()
    version = len(schema.MIGRATIONS)
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "alter table run add column later text"))
    later = Store(store.folder)
    assert later.kept(key).run.choices == ("pour",)
    assert later._database.rows("select later from run") == [(None,)]
    assert [path.name for path in (store.folder / "backups").iterdir()] == [f"runs-{version}.sqlite"]


def test_a_store_from_before_activities_is_brought_to_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as then:
        then.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[:1])
        old = Store(tmp_path)
        key = begin(old)
        for values in ((0, 1, "pour"), (0, 2, "drink"), (1, 2, "spill")):
            old._database.execute("insert into response values (?, ?, ?, ?, '2026-01-01')", (key, *values))
        old._database.execute("insert into branch (run, branch, turn_left, at) values (?, 1, 2, 2)", (key,))
        old.close()
    today = Store(tmp_path)
    found = today.kept(key)
    assert (found.run.choices, found.past.turns) == (("pour", "drink"), 2)
    assert [(way.at, way.choices) for way in found.run.explored] == [(2, ("spill",))]
    today.choose(key, 3, Chosen("5", "It feels safe."))
    again = today.kept(key)
    assert (again.run.choices, again.past.turns) == (("pour", "drink", "5"), 2)
    assert [(reason.at, reason.text) for reason in again.run.reasons] == [(3, "It feels safe.")]


def test_a_migration_that_fails_changes_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    key = begin(store)
    store.close()
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "create table later (x); select nonsense"))
    with pytest.raises(StoreError):
        Store(store.folder)
    monkeypatch.undo()
    assert Store(store.folder).kept(key).run.seed == 4


def test_a_network_folder_is_written_without_a_log_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.records.database.is_on_network", lambda folder: True)
    store = Store(tmp_path)
    store.choose(begin(store), 1, Chosen("pour"))
    assert store.on_network
    assert not (tmp_path / f"{FILE}-wal").exists()
    monkeypatch.undo()
    assert not Store(tmp_path).on_network
