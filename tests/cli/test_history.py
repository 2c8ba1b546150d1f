"""`trainer history` without a screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli import run
from tests.practice.past_talks import SCENARIOS, Years


@pytest.fixture
def years(tmp_path: Path) -> Years:
    """Return a store in the data folder that the commands are given."""
    return Years(tmp_path)


def test_it_tells_all_talks_or_those_of_one_scenario(years: Years) -> None:
    house, street = years.hold("gone"), years.hold(scenario="street", title="The street")
    folder = ("--data-dir", years.store.folder)
    ran = run("history", *folder)
    assert (ran.status, ran.err) == (0, "")
    assert house in ran.out
    assert street in ran.out
    ran = run("history", "street", *folder)
    assert house not in ran.out
    assert street in ran.out


def test_it_tells_more_than_the_latest_when_asked(years: Years) -> None:
    runs = [years.hold() for _n in range(23)]
    folder = ("--data-dir", years.store.folder)
    assert sum(run_id in run("history", *folder).out for run_id in runs[:3]) == 0
    assert sum(run_id in run("history", "--all", *folder).out for run_id in runs) == 23


def test_everybody_sees_their_own(tmp_path: Path) -> None:
    mine, other = Years(tmp_path), Years(tmp_path, "k7")
    first, second = mine.hold(), other.hold()
    out = run("history", "--learner", "k7", "--data-dir", mine.store.folder).out
    assert second in out
    assert first not in out


def test_a_scenario_not_practised_yet_is_no_mistake_and_one_that_does_not_exist_is(years: Years) -> None:
    folder = ("--data-dir", years.store.folder, "--library", SCENARIOS)
    for name in ("uithuisplaatsing", SCENARIOS / "uithuisplaatsing.yaml"):
        ran = run("history", name, *folder)
        assert ran.status == 0
        assert "Nothing here yet." in ran.out
    years.hold("samen", scenario="uithuisplaatsing", title="De uithuisplaatsing")
    assert "To the car together" in run("history", SCENARIOS / "uithuisplaatsing.yaml", *folder).out
    ran = run("history", "uithuisplatsing", *folder)
    assert (ran.status, ran.out) == (2, "")
    assert "uithuisplaatsing" in ran.err
