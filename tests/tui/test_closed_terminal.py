"""A terminal that is closed takes the program with it, whatever it was doing."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.tui.stage import SCENARIOS

pty = pytest.importorskip("pty", reason="pseudo-terminals are not on this system")
LONG = 60
"""Seconds after which a test gives up; it never takes that long."""
PLAY = ("-m", "trainer", "--language", "en", "play", str(SCENARIOS / "uithuisplaatsing.yaml"))


@pytest.mark.parametrize("painted", [b"", b"\x1b[?1049h", b"Before you begin"], ids=["at once", "screen", "briefing"])
def test_a_closed_terminal_ends_the_program(painted: bytes) -> None:
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, *PLAY],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**os.environ, "TERM": "xterm-256color"},
        start_new_session=True,
        preexec_fn=_take_terminal,
    )
    os.close(slave)
    seen = b""
    while painted not in seen:
        seen += os.read(master, 4096)
    os.close(master)
    assert process.wait(LONG) is not None


def _take_terminal() -> None:
    """Make standard input the terminal of this session, so that closing it is told."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
