"""The phones of a class: what is asked of them now, who has a seat, and votes that are kept many at a time."""

from __future__ import annotations

import asyncio
from typing import Final

from trainer.classroom.ballot import Ballot
from trainer.classroom.desk import Question
from trainer.errors import StoreError, UsageError
from trainer.language import _
from trainer.practice.lesson import Lesson
from trainer.practice.voting import asked

GATHERING: Final = 0.02
"""Seconds in which votes are gathered to be kept together: nobody notices, and the disk is asked once. Proposal."""


class Polling:
    """A class as its phones see it (see `trainer.classroom.desk`).

    Votes that come in together are kept together: a few writes to the disk for a whole class that votes at once.
    """

    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self._waiting: list[tuple[str, str, asyncio.Future[None]]] = []

    @property
    def language(self) -> str:
        """Return the language of the scenario."""
        return self.lesson.sitting.scenario.language

    @property
    def title(self) -> str:
        """Return the title of the scenario."""
        return self.lesson.sitting.scenario.title

    @property
    def seats(self) -> int:
        """Return how many seats were given out."""
        return len(self.lesson.seats)

    def state(self) -> Question | None:
        """Return what is asked at this moment; None when nothing is."""
        ballot = self.lesson.ballot
        if ballot is None:
            return None
        told = tuple(ballot.counts.items()) if self.lesson.stage == "told" else None
        return Question(ballot.number, ballot.asks, self._prompt(ballot), self._options(ballot), ballot.is_open, told)

    def _prompt(self, ballot: Ballot) -> str:
        scale = self.lesson.sitting.page.scale
        if ballot.asks == "response" and scale is not None:
            return scale.prompt  # the shared screen has it above the steps
        return asked(self.lesson.sitting, ballot.asks)

    def _options(self, ballot: Ballot) -> tuple[tuple[str, str], ...]:
        """Return responses as they are numbered on the shared screen; the phone knows places by itself."""
        if ballot.asks != "response":
            return ()
        options = self.lesson.sitting.page.options
        return tuple((o.id, f"{o.number}. {o.text}" if o.text else str(o.number)) for o in options)

    def knows(self, seat: str) -> bool:
        """Return whether this seat was given out for this class."""
        return seat in self.lesson.seats

    def voted(self, seat: str) -> str | None:
        """Return what a seat voted on what is asked now."""
        return self.lesson.ballot.votes.get(seat) if self.lesson.ballot else None

    async def admit(self, seat: str) -> None:
        """Give out a seat; it is kept when this returns. Raises StoreError when it cannot be."""
        self.lesson.admit(seat)

    async def vote(self, seat: str, number: int, option: str) -> None:
        """Take a vote; it is on disk when this returns. Raises UsageError for what is not asked, or not any more."""
        ballot = self.lesson.ballot
        if ballot is None or ballot.number != number:
            raise UsageError(_("This question is over."))
        ballot.check(option)
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()
        if not self._waiting:
            loop.call_later(GATHERING, self._keep, number)
        self._waiting.append((seat, option, done))
        await done

    def _keep(self, number: int) -> None:
        """Keep every vote that came in meanwhile, and let who waits for that know."""
        votes, self._waiting = self._waiting, []
        trouble: Exception | None = None
        ballot = self.lesson.ballot
        try:
            if ballot is None or ballot.number != number:
                raise UsageError(_("This question is over."))
            self.lesson.cast([(seat, option) for seat, option, _done in votes])
        except (UsageError, StoreError) as error:
            trouble = error
        for _seat, _option, done in votes:
            if not done.done():  # a phone that is gone waits no more
                done.set_exception(trouble) if trouble else done.set_result(None)
