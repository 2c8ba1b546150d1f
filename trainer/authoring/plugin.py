"""A pytest plugin: the walks of scenario files, as tests beside whatever else somebody tests.

Nothing loads it by itself, for YAML may be anything. Write `pytest_plugins = ["trainer.authoring.plugin"]` in the
`conftest.py` at the top, or run `pytest -p trainer.authoring.plugin scenarios`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from trainer import language
from trainer.authoring.walks import take, ways
from trainer.errors import Problem, ScenarioError
from trainer.scenario import Scenario, load_scenario
from trainer.scenario.library import original
from trainer.scenario.shape import find

_KEY = re.compile(rb"(?<!\w)(walks|scenes|endings)[\"']?[ \t]*:")


def pytest_configure() -> None:
    """Speak the language of this machine."""
    language.use(language.preferred())


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> ScenarioFile | None:
    """Take in a scenario with walks; translations and any other YAML are left alone."""
    if file_path.suffix == ".yaml" and original(file_path) is None and _has_walks(file_path):
        found: ScenarioFile = ScenarioFile.from_parent(parent, path=file_path)
        return found
    return None


def _has_walks(path: Path) -> bool:
    """Return whether a file looks like a scenario with walks, also where it is no YAML yet."""
    try:
        keys = set(_KEY.findall(path.read_bytes()))
    except OSError:
        return False
    return b"walks" in keys and len(keys) > 1


class ScenarioFile(pytest.File):
    """A scenario as pytest sees it: every walk with every set of dispositions is a test."""

    def collect(self) -> Iterator[WalkItem]:
        """Yield the walks. Raises CollectError with every problem of a scenario that cannot be loaded."""
        here = Path.cwd()
        path = self.path.relative_to(here) if self.path.is_relative_to(here) else self.path
        try:
            scenario = load_scenario(path)
        except ScenarioError as error:
            raise self.CollectError("\n".join(_told(problem) for problem in error.problems)) from None
        for walk, disposition in ways(scenario):
            names = "-".join(disposition.values())
            name = f"{walk}[{names}]" if names else walk
            yield WalkItem.from_parent(self, name=name, scenario=scenario, walk=walk, disposition=disposition)


def _told(problem: Problem) -> str:
    place = f"{problem.file}:{problem.line}:{problem.column}: {problem.code}: {problem.message}"
    return f"{place}\n  {problem.hint}" if problem.hint else place


class WalkItem(pytest.Item):
    """One walk with one set of dispositions."""

    def __init__(self, *, scenario: Scenario, walk: str, disposition: dict[str, str], **given: Any) -> None:
        super().__init__(**given)
        self.scenario, self.walk, self.disposition = scenario, walk, disposition

    def runtest(self) -> None:
        """Take the walk; the first difference fails it."""
        outcome = take(self.scenario, self.walk, self.disposition)
        if outcome.failure:
            pytest.fail(f"{outcome.failure}\n  {outcome.place}\n  {outcome.again}", pytrace=False)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where the walk stands: the file, the line from 0, and its name."""
        place = self.scenario.place
        line = find(place, ("walks", self.walk)).key.line if place is not None else None
        return self.path, line, self.name
