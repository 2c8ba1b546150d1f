"""The application: where it begins and how it is left."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from trainer.tui.screens.library import LibraryScreen

if TYPE_CHECKING:
    from textual.screen import Screen

    from trainer.practice.sitting import Sitting

Shelves = Callable[[], tuple[Path, ...]]


class TrainerApp(App[None]):
    """Library, briefing, play, reflection, debrief; with a sitting given it begins at the briefing."""

    TITLE = "Roleplay Trainer"
    CSS_PATH = "trainer.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", show=False, priority=True)]

    def __init__(self, shelves: Shelves, sitting: Sitting | None = None) -> None:
        super().__init__()
        self._shelves = shelves
        self._sitting = sitting

    def get_default_screen(self) -> Screen[Any]:
        """Return the library, or an empty screen under a sitting that was asked for."""
        return LibraryScreen(self._shelves) if self._sitting is None else super().get_default_screen()

    def on_mount(self) -> None:
        """Open the sitting that was asked for, and leave the terminal as it was when asked to stop from outside."""
        for name in ("SIGTERM", "SIGHUP"):
            with suppress(NotImplementedError, AttributeError):  # not on Windows
                asyncio.get_running_loop().add_signal_handler(getattr(signal, name), self.exit)
        if self._sitting is not None:
            from trainer.tui.screens.briefing import BriefingScreen

            self.push_screen(BriefingScreen(self._sitting))

    def leave(self) -> None:
        """Go back to the library, or out if the sitting was asked for by name."""
        if self._sitting is None:
            self.pop_screen()
        else:
            self.exit()


def run(shelves: Shelves, sitting: Sitting | None = None) -> None:
    """Run the application until someone leaves it."""
    TrainerApp(shelves, sitting).run()
