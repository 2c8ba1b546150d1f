"""Rows about keeping: what saving adds to a turn, and how soon a long history is there."""

from __future__ import annotations

import sqlite3
import statistics
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tests.benchmarks.painting import PRESSES, TRAINER, Talk, needs_terminal, story_of_replies
from tests.benchmarks.table import Row, timed
from tests.practice.past_talks import Years
from trainer.practice.history import history
from trainer.practice.memory import Memory
from trainer.practice.sitting import Sitting
from trainer.scenario import Scenario, load_scenario

FEW_TALKS, MANY_TALKS = 100, 10_000
PAGE = 20  # talks that fit on a screen
BARE = "select scenario, ending, count(*), min(started), max(started) from run group by scenario, ending"
TURNS = 400
SLICE = 20  # turns at a stretch: short, so that whatever else the disk does falls on both sides


def _saved(rounds: int) -> Sequence[float]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        scenario = load_scenario(story_of_replies(home))
        return [_saved_ratio(scenario, home / str(n)) for n in range(rounds)]


def _saved_ratio(scenario: Scenario, home: Path) -> float:
    """Return the seconds of whole turns that are kept over those of rows committed with the same care."""
    memory = Memory(home / "kept")
    memory.open()
    sitting = Sitting(scenario, seed=1, as_written=True, memory=memory)
    bare = sqlite3.connect(home / "bare.sqlite", isolation_level=None)
    bare.execute("pragma journal_mode = wal")
    bare.execute("pragma synchronous = full")
    bare.execute("create table response (run, branch, turn, response, made, primary key (run, branch, turn))")
    ours = theirs = 0.0
    for start in range(0, TURNS, SLICE):
        ours += timed(partial(_choose, sitting))[0]
        theirs += timed(partial(_insert, bare, start))[0]
    bare.close()
    sitting.close()
    memory.close()
    return ours / theirs


def _choose(sitting: Sitting) -> None:
    for _turn in range(SLICE):
        sitting.choose(1)


def _insert(bare: sqlite3.Connection, start: int) -> None:
    for turn in range(start, start + SLICE):
        values = ("a1b2c3d4", 0, turn, "again", "2026-01-01T00:00:00.000Z")
        bare.execute("insert into response values (?, ?, ?, ?, ?)", values)


def _kept_replies(rounds: int) -> Sequence[float]:
    needs_terminal()
    with tempfile.TemporaryDirectory() as folder:
        file = story_of_replies(Path(folder))
        command = (*TRAINER, "--data-dir", folder, "play", str(file), "--as-written", "--pace", "direct")
        return [_kept_reply_ratio(command, file.parent) for _round in range(rounds)]


def _kept_reply_ratio(command: Sequence[str], home: Path) -> float:
    """Return the median with saving over that without; both programs take turns."""
    from tests.benchmarks.terminal import Terminal

    with Terminal(command, home) as kept, Terminal((*command, "--no-save"), home) as unkept:
        kept_talk, unkept_talk = Talk(kept), Talk(unkept)
        kept_talk.begin(5)
        unkept_talk.begin(5)
        pairs = [(kept_talk.unhurried_turn(), unkept_talk.unhurried_turn()) for _press in range(PRESSES)]
    return statistics.median(ours for ours, _theirs in pairs) / statistics.median(theirs for _ours, theirs in pairs)


def _history(rounds: int) -> Sequence[float]:
    """Return the seconds of opening a long history without its bare query over those of opening a short one."""
    with tempfile.TemporaryDirectory() as folder:
        short, long = (_years(Path(folder) / str(talks), talks) for talks in (FEW_TALKS, MANY_TALKS))
        bare = sqlite3.connect(Path(folder) / str(MANY_TALKS) / "kept" / "runs.sqlite")
        ratios = []
        for _round in range(rounds):
            few, many = (timed(partial(_opened, memory))[0] for memory in (short, long))
            ratios.append((many - timed(lambda: bare.execute(BARE).fetchall())[0]) / few)
        return ratios


def _years(folder: Path, talks: int) -> Memory:
    years = Years(folder)
    with years.store.together():
        for n in range(talks):
            years.hold("samen" if n % 3 else "dicht", scenario="uithuisplaatsing", in_band=n % 10 / 10)
    return years.memory


def _opened(memory: Memory) -> None:
    """Open the history as the screen does: its courses, and the first page of talks in words."""
    opened = history(memory)
    list(opened.rows[:PAGE])


ROWS = (
    Row("saved", "a whole turn that is kept", "a bare committed insert", 1.5, _saved, 7, 3),
    Row("kept-reply", "key to reply (direct), saving on", "the same with saving off", 1.25, _kept_replies, 5, 2),
    Row("history", "10,000 talks, without the bare query", "the same with 100 talks", 1.5, _history, 9, 3),
)
