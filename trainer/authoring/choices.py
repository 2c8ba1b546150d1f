"""What there is to choose in a scenario, and what comes of it: situations that are alike for that, taken together.

A scene has thousands of situations, but only few sets of moods and of responses on offer; what is best, and where
clients go, is looked at once for each of those.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from trainer.authoring.explorer import Exploration, Reach, Way
from trainer.authoring.worth import Worth


class Choice(NamedTuple):
    """Two or more responses on offer in one scene, to clients in the same moods.

    `offered` says what each response is worth, 0 to 100, in the order of the file, and `best` which one is worth most,
    or which ones are. `situations` is how many these are, and `first` the number of one that takes the fewest turns to
    get to.
    """

    reach: Reach
    scene: str
    offered: Mapping[str, float]
    best: frozenset[str]
    situations: int
    first: int

    def next_best(self, key: str) -> str:
        """Return the response that is worth most apart from one."""
        return max((other for other in self.offered if other != key), key=self.offered.__getitem__)

    def lead(self, key: str) -> float:
        """Return by how many points a response is better than the next one; below 0 where it is not the best."""
        return self.offered[key] - self.offered[self.next_best(key)]

    @property
    def way(self) -> Way:
        """Return a shortest way to this choice."""
        return self.reach.way(self.first)


class Step(NamedTuple):
    """A response to clients in the same moods that leads to the same moods in the same place.

    `before` and `after` are the bits of place and moods; `again` is whether it leads to where it is on offer once
    more. `number` is of a situation in which it can be made, one that takes the fewest turns to get to.
    """

    reach: Reach
    before: int
    choice: int
    after: int
    again: bool
    number: int

    @property
    def scene(self) -> str:
        """Return the scene in which it is made."""
        return self.reach.place(self.number)

    @property
    def response(self) -> str:
        """Return the id of the response."""
        return self.reach.tables.ids[self.before & self.reach.tables.layout.place.mask][self.choice]

    @property
    def way(self) -> Way:
        """Return a shortest conversation that ends with this step."""
        way = self.reach.way(self.number)
        return Way(way.disposition, (*way.choices, self.response))

    def moods(self, key: str) -> tuple[str, str]:
        """Return the mood of a client before and after it."""
        field = self.reach.tables.layout.moods[key]
        return str(field.read(self.before)), str(field.read(self.after))


class Choices:
    """All choices and steps of an exploration, each worked out when it is asked for."""

    def __init__(self, exploration: Exploration) -> None:
        self._exploration = exploration

    @cached_property
    def by_scene(self) -> Mapping[str, tuple[Choice, ...]]:
        """Return every choice between two or more responses, by scene; scenes without one are left out."""
        found: dict[str, list[Choice]] = {scene: [] for scene in self._exploration.scenario.scenes}
        for reach in self._exploration.reaches:
            for choice in _choices(reach):
                found[choice.scene].append(choice)
        return {scene: tuple(choices) for scene, choices in found.items() if choices}

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Return every step, for each set of dispositions those that take the fewest turns first.

        Those of situations in which not everything was tried are left out.
        """
        return tuple(step for reach in self._exploration.reaches for step in _steps(reach))


def _seen(reach: Reach) -> int:
    """Return the bits that tell the scene and the moods: what a response is worth depends on nothing else."""
    layout = reach.tables.layout
    return layout.place.mask | layout.every_mood


def _choices(reach: Reach) -> Iterator[Choice]:
    tables, worth, seen = reach.tables, Worth(reach.tables), _seen(reach)
    made, width, firsts = reach.choices.tobytes(), reach.choices.itemsize, reach.firsts
    found: dict[tuple[int, bytes], list[int]] = {}  # first situation, and how many
    for number, code in enumerate(reach.codes):
        if code & tables.layout.place.mask in tables.activities:
            continue
        if number < reach.tried:
            offered = made[firsts[number] * width : firsts[number + 1] * width]
        else:
            offered = array("I", [move.number for move in tables.on_offer(code)]).tobytes()
        if len(offered) > width:
            known = found.setdefault((code & seen, offered), [number, 0])
            known[1] += 1
    for first, situations in found.values():
        code = reach.codes[first]
        responses = tables.ids[code & tables.layout.place.mask]
        values = {responses[move.number]: worth.value(code, move) for move in tables.on_offer(code)}
        most = max(values.values())
        best = frozenset([key for key, value in values.items() if value == most])
        yield Choice(reach, reach.place(first), values, best, situations, first)


def _steps(reach: Reach) -> Iterator[Step]:
    here, seen = reach.tables.layout.place.mask, _seen(reach)
    firsts, choices, arrivals = reach.firsts, reach.choices, reach.arrivals
    codes = [code & seen for code in reach.codes]
    found: dict[tuple[int, int, int, bool], int] = {}
    for number in range(reach.tried):
        before = codes[number]
        if before & here in reach.tables.activities:
            continue
        for move in range(firsts[number], firsts[number + 1]):
            choice, arrival = choices[move], arrivals[move]
            after = codes[arrival]
            again = not (before ^ after) & here and choice in choices[firsts[arrival] : firsts[arrival + 1]]
            found.setdefault((before, choice, after, again), number)
    return (Step(reach, *key, number) for key, number in found.items())
