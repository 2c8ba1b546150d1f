"""Rules about labels: what tells responses apart, where clients go, and what is measured."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Final

from trainer.authoring.choices import Step
from trainer.authoring.explorer import Reach
from trainer.authoring.layout import Memory, chosen, deciding, line_conditions, memories
from trainer.authoring.rules.rule import Path, Remark, rule
from trainer.authoring.rules.showing import shown
from trainer.authoring.rules.structure import finishing
from trainer.authoring.study import Study
from trainer.conversation.cast import client
from trainer.language import _, decimal, plural
from trainer.scenario.model import Ending, Scenario
from trainer.scenario.scene import Response, Scene
from trainer.theory.constants import AT_AIM, DEPARTURE_DEGREES
from trainer.theory.rose import departure, distance, mean, predicted

ASKED_SHARE: Final = 0.5
"""Where more scenes than this say themselves what fits on the Rose, the formula hardly counts. Proposal."""

# --- what tells responses apart ---------------------------------------------------------------------------


@rule("P507", "warning")
def only_words_differ(study: Study) -> Iterator[Remark]:
    """Two responses are the same to the client in everything but their words: the choice between them is none."""
    asked = _asked_about(study.scenario)
    for name, choices in study.choices.by_scene.items():
        told: set[str] = set()
        for key, other in _alike(name, study.scenario, asked):
            if key not in told and any(key in choice.offered and other in choice.offered for choice in choices):
                told.add(key)
                message = _("Only the words tell `{name}` from `{other}`.").format(name=key, other=other)
                hint = _("Look at `rose`, `closeness` and where it leads, or take one of them out.")
                yield Remark(("scenes", name, "responses", key), message, hint)


def _alike(name: str, scenario: Scenario, asked: set[Memory]) -> Iterator[tuple[str, str]]:
    """Yield every two responses of a scene in which nothing differs that counts, the later one first.

    A response that some condition asks about later on is told apart by that.
    """
    scene = scenario.scenes[name]
    seen: dict[Hashable, list[str]] = {}
    for key, response in scene.responses.items():
        if chosen(name, key) not in asked:
            earlier = seen.setdefault(_counts(response, scene, scenario), [])
            yield from ((key, other) for other in earlier)
            earlier.append(key)


def _asked_about(scenario: Scenario) -> set[Memory]:
    """Return what conditions remember, those of lines too: the client may come back to it."""
    found = {memory for scene in scenario.scenes.values() for memory in memories(deciding(scene))}
    places: tuple[Scene | Ending, ...] = (*scenario.scenes.values(), *scenario.endings.values())
    return found | {memory for place in places for memory in memories(line_conditions(place))}


def _counts(response: Response, scene: Scene, scenario: Scenario) -> Hashable:
    """Return everything about a response that the scores, the story or a shift can notice."""
    ways = []
    for target in (*(response.to or ()), *(scene.to or ())):
        ways.append((target.to, target.condition.text if target.condition else None))
        if target.condition is None:
            break
    effects = (response.goals, response.meters)
    return (
        response.rose.vector, response.closeness, response.autonomy, response.kind, tuple(ways),
        frozenset(_addressed(response, scene, scenario)), response.between,
        response.register_, response.voice, response.address, response.presence, response.triangle,
        frozenset(response.pitfalls), frozenset(response.mood.items()),
        *(frozenset((key, value) for key, value in effect.items() if value) for effect in effects),
    )  # fmt: skip


def _addressed(response: Response, scene: Scene, scenario: Scenario) -> tuple[str, ...]:
    return response.addressed(scenario.present(scene))


@rule("P516", "warning")
def again_and_again(study: Study) -> Iterator[Remark]:
    """This response leads back to its own scene, where it can be chosen once more, and more: one can go on forever."""
    finish = finishing(study.scenario)  # that nothing leads on from there is told already
    for step in _shortest(step for step in study.choices.steps if step.again and step.scene in finish):
        message = _("`{name}` leads back to `{scene}`, where it can be chosen again.")
        hint = _("Add `once: true`, or let it lead on. The shortest way there: {way}.")
        told = message.format(name=step.response, scene=step.scene)
        yield Remark(_path(step), told, hint.format(way=shown(step.way)))


def _shortest(steps: Iterable[Step]) -> Iterator[Step]:
    """Yield for each response among these steps the one that takes the fewest turns to get to."""
    first: dict[tuple[str, str, Reach], Step] = {}
    for step in steps:
        first.setdefault((step.scene, step.response, step.reach), step)
    found: dict[tuple[str, str], list[Step]] = {}
    for (scene, response, _reach), step in first.items():
        found.setdefault((scene, response), []).append(step)
    yield from (min(same, key=lambda step: len(step.way.choices)) for same in found.values())


def _path(step: Step) -> Path:
    return "scenes", step.scene, "responses", step.response


# --- where clients go -------------------------------------------------------------------------------------


@rule("P510", "warning")
def unexpected_mood(study: Study) -> Iterator[Remark]:
    """The client goes another way on the Rose than this response invites, and no `because` says why."""
    scenario = study.scenario
    for step in _shortest(s for s in study.choices.steps if _departure(s, scenario) > DEPARTURE_DEGREES):
        people = _addressed(_made(step, scenario), scenario.scenes[step.scene], scenario)
        key, (before, after) = next((key, step.moods(key)) for key in people if len(set(step.moods(key))) > 1)
        message = _("`{name}` goes from `{before}` to `{after}`, {angle:.0f} degrees from what this invites.")
        hint = _("Say why in `because`, or look at `rose` and the mood. The shortest way there: {way}.")
        told = message.format(name=key, before=before, after=after, angle=_departure(step, scenario))
        yield Remark(_path(step), told, hint.format(way=shown(step.way)))


def _made(step: Step, scenario: Scenario) -> Response:
    return scenario.scenes[step.scene].responses[step.response]


def _departure(step: Step, scenario: Scenario) -> float:
    """Return how many degrees who was addressed goes off the expected way; 0 where a `because` says why."""
    response = _made(step, scenario)
    if response.because:
        return 0.0
    people = [step.reach.tables.cast[key] for key in _addressed(response, scenario.scenes[step.scene], scenario)]
    moods = [step.moods(person.id) for person in people]
    start, end = (mean([person.at(mood[n]) for person, mood in zip(people, moods, strict=True)]) for n in (0, 1))
    home, reactance = mean([person.home for person in people]), sum(p.reactance for p in people) / len(people)
    return departure(start, end, predicted(response.rose.vector, start, home, reactance))


@rule("P514", "warning")
def aim_without_a_mood(study: Study) -> Iterator[Remark]:
    """None of the moods lies where a good conversation helps this client get to, so nobody can bring them there."""
    for key, persona in study.scenario.personas.items():
        own = [name for name, today in persona.dispositions.items() if today.aim is not None]
        for name in (None, *own):
            today = client(key, persona, name)
            away, mood = min((distance(today.at(mood), today.aim), mood) for mood in persona.moods)
            if away >= AT_AIM:
                message = _("No mood of `{persona}` lies at the aim; the nearest, `{mood}`, is {away} away.")
                hint = _("A mood within {near} of it is needed: move one, or the aim.").format(near=decimal(AT_AIM))
                path = ("personas", key, *(("dispositions", name) if name else ()), "aim")
                yield Remark(path, message.format(persona=key, mood=mood, away=decimal(away, ".2f")), hint)


# --- what is measured -------------------------------------------------------------------------------------


@rule("P517", "warning")
def asked_nearly_everywhere(study: Study) -> Iterator[Remark]:
    """In most scenes `asks` says what fits on the Rose, so the place of the client hardly counts any more."""
    scenes = [scene for scene in study.scenario.scenes.values() if scene.responses]
    asked = [scene for scene in scenes if scene.asks and (scene.asks.rose or scene.asks.limit)]
    if len(asked) > ASKED_SHARE * len(scenes):
        message = plural(
            "In {n} scene of the {all} with responses `asks` says what fits on the Rose.",
            "In {n} scenes of the {all} with responses `asks` says what fits on the Rose.",
            len(asked),
            all=len(scenes),
        )
        hint = _("Leave it out where the client's own place can say what fits.")
        yield Remark(("scenes",), message, hint)
