"""The door to scenarios: one file, its personas, perhaps a translation, and every mistake at once."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from trainer.errors import Problem, ScenarioError
from trainer.language import _
from trainer.scenario import overlay
from trainer.scenario.model import ID_PATTERN, Scenario
from trainer.scenario.references import check
from trainer.scenario.shape import Shaped, condition_offset, find, shape
from trainer.scenario.source import Place, Source, read

PERSONAS = "personas"


def load_scenario(path: Path | str, language: str | None = None) -> Scenario:
    """Return the scenario in a file, in `language` if there is a translation into it, else in its own.

    Raises ScenarioError with every problem found, sorted by place.
    """
    with _no_collection():
        return _load(Path(path), language)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Reading only makes new values; looking for garbage halfway costs more than the reading itself."""
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
    lost: set[str] = set()
    if isinstance(data, dict) and isinstance(data.get(PERSONAS), list):
        data, place = _with_personas(data, source, path, problems, lost)
    if language and isinstance(data, dict) and data.get("language") != language:
        data, own = _translate(data, path, language, problems)
        if own:
            data["language"] = language
    shaped = shape(data, place)
    problems += [p for p in shaped.problems if not _follows(p, lost, problems)]
    problems += _reference_problems(shaped, place, lost)
    if problems or shaped.scenario is None:
        raise ScenarioError(sorted(set(problems), key=lambda p: (p.file, p.line, p.column)))
    return shaped.scenario.bind(path, place, (source.data["language"], *languages(path)))


def _follows(problem: Problem, lost: set[str], read_problems: list[Problem]) -> bool:
    """Return whether a problem is only the echo of one that is told already."""
    if lost and problem.code == "L204" and problem.source.startswith(PERSONAS):
        return True
    return any((p.file, p.line, p.column) == (problem.file, problem.line, problem.column) for p in read_problems)


def _reference_problems(shaped: Shaped, place: Place, lost: set[str]) -> list[Problem]:
    if shaped.scenario is None or not shaped.scenario.personas:
        return []
    gone = shaped.dropped | lost
    problems = []
    for finding in check(shaped.scenario):
        if finding.word in gone:
            continue
        spot = find(place, finding.path)
        offset = 0 if finding.offset is None else condition_offset(spot.place, finding.offset)
        mark = spot.key if finding.at_key else spot.value
        source = spot.place.source
        if finding.code == "L314":
            source = place.source
        problems.append(source.problem(mark, finding.code, finding.message, finding.hint, offset))
    return problems


# --- personas in files of their own -----------------------------------------------------------------------


def _with_personas(
    data: dict[str, Any], source: Source, path: Path, problems: list[Problem], lost: set[str]
) -> tuple[dict[str, Any], Place]:
    """Return the data with the personas' files put in place of their ids."""
    personas: dict[str, Any] = {}
    places: dict[str, tuple[Any, Place]] = {}
    key_mark, listed = source.place.keyed[PERSONAS]
    for name, item in zip(data[PERSONAS], listed.listed, strict=True):
        persona = _persona(name, item, source, path, problems)
        if persona is None:
            lost.add(str(name))
        elif name in personas:
            message = _("The persona `{name}` stands here twice.").format(name=name)
            problems.append(source.problem(item.mark, "L315", message, _("Name everyone once.")))
        else:
            personas[name] = persona.data
            places[name] = (item.mark, persona.place)
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
    if file.exists() and not file.resolve().is_relative_to(folder.resolve()):
        message = _("The file of persona `{name}` lies outside the folder of the scenario.").format(name=name)
        problems.append(source.problem(place.mark, "L315", message, _("Copy it into `personas/`.")))
        return None
    if not file.exists():
        message = _("There is no file `{file}`.").format(file=f"{PERSONAS}/{name}.yaml")
        known = sorted(f.stem for f in file.parent.glob("*.yaml") if "." not in f.stem)
        hint = _suggest(name, known) or _("Make it, or write the persona inside the scenario.")
        problems.append(source.problem(place.mark, "L315", message, hint))
        return None
    try:
        persona = read(file)
    except ScenarioError as error:
        problems.extend(error.problems)
        return None
    problems.extend(persona.problems)
    return persona


def _suggest(name: str, known: list[str]) -> str:
    from trainer.scenario.vocabulary import suggestion

    return suggestion(name, known) if known else ""


# --- translations -----------------------------------------------------------------------------------------


def overlay_path(path: Path, language: str) -> Path:
    """Return where the translation of a file is kept."""
    return path.with_name(f"{path.stem}.{language}.yaml")


def languages(path: Path) -> list[str]:
    """Return the languages a scenario is translated into, from the files beside it."""
    found = (f.name[len(path.stem) + 1 : -len(".yaml")] for f in path.parent.glob(f"{path.stem}.*.yaml"))
    return sorted(code for code in found if re.fullmatch("[a-z]{2,3}", code))


def _translate(data: dict[str, Any], path: Path, language: str, problems: list[Problem]) -> tuple[dict[str, Any], bool]:
    """Return the data with translated texts, and whether the scenario itself has this translation."""
    own, words = False, dict[overlay.Path, str]()
    for prefix, file in _overlays(data, path, language):
        try:
            source = read(file)
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


def _overlays(data: dict[str, Any], path: Path, language: str) -> Iterator[tuple[tuple[str, ...], Path]]:
    """Yield the overlays there are: where they belong in the data, and their file."""
    candidates: list[tuple[tuple[str, ...], Path]] = [((), overlay_path(path, language))]
    if isinstance(data.get(PERSONAS), dict):
        for name in data[PERSONAS]:
            file = path.parent / PERSONAS / f"{name}.yaml"
            candidates.append(((PERSONAS, name), overlay_path(file, language)))
    return ((prefix, file) for prefix, file in candidates if file.exists())


def translation_problems(path: Path, language: str) -> list[Problem]:
    """Return what is missing, stale or extra in the translations of a scenario that itself loads."""
    source = read(path)
    data = source.data
    if isinstance(data.get(PERSONAS), list):
        data, _place = _with_personas(data, source, path, [], set())
    problems: list[Problem] = []
    covered: set[overlay.Path] = set()
    for prefix, file in _overlays(data, path, language):
        found_in = read(file)
        part = data[PERSONAS][prefix[1]] if prefix else data
        found = overlay.compare(part, found_in, overlay.PERSONA if prefix else overlay.SCENARIO)
        covered.update((*prefix, *where) for where in found.texts)
        problems += [replace(p, severity="warning") for p in (*found.stale, *found.extra)]
    target = overlay_path(path, language)
    for where, text in overlay.texts(data):
        if where not in covered:
            name = ".".join(str(part) for part in where)
            message = _("`{path}` has no translation.").format(path=name)
            problems.append(Problem(str(target), 1, 1, "T601", "warning", message, text[:60]))
    return problems
