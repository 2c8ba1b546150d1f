"""`trainer debrief`: an old run again."""

from __future__ import annotations

from pathlib import Path

import click

from trainer import language
from trainer.cli.group import Settings, shared
from trainer.cli.resume import come_back
from trainer.language import _


@click.command("debrief", help=_("Look back on RUN, by its id, or in an exported file."))
@click.argument("run")
@click.option("--run", "inside", metavar="RUN", help=_("Which run of a file with several."))
@shared
def command(settings: Settings, run: str, inside: str | None) -> None:
    """Open the debrief of a run in the player that fits the terminal."""
    if run.endswith(".json"):
        _look_at(settings, Path(run), inside)
        return
    memory, store = settings.opened()
    come_back(settings, memory, store, store.named(run))


def _look_at(settings: Settings, file: Path, inside: str | None) -> None:
    from trainer.practice.arrival import opened

    with opened(file, inside, settings.shelves(), language.current()) as sitting:
        if settings.wants_screen():
            from trainer.tui import opening
            from trainer.tui.app import run

            run(settings.shelves, settings.memory(saved=False), opening.debrief(sitting), *settings.look())
        else:
            from trainer.plain.paper import heading, show
            from trainer.plain.player import go_on

            if sitting.reflected:
                go_on(sitting)
            else:
                heading(sitting.title)
                show(sitting.entries)
