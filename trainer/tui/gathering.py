"""Opening a class: the question whether to go on with an earlier one, and the screen where it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from trainer import language
from trainer.errors import TakenError, TrainerError
from trainer.practice import class_asked
from trainer.practice.asked import GO_ON, LEAVE
from trainer.practice.lesson import Lesson
from trainer.practice.memory import Memory
from trainer.practice.resume import Return, returning, stage
from trainer.practice.sitting import Sitting
from trainer.practice.teams import Teams
from trainer.tui.returning import tell, with_care

if TYPE_CHECKING:
    from trainer.tui.app import TrainerApp

Make = Callable[[Memory], Sitting]


def gather(app: TrainerApp, scenario: str, make: Make) -> None:
    """Open a class, or ask whether to go on with the one that was left last."""
    store = app.memory.store
    kept = store.lessons.unfinished(scenario) if store is not None else []
    if not kept:
        with_care(app, lambda: begin(app, make))
        return
    run, started = kept[0]
    try:
        found = returning(app.memory, run, app.shelves(), language.current())
    except TrainerError:  # an earlier class that cannot be read keeps nobody from a new one
        with_care(app, lambda: begin(app, make))
        return

    def answered(answer: str) -> None:
        with_care(app, lambda: _answered(app, found, make, answer))

    app.ask(lambda: class_asked.going_on(found, started), answered)


def _answered(app: TrainerApp, found: Return, make: Make, answer: str) -> None:
    if answer == GO_ON:
        try:
            go_on(app, found)
        except TakenError:
            title = found.kept.past.title
            app.ask(lambda: class_asked.taken(title), lambda answer: _answered(app, found, make, answer))
    elif answer == LEAVE:
        app.leave_if_done()
    else:
        begin(app, make)


def begin(app: TrainerApp, make: Make) -> None:
    """Begin a new class with its briefing. What is wrong with what was asked for is told."""
    from trainer.tui.screens.class_briefing import ClassBriefingScreen

    app.push_screen(ClassBriefingScreen(make(app.memory)))


def go_on(app: TrainerApp, found: Return) -> None:
    """Open a class where it stood."""
    from trainer.tui.screens.classroom import ClassroomScreen

    store = app.memory.store
    assert store is not None
    kept = store.lessons.kept(found.kept.past.id)
    sitting, _where = stage(found.go_on(app.memory))
    lesson = Lesson.restored(sitting, kept)
    app.push_screen(ClassroomScreen(lesson))
    if app.phones:
        app.phones.open(app, lesson)


def gather_teams(app: TrainerApp, make: Make, number: int) -> None:
    """Begin a class in teams."""
    from trainer.tui.screens.teams import TeamsScreen

    try:
        teams = Teams(lambda: make(app.memory), number)
    except TrainerError as error:
        tell(app, error)
    else:
        app.push_screen(TeamsScreen(teams))
