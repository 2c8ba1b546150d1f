"""The digest of a scenario: what a recorded run depends on, and nothing that is only text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from trainer.scenario.scene import Asks, Outcome, Response, Scale, Scene, Target
from trainer.theory.rose import Position

if TYPE_CHECKING:
    from trainer.scenario.condition import Condition
    from trainer.scenario.model import Bands, Disposition, Persona, Scenario


def digest(scenario: Scenario) -> str:
    """Return 16 hex digits over structure and scoring."""
    shape = {
        "personas": [[key, _persona(persona)] for key, persona in scenario.personas.items()],
        "meters": {key: [m.start, m.min, m.max] for key, m in scenario.meters.items()},
        "goals": sorted(scenario.goals),
        "pitfalls": {key: p.side for key, p in scenario.pitfalls.items()},
        "start": scenario.start,
        "scenes": {key: _scene(scene) for key, scene in scenario.scenes.items()},
        "endings": {key: ending.outcome for key, ending in scenario.endings.items()},
    }
    return hashlib.sha256(json.dumps(shape, sort_keys=True).encode()).hexdigest()[:16]


def _persona(persona: Persona) -> dict[str, Any]:
    return {
        "place": [persona.home.code, persona.aim.code, persona.reactance, persona.address],
        "band": _bands(persona.band),
        "start": persona.start,
        "moods": {key: mood.rose.code for key, mood in persona.moods.items()},
        "shifts": [[s.origin, s.to, _text(s.condition), s.heard] for s in persona.shifts],
        "dispositions": {key: _disposition(d) for key, d in persona.dispositions.items()},
    }


def _bands(bands: Bands) -> list[Any]:
    return [bands.opening, bands.middle, bands.closing]


def _disposition(d: Disposition) -> list[Any]:
    return [
        d.weight,
        d.start,
        d.reactance,
        d.band and _bands(d.band),
        d.home and d.home.code,
        d.aim and d.aim.code,
    ]


def _scene(scene: Scene) -> dict[str, Any]:
    shape = {
        "phase": scene.phase,
        "present": scene.present,
        "effects": [scene.meters, scene.mood],
        "asks": scene.asks and _asks(scene.asks),
        "responses": {key: _response(response) for key, response in scene.responses.items()},
        "to": _targets(scene.to),
    }
    if isinstance(scene, Scale):
        shape["activity"] = [scene.activity, scene.steps, [_outcome(outcome) for outcome in scene.outcomes]]
    return shape


def _outcome(outcome: Outcome) -> list[Any]:
    return [_text(outcome.condition), outcome.meters, outcome.mood, outcome.to]


def _asks(asks: Asks) -> list[Any]:
    return [_codes(asks.rose or ()), asks.closeness, asks.limit]


def _response(r: Response) -> list[Any]:
    scores = [r.kind, r.rose.code, r.closeness, r.autonomy, r.pitfalls, r.goals]
    manner = [r.towards, r.register_, r.voice, r.address, r.triangle, r.presence]
    return [*scores, *manner, r.meters, r.mood, _text(r.condition), r.once, _targets(r.to)]


def _targets(targets: tuple[Target, ...] | None) -> list[Any]:
    return [[_text(t.condition), t.to] for t in targets or ()]


def _text(condition: Condition | None) -> str | None:
    return " ".join(condition.text.split()) if condition else None


def _codes(positions: Iterable[Position]) -> list[str]:
    return [p.code for p in positions]
