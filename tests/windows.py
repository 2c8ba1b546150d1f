"""The program in a pseudo-terminal of its own, to be typed at, read and ended from outside. POSIX only."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

LONG = 60
"""Seconds after which a test gives up; it never takes that long."""
ONE_MORE_TIME = 1.0
"""Seconds after which a key that nothing followed is typed again; sooner it would be one that is held down."""
_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_]|[ -/]+[0-~])")


class Window:
    """The program in a terminal of its own."""

    def __init__(self, *words: str, home: Path, language: str = "en") -> None:
        self.seen = b""
        self.master, slave = os.openpty()
        termios.tcsetwinsize(slave, (30, 100))
        self.modes = termios.tcgetattr(slave)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "trainer", "--language", language, "--data-dir", str(home / "data"), *words],
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
        """Wait until a text is on the screen; type keys for it, again when it does not come: one may type too early."""
        self.type(keys)
        began = typed = monotonic()
        while text not in self.words:
            assert monotonic() < began + LONG, f"{text!r} never came: {self.words[-300:]!r}"
            self.read(ONE_MORE_TIME)
            if keys and monotonic() > typed + ONE_MORE_TIME:
                self.type(keys)
                typed = monotonic()

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
        with suppress(OSError):
            self.seen += os.read(self.master, 4096)


def _take_terminal() -> None:
    """Make standard input the terminal of this session, so that closing it is told."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextmanager
def window(*words: str, home: Path, language: str = "en") -> Iterator[Window]:
    """Open a window, and leave no process behind."""
    opened = Window(*words, home=home, language=language)
    try:
        yield opened
    finally:
        opened.process.kill()
        opened.process.wait()
