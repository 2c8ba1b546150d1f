"""A class that is killed at any moment and restored is the same class, also when a step could not be kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conversation import PROFILE
from tests.practice.sittings import rich
from trainer.errors import StoreError, TrainerError
from trainer.practice.class_debrief import sheets
from trainer.practice.lesson import Lesson
from trainer.practice.memory import Memory
from trainer.practice.record import Record
from trainer.practice.resume import restored
from trainer.practice.sitting import Sitting
from trainer.records.store import Store
from trainer.scenario.model import Scenario

ROUNDS = settings(PROFILE, max_examples=PROFILE.max_examples // 3)  # each writes to the disk many times
MOVES: dict[str, Callable[[Lesson, int], object]] = {
    "open": lambda lesson, _n: lesson.open_vote(),
    "open rose": lambda lesson, _n: lesson.open_vote("rose"),
    "open again": lambda lesson, _n: lesson.vote_again(),
    "cast": lambda lesson, n: lesson.cast([(f"seat{n % 5}", pick(options(lesson), n))]),
    "close": lambda lesson, _n: lesson.close_vote(),
    "hands": lambda lesson, n: lesson.count_hands({pick(options(lesson), n): 1 + n}),
    "tell": lambda lesson, _n: lesson.tell(),
    "react": lambda lesson, _n: lesson.react(),
    "take": lambda lesson, n: lesson.take(1 + n % 5),
    "go back": lambda lesson, n: lesson.go_back(1 + n % max(1, turns(lesson))),
    "fork": lambda lesson, n: lesson.fork(*pick(lesson.roads or ((99, "none"),), n)),
    "come home": lambda lesson, _n: lesson.come_home(),
    "look back": lambda lesson, _n: lesson.look_back(),
    "admit": lambda lesson, n: lesson.admit(f"seat{n}"),
    "open the door": lambda lesson, n: lesson.open_door("127.0.0.1", 8000 + n),
}
OFTEN = ("take",) * 8 + ("go back", "fork", "fork", "open", "cast") * 3
steps = st.tuples(st.sampled_from((*MOVES, *OFTEN)), st.integers(0, 11))


def pick(among: Any, n: int) -> Any:
    """Return one of some things, whatever the number."""
    return among[n % len(among)] if among else "none"


def options(lesson: Lesson) -> tuple[str, ...]:
    """Return what can be voted for now."""
    return lesson.ballot.options if lesson.ballot else ()


def turns(lesson: Lesson) -> int:
    """Return how many turns were made on this way."""
    return len(lesson.sitting.session.transcript.turns)


def seen(lesson: Lesson) -> dict[str, object]:
    """Return all that a class can see of where it stands."""
    return {
        "at": lesson.at,
        "stage": lesson.stage,
        "ballot": (lesson.before, lesson.ballot),
        "fork": (lesson.on_a_fork, lesson.talk.number, lesson.looks_back),
        "talk": (lesson.sitting.session.choices, lesson.talk.session.choices, lesson.sitting.page.options),
        "title": lesson.sitting.title,
        "roads": lesson.roads,
        "polls": lesson.polls,
        "joined": (lesson.code, lesson.seats, lesson.joined_at),
        "afterwards": sheets(lesson),
    }


def brought_back(scenario: Scenario, store: Store, record: Record | None = None) -> Lesson:
    """Return the class as a new program finds it."""
    [(run, _started)] = store.lessons.unfinished(scenario.id)
    return Lesson.restored(restored(store.kept(run), scenario, Memory(), record), store.lessons.kept(run))


class Failing(sqlite3.Connection):
    """A connection whose n-th statement from now fails."""

    left = -1

    def execute(self, *given: Any) -> sqlite3.Cursor:
        Failing.left -= 1
        if Failing.left == 0 and not given[0].startswith("rollback"):
            raise sqlite3.OperationalError("disk I/O error")
        return super().execute(*given)


def failing(*given: Any, **more: Any) -> sqlite3.Connection:
    return sqlite3.connect(*given, **more, factory=Failing)


@ROUNDS
@given(st.lists(steps, min_size=10, max_size=25), st.integers(0, 24), st.integers(0, 80))
def test_a_class_comes_back_exactly_from_every_step(taken: list[tuple[str, int]], killed: int, fails: int) -> None:
    scenario, Failing.left = rich(), -1
    with TemporaryDirectory() as name:
        memory, other = Memory(Path(name)), Store(Path(name))
        memory.store = Store(Path(name), failing)
        lesson = Lesson(Sitting(scenario, seed=5, mode="class", as_written=True, memory=memory), "KLAS")
        record = lesson.sitting.record
        Failing.left = fails
        for n, (move, number) in enumerate(taken):
            with suppress(TrainerError):
                MOVES[move](lesson, number)
            assert seen(brought_back(scenario, other)) == seen(lesson), move
            if n == killed:
                lesson = brought_back(scenario, other, record)
        memory.close()
        other.close()


def test_a_way_that_could_not_be_kept_was_not_begun(tmp_path: Path) -> None:
    memory, Failing.left = Memory(tmp_path), -1
    memory.store = Store(tmp_path, failing)
    lesson = Lesson(Sitting(rich(), seed=5, mode="class", as_written=True, memory=memory))
    lesson.take(1)
    lesson.take(1)
    before, refused = seen(lesson), 0
    for nth in range(1, 20):
        Failing.left = nth
        try:
            lesson.fork(*lesson.roads[0])
        except StoreError:
            refused += 1
            assert seen(lesson) == before
        else:
            break
    Failing.left = -1
    assert refused > 3
    assert lesson.on_a_fork


def test_ways_from_ways_come_back_each_as_what_it_is(tmp_path: Path) -> None:
    memory, other = Memory(tmp_path), Store(tmp_path)
    memory.store = Store(tmp_path)
    lesson = Lesson(Sitting(rich(), seed=5, mode="class", as_written=True, memory=memory))
    for _turn in range(3):
        lesson.take(1)
    found = []
    for step in (
        lambda: lesson.fork(*lesson.roads[0]),
        lambda: lesson.go_back(2),  # on the road, with nothing chosen on it yet
        lesson.open_vote,
        lesson.come_home,
        lambda: lesson.go_back(3),
        lambda: lesson.take(2),
        lambda: lesson.fork(*lesson.roads[0]),  # a road beside the way that was gone back for
        lesson.look_back,
        lambda: lesson.fork(*lesson.roads[0]),
    ):
        step()
        assert seen(brought_back(rich(), other)) == seen(lesson)
        found.append((lesson.sitting.number, lesson.talk.number, lesson.looks_back))
    assert [(at != talk) for at, talk, _looks in found] == [True, True, True, False, False, False, True, False, True]
    assert [looks for *_at, looks in found] == [False] * 7 + [True, False]
    back = brought_back(rich(), other)
    back.come_home()
    lesson.come_home()
    assert seen(back) == seen(lesson)
