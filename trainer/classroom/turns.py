"""Turns for what phones send, so that the screen in the same loop never waits for a whole class."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Final

BETWEEN: Final = 2
"""How often the loop goes round between two turns: a key that is pressed passes through many of these. Proposal."""
GIVING_WAY: Final = 0.03
"""Seconds in which a key can be shown. Proposal."""


class Turns:
    """Does one thing at a time, in the order in which it came; in between, the loop does whatever else there is."""

    def __init__(self) -> None:
        self._waiting: deque[Callable[[], None]] = deque()
        self._not_before = 0.0

    def give_way(self) -> None:
        """Let nobody have a turn for a moment, for a key is pressed; one that is held down takes half of the time."""
        now = asyncio.get_running_loop().time()
        if now >= self._not_before + GIVING_WAY:
            self._not_before = now + GIVING_WAY

    def later(self, do: Callable[[], None]) -> None:
        """Do something when it is its turn."""
        self._waiting.append(do)
        if len(self._waiting) == 1:
            self._go_round(BETWEEN)

    async def mine(self) -> None:
        """Return when it is one's turn."""
        turn = asyncio.get_running_loop().create_future()
        self.later(lambda: None if turn.done() else turn.set_result(None))
        await turn

    def _go_round(self, left: int) -> None:
        loop = asyncio.get_running_loop()
        if left:
            loop.call_soon(self._go_round, left - 1)
        elif loop.time() < self._not_before:
            loop.call_at(self._not_before, self._go_round, 0)
        else:
            loop.call_soon(self._take)

    def _take(self) -> None:
        try:
            self._waiting[0]()
        finally:
            self._waiting.popleft()
            if self._waiting:
                self._go_round(BETWEEN)
