"""Opening a class or teams: the question whether to go on with what was left, and the screen where it stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from trainer.errors import TakenError
from trainer.practice import class_asked
from trainer.practice.asked import GO_ON, LEAVE, Asked
from trainer.practice.lesson import Lesson
from trainer.practice.memory import Memory
from trainer.practice.reunion import left_class, left_teams
from trainer.practice.sitting import Sitting
from trainer.practice.teams import Teams
from trainer.tui.returning import with_care

if TYPE_CHECKING:
    from trainer.tui.app import TrainerApp

Make = Callable[[Memory], Sitting]
Step = Callable[[], None]


def gather(app: TrainerApp, scenario: str, make: Make) -> None:
    """Open a class, or ask whether to go on with the one that was left last."""

    def open_() -> None:
        left = left_class(app.memory, scenario, app.shelves())
        if left is None:
            begin(app, make)
        else:
            offer(
                app,
                lambda: class_asked.going_on(left),
                lambda: show(app, left.go_on(app.memory)),
                lambda: begin(app, make),
            )

    with_care(app, open_)


def gather_teams(app: TrainerApp, scenario: str, make: Make, number: int) -> None:
    """Begin a class in teams, or ask whether to go on with the teams that were left last."""

    def new() -> None:
        show_teams(app, Teams.begun(lambda: make(app.memory), number))

    def open_() -> None:
        left = left_teams(app.memory, scenario, app.shelves())
        if left is None:
            new()
        else:
            offer(
                app,
                lambda: class_asked.going_on_in_teams(left),
                lambda: show_teams(app, left.go_on(app.memory)),
                new,
            )

    with_care(app, open_)


def offer(app: TrainerApp, asked: Callable[[], Asked], go_on: Step, new: Step) -> None:
    """Ask whether to go on or to begin anew; what is open in another window can only be begun anew."""

    def answered(answer: str) -> None:
        if answer == LEAVE:
            app.leave_if_done()
        elif answer == GO_ON:
            try:
                go_on()
            except TakenError:
                title = asked().title
                app.ask(lambda: class_asked.taken(title), with_care_answered)
        else:
            new()

    def with_care_answered(answer: str) -> None:
        with_care(app, lambda: answered(answer))

    app.ask(asked, with_care_answered)


def begin(app: TrainerApp, make: Make) -> None:
    """Begin a new class with its briefing. What is wrong with what was asked for is told."""
    from trainer.tui.screens.class_briefing import ClassBriefingScreen

    app.push_screen(ClassBriefingScreen(make(app.memory)))


def show(app: TrainerApp, lesson: Lesson) -> None:
    """Show a class where it stands: in the talk, or on the pages after it."""
    from trainer.tui.screens.class_debrief import ClassDebriefScreen
    from trainer.tui.screens.classroom import ClassroomScreen

    app.push_screen(ClassDebriefScreen(lesson) if lesson.looks_back else ClassroomScreen(lesson))
    if app.phones:
        app.phones.open(app, lesson)


def show_teams(app: TrainerApp, teams: Teams) -> None:
    """Show teams where they stand: in turn, or side by side."""
    from trainer.tui.screens.class_debrief import TeamsComparedScreen
    from trainer.tui.screens.teams import TeamsScreen

    app.push_screen(TeamsComparedScreen(teams) if teams.looks_back else TeamsScreen(teams))
