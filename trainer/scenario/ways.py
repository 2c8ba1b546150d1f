"""Whether a story can always go on: every scene has a way out, and narration goes round in no ring."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.language import _
from trainer.scenario import findings
from trainer.scenario.findings import Finding, Path
from trainer.scenario.model import Scenario
from trainer.scenario.scene import Scene


def way_out(path: Path, scene: Scene) -> Iterator[Finding]:
    """Yield where a scene may leave the conversation with nowhere to go."""
    to = (*path, "to")
    if scene.to is None and not scene.responses:
        message = _("This scene has no responses and no `to`: the conversation would stop here.")
        yield Finding(path, "L311", message, _("Add `responses`, or `to: ...`."), (path,), at_key=True)
    if scene.to is not None and scene.to[-1].condition is not None:
        yield Finding(to, "L311", findings.no_way_out(), findings.add_last(), (to,), at_key=True)
    if scene.to is None and len(scene.responses) > 1 and all(r.to is None for r in scene.responses.values()):
        needs = (to, *((*path, "responses", name, "to") for name in scene.responses))
        told = findings.nowhere(scene.responses)
        yield Finding(path, "L311", told, _("Add `to: ...` to the scene, or to each of them."), needs, at_key=True)
        return
    for name, response in scene.responses.items() if scene.to is None else ():
        own = (*path, "responses", name, "to")
        if response.to is None:
            message = _("This response has no `to`, and its scene has none either.")
            yield Finding(own[:-1], "L311", message, _("Add `to: ...` to one of them."), (own, to), at_key=True)
        elif response.to[-1].condition is not None:
            yield Finding(own, "L311", findings.no_way_out(), findings.add_last(), (own, to), at_key=True)


def rings(scenario: Scenario) -> Iterator[Finding]:
    """Yield rings of narration: scenes without responses that only lead to each other."""
    narration = {key: scene for key, scene in scenario.scenes.items() if scene.passes and scene.to}
    ahead = {key: [t.to for t in scene.to or () if t.to in narration] for key, scene in narration.items()}
    state: dict[str, int] = {}
    for first in narration:
        trail = [(first, iter(ahead[first]))] if first not in state else []
        state.setdefault(first, 1)
        while trail:
            key, following = trail[-1]
            following_key = next(following, None)
            if following_key is None:
                state[key] = 2
                trail.pop()
            elif state.get(following_key) == 1:
                message = _("Narration goes round in a ring here: `{a}` leads back to `{b}` without a response.")
                told = message.format(a=key, b=following_key)
                hint = _("Let one of these scenes lead elsewhere, or give it responses.")
                needs = (("scenes", key, "to"), ("scenes", key, "responses"))
                yield Finding(("scenes", key, "to"), "L312", told, hint, needs, at_key=True)
            elif following_key not in state:
                state[following_key] = 1
                trail.append((following_key, iter(ahead[following_key])))
