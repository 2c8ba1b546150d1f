"""The pace of a talk: how long a reply breathes, and which presses of a key only repeat it."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

LONG_LINE = 40
"""Characters that make the pause after a line twice as long."""
LONGEST = 3.5
"""The longest pause, in breaths."""
FIRST_REPETITION = 3
"""How much later the first repetition of a held key comes than the next ones, at most."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a reply pauses at least between two lines, and how soon a held key repeats at most, in seconds."""

    breath: float
    repeat: float

    @property
    def direct(self) -> bool:
        """Return whether replies come at once."""
        return not self.breath

    def pause(self, after: str = "") -> float:
        """Return the seconds between a line and the next: the longer the line, the longer the pause."""
        return self.breath * min(LONGEST, 1 + len(after) / LONG_LINE)


BREATHING: Final = Pace(breath=0.4, repeat=0.25)
DIRECT: Final = Pace(breath=0.0, repeat=0.25)
PACES: Final = {"breathing": BREATHING, "direct": DIRECT}


def preferred() -> Pace:
    """Return the pace that the environment asks for: direct for who wants nothing to move."""
    still = os.environ.get("TEXTUAL_ANIMATIONS", "").lower() == "none" or bool(os.environ.get("NO_MOTION"))
    return DIRECT if still else BREATHING


class HeldKey:
    """Tells a press of a key from the repetitions of one that is held down."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._key = ""
        self._pressed = self._acted = -math.inf

    def repeats(self, key: str, pace: Pace, strict: bool = False) -> bool:
        """Take note of a press, and return whether it only repeats the one before.

        A held key repeats fast, but begins to do so late: the first repetition counts as a press, unless that would
        do harm and one is `strict`, as with a turn that nobody chose.
        """
        now = self._now()
        late = FIRST_REPETITION * pace.repeat if strict else 0.0
        repeated = key == self._key and (now - self._pressed < pace.repeat or now - self._acted < late)
        self._key, self._pressed = key, now
        if strict and not repeated:
            self._acted = now
        return repeated
