"""What the answers in activities come to, over all situations in which they can be given."""

from __future__ import annotations

from trainer.authoring.explorer import Exploration
from trainer.scenario.model import Scenario
from trainer.scenario.scene import Scale


def activities(scenario: Scenario) -> dict[str, Scale]:
    """Return the scenes that are an activity."""
    return {name: scene for name, scene in scenario.scenes.items() if isinstance(scene, Scale)}


def outcomes(exploration: Exploration, name: str) -> list[tuple[int, ...]]:
    """Return to which outcome, by its number, each answer in an activity comes: every combination that was met."""
    found: dict[tuple[int, ...], None] = {}
    for reach in exploration.reaches:
        layout, (mask, table) = reach.tables.layout, reach.tables.outcomes[name]
        here, place = layout.place.mask, layout.numbers[name]
        bits = dict.fromkeys(code & mask for code in reach.codes if code & here == place)
        found.update(dict.fromkeys(table[seen] for seen in bits))
    return list(found)


def witnesses(exploration: Exploration, name: str) -> list[str | None]:
    """Return for every outcome of an activity an answer that leads to it; None for one to which none does."""
    scale = activities(exploration.scenario)[name]
    found = outcomes(exploration, name)
    return [next((scale.answers[met.index(n)] for met in found if n in met), None) for n in range(len(scale.outcomes))]
