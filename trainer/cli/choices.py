"""`trainer settings`: what is chosen for good."""

from __future__ import annotations

from dataclasses import asdict

import click

from trainer.cli.group import Settings, shared
from trainer.errors import UsageError
from trainer.language import _

NONE = "-"


@click.command("settings", help=_("Show what is chosen for good, or choose: NAME and VALUE (`-` for none)."))
@click.argument("name", required=False, type=click.Choice(["language", "theme", "pace", "learner"]))
@click.argument("value", required=False)
@shared
def command(settings: Settings, name: str | None, value: str | None) -> None:
    """Show the settings, or change one."""
    from trainer.records.settings import CHOICES, change, code

    if name is not None and value is not None:
        known = CHOICES.get(name, ())
        if name == "learner":
            code(None if value == NONE else value)
        elif value not in (*known, NONE):
            message = _("`{value}` cannot be chosen for {name}; there are: {known}.")
            raise UsageError(message.format(value=value, name=name, known=", ".join(known)))
        change(settings.folder, **{name: None if value == NONE else value})
    for key, chosen in asdict(settings.kept).items():
        if name in (None, key):
            click.echo(f"{key:<10}{chosen or NONE}")
