"""`trainer history`: own talks over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from trainer.cli.group import Settings, shared
from trainer.language import _

if TYPE_CHECKING:
    from trainer.practice.memory import Memory
    from trainer.tui.app import TrainerApp


@click.command("history", help=_("Your own talks over time, of all scenarios or of SCENARIO."))
@click.argument("scenario", required=False)
@click.option("--learner", metavar="CODE", help=_("Your own code, no name."))
@click.option("--all", "every", is_flag=True, help=_("List every talk, not only the latest."))
@click.option("--classes", is_flag=True, help=_("List the classes that were held here, for `trainer report`."))
@shared
def command(settings: Settings, scenario: str | None, learner: str | None, every: bool, classes: bool) -> None:
    """Show the history in the player that fits the terminal."""
    memory, store = settings.opened(learner)
    if classes:
        from trainer.plain.history import tell_classes

        tell_classes([*store.lessons.held(), *store.teams.held()])
        return
    wanted = None if scenario is None else practised(settings, memory, scenario)
    if settings.wants_screen():
        from trainer.tui.app import run

        def opened(app: TrainerApp) -> None:
            from trainer.tui.screens.history import HistoryScreen, Place

            app.push_screen(HistoryScreen(app.memory, Place(wanted)))

        run(settings.shelves, memory, opened, *settings.look())
    else:
        from trainer.plain.history import LATEST, tell
        from trainer.practice.history import history

        tell(history(memory, wanted), None if every else LATEST)


def practised(settings: Settings, memory: Memory, name: str) -> str:
    """Return the id of a scenario that was practised or can be. Raises UsageError when there is none of this name."""
    from trainer.scenario.library import find

    if memory.store is not None and memory.store.history(memory.learner, name, most=1):
        return name
    return find(name, settings.shelves()).stem
