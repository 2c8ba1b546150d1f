"""Rules about the structure of a scenario: every rule one function, one code, one explanation (its docstring).

They look at the map of the story: who leads where, whatever the conditions say. What conditions make of it is a
matter of situations, not of structure.
"""

from __future__ import annotations

from collections.abc import Iterator

from trainer.authoring.rules.rule import Remark, rule
from trainer.authoring.spelling import meant
from trainer.authoring.study import Study
from trainer.language import _
from trainer.scenario.model import Scenario
from trainer.scenario.scene import Scale, Scene

# --- the map ----------------------------------------------------------------------------------------------


def exits(scene: Scene) -> set[str]:
    """Return every place a scene can lead to, whatever the conditions."""
    own = {target.to for target in scene.to or ()}
    found = set(own) if scene.passes else set()
    if isinstance(scene, Scale):
        found |= {outcome.to for outcome in scene.outcomes}
    for response in scene.responses.values():
        found |= {target.to for target in response.to or ()}
        if response.to is None or response.to[-1].condition is not None:
            found |= own
    return found


def reachable(scenario: Scenario, start: str | None = None) -> set[str]:
    """Return every scene and ending that a scene leads to, itself included: the start, unless another is given."""
    first = scenario.start if start is None else start
    seen, ahead = {first}, [first]
    while ahead:
        scene = scenario.scenes.get(ahead.pop())
        for key in exits(scene) - seen if scene else ():
            seen.add(key)
            ahead.append(key)
    return seen


def finishing(scenario: Scenario) -> set[str]:
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
    for key, beyond in _cut_off(scenario, known):
        message = _("No way leads to the scene `{name}`.").format(name=key)
        if beyond:
            names = ", ".join(f"`{name}`" for name in beyond)
            message = _("No way leads to the scene `{name}`, nor to what lies beyond it: {names}.")
            message = message.format(name=key, names=names)
        hint = _("Write `to: {name}` somewhere, or take it out.").format(name=key)
        yield Remark(("scenes", key), message, meant(key, known, hint))


def _cut_off(scenario: Scenario, known: set[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the scenes at which unreachable parts of the story begin, each with what lies only beyond it."""
    lost = [key for key in scenario.scenes if key not in known]
    led_to = {target for key in lost for target in exits(scenario.scenes[key]) - {key}}
    told: set[str] = set()
    for key in sorted(lost, key=lambda key: key in led_to):  # where nothing leads comes before a ring by itself
        if key not in told:
            beyond = reachable(scenario, key) - known - told
            told |= beyond
            yield key, [name for name in (*scenario.scenes, *scenario.endings) if name in beyond - {key}]


@rule("S402", "error")
def unreachable_ending(study: Study) -> Iterator[Remark]:
    """No response leads to this ending, so no conversation ends like this."""
    scenario = study.scenario
    known = reachable(scenario)
    led_to = {target for scene in scenario.scenes.values() for target in exits(scene)}
    for key in scenario.endings:
        if key not in known and key not in led_to:  # else it is told with the scene that nothing leads to
            message = _("No way leads to the ending `{name}`.").format(name=key)
            hint = _("Write `to: {name}` somewhere, or take it out.").format(name=key)
            yield Remark(("endings", key), message, meant(key, known, hint))


@rule("S403", "error")
def dead_end(study: Study) -> Iterator[Remark]:
    """From this scene no ending can be reached any more, whatever one chooses: the talk can only go round."""
    scenario = study.scenario
    known, finish = reachable(scenario), finishing(scenario)
    stuck = {key: reachable(scenario, key) for key in scenario.scenes if key in known and key not in finish}
    told: set[str] = set()
    for key, beyond in stuck.items():
        if key not in told and all(key in stuck[other] for other in beyond):  # what only leads here is told here
            told |= beyond
            before = [f"`{other}`" for other in stuck if key in stuck[other] and other != key]
            message = _("From `{name}` no ending can be reached.").format(name=key)
            if before:
                message = _("From `{name}` no ending can be reached, so neither from {names}.")
                message = message.format(name=key, names=", ".join(before))
            yield Remark(("scenes", key), message, _("Give one of its responses a way towards an ending."))


# --- the beginning ----------------------------------------------------------------------------------------


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
