"""Rules about the structure of a scenario: every rule one function, one code, one explanation (its docstring).

They look at the map of the story: who leads where, whatever the conditions say. What conditions make of it is a
matter of situations, not of structure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trainer.authoring.rules.rule import Remark, rule
from trainer.authoring.study import Study
from trainer.language import _
from trainer.scenario.condition import Condition, Every, Membership, Not, Number, Some, Tree
from trainer.scenario.model import Line, Response, Scenario, Scene, Target

# --- the map ----------------------------------------------------------------------------------------------


def exits(scene: Scene) -> set[str]:
    """Return every place a scene can lead to, whatever the conditions."""
    own = {target.to for target in scene.to or ()}
    found = set() if scene.responses else set(own)
    for response in scene.responses.values():
        found |= {target.to for target in response.to or ()}
        if response.to is None or response.to[-1].condition is not None:
            found |= own
    return found


def reachable(scenario: Scenario) -> set[str]:
    """Return every scene and ending that the start leads to."""
    seen, ahead = {scenario.start}, [scenario.start]
    while ahead:
        scene = scenario.scenes.get(ahead.pop())
        for key in exits(scene) - seen if scene else ():
            seen.add(key)
            ahead.append(key)
    return seen


def _finishing(scenario: Scenario) -> set[str]:
    """Return every scene and ending from which an ending can be reached."""
    before: dict[str, list[str]] = {}
    for key, scene in scenario.scenes.items():
        for target in exits(scene):
            before.setdefault(target, []).append(key)
    seen, ahead = set(scenario.endings), list(scenario.endings)
    while ahead:
        for key in before.get(ahead.pop(), ()):
            if key not in seen:
                seen.add(key)
                ahead.append(key)
    return seen


@rule("S401", "error")
def unreachable_scene(study: Study) -> Iterator[Remark]:
    """No response leads to this scene, so nobody will ever see it. Often its name is spelt differently in a `to`."""
    scenario = study.scenario
    known = reachable(scenario)
    for key in scenario.scenes:
        if key not in known:
            message = _("No way leads to the scene `{name}`.").format(name=key)
            yield Remark(("scenes", key), message, _("Write `to: {name}` somewhere, or take it out.").format(name=key))


@rule("S402", "error")
def unreachable_ending(study: Study) -> Iterator[Remark]:
    """No response leads to this ending, so no conversation ends like this."""
    scenario = study.scenario
    known = reachable(scenario)
    for key in scenario.endings:
        if key not in known:
            message = _("No way leads to the ending `{name}`.").format(name=key)
            yield Remark(("endings", key), message, _("Write `to: {name}` somewhere, or take it out.").format(name=key))


@rule("S403", "error")
def dead_end(study: Study) -> Iterator[Remark]:
    """From this scene no ending can be reached any more, whatever one chooses: the talk can only go round."""
    scenario = study.scenario
    known, finishing = reachable(scenario), _finishing(scenario)
    for key in scenario.scenes:
        if key in known and key not in finishing:
            message = _("From `{name}` no ending can be reached.").format(name=key)
            yield Remark(("scenes", key), message, _("Give one of its responses a way towards an ending."))


# --- names that are not used ------------------------------------------------------------------------------


def _conditions(scenario: Scenario) -> Iterator[Condition]:
    for scene in scenario.scenes.values():
        found: list[Line | Target | Response] = [*scene.lines, *(scene.to or ())]
        for response in scene.responses.values():
            found += (response, *response.reply, *(response.to or ()))
        yield from (item.condition for item in found if item.condition)
    for ending in scenario.endings.values():
        yield from (line.condition for line in ending.lines if line.condition)
    for persona in scenario.personas.values():
        yield from (shift.condition for shift in persona.shifts if shift.condition)


def _words(tree: Tree) -> Iterator[str]:
    """Yield every name in a condition."""
    if isinstance(tree, Not):
        yield from _words(tree.part)
    elif isinstance(tree, Every | Some):
        for part in tree.parts:
            yield from _words(part)
    else:
        operands: Iterable[object] = (tree,)
        if isinstance(tree, Membership):
            operands = (tree.operand, *tree.options)
        elif hasattr(tree, "operands"):
            operands = tree.operands
        for operand in operands:
            if not isinstance(operand, Number):
                yield operand.name  # type: ignore[attr-defined]


@rule("S404", "warning")
def unused_meter(study: Study) -> Iterator[Remark]:
    """This meter may move, but no condition reads it, so it makes no difference to the talk."""
    scenario = study.scenario
    used = {word for condition in _conditions(scenario) for word in _words(condition.tree)}
    for key in scenario.meters:
        if key not in used:
            message = _("No condition reads the meter `{name}`.").format(name=key)
            yield Remark(("meters", key), message, _("Use it in an `if`, or take it out."))


@rule("S405", "warning")
def unused_goal(study: Study) -> Iterator[Remark]:
    """No response serves this goal, so nobody can reach it."""
    scenario = study.scenario
    used = {goal for scene in scenario.scenes.values() for r in scene.responses.values() for goal in r.goals}
    for key in scenario.goals:
        if key not in used:
            message = _("No response serves the goal `{name}`.").format(name=key)
            yield Remark(("goals", key), message, _("Add it to the `goals` of a response, or take it out."))


@rule("S406", "warning")
def unused_pitfall(study: Study) -> Iterator[Remark]:
    """This pitfall was defined for the scenario, but no response holds it."""
    scenario = study.scenario
    used = {p for scene in scenario.scenes.values() for r in scene.responses.values() for p in r.pitfalls}
    for key in scenario.pitfalls:
        if key not in used:
            message = _("No response holds the pitfall `{name}`.").format(name=key)
            yield Remark(("pitfalls", key), message, _("Add it to the `pitfalls` of a response, or take it out."))


@rule("S407", "warning")
def unused_mood(study: Study) -> Iterator[Remark]:
    """Nothing brings the persona into this mood: no start, no shift, no response and no scene."""
    scenario = study.scenario
    given: set[tuple[str, str]] = set()
    for scene in scenario.scenes.values():
        given |= set(scene.mood.items())
        for response in scene.responses.values():
            given |= set(response.mood.items())
    for key, persona in scenario.personas.items():
        used = {mood for name, mood in given if name == key} | {persona.start}
        used |= {shift.to for shift in persona.shifts}
        used |= {d.start for d in persona.dispositions.values() if d.start}
        for mood in persona.moods:
            if mood not in used:
                message = _("Nothing brings `{persona}` into the mood `{mood}`.").format(persona=key, mood=mood)
                yield Remark(("personas", key, "moods", mood), message, _("Write a shift to it, or take it out."))


@rule("S408", "warning")
def unused_persona(study: Study) -> Iterator[Remark]:
    """This persona is in no scene that can be reached."""
    scenario = study.scenario
    known = reachable(scenario)
    present = {p for key, scene in scenario.scenes.items() if key in known for p in scenario.present(scene)}
    for key in scenario.personas:
        if key not in present:
            message = _("`{name}` is present in no scene.").format(name=key)
            yield Remark(("personas", key), message, _("Add `{name}` to a `present`, or take it out.").format(name=key))


@rule("S409", "warning")
def effect_at_the_start(study: Study) -> Iterator[Remark]:
    """The start scene is where everything begins: its `meters` and `mood` are never applied."""
    scenario = study.scenario
    scene = scenario.scenes[scenario.start]
    for key, effects in (("meters", scene.meters), ("mood", scene.mood)):
        if effects:
            message = _("`{key}` is never applied in the start scene.").format(key=key)
            hint = _("Write where things begin in `start`, of the meter or of the persona.")
            yield Remark(("scenes", scenario.start, key), message, hint)
