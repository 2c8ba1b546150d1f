"""`trainer replay`: the shape of its JSON, and what it says to choices that cannot be made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli import run
from tests.scenario import PERSONA, STORY, change, keep
from trainer.scenario import load_scenario

TURN = [
    "scene", "response", "phase", "mood", "client", "clients", "rose", "closeness", "band", "band_score", "rose_fit",
    "drawn_in", "predicted", "autonomy", "pitfalls", "meters",
]  # fmt: skip
SUMMARY = [
    "in_band", "too_near", "too_far", "longest_outside", "rose_fit", "drawn_in", "progress", "autonomy", "ruptures",
    "repaired", "goals", "pitfalls", "between", "client_to_client", "practice_score",
]  # fmt: skip
PLACE = ["octant", "x", "y"]


def replayed(path: Path, choices: str, *words: str) -> Any:
    """Return the JSON of a replay."""
    ran = run("replay", path, "--choose", choices, "--format", "json", *words)
    assert ran.status == 0, ran.err
    assert ran.err == ""
    return ran.json()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A scenario with one client."""
    return keep(tmp_path)


@pytest.fixture
def together(tmp_path: Path) -> Path:
    """A scenario with two clients in one room."""
    path = keep(tmp_path, change(STORY, "personas: [anouk]", "personas: [anouk, carla]"))
    carla = change(PERSONA, "start: boos\nmoods", "start: kalm\nmoods").replace("Anouk de Wit", "Carla")
    carla = change(carla, "woedend: {start: boos, reactance: 0.6}", "kil: {start: kalm}")
    (tmp_path / "personas" / "carla.yaml").write_text(carla, encoding="utf-8")
    return path


def test_a_replay_has_exactly_its_keys(path: Path) -> None:
    found = replayed(path, "vraag", "--disposition", "moe", "--seed", "7")
    assert list(found) == ["scenario", "digest", "seed", "disposition", "turns", "ending", "summary"]
    assert (found["scenario"], found["seed"], found["disposition"], found["ending"]) == ("huur", 7, "moe", "klaar")
    assert found["digest"] == load_scenario(path).digest


def test_a_turn_has_exactly_its_keys_and_what_held_when_choosing(path: Path) -> None:
    [turn] = replayed(path, "vraag", "--disposition", "moe")["turns"]
    assert sorted(turn) == sorted(TURN)
    assert (turn["scene"], turn["response"], turn["phase"]) == ("begin", "vraag", "opening")
    assert turn["mood"] == {"anouk": "boos"}
    assert turn["meters"] == {"vertrouwen": 1}
    assert sorted(turn["client"]) == ["octant", "persona", "x", "y"]
    assert turn["client"]["persona"] == "anouk"
    assert list(turn["clients"]) == ["anouk"]
    assert sorted(turn["clients"]["anouk"]) == PLACE
    assert turn["clients"]["anouk"]["octant"] == turn["client"]["octant"] == "TB"
    assert sorted(turn["rose"]) == ["code", *PLACE]
    assert (turn["rose"]["code"], turn["rose"]["octant"]) == ("SB2", "SB")
    assert sorted(turn["predicted"]) == PLACE
    assert (turn["closeness"], turn["band"], turn["band_score"]) == (0, [0, 1], 100)
    assert (turn["autonomy"], turn["pitfalls"]) == (0, [])
    assert 0 <= turn["rose_fit"] <= 100
    assert 0 <= turn["drawn_in"] <= 1


def test_numbers_have_full_precision(path: Path) -> None:
    [turn] = replayed(path, "vraag")["turns"]
    assert turn["rose"]["x"] == pytest.approx(0.4619397662556434, abs=1e-15)


def test_a_summary_has_exactly_its_keys(path: Path) -> None:
    summary = replayed(path, "vraag", "--disposition", "moe")["summary"]
    assert sorted(summary) == sorted(SUMMARY)
    assert list(summary["rose_fit"]) == ["opening", "middle", "closing"]
    assert summary["rose_fit"]["opening"] is not None
    assert summary["rose_fit"]["middle"] is None
    assert summary["drawn_in"] is None
    assert summary["goals"] == {"eerlijk": {"got": 1, "best": 1}}
    assert (summary["in_band"], summary["too_far"], summary["too_near"]) == (1, 0, 0)


