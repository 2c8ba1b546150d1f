"""What an exploration found, in the shape that `trainer explore --format json` prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trainer.authoring.answers import activities, witnesses
from trainer.authoring.study import Study


def account(study: Study) -> dict[str, Any]:
    """Return situations, scenes, responses, endings, score and bots as dicts and lists.

    With activities there are also `outcomes`: for each of their outcomes an answer that leads to it, or None.

    Where not everything was looked at, an ending that was not seen has `reachable` None, the ways are the first that
    were found, and `walks` says how many conversations were held at random.
    """
    found, scenario = study.exploration, study.scenario
    answered = {name: witnesses(found, name) for name in activities(scenario)}
    return {
        "situations": found.situations,
        "complete": found.complete,
        **({} if found.complete else {"walks": found.walks}),
        "scenes": {name: found.visits[name] for name in scenario.scenes},
        "responses": {
            f"{name}.{key}": found.offers[name, key]
            for name, scene in scenario.scenes.items()
            for key in scene.responses
        },
        **({"outcomes": answered} if answered else {}),
        "endings": {name: _ending(study, name) for name in scenario.endings},
        "score": _score(study),
        "bots": {name: played.score for name, played in study.bots.items()},
    }


def _ending(study: Study, name: str) -> dict[str, Any]:
    way = study.way_to(name)
    if way is None:
        return {"reachable": False if study.exploration.complete else None, "disposition": None, "shortest": None}
    return {"reachable": True, "disposition": named(way.disposition), "shortest": list(way.choices)}


def _score(study: Study) -> dict[str, Any]:
    scores = study.scores
    lowest, highest = scores.lowest, scores.highest
    return {
        "min": lowest.score if lowest else None,
        "max": highest.score if highest else None,
        "best_path": list(highest.way.choices) if highest else None,
        "disposition": named(highest.way.disposition) if highest else None,
        "exact": scores.exact,
    }


def named(dispositions: Mapping[str, str]) -> str | dict[str, str] | None:
    """Return how the clients show up: a name, a mapping when several have dispositions, or None."""
    return dict(dispositions) if len(dispositions) > 1 else next(iter(dispositions.values()), None)
