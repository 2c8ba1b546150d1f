"""The door to scenarios: one file, its personas, perhaps a translation, and every mistake at once."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from typing import Any

from trainer.errors import Problem, ScenarioError
from trainer.language import _
from trainer.scenario import overlay
from trainer.scenario.fields import ID_PATTERN
from trainer.scenario.model import Scenario
from trainer.scenario.references import check
from trainer.scenario.shape import Shaped, find, follows, shape
from trainer.scenario.source import Place, Source, is_file, read
from trainer.scenario.vocabulary import STAND_IN, suggestion
from trainer.text import closest

PERSONAS = "personas"


def load_scenario(path: Path | str, language: str | None = None) -> Scenario:
    """Return the scenario in a file, in `language` if there is a translation into it, else in its own.

    Raises ScenarioError with every problem found, sorted by place.
    """
    with no_collection():
        return _load(Path(path), language)


@contextmanager
def no_collection() -> Iterator[None]:
    """Do without garbage collection: a scenario is only new values, and looking for garbage costs more than it."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _load(path: Path, language: str | None) -> Scenario:
    source = read(path)
    problems = list(source.problems)
    data, place = source.data, source.place
    if isinstance(data, dict) and "moods" in data and "scenes" not in data:
        message = _("This file describes a persona, not a scenario.")
        raise ScenarioError([source.problem(place.mark, "L209", message, _("Name the scenario that uses it."))])
    gaps: set[tuple[str | int, ...]] = set()
    if isinstance(data, dict) and isinstance(data.get(PERSONAS), list):
        data, place = _with_personas(data, source, path, problems, gaps)
    if language and isinstance(data, dict) and data.get("language") != language:
        data, own = _translate(data, path, language, problems)
        if own:
            data["language"] = language
    shaped = shape(data, place, gaps)
    problems += [p for p in shaped.problems if not _told(p, problems)]
    problems += _reference_problems(shaped, place)
    if problems or shaped.scenario is None:
        raise ScenarioError(sorted(set(problems), key=lambda p: (p.file, p.line, p.column, p.code, p.message)))
    own = source.data["language"]
    return shaped.scenario.bind(path, place, (own, *(code for code in languages(path) if code != own)))


def _told(problem: Problem, problems: list[Problem]) -> bool:
    """Return whether something is told at the same place already."""
    return any((p.file, p.line, p.column) == (problem.file, problem.line, problem.column) for p in problems)


def _reference_problems(shaped: Shaped, place: Place) -> Iterator[Problem]:
    """Yield what refers to nothing, as far as that does not follow from what was refused."""
    for finding in check(shaped.scenario) if shaped.scenario else ():
        if finding.code == "L302" and closest(str(finding.needs[0][-1]), _lost(shaped.gaps)):
            continue  # the right name for somebody whose file was not found
        if any(str(need[-1]).startswith(STAND_IN) for need in finding.needs):
            continue  # a name that was refused, and is told as such
        inside_gap = any(finding.path[: len(gap)] == gap for gap in shaped.gaps)
        if inside_gap or follows(finding.needs, shaped.gaps):
            continue
        spot = find(place, finding.path)
        if finding.inside is not None:
            source, mark = spot.inside(*finding.inside)
        else:
            source, mark = spot.at_key() if finding.at_key else spot.at_value()
        yield source.problem(mark, finding.code, finding.message, finding.hint)


def _lost(gaps: set[tuple[str | int, ...]]) -> list[str]:
    return [str(gap[1]) for gap in gaps if gap[0] == PERSONAS and len(gap) == 2]


# --- personas in files of their own -----------------------------------------------------------------------


_NOBODY = {"name": "-", "home": "M", "aim": "M", "start": "x", "moods": {"x": {"label": "-", "rose": "M"}}}
"""Stands in for a persona that cannot be read, so that the rest of the scenario can be looked at."""


def whole(path: Path) -> dict[str, Any]:
    """Return the data of a scenario that can be loaded, its personas included."""
    source = read(path)
    if isinstance(source.data[PERSONAS], list):
        return _with_personas(source.data, source, path, [], set())[0]
    return dict(source.data)


