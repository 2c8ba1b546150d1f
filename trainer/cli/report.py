"""`trainer report`: a talk or a class as one page to print or to send, and the votes of a class as a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer import language
from trainer.cli.group import Settings, shared
from trainer.errors import UsageError
from trainer.language import _

if TYPE_CHECKING:
    from trainer.practice.memory import Memory
    from trainer.practice.sitting import Sitting

CSV = ".csv"


@click.command("report", help=_("Write RUN as one page of HTML: by its id, or out of an exported FILE.json."))
@click.argument("run", metavar="RUN|FILE.json")
@click.option("--run", "inside", metavar="RUN", help=_("Which run of a file with several."))
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", required=True,
    help=_("Write here; FILE.csv is the votes of a class."),
)  # fmt: skip
@shared
def command(settings: Settings, run: str, inside: str | None, output: Path) -> None:
    """Write the report of a talk that is over, or of a class."""
    from trainer.practice.export import write

    table = output.suffix.lower() == CSV
    write(output, _of_file(settings, run, inside) if run.endswith(".json") else _of_store(settings, run, table))
    click.echo(_("The report is in {path}.").format(path=output), err=True)


def _of_file(settings: Settings, run: str, inside: str | None) -> str:
    """Return the page of a talk that came from another machine."""
    from trainer.practice.arrival import opened
    from trainer.practice.report import report
    from trainer.records.report import rendered

    with opened(Path(run), inside, settings.shelves(), language.current()) as sitting:
        if not sitting.reflected:
            raise UsageError(_("This talk was not over when it was exported, so there is no report of it."))
        return rendered(report(sitting))


def _of_store(settings: Settings, run: str, table: bool) -> str:
    """Return the page, or the table, of what is kept here: a class, teams, or a talk of one's own."""
    from trainer.practice import class_report
    from trainer.practice.report import report
    from trainer.practice.reunion import class_of, teams_of
    from trainer.records.report import rendered

    memory, store = settings.opened()
    run, shelves = store.named(run), settings.shelves()
    lesson = class_of(memory, run, shelves)
    if lesson is not None:
        return class_report.as_table(lesson, run) if table else rendered(class_report.report(lesson))
    if table:
        raise UsageError(
            _("Only the votes of a class are a table here; `trainer export --format csv` writes the turns of a talk.")
        )
    teams = teams_of(memory, run, shelves)
    page = report(_own(memory, run, shelves)) if teams is None else class_report.teams_report(teams.sittings)
    return rendered(page)


def _own(memory: Memory, run: str, shelves: Sequence[Path]) -> Sitting:
    """Return a talk of one's own that is over."""
    from trainer.practice.resume import returning

    found = returning(memory, run, shelves, language.current())
    sitting = found.reopen(memory)
    sitting.close()
    if found.stopped:
        raise UsageError(_("This talk was stopped in the middle, so there is no report of it."))
    if not sitting.reflected:
        raise UsageError(_("This talk is not over yet: `trainer resume {run}` goes on with it.").format(run=run))
    return sitting
