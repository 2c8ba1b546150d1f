"""Real windows that are killed, hung up or closed at any moment: nothing acknowledged is lost, and one can go on.

`KILL_ROUNDS=100` does many more rounds.
"""

from __future__ import annotations

import os
import random
import re
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.benchmarks.painting import story_of_replies
from trainer.records.store import Store

pty = pytest.importorskip("pty", reason="pseudo-terminals are not on this system")
import termios  # noqa: E402 - where there is a pty there is this

ROUNDS = int(os.environ.get("KILL_ROUNDS", "8"))
LONG = 20
"""Seconds after which a test gives up; it never takes that long."""
ONE_MORE_TIME = 1.0
"""Seconds after which a key that nothing followed is typed again; sooner it would be one that is held down."""
MOST_BYTES = 900
"""About as many bytes as a turn paints."""
LEAVES_SCREEN, SHOWS_CURSOR = b"\x1b[?1049l", b"\x1b[?25h"
WAYS = ("kill", "terminate", "hang up", "close")
_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_]|[ -/]+[0-~])")


class Window:
    """The program in a terminal of its own."""

    def __init__(self, *words: str, home: Path) -> None:
        self.seen = b""
        self.master, slave = pty.openpty()
        termios.tcsetwinsize(slave, (30, 100))
        self.modes = termios.tcgetattr(slave)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "trainer", "--language", "en", "--data-dir", str(home / "data"), *words],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=home,
            env={**os.environ, "TERM": "xterm-256color"},
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
        self.slave = slave

    def read(self, patience: float) -> bool:
        """Read what was painted since; return whether anything was."""
        if not select.select([self.master], [], [], patience)[0]:
            return False
        try:
            more = os.read(self.master, 4096)
        except OSError:  # how Linux says that the other side is gone
            more = b""
        self.seen += more
        return bool(more)

    def wait_for(self, text: str, keys: str = "") -> None:
        """Wait until a text is on the screen; type keys for it, again when nothing comes: one may type too early."""
        self.type(keys)
        tries = 0
        while text not in self.words:
            if not self.read(ONE_MORE_TIME if keys else LONG):
                tries += 1
                assert keys, f"{text!r} never came: {self.words[-300:]!r}"
                assert tries < LONG, f"{text!r} never came: {self.words[-300:]!r}"
                self.type(keys)

    @property
    def words(self) -> str:
        """Return everything that was painted, without escapes."""
        return _ESCAPES.sub(b"", self.seen).decode("utf-8", "replace")

    def type(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def end(self, way: str) -> None:
        """End the program from outside, and read what it still had to say."""
        if way == "close":
            os.close(self.slave)
            os.close(self.master)
            self.process.wait(LONG)
            return
        number = {"kill": signal.SIGKILL, "terminate": signal.SIGTERM, "hang up": signal.SIGHUP}[way]
        self.process.send_signal(number)
        os.set_blocking(self.master, False)
        while self.process.poll() is None:
            select.select([self.master], [], [], 0.05)
            self._drain()
        self._drain()
        self.modes_after = termios.tcgetattr(self.slave)
        os.close(self.slave)
        os.close(self.master)

    def _drain(self) -> None:
        try:
            self.seen += os.read(self.master, 4096)
        except (BlockingIOError, OSError):
            return


def _take_terminal() -> None:
    """Make standard input the terminal of this session, so that closing it is told."""
    import fcntl

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextmanager
def window(*words: str, home: Path) -> Iterator[Window]:
    """Open a window, and leave no process behind."""
    opened = Window(*words, home=home)
    try:
        yield opened
    finally:
        opened.process.kill()
        opened.process.wait()


def played(home: Path, player: str) -> tuple[str, ...]:
    """Return the words that play a story of endless turns, each with a reply of its own."""
    path = story_of_replies(home)
    return ("play", str(path), "--as-written", "--pace", "direct", *(["--plain"] if player == "plain" else []))


@pytest.mark.parametrize("player", ["tui", "plain"])
@pytest.mark.parametrize("number", range(max(1, ROUNDS // 2)))
def test_nothing_acknowledged_is_lost(number: int, player: str, home: Path) -> None:
    home.mkdir(exist_ok=True)
    dice = random.Random(f"{number} {player}")
    way = WAYS[number % len(WAYS)]
    with window(*played(home, player), home=home) as one:
        if player == "tui":
            one.wait_for("A story that stays")
            one.wait_for("Say1", "\r")
        one.wait_for("Stop.")
        turn = dice.randrange(1, 7)
        for made in range(1, turn + 1):
            one.wait_for(f"Reply{made:04}", key(made, player))
        one.type(key(turn + 1, player))
        enough = len(one.seen) + dice.randrange(MOST_BYTES)
        while len(one.seen) < enough and f"Reply{turn + 1:04}" not in one.words and one.read(ONE_MORE_TIME):
            pass
        one.end(way)
        acknowledged = turn + (f"Reply{turn + 1:04}" in one.words)
        if player == "tui" and way in ("terminate", "hang up"):
            assert one.modes_after == one.modes
            assert LEAVES_SCREEN in one.seen
            assert SHOWS_CURSOR in one.seen.rsplit(b"Reply", 1)[1]
    kept = Store(home / "data").unfinished(None)
    assert [past.turns for past in kept] in ([acknowledged], [turn + 1])
    goes_on_at(kept[0].turns, home, player)


def goes_on_at(turn: int, home: Path, player: str) -> None:
    """Go on in a new window, and see that it stands where the old one was."""
    words = ("resume", "--pace", "direct", *(["--plain"] if player == "plain" else []))
    with window(*words, home=home) as again:
        again.wait_for("Stop.")
        again.wait_for(f"Reply{turn:04}")
        assert f"Reply{turn + 1:04}" not in again.words
        again.wait_for(f"Reply{turn + 1:04}", key(turn + 1, player))


def key(turn: int, player: str) -> str:
    """Return what one types for a turn: by turns another response, as the same key again may be one held down."""
    return "12"[turn % 2] + ("" if player == "tui" else "\r")