def test_a_pitfall_tells_its_turn_counted_from_one(tmp_path: Path) -> None:
    path = keep(tmp_path, change(STORY, "closeness: -2", "closeness: -2\n        pitfalls: [protocol]"))
    found = replayed(path, "regel")
    assert found["turns"][0]["pitfalls"] == ["protocol"]
    assert found["summary"]["pitfalls"] == [{"id": "protocol", "turn": 1}]


def test_of_several_clients_the_mean_has_no_octant(together: Path) -> None:
    found = replayed(together, "vraag", "--disposition", "anouk=moe", "--disposition", "carla=kil")
    assert found["disposition"] == {"anouk": "moe", "carla": "kil"}
    client, clients = found["turns"][0]["client"], found["turns"][0]["clients"]
    assert client["persona"] == ["anouk", "carla"]
    assert client["octant"] is None
    assert client["x"] == pytest.approx((clients["anouk"]["x"] + clients["carla"]["x"]) / 2)
    assert client["y"] == pytest.approx((clients["anouk"]["y"] + clients["carla"]["y"]) / 2)


def test_a_disposition_that_nobody_has_is_null(tmp_path: Path) -> None:
    plain = PERSONA[: PERSONA.index("dispositions:")]
    assert replayed(keep(tmp_path, persona=plain), "vraag")["disposition"] is None


def test_a_talk_that_goes_on_has_no_ending(tmp_path: Path) -> None:
    text = change(STORY, "        closeness: -2\n        to: ruzie", "        closeness: -2\n        to: begin")
    found = replayed(keep(tmp_path, text), "regel,regel")
    assert found["ending"] is None
    assert [turn["response"] for turn in found["turns"]] == ["regel", "regel"]


def test_without_choices_there_is_no_practice_score(path: Path) -> None:
    found = replayed(path, "")
    assert (found["turns"], found["ending"], found["summary"]["practice_score"]) == ([], None, None)


def test_no_number_in_the_json_is_infinite_or_not_a_number(path: Path) -> None:
    ran = run("replay", path, "--choose", "", "--format", "json")

    def refuse(name: str) -> None:
        raise AssertionError(f"{name} is no JSON")

    json.loads(ran.out, parse_constant=refuse)


def test_spaces_between_choices_do_not_matter(path: Path) -> None:
    assert replayed(path, " vraag , ")["ending"] == "klaar"


def test_the_same_seed_gives_the_same_talk(path: Path) -> None:
    seeds = [replayed(path, "vraag", "--seed", str(seed))["disposition"] for seed in range(12)]
    assert seeds == [replayed(path, "vraag", "--seed", str(seed))["disposition"] for seed in range(12)]
    assert set(seeds) == {"moe", "woedend"}


def test_as_text_it_tells_the_talk_and_the_debrief(path: Path) -> None:
    ran = run("replay", path, "--choose", "vraag")
    assert ran.status == 0
    assert "Anouk: Daar ben je dan." in ran.out
    assert "Wat is er gebeurd?" in ran.out
    assert "Klaar" in ran.out
    assert "practice score" in ran.out.lower()


def wrong(path: Path) -> Iterator[tuple[list[str], str]]:
    """Yield words that ask for something that is not there, and what the message must name."""
    yield ["replay", str(path), "--choose", "vraagt"], "vraagt"
    yield ["replay", str(path), "--choose", "vraag,vraag"], "vraag"
    yield ["replay", str(path), "--choose", "vraag", "--disposition", "blij"], "blij"
    yield ["replay", str(path), "--choose", "vraag", "--disposition", "anouk=blij"], "blij"
    yield ["replay", str(path), "--choose", "vraag", "--disposition", "carla=moe"], "carla"
    yield ["replay", str(path), "--choose", "vraag", "--disposition", "moe", "--disposition", "kil"], "persona=name"
    yield ["replay", "huurtje", "--choose", "vraag", "--library", str(path.parent)], "huurtje"
    yield ["replay", "nergens.yaml", "--choose", "vraag"], "nergens.yaml"
    yield ["play", "huurtje", "--library", str(path.parent)], "huurtje"
    yield ["play", str(path), "--disposition", "blij"], "blij"


@pytest.mark.parametrize("number", range(10))
def test_what_does_not_exist_is_one_clear_line_on_stderr(number: int, path: Path) -> None:
    words, named = list(wrong(path))[number]
    ran = run(*words)
    assert (ran.status, ran.out) == (2, "")
    assert named in ran.err
    assert len(ran.err.splitlines()) == 1


def test_an_unknown_scenario_comes_with_what_was_meant(path: Path) -> None:
    assert "`huur`" in run("replay", "huurr", "--choose", "vraag", "--library", path.parent).err
