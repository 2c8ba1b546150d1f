"""The application: where it begins and how it is left."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.constants import TEXTUAL_ANIMATIONS
from textual.events import Event, Key

from trainer.errors import StoreError
from trainer.language import _
from trainer.practice.memory import Memory
from trainer.tui.pace import BREATHING, DIRECT, HeldKey, Pace, preferred
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.screens.page import Page, SittingPage
from trainer.tui.themes import DARK, PROJECTOR, THEMES

if TYPE_CHECKING:
    from textual.command import Provider
    from textual.driver import Driver
    from textual.screen import Screen

    from trainer.practice.asked import Asked
    from trainer.practice.sitting import Sitting
    from trainer.tui.phones import Phones
    from trainer.tui.screens.history import HistoryScreen

Shelves = Callable[[], tuple[Path, ...]]
Opening = Callable[["TrainerApp"], None]
"""What is opened first instead of the library; see `trainer.tui.opening`."""
GRACE = 2.0
"""Seconds in which the terminal is left as it was when somebody asks from outside to stop."""
NOTICE = 2.0
"""Seconds that one is told what a key has switched."""


def palette() -> type[Provider]:
    """Return what the command palette offers; it is only read when somebody opens it."""
    from trainer.tui.palette import Actions

    return Actions


class TrainerApp(App[None]):
    """Library, briefing, play, reflection, debrief; with an opening given it begins there and ends there."""

    TITLE = "Roleplay Trainer"
    CSS_PATH = "trainer.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", show=False, priority=True)]
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {palette}

    def __init__(
        self,
        shelves: Shelves,
        memory: Memory | None = None,
        opening: Opening | None = None,
        theme_name: str = "dark",
        pace: Pace | None = None,
    ) -> None:
        super().__init__()
        self.set_pace(preferred() if pace is None else pace)
        for theme in (DARK, PROJECTOR):
            self.register_theme(theme)
        self.theme = THEMES[theme_name].name
        self.keys = HeldKey()
        """Which presses only repeat a held key, also from one screen to the next."""
        self.shelves = shelves
        self._opening = opening
        self._handlers: dict[int, Any] = {}
        self.memory = Memory() if memory is None else memory
        """What is remembered of every sitting."""
        self.phones: Phones | None = None
        """The phones of a class; None where there are none."""

    def get_driver_class(self) -> type[Driver]:
        """Return what reads the keyboard: on POSIX one that keeps pastes and keys apart."""
        found = super().get_driver_class()
        if found.__name__ != "LinuxDriver":
            return found
        from trainer.tui.keyboard import Keyboard

        return Keyboard

    def get_default_screen(self) -> Screen[Any]:
        """Return the library, or an empty screen under what was asked for."""
        return LibraryScreen(self.shelves, self.memory) if self._opening is None else super().get_default_screen()

    async def on_event(self, event: Event) -> None:
        """Let the phones of a class wait until what a key does is shown."""
        if isinstance(event, Key) and self.phones is not None:
            self.phones.give_way()
        await super().on_event(event)

    def on_mount(self) -> None:
        """Open what was asked for, and leave the terminal as it was when asked to stop from outside."""
        self._events = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):  # Windows has no SIGHUP
                number = getattr(signal, name)
                self._handlers[number] = signal.signal(number, self._leave_on_signal)
        if self._opening is not None:
            self.open_memory(self._opening)

    def on_unmount(self) -> None:
        """Let other windows go on with what was open here, and leave signals to who had them before."""
        for screen in self.screen_stack:
            if isinstance(screen, SittingPage):
                screen.sitting.close()
        while self._handlers:
            signal.signal(*self._handlers.popitem())

    def open_memory(self, then: Opening) -> None:
        """Open what is kept and go on; where that does not work, ask whether to play without saving."""
        try:
            self.memory.open()
        except StoreError as error:
            from trainer.practice.asked import not_opened

            why = str(error)
            self.ask(lambda: not_opened(why), lambda answer: self._open_anyway(answer, then))
        else:
            then(self)
            if self.memory.notice:
                self.notify(self.memory.notice, markup=False)

    def _open_anyway(self, answer: str, then: Opening) -> None:
        from trainer.practice.asked import LEAVE, WITHOUT

        if answer == LEAVE:
            self.exit()
            return
        if answer == WITHOUT:
            self.memory.keep_nothing()
        self.open_memory(then)

    def ask(self, about: Callable[[], Asked], then: Callable[[str], None]) -> None:
        """Ask something about a run, and do something with the answer."""
        from trainer.tui.screens.asking import AskingScreen

        self.push_screen(AskingScreen(about, then))

    def _leave_on_signal(self, number: int, _frame: FrameType | None) -> None:
        """Leave in good order, or after a while without it: a terminal that is gone takes no more writing."""
        watch = threading.Timer(GRACE, os._exit, (128 + number,))
        watch.daemon = True
        watch.start()
        self._events.call_soon_threadsafe(self.exit)

    def switch_theme(self) -> None:
        """Go from dark to the projector's light theme, or back."""
        self.theme = PROJECTOR.name if self.theme == DARK.name else DARK.name
        self.memory.choose(theme=next(name for name, theme in THEMES.items() if theme.name == self.theme))

    def set_pace(self, pace: Pace) -> None:
        """Talk at this pace from now on; at a direct one nothing else moves either."""
        self.pace = pace
        self.animation_level = "none" if pace.direct else TEXTUAL_ANIMATIONS

    def action_switch_pace(self) -> None:
        """Let replies come line by line or at once from now on, and say which it is."""
        self.set_pace(BREATHING if self.pace.direct else DIRECT)
        self.memory.choose(pace="direct" if self.pace.direct else "breathing")
        self.clear_notifications()
        now = _("Replies come at once now.") if self.pace.direct else _("Replies come line by line now.")
        self.notify(now, timeout=NOTICE, markup=False)

    def action_command_palette(self) -> None:
        """Show the palette, with its question in the language spoken now."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=_("What would you like to do?"), id="--command-palette"))

    def action_help_quit(self) -> None:
        """Say how one leaves, to who presses Ctrl+C."""
        self.clear_notifications()
        self.notify(_("Esc goes back; Ctrl+Q leaves the program."), markup=False)

    def on_history_screen_run_chosen(self, event: HistoryScreen.RunChosen) -> None:
        """Open a run of the history."""
        from trainer.tui.returning import come_back

        come_back(self, event.run_id)

    def leave_sitting(self, sitting: Sitting) -> None:
        """Go back to where somebody played on from, the first talk or its debrief; else leave."""
        if sitting.first is sitting:
            sitting.close()
            self.leave()
        elif sitting.returns:
            from trainer.tui.screens.play import PlayScreen

            self.switch_screen(PlayScreen(sitting.first))
        else:
            from trainer.tui.screens.debrief import DebriefScreen

            self.switch_screen(DebriefScreen(sitting.first, at=-1, turn=sitting.at))

    def leave_if_done(self) -> None:
        """Leave when nothing is left on the screen of what was asked for by name."""
        if not isinstance(self.screen, Page):
            self.exit()

    def leave(self) -> None:
        """Go back to the screen below, or out if this was asked for by name."""
        below = self.screen_stack[-2] if len(self.screen_stack) > 1 else None
        if isinstance(below, Page):
            self.pop_screen()
        else:
            self.exit()


def run(
    shelves: Shelves,
    memory: Memory,
    opening: Opening | None = None,
    theme_name: str = "dark",
    pace: Pace | None = None,
) -> None:
    """Run the application until someone leaves it; without a pace, at the one that the environment asks for."""
    try:
        TrainerApp(shelves, memory, opening, theme_name, pace).run()
    finally:
        memory.close()
