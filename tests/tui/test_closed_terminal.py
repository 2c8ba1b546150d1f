"""A terminal that is closed takes the program with it, whatever it was doing."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pty", reason="pseudo-terminals are not on this system")
from tests.windows import LONG, window


@pytest.mark.parametrize("painted", [b"", b"\x1b[?1049h", b"Before you begin"], ids=["at once", "screen", "briefing"])
def test_a_closed_terminal_ends_the_program(painted: bytes, home: Path) -> None:
    home.mkdir()
    with window("play", "uithuisplaatsing", home=home) as one:
        while painted not in one.seen:
            assert one.read(LONG)
        one.end("close")
        assert one.process.returncode is not None
