"""A scenario made ready to be played: compiled once, shared by every run of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from weakref import WeakKeyDictionary

from trainer.conversation.cast import Client, client
from trainer.conversation.guard import Guard, guard
from trainer.conversation.judgement import Judgement, judge
from trainer.conversation.machines import PersonaMachine, StoryMachine
from trainer.conversation.screenplay import Script
from trainer.conversation.world import Act, World, act
from trainer.scenario.loader import no_collection
from trainer.scenario.model import Scenario
from trainer.scenario.scene import Outcome, Response, Scale, Scene
from trainer.theory.closeness import Band


@dataclass(frozen=True, slots=True)
class OfferedResponse:
    """A response that can be chosen now."""

    id: str
    response: Response


class Offer:
    """A response with what is needed to make it."""

    def __init__(self, key: str, response: Response, scene: str, personas: tuple[str, ...]) -> None:
        self.id = key
        self.response = response
        self.offered = OfferedResponse(key, response)
        self.chosen_as = f"{scene}.{key}"
        self.guard: Guard | None = guard(response.condition, personas) if response.condition else None
        self.reply = Script(response.reply, personas)
        self._acts: dict[tuple[Band, str | None], Act] = {}

    def act(self, band: Band, address: str | None) -> Act:
        """Return this response as a persona with this band meets it."""
        found = self._acts.get((band, address))
        if found is None:
            found = self._acts[band, address] = act(self.response, band, address)
        return found


class Consequence:
    """An outcome of an activity with what is needed to let it happen."""

    def __init__(self, number: int, outcome: Outcome, personas: tuple[str, ...]) -> None:
        self.number = number
        self.outcome = outcome
        self.guard: Guard | None = guard(outcome.condition, personas) if outcome.condition else None
        self.reply = Script(outcome.reply, personas)


class Set:
    """A scene with its offers, or with an activity and its consequences; endings have neither."""

    def __init__(self, key: str, scene: Scene, scenario: Scenario) -> None:
        personas = tuple(scenario.personas)
        self.id = key
        self.scene = scene
        self.present = scenario.present(scene)
        self.script = Script(scene.lines, personas)
        self.offers = tuple(Offer(name, response, key, personas) for name, response in scene.responses.items())
        self.activity = scene if isinstance(scene, Scale) else None
        outcomes = self.activity.outcomes if self.activity else ()
        self.consequences = tuple(Consequence(n, outcome, personas) for n, outcome in enumerate(outcomes))

    def consequence(self, answer: str, world: World) -> Consequence:
        """Return what an answer in this activity comes to: the first outcome whose condition holds."""
        seen = world.answering(int(answer))
        return next(found for found in self.consequences if found.guard is None or found.guard(seen))


class Troupe:
    """The cast of one set of dispositions, and the readings already made with it."""

    def __init__(self, scenario: Scenario, dispositions: Mapping[str, str]) -> None:
        self.cast: dict[str, Client] = {
            key: client(key, persona, dispositions.get(key)) for key, persona in scenario.personas.items()
        }
        self.start = MappingProxyType({key: member.start for key, member in self.cast.items()})
        self._read: dict[tuple[Offer, tuple[str, ...]], Judgement] = {}

    def judge(self, offer: Offer, place: Set, moods: Mapping[str, str]) -> Judgement:
        """Return the reading of a response; the same response in the same moods is read once."""
        key = (offer, tuple(moods.values()))
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = judge(offer.response, place.scene, place.present, self.cast, moods)
        return found


class Stage:
    """Everything about a scenario that does not change from run to run."""

    def __init__(self, scenario: Scenario) -> None:
        personas = tuple(scenario.personas)
        self.sets = {key: Set(key, scene, scenario) for key, scene in scenario.scenes.items()}
        self.endings = {key: Script(ending.lines, personas) for key, ending in scenario.endings.items()}
        self.story = StoryMachine(scenario)
        self.personas = {key: PersonaMachine(p, personas) for key, p in scenario.personas.items()}
        self.meters = MappingProxyType({key: meter.start for key, meter in scenario.meters.items()})
        self.limits = {key: (meter.min, meter.max) for key, meter in scenario.meters.items()}
        self._troupes: dict[tuple[tuple[str, str], ...], Troupe] = {}

    def troupe(self, scenario: Scenario, dispositions: Mapping[str, str]) -> Troupe:
        """Return the cast for these dispositions."""
        key = tuple(dispositions.items())
        if key not in self._troupes:
            self._troupes[key] = Troupe(scenario, dispositions)
        return self._troupes[key]


_stages: WeakKeyDictionary[Scenario, Stage] = WeakKeyDictionary()


def stage(scenario: Scenario) -> Stage:
    """Return the stage of a scenario, built the first time it is asked for."""
    found = _stages.get(scenario)
    if found is None:
        with no_collection():
            found = _stages[scenario] = Stage(scenario)
    return found
