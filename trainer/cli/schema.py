"""`trainer schema`: what an editor needs to complete and check a scenario while it is typed."""

from __future__ import annotations

from pathlib import Path

import click

from trainer.cli.group import Settings, shared
from trainer.errors import UsageError
from trainer.language import _


@click.command("schema", help=_("Print the JSON Schema with which an editor completes and checks scenarios."))
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help=_("Write here."),
)  # fmt: skip
@shared
def command(settings: Settings, output: Path | None) -> None:
    """Print the schema, or write it to a file."""
    from trainer.authoring.schema import as_json

    if output is None:
        click.echo(as_json(), nl=False)
        return
    try:
        output.write_text(as_json(), encoding="utf-8", newline="")
    except OSError as error:
        message = _("{path} cannot be written: {why}.")
        raise UsageError(message.format(path=output, why=error.strerror)) from None
    click.echo(_("The schema is in {path}.").format(path=output), err=True)
