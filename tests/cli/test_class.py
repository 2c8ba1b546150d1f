"""`trainer class` from outside: what it says where there is no screen, or what was asked for does not exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli import run
from tests.scenario import keep


def test_a_class_needs_a_screen(tmp_path: Path) -> None:
    for words in ((), ("--plain",), ("--teams", 3)):
        ran = run("class", keep(tmp_path), *words)
        assert (ran.status, ran.out) == (2, "")
        assert "A class needs a full screen." in ran.err


def test_a_scenario_that_is_not_there_is_told_first() -> None:
    ran = run("class", "nowhere")
    assert ran.status == 2
    assert "nowhere" in ran.err


@pytest.mark.parametrize("teams", ["1", "7", "two"])
def test_there_are_two_to_six_teams(teams: str) -> None:
    assert run("class", "uithuisplaatsing", "--teams", teams).status == 2
