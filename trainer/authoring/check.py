"""The author's check of scenarios: can they be loaded, does every rule hold, are their translations whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from trainer.authoring.acceptance import Verdict, settle
from trainer.authoring.rules import RULES, rule
from trainer.authoring.study import Study, TranslationStudy
from trainer.errors import Problem, ScenarioError
from trainer.language import _
from trainer.scenario.codes import EXPLANATIONS
from trainer.scenario.library import files, is_folder, original
from trainer.scenario.loader import PERSONAS, languages, load_scenario
from trainer.scenario.model import Scenario
from trainer.scenario.shape import find
from trainer.scenario.source import Source
from trainer.scenario.translation import strays, translation, unread


@dataclass
class _Look:
    """What was found in files, each problem once. In `partly` are those about which there may be more to find."""

    problems: dict[Problem, None] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    partly: set[str] = field(default_factory=set)

    def add(self, problems: Iterable[Problem], sources: Iterable[Source] = ()) -> None:
        """Take in what was found, and the files that were looked at."""
        self.problems.update(dict.fromkeys(problems))
        self.sources.update((source.file, source) for source in sources)

    def add_unread(self, found: Iterable[tuple[Source | None, Problem]]) -> None:
        """Take in files that are told to be of no use, so that nothing else was looked for in them."""
        for source, problem in found:
            self.add([problem], [source] if source else [])
            self.partly.add(problem.file)


def check(path: Path) -> list[Problem]:
    """Return every problem of a scenario and its translations, in order of place, each once."""
    return verdict([path]).problems


def verdict(paths: Iterable[Path]) -> Verdict:
    """Return every problem of scenarios and their translations, in order of place, each once, and what is accepted."""
    look = _Look()
    sound = {path for path in paths if _look_at(path, look)}
    for folder in dict.fromkeys(path.parent for path in sound):
        if sound.issuperset(files(folder)):
            look.add_unread(strays(folder))
        else:  # another scenario may have these personas too
            look.partly |= {file for file in look.sources if Path(file).parent == folder / PERSONAS}
    return settle(look.problems, look.sources.values(), look.partly)


def _look_at(path: Path, look: _Look) -> bool:
    """Look at one scenario, and return whether it could be loaded."""
    try:
        scenario = load_scenario(path)
    except ScenarioError as error:
        look.add(error.problems)
        return False
    study = Study(scenario)
    look.add(rule.problems(study), _sources(scenario))
    look.add_unread(unread(scenario))
    for language in languages(path):
        if language != scenario.language:
            _look_at_translation(path, language, study, look)
    return True


def _look_at_translation(path: Path, language: str, study: Study, look: _Look) -> None:
    try:
        translated = translation(path, language)
    except ScenarioError as error:
        look.add(error.problems)
    else:
        look.add(translated.problems, translated.sources.values())
        look.add(rule.wording_problems(TranslationStudy(translated.scenario, study), translated.find))


def _sources(scenario: Scenario) -> Iterator[Source]:
    """Yield the files that a scenario was loaded from: its own and its personas'."""
    if scenario.place is not None:
        yield scenario.place.source
        yield from (find(scenario.place, (PERSONAS, key)).place.source for key in scenario.personas)


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
