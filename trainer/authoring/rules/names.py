"""Rules about what an author defines and gives a name: is it used, and is it perhaps another name misspelt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from trainer.authoring.answers import activities
from trainer.authoring.rules.rule import Path, Remark, rule
from trainer.authoring.rules.structure import reachable
from trainer.authoring.spelling import lookalike, meant
from trainer.authoring.study import Study
from trainer.language import _
from trainer.scenario.condition import Condition, Word, words
from trainer.scenario.model import Disposition, Persona, Scenario
from trainer.scenario.scene import Line, Outcome, Response, Scale, Scene, Target
from trainer.theory.constants import PITFALLS

_WELL_KNOWN = 1000
"""How often a pitfall that every scenario has counts as used."""


def conditions(scenario: Scenario) -> Iterator[Condition]:
    """Yield every condition of a scenario, its personas' shifts included."""
    for scene in scenario.scenes.values():
        found: list[Line | Target | Response | Outcome] = [*scene.lines, *(scene.to or ())]
        for outcome in scene.outcomes if isinstance(scene, Scale) else ():
            found += (outcome, *outcome.reply)
        for response in scene.responses.values():
            found += (response, *response.reply, *(response.to or ()))
        yield from (item.condition for item in found if item.condition)
    for ending in scenario.endings.values():
        yield from (line.condition for line in ending.lines if line.condition)
    for persona in scenario.personas.values():
        yield from (shift.condition for shift in persona.shifts if shift.condition)


def _words(scenario: Scenario) -> Iterator[Word]:
    for condition in conditions(scenario):
        yield from words(condition.tree)


def _responses(scenario: Scenario) -> Iterator[Response]:
    for scene in scenario.scenes.values():
        yield from scene.responses.values()


# --- what is never used -----------------------------------------------------------------------------------


@rule("S404", "warning")
def unused_meter(study: Study) -> Iterator[Remark]:
    """This meter may move, but no condition reads it, so it makes no difference to the talk."""
    used = {word.name for word in _words(study.scenario)}
    for key in study.scenario.meters:
        if key not in used:
            message = _("No condition reads the meter `{name}`.").format(name=key)
            hint = meant(key, used & study.scenario.meters.keys(), _("Use it in an `if`, or take it out."))
            yield Remark(("meters", key), message, hint)


@rule("S405", "warning")
def unused_goal(study: Study) -> Iterator[Remark]:
    """No response serves this goal, so nobody can reach it."""
    used = {goal for response in _responses(study.scenario) for goal in response.goals}
    for key in study.scenario.goals:
        if key not in used:
            message = _("No response serves the goal `{name}`.").format(name=key)
            hint = meant(key, used, _("Add it to the `goals` of a response, or take it out."))
            yield Remark(("goals", key), message, hint)


@rule("S406", "warning")
def unused_pitfall(study: Study) -> Iterator[Remark]:
    """This pitfall was defined for the scenario, but no response holds it."""
    used = {pitfall for response in _responses(study.scenario) for pitfall in response.pitfalls}
    for key in study.scenario.pitfalls:
        if key not in used:
            message = _("No response holds the pitfall `{name}`.").format(name=key)
            hint = meant(key, {*used, *PITFALLS}, _("Add it to the `pitfalls` of a response, or take it out."))
            yield Remark(("pitfalls", key), message, hint)


@rule("S407", "warning")
def unused_mood(study: Study) -> Iterator[Remark]:
    """Nothing brings the persona into this mood: no start, no shift, no response and no scene."""
    for key, persona in study.scenario.personas.items():
        used = _brought_about(study.scenario, key, persona)
        for mood in persona.moods:
            if mood not in used:
                message = _("Nothing brings `{persona}` into the mood `{mood}`.").format(persona=key, mood=mood)
                hint = meant(mood, used, _("Write a shift to it, or take it out."))
                yield Remark(("personas", key, "moods", mood), message, hint)


def _brought_about(scenario: Scenario, key: str, persona: Persona) -> Counter[str]:
    """Count by how many rules a persona can come into each of its moods."""
    found = Counter([persona.start, *(shift.to for shift in persona.shifts)])
    found.update(d.start for d in persona.dispositions.values() if d.start)
    given = [scene.mood for scene in scenario.scenes.values()] + [r.mood for r in _responses(scenario)]
    given += [outcome.mood for scale in activities(scenario).values() for outcome in scale.outcomes]
    found.update(moods[key] for moods in given if key in moods)
    return found


