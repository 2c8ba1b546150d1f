"""Lines as they sound now: by mood, by how often one has been here, and only where their condition holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from trainer.conversation.guard import Guard, guard
from trainer.conversation.world import World
from trainer.scenario.fields import NARRATOR, OTHERWISE
from trainer.scenario.scene import Line


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """What is heard (`text`, by `speaker`, perhaps `towards` another client) and seen (`shows`); either may be ''."""

    speaker: str
    text: str
    shows: str = ""
    towards: str | None = None


Words = str | tuple[str, ...] | Mapping[str, str | tuple[str, ...]]


class Script:
    """The lines of one scene, reply or ending, ready to be spoken."""

    def __init__(self, lines: Iterable[Line], personas: Sequence[str]) -> None:
        self._first = personas[0]
        self._lines: list[tuple[Guard | None, Line, SpokenLine | None]] = []
        for line in lines:
            fixed = None
            if isinstance(line.text, str):
                fixed = SpokenLine(line.speaker, line.text, line.shows or "", line.towards)
            holds = guard(line.condition, personas) if line.condition else None
            self._lines.append((holds, line, fixed))

    def speak(self, world: World, visits: int) -> Iterator[SpokenLine]:
        """Yield the lines that are spoken now, on the `visits`-th time in this place."""
        for holds, line, fixed in self._lines:
            if holds is not None and not holds(world):
                continue
            if fixed is not None:
                yield fixed
                continue
            text = self._text(line, world, visits)
            if text is not None:
                yield SpokenLine(line.speaker, text, line.shows or "", line.towards)

    def _text(self, line: Line, world: World, visits: int) -> str | None:
        words: Words | None = line.text
        if isinstance(words, Mapping):
            mood = world.moods[self._first if line.speaker == NARRATOR else line.speaker]
            words = words.get(mood, words.get(OTHERWISE))
        if isinstance(words, tuple):
            return words[min(visits, len(words)) - 1]
        return words if isinstance(words, str) else None
