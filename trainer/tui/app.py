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

from trainer import language
from trainer.language import _
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.screens.page import Page
from trainer.tui.themes import DARK, PROJECTOR, THEMES

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.screen import Screen

    from trainer.practice.sitting import Sitting

Shelves = Callable[[], tuple[Path, ...]]


def palette() -> type[Provider]:
    """Return what the command palette offers; it is only read when somebody opens it."""
    from trainer.tui.palette import Actions

    return Actions


class TrainerApp(App[None]):
    """Library, briefing, play, reflection, debrief; with a sitting given it begins at the briefing."""

    TITLE = "Roleplay Trainer"
    CSS_PATH = "trainer.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", show=False, priority=True)]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {palette}

    def __init__(self, shelves: Shelves, sitting: Sitting | None = None, theme_name: str = "dark") -> None:
        super().__init__()
        for theme in (DARK, PROJECTOR):
            self.register_theme(theme)
        self.theme = THEMES[theme_name].name
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

    def switch_language(self) -> None:
        """Speak the other language from now on, here and in the conversation at hand."""
        others = [code for code in language.LANGUAGES if code != language.current()]
        language.use(others[0])
        screen = self.screen
        sitting = getattr(screen, "sitting", None)
        if sitting is not None:
            sitting.speak(language.current())
        again = screen.again() if isinstance(screen, Page) else None
        if again is not None:
            self.switch_screen(again)

    def switch_theme(self) -> None:
        """Go from dark to the projector's light theme, or back."""
        self.theme = PROJECTOR.name if self.theme == DARK.name else DARK.name

    def action_help_quit(self) -> None:
        """Say how one leaves, to who presses Ctrl+C."""
        self.clear_notifications()
        self.notify(_("Esc goes back; Ctrl+Q leaves the program."), markup=False)

    def leave(self) -> None:
        """Go back to the library, or out if the sitting was asked for by name."""
        if self._sitting is None:
            self.pop_screen()
        else:
            self.exit()


def run(shelves: Shelves, sitting: Sitting | None = None, theme_name: str = "dark") -> None:
    """Run the application until someone leaves it."""
    TrainerApp(shelves, sitting, theme_name).run()
