"""`trainer test`: the walks of one or more scenarios."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer import language
from trainer.cli.check import wanted
from trainer.cli.group import Settings, shared
from trainer.language import _, plural

if TYPE_CHECKING:
    from trainer.authoring.walks import Outcome


@click.command("test", help=_("Take the walks that authors wrote into their scenarios: files or folders."))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH...]")
@shared
def command(settings: Settings, paths: tuple[Path, ...]) -> None:
    """Take every walk with every disposition it must hold for; exit status 1 when one fails."""
    from trainer.authoring.walks import outcomes
    from trainer.cli.problems import as_text
    from trainer.errors import ScenarioError
    from trainer.scenario import load_scenario

    failed = taken = broken = 0
    for path in wanted(paths, settings.shelves()):
        try:
            scenario = load_scenario(path, language.current())
        except ScenarioError as error:
            broken += 1
            for problem in error.problems:
                click.echo(as_text(problem), err=True)
            continue
        for outcome in outcomes(scenario):
            taken += 1
            failed += bool(outcome.failure)
            click.echo(told(scenario.id, outcome))
    walks = plural("{n} walk taken", "{n} walks taken", taken)
    click.echo(_("{walks}, {failed} failed.").format(walks=walks, failed=failed), err=True)
    if failed or broken:
        raise SystemExit(1)


def told(scenario: str, outcome: Outcome) -> str:
    """Return one line about a walk."""
    who = ", ".join(outcome.disposition.values())
    name = f"{scenario} {outcome.walk}" + (f" ({who})" if who else "")
    if outcome.failure:
        return _("FAILED {name}: {why}").format(name=name, why=outcome.failure)
    score = "-" if outcome.score is None else f"{outcome.score:.1f}"
    return _("ok     {name}: {ending}, {score}").format(name=name, ending=outcome.ending or "-", score=score)
