"""A program in a pseudo-terminal, watched from outside: what it paints, and when. POSIX only."""

from __future__ import annotations

import fcntl
import os
import re
import site
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.benchmarks.table import NotMeasuredError

COLUMNS, ROWS = 100, 30
PATIENCE = 30.0  # seconds until a text counts as never painted
ROOT = Path(__file__).parents[2]
_ESCAPES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_]|[ -/]+[0-~])")
_OWN_VARIABLES = re.compile("COLUMNS|LINES|NO_COLOR|FORCE_COLOR|PYTHONDONTWRITEBYTECODE|(TEXTUAL|XDG)_.*")


class Terminal:
    """A Python module running in a terminal of 100x30, with `home` as its home and working folder.

    Textual asks for synchronised output and for resizing in band, but waits for no answer: none is given.
    """

    def __init__(self, command: Sequence[str], home: Path) -> None:
        self.command = command
        self._news = threading.Condition()
        self._chunks: list[tuple[float, bytes]] = []
        self._ended = False
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._since = time.perf_counter()
        self._process = subprocess.Popen(
            (sys.executable, "-m", *command),
            stdin=slave, stdout=slave, stderr=slave, cwd=home, env=_environment(home), start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self._reader = threading.Thread(target=self._drain, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join()
        os.close(self._master)

    def press(self, keys: str) -> None:
        """Type keys; from here on, only what is painted afterwards counts."""
        with self._news:
            self._chunks.clear()
        self._since = time.perf_counter()
        os.write(self._master, keys.encode())

    def painted(self, text: str) -> float:
        """Return the seconds from the last press, or the start, to a text. Raises NotMeasuredError."""
        marker, deadline = text.encode(), time.monotonic() + PATIENCE
        with self._news:
            while (moment := self._arrival(marker)) is None:
                left = deadline - time.monotonic()
                if self._ended or left <= 0:
                    raise NotMeasuredError(f"`{' '.join(self.command)}` never painted `{text}`{self._last_words()}")
                self._news.wait(left)
        return moment - self._since

    def rest(self, seconds: float = 0.05) -> None:
        """Wait until nothing has been painted for a while."""
        with self._news:
            while self._news.wait(seconds) and not self._ended:
                pass

    def _drain(self) -> None:
        """Read all the time: a terminal that is full would hold up the program."""
        while True:
            try:
                data = os.read(self._master, 65_536)
            except OSError:  # how Linux says that the other side is gone
                data = b""
            moment = time.perf_counter()
            with self._news:
                self._ended = not data
                self._chunks.append((moment, data))
                self._news.notify()
            if not data:
                return

    def _arrival(self, marker: bytes) -> float | None:
        text = b""
        for moment, data in self._chunks:
            text += data
            if marker in _ESCAPES.sub(b"", text):
                return moment
        return None

    def _last_words(self) -> str:
        text = _ESCAPES.sub(b"", b"".join(data for _moment, data in self._chunks))
        words = " ".join(text.decode("utf-8", "replace").split())
        return f": ...{words[-200:]}" if words else ""


def _environment(home: Path) -> Mapping[str, str]:
    """Return an environment in which nobody's own settings count and nobody's own files are touched."""
    kept = {name: value for name, value in os.environ.items() if not _OWN_VARIABLES.fullmatch(name)}
    return {
        **kept, "TERM": "xterm-256color", "HOME": str(home), "PYTHONUSERBASE": site.getuserbase(),
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip
