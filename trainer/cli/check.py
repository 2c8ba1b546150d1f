"""`trainer check`: every problem of one or more scenarios."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

from trainer.cli.group import Settings, shared
from trainer.errors import Problem, UsageError
from trainer.language import _, plural


@click.command("check", help=_("Look for problems in scenarios: files or folders."))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH...]")
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--strict", is_flag=True, help=_("Warnings count as problems too."))
@click.option("--explain", metavar="CODE", help=_("Tell what a rule is about."))
@shared
def command(settings: Settings, paths: tuple[Path, ...], form: str, strict: bool, explain: str | None) -> None:
    """Check scenarios; exit status 1 when something is the matter."""
    from trainer.authoring.check import explanation, verdict

    if explain is not None:
        text = explanation(explain.upper())
        if text is None:
            raise UsageError(_("There is no rule {code}.").format(code=explain))
        click.echo(text)
        return
    scenarios = wanted(paths, settings.shelves())
    found = verdict(scenarios)
    _print(found.problems, form, len(scenarios), len(found.accepted))
    if any(strict or problem.severity == "error" for problem in found.problems):
        raise SystemExit(1)


def wanted(paths: tuple[Path, ...], shelves: tuple[Path, ...]) -> list[Path]:
    """Return the scenario files that paths or ids stand for; without any, those of `./scenarios`."""
    from trainer.authoring.check import scenario_files
    from trainer.scenario.library import find, is_folder
    from trainer.scenario.source import is_file

    found: list[Path] = []
    for path in paths or (Path("scenarios"),):
        if is_file(path) or is_folder(path):
            found += scenario_files(path)
        elif re.fullmatch("[a-z][a-z0-9_]*", str(path)) and paths:
            found.append(find(str(path), shelves))
        else:
            raise UsageError(_("There is no file or folder {path} that can be read.").format(path=path))
    if not found:
        raise UsageError(_("There are no scenarios here."))
    return list(dict.fromkeys(found))


def _print(problems: list[Problem], form: str, scenarios: int, accepted: int) -> None:
    from trainer.cli.problems import as_annotation, as_json, in_full

    if form == "json":
        click.echo(json.dumps([as_json(problem) for problem in problems], ensure_ascii=False, indent=1))
    elif form == "github":
        for problem in problems:
            click.echo(as_annotation(problem))
    else:
        for told in in_full(sorted(problems, key=lambda problem: problem.severity)):  # errors first
            click.echo(told + "\n")
        looked = plural("{n} scenario checked", "{n} scenarios checked", scenarios)
        found = plural("{n} problem", "{n} problems", len(problems)) if problems else _("no problems")
        if accepted:
            found += ", " + plural("{n} accepted", "{n} accepted", accepted)
        click.echo(_("{looked}: {found}.").format(looked=looked, found=found), err=True)
