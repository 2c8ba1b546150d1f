"""The author's check of one scenario: can it be loaded, does its structure hold, are its translations whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from trainer.authoring.rules import RULES, rule
from trainer.authoring.study import Study
from trainer.errors import Problem, ScenarioError
from trainer.language import _
from trainer.scenario.codes import EXPLANATIONS
from trainer.scenario.library import files, is_folder, original
from trainer.scenario.loader import languages, load_scenario, translation_problems


def check(path: Path) -> list[Problem]:
    """Return every problem of a scenario and its translations, in order of place, each once."""
    found: dict[Problem, None] = {}
    try:
        found.update(dict.fromkeys(rule.problems(Study(load_scenario(path)))))
    except ScenarioError as error:
        found.update(dict.fromkeys(error.problems))
        return _ordered(found)
    for language in languages(path):
        try:
            load_scenario(path, language)
            found.update(dict.fromkeys(translation_problems(path, language)))
        except ScenarioError as error:
            found.update(dict.fromkeys(error.problems))
    return _ordered(found)


def _ordered(problems: dict[Problem, None]) -> list[Problem]:
    return sorted(problems, key=lambda p: (p.file, p.line, p.column, p.code))


def scenario_files(path: Path) -> Iterator[Path]:
    """Yield the scenarios a path stands for: those of a folder, or the one a file is or translates."""
    if is_folder(path):
        yield from files(path)
    else:
        yield original(path) or path


def explanation(code: str) -> str | None:
    """Return what a rule is about, in the language spoken now; None for an unknown code."""
    if code in RULES:
        return _((RULES[code][1].__doc__ or "").strip())
    return _(EXPLANATIONS[code]) if code in EXPLANATIONS else None