def _with_personas(
    data: dict[str, Any], source: Source, path: Path, problems: list[Problem], gaps: set[tuple[str | int, ...]]
) -> tuple[dict[str, Any], Place]:
    """Return the data with the personas' files put in place of their ids; who cannot be read leaves a gap."""
    personas: dict[str, Any] = {}
    places: dict[str, tuple[Any, Place]] = {}
    key_mark, listed = source.place.keyed[PERSONAS]
    for name, item in zip(data[PERSONAS], listed.listed, strict=True):
        if isinstance(name, str) and name in personas:
            message = _("The persona `{name}` stands here twice.").format(name=name)
            problems.append(source.problem(item.mark, "L315", message, _("Name everyone once.")))
            continue
        persona = _persona(name, item, source, path, problems)
        key = name if isinstance(name, str) and re.fullmatch(ID_PATTERN, name) else "x"
        if persona is None:
            gaps.add((PERSONAS, key) if key == name else (PERSONAS,))
        else:
            source.nulls = source.nulls or persona.nulls
        personas[key] = persona.data if persona else _NOBODY
        places[key] = (item.mark, persona.place if persona else Place(item.mark, None, source))
    inside = {**source.place.keyed, PERSONAS: (key_mark, Place(listed.mark, places, source))}
    return {**data, PERSONAS: personas}, Place(source.place.mark, inside, source)


def _persona(name: Any, place: Place, source: Source, path: Path, problems: list[Problem]) -> Source | None:
    folder = path.parent
    if not isinstance(name, str) or not re.fullmatch(ID_PATTERN, name):
        message = _("`{name}` is no id of a persona.").format(name=str(name)[:60])
        hint = _("Write the name of a file in `personas/` without `.yaml`; other folders are not read.")
        problems.append(source.problem(place.mark, "L315", message, hint))
        return None
    file = folder / PERSONAS / f"{name}.yaml"
    if not _is_inside(file, folder):
        message = _("The file of persona `{name}` lies outside the folder of the scenario.").format(name=name)
        problems.append(source.problem(place.mark, "L315", message, _("Copy it into `personas/`.")))
        return None
    if not is_file(file):
        message = _("There is no file `{file}`.").format(file=f"{PERSONAS}/{name}.yaml")
        known = sorted(f.stem for f in file.parent.glob("*.yaml") if "." not in f.stem)
        hint = suggestion(name, known) or _("Make it, or write the persona inside the scenario.")
        problems.append(source.problem(place.mark, "L315", message, hint))
        return None
    try:
        persona = read(file)
    except ScenarioError as error:
        problems.extend(error.problems)
        return None
    problems.extend(persona.problems)
    return persona


def _is_inside(file: Path, folder: Path) -> bool:
    """Return whether a file lies in a folder, links followed."""
    try:
        return file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a ring of links
        return False


# --- translations -----------------------------------------------------------------------------------------


def overlay_path(path: Path, language: str) -> Path:
    """Return where the translation of a file is kept."""
    return path.with_name(f"{path.stem}.{language}.yaml")


def languages(path: Path) -> list[str]:
    """Return the languages a scenario is translated into, from the files beside it."""
    beside = path.parent.glob(f"{escape(path.stem)}.*.yaml")
    found = (f.name[len(path.stem) + 1 : -len(".yaml")] for f in beside)
    return sorted(code for code in found if re.fullmatch("[a-z]{2,3}", code))


def _translate(data: dict[str, Any], path: Path, language: str, problems: list[Problem]) -> tuple[dict[str, Any], bool]:
    """Return the data with translated texts, and whether the scenario itself has this translation."""
    own, words = False, dict[overlay.Path, str]()
    for prefix, file in overlays(data, path, language):
        try:
            source = read_overlay(file, path.parent)
        except ScenarioError as error:
            problems.extend(error.problems)
            continue
        grammar = overlay.PERSONA if prefix else overlay.SCENARIO
        part = data[PERSONAS][prefix[1]] if prefix else data
        found = overlay.compare(part, source, grammar)
        problems.extend((*source.problems, *found.broken))
        words.update({(*prefix, *where): text for where, text in found.texts.items()})
        own = own or not prefix
    return (overlay.translated(data, words), own) if own else (data, False)


def read_overlay(file: Path, folder: Path) -> Source:
    """Return a translation that was read. Raises ScenarioError; a link out of the folder is not followed."""
    if not _is_inside(file, folder):
        message = _("This translation lies outside the folder of the scenario.")
        raise ScenarioError([Problem(str(file), 1, 1, "L602", "error", message, _("Copy it into the folder."))])
    return read(file)


def overlays(data: dict[str, Any], path: Path, language: str) -> Iterator[tuple[tuple[str, ...], Path]]:
    """Yield the overlays there are: where they belong in the data, and their file."""
    candidates: list[tuple[tuple[str, ...], Path]] = [((), overlay_path(path, language))]
    if isinstance(data.get(PERSONAS), dict):
        for name in data[PERSONAS]:
            if re.fullmatch(ID_PATTERN, name):
                file = path.parent / PERSONAS / f"{name}.yaml"
                candidates.append(((PERSONAS, name), overlay_path(file, language)))
    return ((prefix, file) for prefix, file in candidates if is_file(file))
