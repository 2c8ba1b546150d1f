"""Walks: the author's own tests hold, or fail with the first thing that is different."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenario import PERSONA, STORY, change, keep
from trainer.authoring.walks import Outcome, outcomes
from trainer.scenario import load_scenario

TALK = change(
    STORY,
    "endings:\n",
    """\
  midden:
    responses:
      luister: {silence: U luistert., rose: SO1, closeness: 0, to: klaar}
      duw: {say: Nu betalen., rose: BS3, closeness: -2, if: vertrouwen > 3, to: ruzie}
endings:
""",
)
TALK = change(TALK, "{if: vertrouwen >= 2, to: klaar}", "{if: vertrouwen >= 2, to: midden}")


def taken(folder: Path, walk: str) -> list[Outcome]:
    """Take one walk, `{...}`, through a small talk: a question, then listening."""
    return list(outcomes(load_scenario(keep(folder, TALK + f"walks:\n  weg: {walk}\n"))))


def failure(folder: Path, walk: str) -> str:
    """Return why a walk fails for the first disposition; it must fail, or hold, for everyone alike."""
    found = [outcome.failure for outcome in taken(folder, walk)]
    assert all(found) or not any(found), found
    return found[0]


HOLDS = [
    "{choose: [vraag, luister]}",
    "{choose: [vraag, luister], ending: klaar}",
    "{choose: [regel], ending: ruzie, below: 60}",
    "{choose: [vraag, luister], ending: klaar, at_least: 10, below: 100}",
    "{choose: [vraag], expect: [{after: 0, mood: {anouk: boos}}, {after: 1, mood: {anouk: kalm}}]}",
    "{choose: [vraag], expect: [{after: 0, meters: {vertrouwen: 1}}, {after: 1, meters: {vertrouwen: 2}}]}",
    "{choose: [vraag], expect: [{after: 1, offered: [luister]}, {after: 0, offered: [regel, vraag]}]}",
    "{choose: [vraag, luister], expect: [{after: 2, offered: []}]}",
]

FAILS = [
    ("{choose: [vraag], ending: klaar}", ["`klaar`", "goes on"]),
    ("{choose: [regel], ending: klaar}", ["`klaar`", "`ruzie`"]),
    ("{choose: [vraag, luister], at_least: 99.5}", ["99.5", "practice score"]),
    ("{choose: [vraag, luister], below: 1}", ["Below 1", "practice score"]),
    ("{choose: [luister]}", ["Choice 1", "`luister`", "vraag, regel"]),
    ("{choose: [vraag, duw]}", ["Choice 2", "`duw`"]),
    ("{choose: [regel, vraag]}", ["Choice 2", "ended"]),
    ("{choose: [vraag], expect: [{after: 1, mood: {anouk: boos}}]}", ["After choice 1", "`anouk`", "`kalm`", "`boos`"]),
    ("{choose: [vraag], expect: [{after: 0, meters: {vertrouwen: 3}}]}", ["After choice 0", "`vertrouwen`", "`3`"]),
    ("{choose: [vraag], expect: [{after: 1, offered: [luister, duw]}]}", ["After choice 1", "luister, duw"]),
    ("{choose: [vraag], expect: [{after: 1, offered: []}]}", ["After choice 1", "luister"]),
]


@pytest.mark.parametrize("walk", HOLDS)
def test_a_walk_that_holds_has_no_failure(walk: str, tmp_path: Path) -> None:
    assert failure(tmp_path, walk) == ""


@pytest.mark.parametrize(("walk", "words"), FAILS)
def test_a_walk_that_does_not_hold_says_what_is_different(walk: str, words: list[str], tmp_path: Path) -> None:
    told = failure(tmp_path, walk)
    assert all(word in told for word in words), told


def test_only_the_first_difference_is_told(tmp_path: Path) -> None:
    walk = "{choose: [vraag, luister], ending: ruzie, expect: [{after: 1, meters: {vertrouwen: 5}}]}"
    told = failure(tmp_path, walk)
    assert "vertrouwen" in told
    assert "ruzie" not in told


def test_an_expectation_after_the_last_choice_is_never_met(tmp_path: Path) -> None:
    assert failure(tmp_path, "{choose: [vraag], expect: [{after: 5, mood: {anouk: kalm}}]}")


def test_a_walk_without_a_disposition_is_taken_with_every_one(tmp_path: Path) -> None:
    assert [o.disposition for o in taken(tmp_path, "{choose: [vraag]}")] == [{"anouk": "moe"}, {"anouk": "woedend"}]


@pytest.mark.parametrize("wish", ["woedend", "{anouk: woedend}"])
def test_a_walk_with_a_disposition_is_taken_with_that_one(wish: str, tmp_path: Path) -> None:
    found = taken(tmp_path, f"{{choose: [vraag], disposition: {wish}}}")
    assert [outcome.disposition for outcome in found] == [{"anouk": "woedend"}]


def test_a_walk_may_hold_for_one_disposition_and_fail_for_another(tmp_path: Path) -> None:
    persona = change(PERSONA, "moe: {weight: 2}", "moe: {weight: 2, start: kalm}")
    text = TALK + "walks:\n  weg: {choose: [vraag], expect: [{after: 0, mood: {anouk: kalm}}]}\n"
    found = list(outcomes(load_scenario(keep(tmp_path, text, persona))))
    assert [bool(outcome.failure) for outcome in found] == [False, True]


def test_every_combination_of_dispositions_is_taken(tmp_path: Path) -> None:
    second = PERSONA.replace("Anouk de Wit", "Carla")
    path = keep(tmp_path, change(TALK, "[anouk]", "[anouk, carla]") + "walks: {weg: {choose: [vraag]}}\n")
    (tmp_path / "personas" / "carla.yaml").write_text(second, encoding="utf-8")
    found = [tuple(o.disposition.values()) for o in outcomes(load_scenario(path))]
    assert found == [("moe", "moe"), ("moe", "woedend"), ("woedend", "moe"), ("woedend", "woedend")]


def test_a_walk_tells_where_it_came_out(tmp_path: Path) -> None:
    outcome = taken(tmp_path, "{choose: [vraag, luister]}")[0]
    assert (outcome.walk, outcome.ending) == ("weg", "klaar")
    assert outcome.score is not None
    assert 0 <= outcome.score <= 100


def test_a_scenario_without_walks_has_no_outcomes(tmp_path: Path) -> None:
    assert list(outcomes(load_scenario(keep(tmp_path)))) == []
