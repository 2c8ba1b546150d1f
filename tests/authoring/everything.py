"""Everything a scenario can come to, found the slow way: by holding a conversation for everything one can choose.

Nothing of the explorer is used here. Two talks are taken for the same one only where they agree about every memory
that is written anywhere in the scenario, however little it matters by then.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any, NamedTuple, Self

from tests.conversation.drivers import choosable
from trainer.conversation import Session
from trainer.conversation.stage import Set
from trainer.scenario.model import Scenario
from trainer.scenario.scene import Scale, Scene

Facts = frozenset[str]
_FACT = re.compile(r"\b(?:visited|chosen)\([\w.]+\)")


class Seen(NamedTuple):
    """A situation as anybody would tell it; `facts` are the memories that can still make a difference."""

    place: str
    moods: tuple[tuple[str, str], ...]
    meters: tuple[tuple[str, int], ...]
    facts: Facts


def told(place: str, moods: Any, meters: Any, facts: Any = ()) -> Seen:
    """Return a situation from its parts."""
    return Seen(place, tuple(moods.items()), tuple(meters.items()), frozenset(facts))


def leads_to(scene: Scene) -> set[str]:
    """Return every place that is written after a `to` in a scene."""
    lists = [scene.to, *(response.to for response in scene.responses.values())]
    found = {target.to for targets in lists for target in targets or ()}
    return found | {outcome.to for outcome in scene.outcomes} if isinstance(scene, Scale) else found


@cache
def ahead(scenario: Scenario, place: str) -> frozenset[str]:
    """Return every place that something written leads to from here, this one included."""
    found, todo = {place}, [place]
    while todo:
        scene = scenario.scenes.get(todo.pop())
        if scene is not None:
            for to in leads_to(scene) - found:
                found.add(to)
                todo.append(to)
    return frozenset(found)


@cache
def written(scenario: Scenario, place: str) -> Facts:
    """Return the memories that are looked at in a place, as an author would read them."""
    scene = scenario.scenes.get(place)
    if scene is None:
        return frozenset()
    conditions = [response.condition for response in scene.responses.values()]
    for targets in (scene.to, *(response.to for response in scene.responses.values())):
        conditions += [target.condition for target in targets or ()]
    if isinstance(scene, Scale):
        conditions += [outcome.condition for outcome in scene.outcomes]
    facts = {fact for condition in conditions if condition for fact in _FACT.findall(condition.text)}
    return frozenset(facts | {f"chosen({place}.{key})" for key, response in scene.responses.items() if response.once})


@cache
def readable(scenario: Scenario, place: str) -> Facts:
    """Return the memories that can still be looked at from a place on."""
    return frozenset().union(*(written(scenario, other) for other in ahead(scenario, place)))


class Talk(Session):
    """A conversation that shows what it remembers; `passed` is filled by every fork of it alike."""

    def __init__(self, scenario: Scenario, disposition: dict[str, str]) -> None:
        self.passed: set[Seen] = set()
        super().__init__(scenario, disposition=disposition)

    @property
    def facts(self) -> Facts:
        """Return everything that is remembered, read by a condition or not."""
        visited = {f"visited({scene})" for scene in self._world.visits}
        return frozenset(visited | {f"chosen({response})" for response in self._world.chosen})

    def seen(self, place: str | None = None) -> Seen:
        """Return the situation this talk is in."""
        place = place or self.moment.scene
        return told(place, self._world.moods, self._world.meters, self.facts & readable(self.scenario, place))

    def _enter(self, place: Set) -> None:
        super()._enter(place)
        if not place.scene.responses and place.activity is None:
            self.passed.add(self.seen(place.id))

    def outcome(self, answer: str) -> int:
        """Return to which outcome of an activity an answer comes now, by its number."""
        assert self._place is not None
        return self._place.consequence(answer, self._world).number


def offered(talk: Talk) -> tuple[str, ...]:
    """Return what there is to try: in an activity one answer for each outcome, the smallest; first outcomes first."""
    smallest: dict[int, str] = {}
    if talk.moment.activity is None:
        return tuple(choosable(talk.moment))
    for answer in talk.moment.activity.answers:
        smallest.setdefault(talk.outcome(answer), answer)
    return tuple(answer for _outcome, answer in sorted(smallest.items()))


def castings(scenario: Scenario) -> Iterator[dict[str, str]]:
    """Yield every way in which everybody can show up."""
    some = [(key, list(persona.dispositions)) for key, persona in scenario.personas.items() if persona.dispositions]
    for names in product(*(names for _key, names in some)):
        yield {key: name for (key, _names), name in zip(some, names, strict=True)}


@dataclass
class Everything:
    """What was found with one set of dispositions: choices to each situation, what there is to try there, and talks.

    The talks to one situation all remember something else.
    """

    choices: dict[Seen, int] = field(default_factory=dict)
    offers: dict[Seen, tuple[str, ...]] = field(default_factory=dict)
    talks: dict[Seen, list[Talk]] = field(default_factory=dict)
    passed: set[Seen] = field(default_factory=set)
    whole: bool = True

    @property
    def visits(self) -> Counter[str]:
        """Return in how many situations each place is."""
        return Counter(seen.place for seen in (*self.choices, *self.passed))

    def _meet(self, talk: Talk, choice: int) -> None:
        seen, choices = talk.seen(), offered(talk)
        self.choices.setdefault(seen, choice)
        assert self.offers.setdefault(seen, choices) == choices
        talks = self.talks.setdefault(seen, [])
        if len(talks) < 3 and talk.facts not in [other.facts for other in talks]:
            talks.append(talk)

    @classmethod
    def of(cls, scenario: Scenario, disposition: dict[str, str], most: int) -> Self:
        """Return everything, or the nearest part of it: no more than about `most` talks are held."""
        mentioned = frozenset().union(*(written(scenario, place) for place in scenario.scenes))
        first = Talk(scenario, disposition)
        found, layer, made = cls(passed=first.passed), [first], 0
        known = {(first.seen(), first.facts & mentioned)}
        found._meet(first, made)
        while layer:
            made, before, layer = made + 1, layer, []
            for talk in before:
                if len(known) > most:
                    found.whole = False
                    return found
                for choice in choosable(talk.moment):
                    other = talk.fork()
                    other.choose(choice)
                    key = (other.seen(), other.facts & mentioned)
                    found._meet(other, made)
                    if key not in known:
                        known.add(key)
                        layer.append(other)
        return found
