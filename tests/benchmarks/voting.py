"""Rows about a class that votes at once: how long a vote takes, and how soon the shared screen answers meanwhile."""

from __future__ import annotations

import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tests.benchmarks.painting import BEGIN, BRIEFING_WORDS, PLAY_WORDS, TRAINER, needs_terminal, story_of_replies
from tests.benchmarks.table import DifferenceError, Noted, Row
from trainer.records.lessons import KeptLesson
from trainer.records.store import Store

if TYPE_CHECKING:
    from tests.benchmarks.terminal import Terminal

SEATS = 200
VOLLEYS = 10
APART = 0.75  # seconds between two volleys: a class behind one address may send 300 requests a second for long
PRESSES = 20
HOST = "127.0.0.1"
ROOT = Path(__file__).parents[2]

STORY = "loop"
REPLY = "Reply0001"
OPEN, OPEN_WORDS = " ", "The vote is open"
PLACES = "a"
"""Paints most of the shared screen and moves nothing, also while a vote is open; and back again."""
SHOWN_WORDS = "Closeness:"


class Seats:
    """A class full of phones, in a process of its own."""

    def __init__(self, port: int, code: str = "") -> None:
        """Let everybody join what is served on a port of this machine."""
        self._process = subprocess.Popen(
            (sys.executable, "-m", "tests.benchmarks.voters", str(port), code, str(SEATS)),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        )  # fmt: skip
        self._hear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.__exit__(kind, error, trace)

    def begin(self) -> None:
        """Let everybody vote; when this returns, every vote is on its way."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        self._hear()

    def seconds(self) -> list[float]:
        """Return how long each vote took that is on its way."""
        return list(json.loads(self._hear()))

    def volley(self) -> list[float]:
        """Let everybody vote, and return how long each vote took."""
        self.begin()
        return self.seconds()

    def leave(self) -> Mapping[str, str]:
        """Send everybody away, and return what was acknowledged last, by seat."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        return dict(json.loads(self._hear()))

    def _hear(self) -> str:
        assert self._process.stdout is not None
        if heard := self._process.stdout.readline():
            return heard
        raise DifferenceError("Somebody could not join, or a vote was not acknowledged: see above.")


@contextmanager
def _class(home: Path) -> Iterator[tuple[Terminal, int]]:
    """Hold a class of which the vote is open, after one turn, and kill it in the end; its port comes with it."""
    from tests.benchmarks.terminal import Terminal

    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    options = ("--phones", "--host", HOST, "--port", str(port), "--pace", "direct")
    command = (*TRAINER, "--data-dir", str(home), "class", str(story_of_replies(home)), *options)
    with Terminal(command, home) as terminal:
        for words, key in ((BRIEFING_WORDS, BEGIN), (f"{HOST}:{port}", BEGIN), (PLAY_WORDS, "1"), (REPLY, OPEN)):
            terminal.painted(words)
            terminal.rest()
            terminal.press(key)
        terminal.painted(OPEN_WORDS)
        yield terminal, port


def _kept(home: Path) -> KeptLesson:
    """Return the class as it is on disk."""
    store = Store(home)
    try:
        [(run, _started)] = store.lessons.unfinished(STORY)
        return store.lessons.kept(run)
    finally:
        store.close()


def _compare(home: Path, acknowledged: Mapping[str, str]) -> None:
    """Hold what is on disk against what was acknowledged: nothing is lost, and nobody voted twice."""
    [ballot] = _kept(home).ballots
    if len(acknowledged) != SEATS or dict(ballot.votes) != acknowledged:
        other = len(ballot.votes.items() ^ acknowledged.items())
        raise DifferenceError(f"{other} votes on disk are not those that {len(acknowledged)} seats saw acknowledged.")


# --- how long a vote takes ------------------------------------------------------------------------------------


def _voting(rounds: int) -> Noted:
    needs_terminal()
    pairs = [_vote_pair() for _round in range(rounds)]
    ours, theirs = (statistics.median(side) * 1_000 for side in zip(*pairs, strict=True))
    return Noted([our / their for our, their in pairs], f"milliseconds: {ours:.0f} against {theirs:.0f}")


def _vote_pair() -> tuple[float, float]:
    """Return the seconds of the slowest votes in a hundred, of a class and of a bare handler; both take turns."""
    with tempfile.TemporaryDirectory() as folder:
        home, ours, theirs = Path(folder), list[float](), list[float]()
        with (
            _class(home) as (_terminal, port), Seats(port, _kept(home).code) as seats,
            _bare() as bare_port, Seats(bare_port) as bare_seats,
        ):  # fmt: skip
            for volley in range(VOLLEYS + 1):
                time.sleep(APART)
                taken, answered = seats.volley(), bare_seats.volley()
                if volley:  # the first one warms up
                    ours += taken
                    theirs += answered
            acknowledged = seats.leave()
        _compare(home, acknowledged)
    return _p99(ours), _p99(theirs)


@contextmanager
def _bare() -> Iterator[int]:
    """Serve votes with nothing around them; the port comes with it."""
    command = (sys.executable, "-m", "tests.benchmarks.bare")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


def _p99(seconds: Sequence[float]) -> float:
    return statistics.quantiles(seconds, n=100)[-1]


# --- how soon the shared screen answers -----------------------------------------------------------------------


def _vote_paint(rounds: int) -> Noted:
    needs_terminal()
    pairs = [_paint_pair() for _round in range(rounds)]
    ours, theirs = ([seconds for pair in pairs for seconds in pair[side]] for side in (0, 1))
    p95 = statistics.quantiles(ours, n=20)[-1] / statistics.quantiles(theirs, n=20)[-1]
    ratios = [statistics.median(our) / statistics.median(their) for our, their in pairs]
    told = f"milliseconds: {statistics.median(ours) * 1_000:.0f} against {statistics.median(theirs) * 1_000:.0f}"
    return Noted(ratios, f"{told}; the ratio of their 95th percentiles: {p95:.2f}")


def _paint_pair() -> tuple[list[float], list[float]]:
    """Return the seconds from key to paint, while everybody votes and while nobody does; both take turns."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with _class(home) as (terminal, port), Seats(port, _kept(home).code) as seats:
            voting, idle = list[float](), list[float]()
            seats.volley()  # warms up
            for _press in range(PRESSES // 2):
                for words in (SHOWN_WORDS, REPLY):
                    time.sleep(APART)
                    idle.append(_toggled(terminal, words))
                for words in (SHOWN_WORDS, REPLY):
                    time.sleep(APART)
                    seats.begin()
                    voting.append(_toggled(terminal, words))
                    seats.seconds()
            acknowledged = seats.leave()
        _compare(home, acknowledged)
    return voting, idle


def _toggled(terminal: Terminal, words: str) -> float:
    """Press the key that shows or hides the Rose, and return the seconds until these words are there."""
    terminal.press(PLACES)
    return terminal.painted(words)


ROWS = (
    Row("voting", "a vote, 200 at once: p99", "a bare aiohttp handler", 5, _voting, 5, 2),
    Row("vote-paint", "key to Rose, 200 voting at once", "the same with nobody voting", 1.5, _vote_paint, 3, 1),
)
