"""What the phone page needs from a class: what is asked now, who has a seat, and a place where votes are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from trainer.classroom.ballot import Asks


@dataclass(frozen=True, slots=True)
class Question:
    """What a class is asked now, as a phone may know it."""

    number: int
    """Which vote of the class this is, from 1; voting again on the same thing is another number."""
    asks: Asks
    prompt: str
    options: tuple[tuple[str, str], ...] = ()
    """Id and text of every response, with its number on the shared screen; none for a place, which the page knows."""
    is_open: bool = True
    told: tuple[tuple[str, int], ...] | None = None
    """How many voted for each option, once the shared screen shows it; None before."""


class Desk(Protocol):
    """A class as its phones see it. A seat is known by its key (see `door`), never by what the phone itself holds.

    Everything is asked in one asyncio loop, while `trainer.language` speaks the language of the page. Whoever changes
    what `state` returns calls `Service.announce` afterwards.
    """

    @property
    def language(self) -> str:
        """Return the language of the scenario, a code such as `nl`."""

    @property
    def title(self) -> str:
        """Return what the class works with."""

    @property
    def seats(self) -> int:
        """Return how many seats were given out."""

    def state(self) -> Question | None:
        """Return what is asked now, or what was asked last at this moment; None when there is nothing."""

    def knows(self, seat: str) -> bool:
        """Return whether this seat was given out for this class."""

    def voted(self, seat: str) -> str | None:
        """Return what a seat voted on the question of `state`."""

    async def admit(self, seat: str) -> None:
        """Give out a seat; returns when it is kept. Raises StoreError when it cannot be."""

    async def vote(self, seat: str, number: int, option: str) -> None:
        """Take a vote; returns when it is on disk.

        Raises UsageError when that question is closed or has no such option, StoreError when nothing can be kept.
        """