@rule("S408", "warning")
def unused_persona(study: Study) -> Iterator[Remark]:
    """This persona is in no scene that can be reached."""
    scenario = study.scenario
    known = reachable(scenario)
    present = {p for key, scene in scenario.scenes.items() if key in known for p in scenario.present(scene)}
    for key in scenario.personas:
        if key not in present:
            message = _("`{name}` is present in no scene.").format(name=key)
            hint = _("Add `{name}` to a `present`, or take it out.").format(name=key)
            yield Remark(("personas", key), message, meant(key, present, hint))


# --- what looks misspelt ----------------------------------------------------------------------------------


@rule("S410", "warning")
def misspelt_name(study: Study) -> Iterator[Remark]:
    """This name is hardly used, and looks like one that is used more: perhaps they were meant to be the same."""
    for path, uses in _uses(study.scenario):
        for name, times in uses.items():
            other = lookalike(name, (other for other in uses if uses[other] > times)) if times <= 1 else None
            if other:
                message = _("`{name}` looks like `{other}`.").format(name=name, other=other)
                hint = _("If they are one, write `{other}` everywhere and take this one out.").format(other=other)
                yield Remark((*path, name), message, hint)


def _uses(scenario: Scenario) -> Iterator[tuple[Path, dict[str, int]]]:
    """Yield each kind of name: where it is defined, and how often each is used. Other rules tell what never is."""
    responses = list(_responses(scenario))
    owners: list[Scene | Response] = [*scenario.scenes.values(), *responses]
    read: Counter[str] = Counter()
    for word in _words(scenario):
        read.update([word.name] if word.argument is None else [word.argument.name.partition(".")[0]])
    answered = [outcome for scale in activities(scenario).values() for outcome in scale.outcomes]
    targets = Counter([scenario.start, *(outcome.to for outcome in answered)])
    targets.update(target.to for owner in owners for target in owner.to or ())
    known = reachable(scenario)
    yield ("scenes",), {key: targets[key] + read[key] for key in scenario.scenes if key in known}
    yield ("endings",), {key: targets[key] for key in scenario.endings if key in known}
    moved = Counter(meter for owner in (*owners, *answered) for meter in owner.meters)
    yield ("meters",), {key: moved[key] + read[key] for key in scenario.meters if read[key]}
    yield ("goals",), Counter(goal for response in responses for goal in response.goals)
    held = Counter(pitfall for response in responses for pitfall in response.pitfalls)
    own = {key: held[key] + read[key] for key in scenario.pitfalls if held[key]}
    yield ("pitfalls",), {**dict.fromkeys(PITFALLS, _WELL_KNOWN), **own}
    for key, persona in scenario.personas.items():
        moods = _brought_about(scenario, key, persona)
        yield ("personas", key, "moods"), {mood: times + read[mood] for mood, times in moods.items()}
        wished = Counter(_wishes(scenario))
        yield ("personas", key, "dispositions"), {name: read[name] + wished[name] for name in persona.dispositions}


# --- dispositions -----------------------------------------------------------------------------------------


@rule("S413", "warning")
def idle_disposition(study: Study) -> Iterator[Remark]:
    """This disposition makes no difference: it is never drawn and in no walk, or it is the same as another one."""
    scenario = study.scenario
    told_apart = {word.name for word in _words(scenario)}
    wished = set(_wishes(scenario))
    for key, persona in scenario.personas.items():
        before: dict[object, str] = {}
        for name, disposition in persona.dispositions.items():
            path = ("personas", key, "dispositions", name)
            twin = before.setdefault(_today(persona, disposition), name)
            if disposition.weight == 0 and name not in wished:
                message = _("`{name}` is never drawn and in no walk.").format(name=name)
                yield Remark(path, message, _("Give it a `weight`, write a walk with it, or take it out."))
            elif twin != name and not told_apart & {twin, name}:
                message = _("`{name}` is the same as `{other}`, and no condition tells them apart.")
                hint = _("Change something in it, use it in an `if`, or take it out.")
                yield Remark(path, message.format(name=name, other=twin), hint)


def _wishes(scenario: Scenario) -> Iterator[str]:
    """Yield every disposition that a walk asks for."""
    for walk in scenario.walks.values():
        if isinstance(walk.disposition, str):
            yield walk.disposition
        else:
            yield from (walk.disposition or {}).values()


def _today(persona: Persona, disposition: Disposition) -> object:
    """Return how a persona shows up with a disposition: two that are alike come to the same."""
    own = [getattr(disposition, name) for name in ("start", "reactance", "band", "home", "aim")]
    usual = (persona.start, persona.reactance, persona.band, persona.home, persona.aim)
    return repr([usual_one if value is None else value for value, usual_one in zip(own, usual, strict=True)])
