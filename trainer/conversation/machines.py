"""The two kinds of state machine: the story (scenes and endings) and each persona (moods).

One machine per scenario serves every run: a run brings a model that holds only its state. Author ids are states,
never triggers or attributes. Which transition is taken is decided by conditions on the event, in file order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from transitions import Machine

from trainer.conversation.guard import Guard, guard
from trainer.conversation.world import World
from trainer.scenario.fields import ANY
from trainer.scenario.model import Persona, Scenario
from trainer.scenario.scene import Scale, Scene, Target

_Decides = Callable[[Any], bool]


class Standing:
    """The model of a machine: nothing but a state."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


def _machine(states: list[str]) -> Machine:
    return Machine(model=None, states=states, initial=states[0], auto_transitions=False, send_event=True)


class StoryMachine:
    """Scenes and endings; the one event is that the talk goes on."""

    def __init__(self, scenario: Scenario) -> None:
        personas = tuple(scenario.personas)
        self._machine = _machine([*scenario.scenes, *scenario.endings])
        for key, scene in scenario.scenes.items():
            self._add_scene(key, scene, personas)
        self._go_on = self._machine.events["go_on"]

    def _add_scene(self, key: str, scene: Scene, personas: tuple[str, ...]) -> None:
        for name, response in scene.responses.items():
            self._add(key, (*(response.to or ()), *(scene.to or ())), name, personas)
        if isinstance(scene, Scale):
            for n, outcome in enumerate(scene.outcomes):
                self._machine.add_transition("go_on", key, outcome.to, conditions=_leads(n, None))
        elif scene.passes:
            self._add(key, scene.to or (), None, personas)

    def _add(self, key: str, targets: tuple[Target, ...], response: str | None, personas: tuple[str, ...]) -> None:
        for target in targets:
            holds = guard(target.condition, personas) if target.condition else None
            self._machine.add_transition("go_on", key, target.to, conditions=_leads(response, holds))
            if holds is None:
                return

    def go_on(self, story: Standing, by: str | int | None, world: World) -> bool:
        """Move to where a response (or an outcome by its number, or None from narration) leads now."""
        return bool(self._go_on.trigger(story, by, world))


def _leads(by: str | int | None, holds: Guard | None) -> _Decides:
    if holds is None:
        return lambda event: bool(event.args[0] == by)
    return lambda event: event.args[0] == by and holds(event.args[1])


class PersonaMachine:
    """Moods; the events are that the persona answers an act by its shifts, and that the story sets a mood."""

    def __init__(self, persona: Persona, personas: tuple[str, ...]) -> None:
        self._machine = _machine(list(persona.moods))
        for shift in persona.shifts:
            holds = guard(shift.condition, personas) if shift.condition else None
            origin: list[Any] = list(persona.moods) if ANY in shift.origin else list(shift.origin)
            self._machine.add_transition("answer", origin, shift.to, conditions=_moves(holds, shift.heard))
        for mood in persona.moods:
            self._machine.add_transition("settle", "*", mood, conditions=_settles(mood))
        answers = self._machine.events.get("answer")
        self._answer = answers
        self._moved_from: Mapping[str, Any] = answers.transitions if answers else {}
        self._settle = self._machine.events["settle"]

    def answer(self, persona: Standing, world: World, addressed: bool) -> None:
        """Take the first shift whose origin and condition hold; who only overhears needs one that is `heard`."""
        if self._answer is not None and persona.state in self._moved_from:
            self._answer.trigger(persona, world, addressed)

    def settle(self, persona: Standing, mood: str) -> None:
        """Take on a mood that the story gives."""
        if persona.state != mood:
            self._settle.trigger(persona, mood)


def _moves(holds: Guard | None, heard: bool) -> _Decides:
    if holds is None:
        return lambda event: heard or event.args[1]
    return lambda event: (heard or event.args[1]) and holds(event.args[0])


def _settles(mood: str) -> _Decides:
    return lambda event: bool(event.args[0] == mood)
