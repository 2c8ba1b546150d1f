"""`trainer test`: the walks of one or more scenarios."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trainer.cli.check import wanted
from trainer.cli.group import Settings, shared
from trainer.errors import ScenarioError, UsageError
from trainer.language import _, decimal, plural

if TYPE_CHECKING:
    from trainer.authoring.walks import Outcome
    from trainer.scenario import Scenario


@click.command("test", help=_("Take the walks that authors wrote into their scenarios: files or folders."))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH...]")
@click.option("--walk", metavar="NAME", help=_("Take this walk only."))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@shared
def command(settings: Settings, paths: tuple[Path, ...], walk: str | None, form: str) -> None:
    """Take every walk with every disposition it must hold for; exit status 1 when one fails."""
    from trainer.authoring.walks import outcomes

    files = wanted(paths, settings.shelves())
    scenarios = list(_loaded(files))
    broken = len(files) - len(scenarios)
    if walk is not None and not broken:
        _must_exist(walk, scenarios)
    taken: list[Outcome] = []
    for scenario in scenarios:
        if walk is None and not scenario.walks:
            click.echo(_("{scenario}: no walks.").format(scenario=scenario.path), err=True)
        for outcome in outcomes(scenario, walk):
            taken.append(outcome)
            if form == "text":
                click.echo(told(scenario.id, outcome))
    failed = sum(bool(outcome.failure) for outcome in taken)
    if form == "json":
        click.echo(json.dumps([as_json(outcome) for outcome in taken], ensure_ascii=False, indent=1))
    else:
        walks = plural("{n} walk taken", "{n} walks taken", len(taken))
        click.echo(_("{walks}, {failed} failed.").format(walks=walks, failed=failed), err=True)
    if failed or broken:
        raise SystemExit(1)


def _loaded(files: list[Path]) -> Iterator[Scenario]:
    """Yield the scenarios as they were written, and tell what is the matter with those that cannot be loaded."""
    from trainer.cli.problems import as_text
    from trainer.scenario import load_scenario

    for path in files:
        try:
            yield load_scenario(path)
        except ScenarioError as error:
            for problem in error.problems:
                click.echo(as_text(problem), err=True)


def _must_exist(walk: str, scenarios: list[Scenario]) -> None:
    from trainer.scenario.vocabulary import suggestion

    known = {name for scenario in scenarios for name in scenario.walks}
    if walk not in known:
        message = _("There is no walk {name}.").format(name=walk)
        raise UsageError(f"{message} {suggestion(walk, known)}".strip())


def told(scenario: str, outcome: Outcome) -> str:
    """Return one line about a walk; for one that fails also the place, and how to play it that far."""
    who = ", ".join(outcome.disposition.values())
    name = f"{scenario} {outcome.walk}" + (f" ({who})" if who else "")
    if outcome.failure:
        failed = _("FAILED {name}: {why}").format(name=name, why=outcome.failure)
        return f"{failed}\n  {outcome.place}\n  {outcome.again}\n"
    score = "-" if outcome.score is None else decimal(outcome.score, ".1f")
    return _("ok     {name}: {ending}, {score}").format(name=name, ending=outcome.ending or "-", score=score)


def as_json(outcome: Outcome) -> dict[str, Any]:
    """Return a walk as data; what holds has no `failure`."""
    names = outcome.disposition
    return {
        "file": outcome.file,
        "line": outcome.line,
        "column": outcome.column,
        "walk": outcome.walk,
        "disposition": dict(names) if len(names) > 1 else next(iter(names.values()), None),
        "ending": outcome.ending,
        "score": outcome.score,
        "failure": outcome.failure or None,
    }
