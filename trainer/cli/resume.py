"""`trainer resume`: go on where a talk stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from trainer.cli.group import Settings, shared
from trainer.errors import UsageError
from trainer.language import _

if TYPE_CHECKING:
    from trainer.practice.memory import Memory
    from trainer.records.store import Store


@click.command("resume", help=_("Go on with the talk that was left last, or with RUN."))
@click.argument("run", required=False)
@click.option("--learner", metavar="CODE", help=_("Your own code, no name."))
@shared
def command(settings: Settings, run: str | None, learner: str | None) -> None:
    """Open a run where it stopped, in the player that fits the terminal."""
    memory, store = settings.opened(learner)
    if run is None:
        left = store.unfinished(memory.learner)
        if not left:
            raise UsageError(_("There is no talk to go on with. `trainer history` shows those that are finished."))
        key = left[0].id
    else:
        key = store.named(run)
    come_back(settings, memory, store, key)


def come_back(settings: Settings, memory: Memory, store: Store, run: str) -> None:
    """Open a run in the player that fits the terminal. Raises UsageError for the talk of a class."""
    past = store.kept(run).past
    if past.mode == "class":
        message = _(
            "That is the talk of a class. `trainer class {scenario}` goes on with it; "
            "`trainer report {run} -o class.html` makes a page of it."
        )
        raise UsageError(message.format(scenario=past.scenario, run=run))
    if settings.wants_screen():
        from trainer.tui import opening
        from trainer.tui.app import run as run_app

        run_app(settings.shelves, memory, opening.run(run), *settings.look())
    else:
        from trainer.plain.returning import come_back

        come_back(memory, run, settings.shelves())
