"""Real windows that are killed, hung up or closed at any moment: nothing acknowledged is lost, and one can go on.

`KILL_ROUNDS=100` does many more rounds.
"""

from __future__ import annotations

import os
import random
import signal
from pathlib import Path

import pytest

from tests.benchmarks.painting import story_of_replies
from trainer.records.store import Store

pytest.importorskip("pty", reason="pseudo-terminals are not on this system")
from tests.windows import ONE_MORE_TIME, window

ROUNDS = int(os.environ.get("KILL_ROUNDS", "3"))
MOST_BYTES = 900
"""About as many bytes as a turn paints."""
LEAVES_SCREEN, SHOWS_CURSOR = b"\x1b[?1049l", b"\x1b[?25h"
WAYS = ("kill", "terminate", "hang up", "close")


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


def test_a_window_that_was_halted_goes_on_and_leaves_the_terminal_as_it_was(home: Path) -> None:
    home.mkdir()
    with window(*played(home, "tui"), home=home) as one:
        one.wait_for("A story that stays")
        one.wait_for("Say1", "\r")
        one.process.send_signal(signal.SIGSTOP)
        one.process.send_signal(signal.SIGCONT)
        one.wait_for("Reply0001", key(1, "tui"))
        one.end("terminate")
        assert one.modes_after == one.modes


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
