"""`trainer report`: a talk or a class as one page to print or to send, and the votes of a class as a table."""

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
    from trainer.practice.lesson import Lesson
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
    from trainer.practice.class_report import as_table
    from trainer.practice.class_report import report as class_report
    from trainer.practice.export import write
    from trainer.practice.report import report
    from trainer.records.report import rendered

    lesson = None if run.endswith(".json") else _lesson(settings, run)
    if lesson is not None:
        write(output, as_table(*lesson) if output.suffix.lower() == CSV else rendered(class_report(lesson[0])))
    elif output.suffix.lower() == CSV:
        raise UsageError(
            _("Only the votes of a class are a table here; `trainer export --format csv` writes the turns of a talk.")
        )
    else:
        with _sitting(settings, run, inside) as sitting:
            page = rendered(report(sitting))
        write(output, page)
    click.echo(_("The report is in {path}.").format(path=output), err=True)


def _lesson(settings: Settings, run: str) -> tuple[Lesson, str] | None:
    """Return the class that a run is the talk of, with the id of the run; None when it is none."""
    from trainer.practice.memory import Memory
    from trainer.practice.resume import returning, stage

    memory, store = settings.opened()
    named = store.named(run)
    if not store.lessons.holds(named):
        return None
    from trainer.practice.lesson import Lesson

    found = returning(memory, named, settings.shelves(), language.current())
    sitting, _where = stage(found.read(Memory()))
    return Lesson.restored(sitting, store.lessons.kept(named)), named


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
