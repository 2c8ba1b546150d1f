"""A situation as one whole number: where the talk is, every meter, every mood, and what is remembered.

Each of them has its own bits, so that a situation is read with a mask and moved on with a sum. Remembered is only
what a condition of a response or of a way, or `once`, can still read from there: two talks that no condition can
tell apart any more are in the same situation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from trainer.conversation.world import World
from trainer.scenario.condition import Condition, words
from trainer.scenario.model import Ending, Scenario
from trainer.scenario.scene import Scale, Scene


class Memory(NamedTuple):
    """Something that was so: `visited` a scene, or `chosen` a response (`scene.response`)."""

    word: str
    argument: str


class Field(NamedTuple):
    """Some bits of a situation, and what their values 0, 1, 2 ... stand for."""

    shift: int
    mask: int
    values: Sequence[str] | Sequence[int]

    def read(self, code: int) -> str | int:
        """Return what a situation has here."""
        return self.values[(code & self.mask) >> self.shift]

    def bits(self, value: str | int) -> int:
        """Return the bits that stand for a value."""
        return self.values.index(value) << self.shift


@dataclass(frozen=True, slots=True)
class Situation:
    """What is the case at one moment."""

    place: str
    moods: Mapping[str, str]
    meters: Mapping[str, int]
    remembered: tuple[Memory, ...]


class Layout:
    """Which bits stand for what, for every situation of one scenario.

    With `lines` it is also remembered what only conditions of lines can read.
    """

    def __init__(self, scenario: Scenario, lines: bool = False) -> None:
        self._width = 0
        self.places = (*scenario.scenes, *scenario.endings)
        self.numbers = {place: number for number, place in enumerate(self.places)}
        self.place = self._field(self.places)  # the lowest bits: a place is its own number
        self.meters = {key: self._field(range(m.min, m.max + 1)) for key, m in scenario.meters.items()}
        self.moods = {key: self._field(tuple(persona.moods)) for key, persona in scenario.personas.items()}
        self.every_mood = sum(field.mask for field in self.moods.values())
        self.flags = {memory: self._field((0, 1)).mask for memory in dict.fromkeys(_remembered(scenario, lines))}
        every = sum(self.flags.values())
        self.kept = tuple(~every | live for live in _live(scenario, self.flags, lines))
        """By number of a place: everything but what nothing can read any more from there."""

    def _field(self, values: Sequence[str] | Sequence[int]) -> Field:
        bits, shift = max(1, (len(values) - 1).bit_length()), self._width
        self._width += bits
        return Field(shift, ((1 << bits) - 1) << shift, values)

    def reads(self, condition: Condition) -> int:
        """Return the bits that a condition looks at."""
        mask = 0
        for word in words(condition.tree):
            field = self.meters.get(word.name) or self.moods.get(word.name)
            mask |= field.mask if field else 0
            if word.argument is not None:
                mask |= self.flags.get(Memory(word.name, word.argument.name), 0)
        return mask

    def world(self, code: int, dispositions: Mapping[str, str]) -> World:
        """Return a situation as conditions see it."""
        here = self.read(code)
        world = World(here.meters, here.moods, dispositions)
        for word, argument in here.remembered:
            if word == "visited":
                world.visits[argument] = 1
            else:
                world.chosen.add(argument)
        return world

    def read(self, code: int) -> Situation:
        """Return a situation in words and numbers."""
        return Situation(
            str(self.place.read(code)),
            {key: str(field.read(code)) for key, field in self.moods.items()},
            {key: int(field.read(code)) for key, field in self.meters.items()},
            tuple(memory for memory, bit in self.flags.items() if code & bit),
        )


def deciding(scene: Scene) -> Iterator[Condition]:
    """Yield what decides where a talk goes from a scene; conditions of lines change no situation."""
    if isinstance(scene, Scale):
        yield from (outcome.condition for outcome in scene.outcomes if outcome.condition)
    for response in scene.responses.values():
        if response.condition:
            yield response.condition
        yield from (target.condition for target in response.to or () if target.condition)
    yield from (target.condition for target in scene.to or () if target.condition)


def line_conditions(place: Scene | Ending) -> Iterator[Condition]:
    """Yield the conditions under which something is heard in a scene or an ending."""
    scripts = [place.lines]
    if isinstance(place, Scene):
        scripts += [response.reply for response in place.responses.values()]
    if isinstance(place, Scale):
        scripts += [outcome.reply for outcome in place.outcomes]
    yield from (line.condition for script in scripts for line in script if line.condition)


def _named(scene: Scene) -> Iterator[str]:
    """Yield every place that is named where a scene leads on, also where nobody can come to that."""
    if isinstance(scene, Scale):
        yield from (outcome.to for outcome in scene.outcomes)
    for targets in (scene.to, *(response.to for response in scene.responses.values())):
        yield from (target.to for target in targets or ())


def memories(conditions: Iterable[Condition]) -> Iterator[Memory]:
    """Yield what conditions remember."""
    for condition in conditions:
        for word in words(condition.tree):
            if word.name in ("visited", "chosen") and word.argument is not None:
                yield Memory(word.name, word.argument.name)


def chosen(scene: str, response: str) -> Memory:
    """Return the memory of a response having been made."""
    return Memory("chosen", f"{scene}.{response}")


def _read_in(name: str, place: Scene | Ending, lines: bool) -> Iterator[Memory]:
    if lines:
        yield from memories(line_conditions(place))
    if isinstance(place, Scene):
        yield from memories(deciding(place))
        yield from (chosen(name, key) for key, response in place.responses.items() if response.once)


def _remembered(scenario: Scenario, lines: bool) -> Iterator[Memory]:
    for name, place in _places(scenario).items():
        yield from _read_in(name, place, lines)


def _places(scenario: Scenario) -> dict[str, Scene | Ending]:
    places: dict[str, Scene | Ending] = dict(scenario.scenes)
    places.update(scenario.endings)
    return places


def _live(scenario: Scenario, flags: Mapping[Memory, int], lines: bool) -> Iterator[int]:
    """Yield for every place the memories that can still be read there or further on."""
    places = _places(scenario)
    live = {name: sum(flags[flag] for flag in set(_read_in(name, place, lines))) for name, place in places.items()}
    before: dict[str, set[str]] = {}
    for name, scene in scenario.scenes.items():
        for place in _named(scene):
            before.setdefault(place, set()).add(name)
    ahead = [name for name, bits in live.items() if bits]
    while ahead:
        name = ahead.pop()
        for earlier in before.get(name, ()):
            if live[name] | live[earlier] != live[earlier]:
                live[earlier] |= live[name]
                ahead.append(earlier)
    return (live[name] for name in places)
