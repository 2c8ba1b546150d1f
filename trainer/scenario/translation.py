"""A translation as its author looks at it: what is said in that language, where it stands, and what is the matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from trainer.errors import Problem, ScenarioError
from trainer.language import _, plural
from trainer.scenario import overlay
from trainer.scenario.library import files, original
from trainer.scenario.loader import PERSONAS, languages, load_scenario, overlay_path, overlays, read_overlay, whole
from trainer.scenario.model import Scenario
from trainer.scenario.shape import Spot, find
from trainer.scenario.source import Source, is_file, read
from trainer.scenario.vocabulary import suggestion

_Part = tuple[str, ...]
"""Which part of a scenario a file translates: all of it (empty), or a persona's `("personas", id)`."""


@dataclass(frozen=True)
class Translated:
    """A scenario in another language; `problems` are warnings about what is missing, stale or extra."""

    scenario: Scenario
    problems: tuple[Problem, ...]
    sources: Mapping[_Part, Source]
    texts: Mapping[_Part, frozenset[overlay.Path]]

    def find(self, path: overlay.Path) -> Spot | None:
        """Return where a text, or what holds texts, stands in the translation; None for what is not translated."""
        for part, texts in self.texts.items():
            if path[: len(part)] == part:
                inside = path[len(part) :]
                if any(text[: len(inside)] == inside for text in texts):
                    return find(self.sources[part].place, inside)
        return None


def translation(path: Path, language: str) -> Translated:
    """Return a scenario in a language it is translated into. Raises ScenarioError when it cannot be played in that."""
    scenario, data = load_scenario(path, language), whole(path)
    sources: dict[_Part, Source] = {}
    texts: dict[_Part, frozenset[overlay.Path]] = {}
    problems: list[Problem] = []
    for part, file in overlays(data, path, language):
        source = sources[part] = read_overlay(file, path.parent)
        compared = overlay.compare(data[PERSONAS][part[1]], source, overlay.PERSONA) if part else None
        found = compared or overlay.compare(data, source)
        texts[part] = frozenset(found.texts)
        problems += [*found.stale, *found.extra, *_other_language(source, language)]
    covered = {(*part, *where) for part, known in texts.items() for where in known}
    problems += _missing(data, sources, covered, path, language)
    return Translated(scenario, tuple(replace(p, severity="warning") for p in problems), sources, texts)


def _other_language(source: Source, language: str) -> Iterator[Problem]:
    said = source.data.get("language", language)
    if said != language:
        message = _("This file says it is in `{said}`, but its name says `{language}`.")
        mark = find(source.place, ("language",)).key
        hint = _("Write `language: {language}`, or give the file another name.").format(language=language)
        yield source.problem(mark, "T605", message.format(said=said, language=language), hint)


# --- what is missing --------------------------------------------------------------------------------------


class _Gap(NamedTuple):
    """The place in a translation where something is missing: in which file, and how far the way to it goes there."""

    part: _Part
    way: overlay.Path
    persona: str = ""
    """Whose file is missing as a whole."""


def _missing(
    data: Any, sources: Mapping[_Part, Source], covered: set[overlay.Path], path: Path, language: str
) -> Iterator[Problem]:
    """Yield what is not translated: one problem for each place where something has to be added."""
    gaps: dict[_Gap, dict[overlay.Path, list[str]]] = {}
    for where, words in overlay.texts(data):
        if where not in covered and not _is_name(where):
            gap, lacks = _gap(where, sources, path)
            gaps.setdefault(gap, {}).setdefault(lacks, []).append(words)
    for gap, missing in gaps.items():
        source, texts = sources[gap.part], [text for found in missing.values() for text in found]
        told = plural("{n} text is not translated", "{n} texts are not translated", len(texts))
        names = ", ".join(_named(lacks, len(found)) for lacks, found in missing.items())
        hint = _("In the original the first is: {text}").format(text=texts[0][:60])
        if gap.persona:
            file = overlay_path(Path(f"{gap.persona}.yaml"), language).name
            hint = _("Write them in `{file}`.").format(file=f"{PERSONAS}/{file}")
        message = _("{told}: {names}.").format(told=told, names=names)
        yield source.problem(find(source.place, gap.way).key, "T601", message, hint)


