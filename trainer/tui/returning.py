"""Coming back to a run in the application: the questions that may be asked first, and the screen where it stood."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from trainer import language
from trainer.errors import TakenError, TrainerError
from trainer.practice import asked
from trainer.practice.resume import Return, returning, stage
from trainer.practice.sitting import Sitting
from trainer.tui.screens.page import Page

if TYPE_CHECKING:
    from trainer.tui.app import TrainerApp


def come_back(app: TrainerApp, run: str) -> None:
    """Open a run: go on with it where it stopped, or look back on it."""

    def answered(answer: str) -> None:
        with_care(app, lambda: _answered(app, found, answer))

    try:
        found = returning(app.memory, run, app.shelves(), language.current())
    except TrainerError as error:
        tell(app, error)
        return
    if found.stopped:
        app.ask(lambda: asked.stopped(found), answered)
    elif found.kept.past.reflected is not None:
        with_care(app, lambda: show(app, found.reopen(app.memory)))
    elif found.changed:
        app.ask(lambda: asked.changed(found), answered)
    else:
        answered(asked.GO_ON)


def _answered(app: TrainerApp, found: Return, answer: str) -> None:
    if answer == asked.GO_ON:
        try:
            show(app, found.go_on(app.memory))
        except TakenError:
            app.ask(lambda: asked.taken(found), lambda answer: _instead(app, found, answer))
    elif answer == asked.RESTART:
        found.give_up(app.memory)
        begin(app, found.restart(app.memory))
    else:
        _instead(app, found, answer)


def _instead(app: TrainerApp, found: Return, answer: str) -> None:
    """Do what leaves the run itself as it is."""
    if answer == asked.READ:
        from trainer.tui.screens.spoken import SpokenScreen

        app.push_screen(SpokenScreen(found.read(app.memory)))
    elif answer == asked.RESTART:
        begin(app, found.restart(app.memory))
    elif answer == asked.EXPORT:
        from trainer.practice.export import write_run

        path = write_run(app.memory, found.kept.past.id, Path.cwd(), app.shelves())
        app.ask(lambda: asked.exported(path), lambda _answer: app.leave_if_done())
    else:
        app.leave_if_done()


def with_care(app: TrainerApp, step: Callable[[], None]) -> None:
    """Do something with a run, and tell what is the matter if it does not work."""
    try:
        step()
    except TrainerError as error:
        tell(app, error)


def tell(app: TrainerApp, error: TrainerError) -> None:
    """Tell why a run cannot be opened."""
    why = str(error)
    app.ask(lambda: asked.cannot(why), lambda _answer: app.leave_if_done())


def begin(app: TrainerApp, sitting: Sitting) -> None:
    """Begin a new talk with its briefing."""
    from trainer.tui.screens.briefing import BriefingScreen

    app.push_screen(BriefingScreen(sitting))


def show(app: TrainerApp, first: Sitting) -> None:
    """Show a run where it stood."""
    sitting, where = stage(first)
    screen: Page
    if where == "talk":
        from trainer.tui.screens.play import PlayScreen

        screen = PlayScreen(sitting)
    elif where == "questions":
        from trainer.tui.screens.reflection import ReflectionScreen

        screen = ReflectionScreen(sitting)
    else:
        from trainer.tui.screens.debrief import DebriefScreen

        screen = DebriefScreen(sitting)
    app.push_screen(screen)
