"""`trainer replay`: choices played without a screen."""

from __future__ import annotations

import json

import click

from trainer import language
from trainer.cli.group import Settings, shared
from trainer.cli.play import wish
from trainer.errors import ChoiceError, UsageError
from trainer.language import _


@click.command("replay", help=_("Play choices without a screen and tell what came of them."))
@click.argument("scenario")
@click.option("--choose", required=True, metavar="A,B,C", help=_("The ids of the responses, in order."))
@click.option("--disposition", "wishes", multiple=True, metavar="D", help=_("How a client shows up; or persona=name."))
@click.option("--seed", type=int, default=0, show_default=True, help=_("Draws what is not given."))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@shared
def command(settings: Settings, scenario: str, choose: str, wishes: tuple[str, ...], seed: int, form: str) -> None:
    """Replay choices and print the transcript with its debrief, or all of it as JSON."""
    from trainer.conversation import Session
    from trainer.debrief.replay import replay
    from trainer.scenario import load_scenario
    from trainer.scenario.library import find

    loaded = load_scenario(find(scenario, settings.shelves()), language.current())
    session = Session(loaded, seed=seed, disposition=wish(wishes))
    for n, choice in enumerate((word.strip() for word in choose.split(",") if word.strip()), 1):
        try:
            session.choose(choice)
        except ChoiceError as error:
            raise UsageError(_("Choice {n}: {why}").format(n=n, why=error)) from None
    if form == "json":
        click.echo(json.dumps(replay(session.transcript, seed), ensure_ascii=False, indent=1))
    else:
        from trainer.debrief import debrief
        from trainer.plain.debrief import write
        from trainer.plain.paper import show
        from trainer.practice.entries import transcript_entries
        from trainer.practice.telling import told

        show(transcript_entries(session.transcript))
        for section in told(debrief(session.transcript)):
            write(section)
