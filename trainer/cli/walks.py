"""`trainer test`: the walks of one or more scenarios."""

from __future__ import annotations

from pathlib import Path

import click

from trainer import language
from trainer.cli.check import wanted
from trainer.cli.group import Settings, shared
from trainer.language import _, plural


@click.command("test", help=_("Take the walks that authors wrote into their scenarios: files or folders."))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH...]")
@shared
def command(settings: Settings, paths: tuple[Path, ...]) -> None:
    """Take every walk with every disposition it must hold for; exit status 1 when one fails."""
    from trainer.authoring.walks import outcomes
    from trainer.scenario import load_scenario

    failed = taken = 0
    for path in wanted(paths):
        scenario = load_scenario(path, language.current())
        for outcome in outcomes(scenario):
            taken += 1
            who = ", ".join(outcome.disposition.values())
            name = f"{scenario.id} {outcome.walk}" + (f" ({who})" if who else "")
            if outcome.failure:
                failed += 1
                click.echo(_("FAILED {name}: {why}").format(name=name, why=outcome.failure))
            else:
                score = "-" if outcome.score is None else f"{outcome.score:.1f}"
                click.echo(_("ok     {name}: {ending}, {score}").format(name=name, ending=outcome.ending, score=score))
    walks = plural("{n} walk taken", "{n} walks taken", taken)
    click.echo(_("{walks}, {failed} failed.").format(walks=walks, failed=failed), err=True)
    if failed:
        raise SystemExit(1)
