"""Where scenarios are found: the folders of the user, then the ones that came with the program."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from trainer.errors import ScenarioError, UsageError
from trainer.language import _
from trainer.scenario.loader import load_scenario
from trainer.scenario.model import Scenario
from trainer.scenario.source import is_file
from trainer.scenario.vocabulary import suggestion
from trainer.text import clean

HERE = Path("scenarios")
"""The scenarios of the folder one works in."""
MOST_NAMED = 12
"""How many scenarios of a folder are named to who gives the folder."""
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Listing:
    """One scenario on the shelf; `scenario` is None when it cannot be loaded, and `problems` says how often.

    `hidden` are files with the same id further down the list of folders.
    """

    id: str
    path: Path
    scenario: Scenario | None
    problems: int = 0
    hidden: tuple[Path, ...] = ()


def shipped() -> Path:
    """Return the folder of scenarios that came along: inside an installed package, beside it in a checkout."""
    inside = _PACKAGE / "shipped"
    return inside if inside.is_dir() else _PACKAGE.parent / "scenarios"


def folders(extra: Path | None = None, own: Path | None = None) -> tuple[Path, ...]:
    """Return the folders that are looked in, in order, each once: here, `extra`, the user's `own`, the shipped ones."""
    found: dict[Path, Path] = {}
    for folder in (HERE, extra, own, shipped()):
        if folder is not None and is_folder(folder):
            found.setdefault(folder.resolve(), folder)
    return tuple(found.values())


def is_folder(path: Path) -> bool:
    """Return whether a folder can be looked into."""
    try:
        return path.is_dir() and os.access(path, os.R_OK | os.X_OK)
    except (OSError, ValueError):
        return False


def files(folder: Path) -> list[Path]:
    """Return the scenario files of a folder, without translations."""
    return sorted(path for path in folder.glob("*.yaml") if original(path) is None and is_file(path))


def original(path: Path) -> Path | None:
    """Return the file that a file translates (`x.en.yaml` translates `x.yaml`); None for one that stands alone."""
    stem, dot, code = path.stem.rpartition(".")
    return path.with_name(f"{stem}.yaml") if dot and re.fullmatch("[a-z]{2,3}", code) else None


def find(name: str, shelves: Sequence[Path]) -> Path:
    """Return the file of a scenario, by path or by id. Raises UsageError when there is none."""
    path = Path(name)
    if is_file(path):
        return original(path) or path
    known = {file.stem: file for shelf in reversed(shelves) for file in files(shelf)}
    if name in known:  # also where a folder happens to have the name of a scenario
        return known[name]
    if name and is_folder(path):
        raise UsageError(_what_is_in(path))
    if path.suffix in (".yaml", ".yml"):
        raise UsageError(_("There is no file {path}.").format(path=name))
    message = _("There is no scenario {name}.").format(name=name)
    raise UsageError(f"{message} {suggestion(name, known)}".strip())


def _what_is_in(folder: Path) -> str:
    """Return what to say to who names a folder instead of a scenario: those in it, else in its folder `scenarios`."""
    found = [clean(str(file)) for file in files(folder) or files(folder / HERE)]
    if not found:
        message = _("{folder} is a folder, and there are no scenarios in it. Name the file of one.")
        return message.format(folder=folder)
    told = _("{folder} is a folder. Name one scenario:").format(folder=folder)
    more = len(found) - MOST_NAMED
    rest = [_("and {n} more").format(n=more)] if more > 0 else []
    return "\n  ".join((told, *found[:MOST_NAMED], *rest))


def listings(shelves: Sequence[Path], language: str | None = None) -> Iterator[Listing]:
    """Yield every scenario once, the first folder first, each loaded in `language` if it can be."""
    paths: dict[str, list[Path]] = {}
    for shelf in shelves:
        for path in files(shelf):
            paths.setdefault(path.stem, []).append(path)
    for name, (first, *others) in paths.items():
        hidden = [other for other in others if not _same(first, other)]
        scenario, problems = None, 0
        try:
            scenario = load_scenario(first)
        except ScenarioError as error:
            problems = len(error.problems)
        else:
            with suppress(ScenarioError):  # a broken translation does not take the scenario away
                scenario = load_scenario(first, language)
        yield Listing(name, first, scenario, problems, tuple(hidden))


def _same(one: Path, other: Path) -> bool:
    """Return whether two files hold the same text: a copy is no double worth telling."""
    with suppress(OSError):
        return one.read_bytes() == other.read_bytes()
    return False
