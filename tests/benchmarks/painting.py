"""Rows about the screen: how soon it is there, and how soon a reply stands on it, seen from the terminal."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.table import NotMeasuredError, Row

if TYPE_CHECKING:
    from tests.benchmarks.terminal import Terminal

HELLO = ("tests.benchmarks.hello",)
HELLO_WORDS = "Hello, World!"
TRAINER = ("trainer", "--language", "en")
TRAINER_WORDS = "Roleplay Trainer"  # in its title bar

FEW, MANY = 10, 500  # entries in the transcript before pressing is timed
ENTRIES_A_TURN = 2  # what one says and what she says
PRESSES = 30
REPLIES = 700
BEGIN = "\r"
RESPONSES = "12"  # by turns: the same number key again would count as one that is held down
BRIEFING_WORDS, PLAY_WORDS = "A story that stays", "Say0"

LOOP = """\
format: 1
title: Round and round
language: en
summary: A story that stays where it is.
personas:
  anna:
    name: Anna
    home: OS2
    aim: SO2
    start: calm
    moods: {{calm: {{label: calm, rose: OS2}}, open: {{label: open, rose: SO2}}}}
start: here
scenes:
  here:
    responses:
      again:
        say: Say0 and go round.
        rose: SB2
        closeness: 1
        reply: [{{anna: [{replies}]}}]
        to: here
      round:
        say: Say1 and go round.
        rose: SB2
        closeness: 1
        reply: [{{anna: [{replies}]}}]
        to: here
      wait: {{silence: Wait., rose: OS2, closeness: 0, to: here}}
      stop: {{say: Stop., rose: BT2, closeness: -1, to: away}}
endings:
  away: {{title: Away, outcome: mixed}}
"""


def _reply(turn: int) -> str:
    return f"Reply{turn:04}"


class Talk:
    """A conversation in a terminal that goes round in one scene, each reply with a number of its own."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self._turns = 0

    def begin(self, turns: int) -> None:
        """Pass the briefing and make the first turns."""
        self._terminal.painted(BRIEFING_WORDS)
        self._terminal.rest()
        self._terminal.press(BEGIN)
        self._terminal.painted(PLAY_WORDS)
        self._terminal.rest()
        for _turn in range(turns):
            self.turn()

    def turn(self) -> float:
        """Make a turn and return the seconds from the key to the painted reply."""
        self._turns += 1
        self._terminal.press(RESPONSES[self._turns % len(RESPONSES)])
        return self._terminal.painted(_reply(self._turns))

    def unhurried_turn(self) -> float:
        """Make a turn after the screen of the last one has come to rest."""
        self._terminal.rest()
        return self.turn()


def needs_terminal() -> None:
    """Raise NotMeasuredError where there is none."""
    if find_spec("termios") is None:
        raise NotMeasuredError("needs a pseudo-terminal")


def _first_paint(rounds: int) -> Sequence[float]:
    needs_terminal()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _first_paint_ratio(home)  # the first pair compiles modules and makes data folders
        return [_first_paint_ratio(home) for _round in range(rounds)]


def _first_paint_ratio(home: Path) -> float:
    return _seconds(TRAINER, TRAINER_WORDS, home) / _seconds(HELLO, HELLO_WORDS, home)


def _seconds(command: Sequence[str], words: str, home: Path) -> float:
    from tests.benchmarks.terminal import Terminal

    with Terminal(command, home) as terminal:
        return terminal.painted(words)


def _replies(rounds: int) -> Sequence[float]:
    needs_terminal()
    with tempfile.TemporaryDirectory() as folder:
        file = story_of_replies(Path(folder))
        command = (*TRAINER, "play", str(file), "--as-written", "--pace", "direct")
        return [_reply_ratio(command, file.parent) for _round in range(rounds)]


def story_of_replies(folder: Path) -> Path:
    """Write a story that goes round, each reply with a number of its own, and return its file."""
    file = folder / "loop.yaml"
    replies = ", ".join(_reply(turn) for turn in range(1, REPLIES + 1))
    file.write_text(LOOP.format(replies=replies), encoding="utf-8")
    return file


def _reply_ratio(command: Sequence[str], home: Path) -> float:
    """Return the median with a long transcript over that with a short one; both programs take turns."""
    from tests.benchmarks.terminal import Terminal

    with Terminal(command, home) as long_one, Terminal(command, home) as short_one:
        long_talk, short_talk = Talk(long_one), Talk(short_one)
        long_talk.begin(MANY // ENTRIES_A_TURN)
        short_talk.begin(FEW // ENTRIES_A_TURN)
        pairs = [(long_talk.unhurried_turn(), short_talk.unhurried_turn()) for _press in range(PRESSES)]
    return statistics.median(long for long, _short in pairs) / statistics.median(short for _long, short in pairs)


ROWS = (
    Row("first-paint", "from start to first paint", "a hello-world Textual app", 1.25, _first_paint, 15, 5),
    Row("reply", "key to reply (direct), 500 entries", "the same with 10 entries", 1.3, _replies, 5, 2),
)