def _is_name(where: overlay.Path) -> bool:
    """Return whether a text is the name of a persona: a person keeps it in every language, though it may differ."""
    return len(where) == 3 and where[0] == PERSONAS and where[2] == "name"


def _named(where: overlay.Path, texts: int) -> str:
    return f"`{'.'.join(str(part) for part in where)}`" + (f" ({texts})" if texts > 1 else "")


def _gap(where: overlay.Path, sources: Mapping[_Part, Source], path: Path) -> tuple[_Gap, overlay.Path]:
    """Return the place where a missing text belongs, and the part of its way that is missing there."""
    part: _Part = tuple(str(name) for name in where[:2])
    part = part if part in sources else ()
    steps = _steps(sources[part].data, where[len(part) :])
    if not part and where[0] == PERSONAS and steps < 2 and is_file(path.parent / PERSONAS / f"{where[1]}.yaml"):
        return _Gap((), (), str(where[1])), where[:2]
    return _Gap(part, where[len(part) :][:steps]), where[: len(part) + steps + 1]


def _steps(data: Any, path: overlay.Path) -> int:
    """Return how many steps of a path can be taken in data."""
    for n, step in enumerate(path):
        listed = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if not listed and not (isinstance(data, dict) and step in data):
            return n
        data = data[step]
    return len(path)


# --- what is never read -----------------------------------------------------------------------------------


def unread(scenario: Scenario) -> Iterator[tuple[Source | None, Problem]]:
    """Yield the translations of a scenario and its personas in which nobody can ever play."""
    path, own = scenario.path, scenario.language
    spoken = languages(path)
    if own in spoken:
        hint = _("Take it out, or give it the code of another language.")
        yield _never_read(overlay_path(path, own), path.parent, _("the scenario is in this language already"), hint)
    for name in scenario.personas:
        persona = path.parent / PERSONAS / f"{name}.yaml"
        for language in languages(persona):
            played = (
                is_file(overlay_path(other, language)) and name in _personas(other) for other in files(path.parent)
            )
            if language not in (own, *spoken) and not any(played):
                why = _("no scenario with `{name}` is translated into `{language}`").format(
                    name=name, language=language
                )
                hint = _("Translate a scenario too, in a file beside it that ends in `.{language}.yaml`.")
                yield _never_read(overlay_path(persona, language), path.parent, why, hint.format(language=language))


def strays(folder: Path) -> Iterator[tuple[Source | None, Problem]]:
    """Yield the translations in a folder of scenarios whose original is not there."""
    for place in (folder, folder / PERSONAS):
        for file in sorted(place.glob("*.yaml")):
            translated = original(file)
            if translated is None or is_file(translated) or not is_file(file) or not _looks_translated(file):
                continue
            if place == folder or not any(translated.stem in _personas(path) for path in files(folder)):
                why = _("there is no `{file}`").format(file=translated.name)
                hint = suggestion(translated.stem, [other.stem for other in files(place)])
                yield _never_read(file, folder, why, hint or _("Take it out."))


def _looks_translated(file: Path) -> bool:
    """Return whether a file holds what a translation holds; other programs have files with such names too."""
    known = overlay.PERSONA if file.parent.name == PERSONAS else overlay.SCENARIO
    return not known.keys().isdisjoint(_data(file))


def _never_read(file: Path, folder: Path, why: str, hint: str) -> tuple[Source | None, Problem]:
    message = _("This translation is never read: {why}.").format(why=why)
    try:
        source = read_overlay(file, folder)
    except ScenarioError:
        return None, Problem(str(file), 1, 1, "T604", "warning", message, hint)
    return source, replace(source.problem(source.place.mark, "T604", message, hint), severity="warning")


def _personas(path: Path) -> list[str]:
    """Return the ids of a scenario's personas; none for a file that is no scenario."""
    personas = _data(path).get(PERSONAS)
    return [name for name in personas if isinstance(name, str)] if isinstance(personas, dict | list) else []


def _data(file: Path) -> dict[str, Any]:
    """Return what a file holds, or nothing for one that cannot be read or holds something else."""
    data: Any = None
    with suppress(ScenarioError):
        data = read(file).data
    return data if isinstance(data, dict) else {}
