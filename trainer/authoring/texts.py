"""Every text of a scenario: its words, and the path by which they are found in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from trainer.scenario.fields import NARRATOR
from trainer.scenario.model import Persona, Scenario
from trainer.scenario.scene import Line, Response, Scale

Path = tuple[str | int, ...]


class Text(NamedTuple):
    """A text as it was written; `spoken` are the words of the trainee and of the personas."""

    path: Path
    words: str
    spoken: bool = False
    may_be_empty: bool = False
    """So of the words of a line that also shows something: one may just see it."""


def texts(scenario: Scenario) -> Iterator[Text]:
    """Yield every text, the scenario's own first."""
    yield from _keys((), scenario, "title", "summary", "note")
    if scenario.you:
        yield from _keys(("you",), scenario.you, "role", "task")
    yield from inner(("goals",), scenario.goals)
    for key, meter in scenario.meters.items():
        yield from _keys(("meters", key), meter, "label")
    for key, pitfall in scenario.pitfalls.items():
        yield from _keys(("pitfalls", key), pitfall, "label", "question")
    for key, persona in scenario.personas.items():
        yield from _persona(("personas", key), persona)
    for key, scene in scenario.scenes.items():
        yield from _lines(("scenes", key, "lines"), scene.lines)
        for name, response in scene.responses.items():
            yield from _response(("scenes", key, "responses", name), response)
        if isinstance(scene, Scale):
            yield from _keys(("scenes", key), scene, "prompt", "ends")
            for n, outcome in enumerate(scene.outcomes):
                yield from _lines(("scenes", key, "outcomes", n, "reply"), outcome.reply)
    for key, ending in scenario.endings.items():
        yield from _keys(("endings", key), ending, "title")
        yield from _lines(("endings", key, "lines"), ending.lines)
        yield from inner(("endings", key, "reflect"), ending.reflect)


def inner(path: Path, value: Any) -> Iterator[Text]:
    """Yield a text, or every text in a list or mapping of texts."""
    if isinstance(value, str):
        yield Text(path, value)
    elif isinstance(value, Mapping | tuple):
        for key, part in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from inner((*path, key), part)


def _keys(path: Path, owner: object, *keys: str) -> Iterator[Text]:
    for key in keys:
        yield from inner((*path, key), getattr(owner, key))


def _persona(path: Path, persona: Persona) -> Iterator[Text]:
    yield from _keys(path, persona, "name", "about")
    for key, mood in persona.moods.items():
        yield from _keys((*path, "moods", key), mood, "label", "shows")


def _response(path: Path, response: Response) -> Iterator[Text]:
    yield Text((*path, response.kind), response.text, spoken=response.kind == "say")
    yield from _keys(path, response, "tone", "because", "thought", "coach")
    yield from _lines((*path, "reply"), response.reply)


def _lines(path: Path, lines: Iterable[Line]) -> Iterator[Text]:
    for n, line in enumerate(lines):
        for found in inner((*path, n, line.speaker), line.text):
            yield found._replace(spoken=line.speaker != NARRATOR, may_be_empty=line.shows is not None)
        yield from _keys((*path, n), line, "shows")
