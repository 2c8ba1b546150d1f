"""Translations: files that hold texts only, under the ids of what they translate.

`story.en.yaml` stands beside `story.yaml`, `personas/anna.en.yaml` beside `personas/anna.yaml`. Lists match by
position. A text may be written as `{text: ..., of: 1a2b3c4d}`, where `of` is the short hash of the text it was made
from: when that text changes, the translation is known to be stale.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from trainer.errors import Problem
from trainer.language import _
from trainer.scenario.fields import LINE_KEYS
from trainer.scenario.shape import find
from trainer.scenario.source import Source
from trainer.scenario.vocabulary import suggestion
from trainer.text import fingerprint

Path = tuple[str | int, ...]

ANY_ID = "*"
TEXTS = "every text inside"
SCREENPLAY = "screenplay"
_RESPONSE = {"say": TEXTS, "do": TEXTS, "silence": TEXTS, "tone": TEXTS, "thought": TEXTS, "because": TEXTS,
             "coach": TEXTS, "reply": SCREENPLAY}  # fmt: skip
PERSONA = {"name": TEXTS, "about": TEXTS, "moods": {ANY_ID: {"label": TEXTS, "shows": TEXTS}}}
SCENARIO = {
    "title": TEXTS,
    "summary": TEXTS,
    "note": TEXTS,
    "you": {"role": TEXTS, "task": TEXTS},
    "goals": TEXTS,
    "meters": {ANY_ID: {"label": TEXTS}},
    "pitfalls": {ANY_ID: {"label": TEXTS, "question": TEXTS}},
    "personas": {ANY_ID: PERSONA},
    "scenes": {
        ANY_ID: {
            "lines": SCREENPLAY,
            "responses": {ANY_ID: _RESPONSE},
            "prompt": TEXTS,
            "ends": TEXTS,
            "outcomes": [{"reply": SCREENPLAY}],
        },
    },
    "endings": {ANY_ID: {"title": TEXTS, "lines": SCREENPLAY, "reflect": TEXTS}},
}
_HEAD = ("format", "language")


@dataclass
class Translation:
    """What an overlay says, held against what it translates; problems carry their place in the overlay."""

    texts: dict[Path, str] = field(default_factory=dict)
    stale: list[Problem] = field(default_factory=list)
    extra: list[Problem] = field(default_factory=list)
    broken: list[Problem] = field(default_factory=list)


def texts(data: Any, grammar: Any = SCENARIO, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield the path and the words of every text that a translation should have."""
    if grammar == SCREENPLAY:
        for n, line in enumerate(data if isinstance(data, list) else ()):
            for key, value in line.items() if isinstance(line, dict) else ():
                if key == "shows" or key not in LINE_KEYS:
                    yield from texts(value, TEXTS, (*path, n, key))
    elif isinstance(grammar, dict):
        for key, value in data.items() if isinstance(data, dict) else ():
            inner = grammar.get(key, grammar.get(ANY_ID))
            if inner is not None:
                yield from texts(value, inner, (*path, key))
    elif isinstance(grammar, list):
        for n, value in enumerate(data if isinstance(data, list) else ()):
            yield from texts(value, grammar[0], (*path, n))
    elif isinstance(data, str):
        yield path, data
    elif isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from texts(value, TEXTS, (*path, key))


def compare(data: Any, overlay: Source, grammar: Any = SCENARIO) -> Translation:
    """Hold an overlay against the data it translates."""
    originals = dict(texts(data, grammar))
    found = Translation()
    if not isinstance(overlay.data, dict):
        message = _("A translation is a mapping with the keys of the original.")
        found.broken.append(overlay.problem(overlay.place.mark, "L601", message, _("Start with `title: ...`.")))
        return found
    ways = {(), *(path[:n] for path in originals for n in range(len(path) + 1))}
    for path, value in _leaves(overlay.data, originals, ways):
        if path not in originals:
            if path[0] not in _HEAD and not _keeps_count(value, path, data):
                found.extra.append(_extra(overlay, path, originals))
            continue
        words = value.get("text") if isinstance(value, dict) else value
        if not isinstance(words, str) or not words.strip():
            found.broken.append(_no_text(overlay, path, words))
            continue
        found.texts[path] = words
        of = value.get("of") if isinstance(value, dict) else None
        if of is not None and str(of) != fingerprint(originals[path]):
            spot = find(overlay.place, path)
            message = _("The text this translates has changed since.")
            hint = _("Look at it again, then write `of: {hash}`.").format(hash=fingerprint(originals[path]))
            found.stale.append(overlay.problem(spot.key, "T602", message, hint))
    return found


def _keeps_count(value: Any, path: Path, data: Any) -> bool:
    """Return whether this says nothing, and stands in a list for something without texts, so that the next ones match.

    So `{}` does for an outcome without a reply.
    """
    if value not in ({}, []) or not isinstance(path[-1], int):
        return False
    for part in path[:-1]:
        data = data.get(part) if isinstance(data, dict) else data[part]
    return isinstance(data, list) and path[-1] < len(data)


def _leaves(data: Any, originals: Mapping[Path, str], ways: set[Path], path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every text of an overlay; what lies on no way to an original is yielded whole."""
    if path in originals and not isinstance(data, list):
        yield path, data
    elif isinstance(data, dict | list) and path in ways:
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _leaves(value, originals, ways, (*path, key))
    else:
        yield path, data


def _no_text(overlay: Source, path: Path, found: Any) -> Problem:
    mark = find(overlay.place, path).place.mark
    if found is None or isinstance(found, str):
        hint = _("Write the translation, or take the key out.")
        return overlay.problem(mark, "L601", _("This translation is empty."), hint)
    return overlay.problem(mark, "L601", _("A text was expected here."), _("Put double quotes around it."))


def _extra(overlay: Source, path: Path, originals: Mapping[Path, str]) -> Problem:
    spot = find(overlay.place, path)
    message = _("This text translates nothing: `{path}` does not exist in the original.")
    known = {other[-1] for other in originals if len(other) == len(path) and other[:-1] == path[:-1]}
    hint = suggestion(str(path[-1]), [str(name) for name in known])
    told = message.format(path=".".join(str(part) for part in path))
    return overlay.problem(spot.key, "T603", told, hint)


def translated(data: Any, words: Mapping[Path, str], path: Path = ()) -> Any:
    """Return a copy of `data` in which texts are replaced by their translations."""
    if path in words:
        return words[path]
    if isinstance(data, dict):
        return {key: translated(value, words, (*path, key)) for key, value in data.items()}
    if isinstance(data, list):
        return [translated(value, words, (*path, n)) for n, value in enumerate(data)]
    return data
