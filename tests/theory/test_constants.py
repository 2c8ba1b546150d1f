"""Every number behind the scores is named once, used, and says where it comes from."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import trainer
from trainer.theory import constants, names
from trainer.theory.rose import octant_of, position

PACKAGE = Path(trainer.__file__).parent
SOURCE = Path(constants.__file__).read_text(encoding="utf-8")
FROM = re.compile(r"source:|proposal|tracey|rümke|leary|literature", re.IGNORECASE)


def assigned(node: ast.stmt) -> list[str]:
    """Return the public names a statement gives a value."""
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [t.id for t in targets if isinstance(t, ast.Name) and t.id.isupper() and not t.id.startswith("_")]


def told() -> dict[str, str]:
    """Return every constant with what is said about it: the next text after it, or after its group."""
    found, waiting = dict[str, str](), list[str]()
    for node in ast.parse(SOURCE).body:
        waiting += assigned(node)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            found.update(dict.fromkeys(waiting, node.value.value))
            waiting = []
    return {**found, **dict.fromkeys(waiting, "")}


def read_names() -> set[str]:
    """Return every name that is read anywhere in the product, its own assignment not counted."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                found.add(node.id)
            elif isinstance(node, ast.Attribute):
                found.add(node.attr)
    return found


def test_the_constants_are_found() -> None:
    assert {"PHASES", "FIT_REACH", "VIOLATION_CAP", "CLIENT_TO_CLIENT_TURNS"} <= told().keys()


def test_every_constant_is_used() -> None:
    assert told().keys() - read_names() == set()


@pytest.mark.parametrize("name", told())
def test_every_constant_has_a_source_or_is_called_a_proposal(name: str) -> None:
    assert FROM.search(told()[name]), told()[name] or "nothing is said about it"


def test_the_constants_are_those_of_the_theory() -> None:
    assert constants.PHASE_WEIGHT == {"opening": 0.25, "middle": 0.75, "closing": 0.5}
    assert (constants.FIT_REACH, constants.MIN_TOGETHER, constants.MIDDLE_RADIUS) == (1.2, 0.25, 0.125)
    assert (constants.PULL, constants.HOSTILE_PULL, constants.HOMING) == (0.35, 0.6, 0.1)
    assert (constants.TOO_FAR_COST, constants.TOO_NEAR_COST) == (35, 45)
    assert (constants.RUPTURE_DROP, constants.REPAIR_WITHIN, constants.REPAIR_TURNS) == (0.3, 0.1, 2)
    assert (constants.BAND_SHARE, constants.FIT_SHARE, constants.PROGRESS_SHARE) == (0.4, 0.4, 0.2)
    assert (constants.AT_AIM, constants.PITFALL_FACTOR, constants.VIOLATION_CAP) == (0.15, 0.5, 54)
    assert (constants.STRONG_FIT, constants.WORKABLE_FIT) == (80, 50)


def test_no_number_behind_the_scores_lives_anywhere_else() -> None:
    found = []
    for path in (path for part in ("theory", "conversation", "debrief") for path in (PACKAGE / part).glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            value = getattr(node, "value", None)
            number = isinstance(value, ast.Constant) and isinstance(value.value, int | float)
            if path != Path(constants.__file__) and number and assigned(node):
                found.append(f"{path.name}: {assigned(node)[0]}")
    assert found == []


def test_setting_a_limit_stays_leading_to_helping_and_businesslike_to_engaged() -> None:
    assert constants.LIMIT_BAND == (-1, 0)
    assert [octant_of(position(code).vector) for code in constants.LIMIT_ROSE] == ["BS", "SB"]
    assert constants.DEFAULT_BAND == (0, 1)


def test_the_pitfalls_are_those_of_the_theory() -> None:
    near = {"afhankelijk", "verstrikt", "overbetrokken", "identificatie", "overname", "redder"}
    far = {"protocol", "etiket", "gevoel_genegeerd", "doorschuiven"}
    assert (set(constants.NEAR_PITFALLS), set(constants.FAR_PITFALLS)) == (near, far)
    assert set(constants.PITFALLS) == near | far | {"schending"}


def test_everything_that_can_be_met_has_a_name() -> None:
    assert names.OCTANT_NAMES.keys() == names.OCTANT_WISHES.keys() == {*constants.OCTANTS, "M"}
    assert names.CLOSENESS_NAMES.keys() == set(range(-3, 4))
    assert names.PHASE_NAMES.keys() == set(constants.PHASES)
    assert names.PITFALL_NAMES.keys() == set(constants.PITFALLS)
