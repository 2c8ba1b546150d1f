"""What can be opened first instead of the library, for who asked for it by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from trainer.practice.memory import Memory
from trainer.practice.sitting import Sitting
from trainer.tui.app import Opening, TrainerApp

if TYPE_CHECKING:
    from trainer.practice.preview import Preview
    from trainer.practice.watch import Watch
    from trainer.tui.phones import Phones


def talk(make: Callable[[Memory], Sitting]) -> Opening:
    """Return the opening of a new talk, which is made when it is known whether it is saved."""

    def opened(app: TrainerApp) -> None:
        from trainer.tui.returning import begin

        begin(app, make(app.memory))

    return opened


def lesson(scenario: str, make: Callable[[Memory], Sitting], phones: Phones | None = None) -> Opening:
    """Return the opening of a class in a scenario, by its id: the one that was left, or a new one."""

    def opened(app: TrainerApp) -> None:
        from trainer.tui.gathering import gather

        app.phones = phones
        gather(app, scenario, make)

    return opened


def teams(scenario: str, make: Callable[[Memory], Sitting], number: int) -> Opening:
    """Return the opening of teams in a scenario, by its id: those that were left, or new ones with the same talk."""

    def opened(app: TrainerApp) -> None:
        from trainer.tui.gathering import gather_teams

        gather_teams(app, scenario, make, number)

    return opened


def run(key: str) -> Opening:
    """Return the opening of a run that was held before."""

    def opened(app: TrainerApp) -> None:
        from trainer.tui.returning import come_back

        come_back(app, key)

    return opened


def history(app: TrainerApp) -> None:
    """Open the history."""
    from trainer.tui.screens.history import HistoryScreen

    app.push_screen(HistoryScreen(app.memory))


def debrief(sitting: Sitting) -> Opening:
    """Return the opening of somebody else's talk: its debrief, or what there is to read of one that is not over."""

    def opened(app: TrainerApp) -> None:
        from trainer.tui.returning import show
        from trainer.tui.screens.spoken import SpokenScreen

        if sitting.reflected:
            show(app, sitting)
        else:
            app.push_screen(SpokenScreen(sitting))

    return opened


def preview(made: Preview, watch: Watch) -> Opening:
    """Return the opening of a talk in a scenario that is being written."""

    def opened(app: TrainerApp) -> None:
        from trainer.tui.screens.preview import PreviewScreen

        app.push_screen(PreviewScreen(made, watch))

    return opened
