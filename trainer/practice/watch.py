"""The files of a scenario that is being written: whether they changed, and what they say then."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from trainer.errors import Problem, ScenarioError
from trainer.scenario.loader import PERSONAS, load_scenario
from trainer.scenario.model import Scenario

Stamp = tuple[int, int, int, int]
"""When a file was written and put in place (ns), its size in bytes, and which file it is."""
Stamps = Mapping[Path, Stamp]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the files said: `scenario` is None when it cannot be loaded.

    When only the translation into `language` is in the way, it is the scenario in its own language.
    """

    language: str
    scenario: Scenario | None
    problems: tuple[Problem, ...] = ()


class Watch:
    """Tells when the files of a scenario say something new.

    A file that is read while an editor writes it is no mistake of its author: what cannot be loaded is told only
    when the files are still the same at the next look.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: Stamps = {}
        self._language = ""
        self._doubted: Reading | None = None

    def first(self, language: str) -> tuple[Scenario, tuple[Problem, ...]]:
        """Return the scenario to begin with, and what is the matter with its translation. Raises ScenarioError."""
        found = self.read(language)
        if found.scenario is None:
            raise ScenarioError(found.problems)
        return found.scenario, found.problems

    def read(self, language: str) -> Reading:
        """Return what the files say now."""
        self._seen, self._language, self._doubted = stamps(self.path), language, None
        return read(self.path, language)

    def look(self, language: str) -> Reading | None:
        """Return what the files say if that is news since the last look, or if they are to be in another language."""
        if stamps(self.path) == self._seen and language == self._language:
            found, self._doubted = self._doubted, None
            return found
        found = self.read(language)
        if not found.problems:
            return found
        self._doubted = found
        return None


def read(path: Path, language: str) -> Reading:
    """Return what the files of a scenario say in a language."""
    try:
        return Reading(language, load_scenario(path, language))
    except ScenarioError as error:
        problems = error.problems
    scenario = None
    with suppress(ScenarioError):
        scenario = load_scenario(path)
    return Reading(language, scenario, problems)


def stamps(path: Path) -> Stamps:
    """Return the stamp of every file that may be part of a scenario, of those that are there."""
    found = {}
    for file in watched(path):
        with suppress(OSError):
            status = file.stat()
            found[file] = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
    return found


def watched(path: Path) -> Iterator[Path]:
    """Yield the files that may be part of a scenario: itself, its translations, and every persona beside it.

    A persona that the scenario does not name yet, or names before there is such a file, is looked at too.
    """
    yield path
    with suppress(OSError):  # a folder that went away
        for file in path.parent.iterdir():
            if re.fullmatch(rf"{re.escape(path.stem)}\.[a-z]{{2,3}}\.yaml", file.name):
                yield file
    with suppress(OSError):
        for file in (path.parent / PERSONAS).iterdir():
            if file.suffix == ".yaml":
                yield file
