"""`trainer report`: a talk as one page to print or to send."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer import language
from trainer.cli.group import Settings, shared
from trainer.errors import UsageError
from trainer.language import _

if TYPE_CHECKING:
    from trainer.practice.sitting import Sitting


@click.command("report", help=_("Write RUN as one page of HTML: by its id, or out of an exported FILE.json."))
@click.argument("run", metavar="RUN|FILE.json")
@click.option("--run", "inside", metavar="RUN", help=_("Which run of a file with several."))
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", required=True,
    help=_("Write here."),
)  # fmt: skip
@shared
def command(settings: Settings, run: str, inside: str | None, output: Path) -> None:
    """Write the report of a talk that is over."""
    from trainer.practice.report import report
    from trainer.records.report import write

    with _sitting(settings, run, inside) as sitting:
        page = report(sitting)
    try:
        write(page, output)
    except OSError as error:
        message = _("{path} cannot be written: {why}.")
        raise UsageError(message.format(path=output, why=error.strerror)) from None
    click.echo(_("The report is in {path}.").format(path=output), err=True)


@contextmanager
def _sitting(settings: Settings, run: str, inside: str | None) -> Iterator[Sitting]:
    if run.endswith(".json"):
        from trainer.practice.arrival import opened

        with opened(Path(run), inside, settings.shelves(), language.current()) as sitting:
            if not sitting.reflected:
                raise UsageError(_("This talk was not over when it was exported, so there is no report of it."))
            yield sitting
        return
    from trainer.practice.resume import returning

    memory, store = settings.opened()
    found = returning(memory, store.named(run), settings.shelves(), language.current())
    sitting = found.reopen(memory)
    sitting.close()
    if found.stopped:
        raise UsageError(_("This talk was stopped in the middle, so there is no report of it."))
    if not sitting.reflected:
        raise UsageError(_("This talk is not over yet: `trainer resume {run}` goes on with it.").format(run=run))
    yield sitting
