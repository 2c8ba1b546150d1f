"""The phones of a class, served from the app's own loop from when the class begins until the app ends."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from trainer.classroom.address import Address, Entrance, new_code
from trainer.errors import UsageError
from trainer.practice.lesson import Lesson
from trainer.practice.polling import Polling
from trainer.tui.returning import tell

if TYPE_CHECKING:
    from trainer.classroom.service import Service
    from trainer.tui.app import TrainerApp


class Phones:
    """Where phones can join a class; nothing is served before `open`."""

    def __init__(self, address: Address, port: int | None = None) -> None:
        self._address, self._port = address, port
        self._service: Service | None = None
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

    async def _serve(self, app: TrainerApp, lesson: Lesson) -> None:
        from trainer.classroom.service import Service
        from trainer.tui.screens.joining import JoiningScreen

        try:
            async with Service(Polling(lesson), self._address, lesson.code, self._port) as self._service:
                app.push_screen(JoiningScreen(lesson, self._service.entrance))
                await asyncio.Event().wait()  # until the app ends
        except UsageError as error:
            tell(app, error)
        finally:
            self._service = None
