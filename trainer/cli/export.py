"""`trainer export`: what leaves this machine, on demand."""

from __future__ import annotations

from pathlib import Path

import click

from trainer.cli.group import Settings, shared
from trainer.language import _, plural


@click.command("export", help=_("Write talks as data: the RUNs named, or all of one learner."))
@click.argument("runs", nargs=-1, metavar="[RUN...]")
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json", show_default=True)
@click.option("--learner", metavar="CODE", help=_("Your own code, no name."))
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help=_("Write here."))
@shared
def command(settings: Settings, runs: tuple[str, ...], form: str, learner: str | None, output: Path | None) -> None:
    """Print runs, or write them to a file."""
    from trainer.practice.export import as_json, as_table, write

    memory, store = settings.opened(learner)
    wanted = [store.named(run) for run in runs] or [past.id for past in reversed(store.history(memory.learner))]
    text = (as_table if form == "csv" else as_json)(memory, wanted, settings.shelves())
    if output is None:
        click.echo(text, nl=False)
        return
    write(output, text)
    told = plural("{n} talk written to {path}.", "{n} talks written to {path}.", len(wanted), path=output)
    click.echo(told, err=True)
