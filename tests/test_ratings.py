"""Two readers of every response: the author's labels against a blind second reading, agreement reported.

The labels in the scenario must be the ones that were compared, and where readers stay far apart the line has to be
rewritten: closeness two steps or more, or more than a right angle on the Rose.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from trainer.scenario import load_scenario
from trainer.theory.rose import angle_between, position

RATINGS = sorted((Path(__file__).parent / "ratings").glob("*.json"))
SCENARIOS = Path(__file__).parents[1] / "scenarios"
RIGHT_ANGLE = 90.01


def both(path: Path) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Return every response with the author's and the second reader's placing."""
    responses = json.loads(path.read_text(encoding="utf-8"))["responses"]
    return [(name, found["author"], found["second"]) for name, found in responses.items()]


def angle(one: dict[str, Any], other: dict[str, Any]) -> float:
    """Return how far two placings differ in direction, in degrees."""
    return angle_between(position(one["rose"]).vector, position(other["rose"]).vector)


def kappa(pairs: list[tuple[int, int]]) -> float:
    """Return Cohen's kappa with quadratic weights: 1 is full agreement, 0 what chance gives."""
    seen = sum((a - b) ** 2 for a, b in pairs) / len(pairs)
    chance = sum((a - b) ** 2 for (a, _x), (_y, b) in product(pairs, pairs)) / len(pairs) ** 2
    return 1 - seen / chance


@pytest.mark.parametrize("path", RATINGS, ids=lambda path: path.stem)
def test_the_labels_are_those_that_were_compared(path: Path) -> None:
    scenario = load_scenario(SCENARIOS / f"{path.stem}.yaml")
    labels = {
        f"{scene}.{name}": {"rose": response.rose.code, "closeness": response.closeness}
        for scene, found in scenario.scenes.items()
        for name, response in found.responses.items()
    }
    assert {name: author for name, author, _second in both(path)} == labels


@pytest.mark.parametrize("path", RATINGS, ids=lambda path: path.stem)
def test_no_line_is_read_far_from_its_label(path: Path, record_property: Callable[[str, object], None]) -> None:
    pairs = both(path)
    far = [
        name
        for name, author, second in pairs
        if abs(author["closeness"] - second["closeness"]) >= 2 or angle(author, second) > RIGHT_ANGLE
    ]
    same = sum(author["rose"][:2] == second["rose"][:2] for _name, author, second in pairs) / len(pairs)
    near = kappa([(author["closeness"], second["closeness"]) for _name, author, second in pairs])
    print(f"{path.stem}: {len(pairs)} responses, same octant {same:.0%}, kappa of closeness {near:.2f}")  # noqa: T201
    record_property("same octant", same)
    record_property("kappa of closeness", near)
    assert far == []
