"""The phones of a class, served from the app's own loop from when the class begins until the app ends."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, suppress
from typing import TYPE_CHECKING

from trainer.classroom.address import Address, Entrance, choose, new_code
from trainer.errors import StoreError, UsageError
from trainer.practice.lesson import Lesson
from trainer.practice.polling import Polling
from trainer.tui.returning import tell

if TYPE_CHECKING:
    from trainer.classroom.service import Service
    from trainer.tui.app import TrainerApp


class Phones:
    """Where phones can join a class; nothing is served before `open`.

    Without an address or a port that was asked for it is where the class was before, if that can be had.
    """

    def __init__(self, address: Address | None = None, port: int | None = None) -> None:
        self._address, self._port = address, port
        self._service: Service | None = None
        self.before = ""
        """Where phones joined this class before, as typed; empty when it is still there."""
        self.code = new_code()
        """What one joins with, for a class that has no code yet."""

    @property
    def entrance(self) -> Entrance | None:
        """Return where one can join; None as long as nobody can."""
        return self._service.entrance if self._service is not None else None

    def open(self, app: TrainerApp, lesson: Lesson) -> None:
        """Let phones join; when the address or the port cannot be had, that is told, and the class goes on without."""
        lesson.code = lesson.code or self.code
        app.run_worker(self._serve(app, lesson), group="phones", exclusive=True, exit_on_error=False)

    def announce(self) -> None:
        """Tell the phones that something changed."""
        if self._service is not None:
            self._service.announce()

    def give_way(self) -> None:
        """Let the phones wait for a moment: a key is pressed, and what it does is shown first."""
        if self._service is not None:
            self._service.give_way()

    async def _serve(self, app: TrainerApp, lesson: Lesson) -> None:
        from trainer.tui.screens.joining import JoiningScreen

        try:
            async with AsyncExitStack() as stack:
                self._service = await self._opened(stack, lesson)
                here = self._service.entrance
                with suppress(StoreError):  # that saving fails is told when a step of the class is to be kept
                    lesson.open_door(here.address.host, here.port)
                app.push_screen(JoiningScreen(lesson, here, self.before))
                await asyncio.Event().wait()  # until the app ends
        except UsageError as error:
            tell(app, error)
        finally:
            self._service = None

    async def _opened(self, stack: AsyncExitStack, lesson: Lesson) -> Service:
        """Return the page, served where the class was before if that can be, else elsewhere. Raises UsageError."""
        address = self._address or choose(None)
        if lesson.joined_at is None:
            return await self._at(stack, lesson, address, self._port)
        host, port = lesson.joined_at
        before = Entrance(choose(host), port, lesson.code)
        there = self._address or before.address
        for wanted in (self._port or port, self._port):
            with suppress(UsageError):  # another program has the port, or this is another network
                service = await self._at(stack, lesson, there, wanted)
                break
        else:
            service = await self._at(stack, lesson, address, self._port)
        self.before = "" if service.entrance.origin == before.origin else before.origin
        return service

    async def _at(self, stack: AsyncExitStack, lesson: Lesson, address: Address, port: int | None) -> Service:
        from trainer.classroom.service import Service

        return await stack.enter_async_context(Service(Polling(lesson), address, lesson.code, port))
