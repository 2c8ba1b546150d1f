"""`trainer explore`: everything that can happen in a scenario, in words and as JSON."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli import run
from tests.practice.past_talks import SCENARIOS
from tests.scenario import PERSONA, STORY, change, keep
from trainer.authoring.bots import TASTES
from trainer.authoring.explorer import MOST_CASTINGS

CLOSED = change(STORY, "- to: ruzie", "- {if: vertrouwen >= 5, to: stil}\n          - to: ruzie")
CLOSED = change(CLOSED, "  ruzie: {", "  stil: {title: Stil, outcome: mixed}\n  ruzie: {")


def test_json_has_the_shape_that_others_rely_on(tmp_path: Path) -> None:
    ran = run("explore", keep(tmp_path), "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    found = ran.json()
    assert list(found) == ["situations", "complete", "scenes", "responses", "endings", "score", "bots"]
    assert (found["situations"], found["complete"]) == (2, True)
    assert found["scenes"] == {"begin": 2}
    assert found["responses"] == {"begin.vraag": 2, "begin.regel": 2}
    assert found["endings"]["klaar"] == {"reachable": True, "disposition": "moe", "shortest": ["vraag"]}
    assert list(found["score"]) == ["min", "max", "best_path", "disposition", "exact"]
    assert found["score"]["best_path"] == ["vraag"]
    assert list(found["bots"]) == [*TASTES, "random"]


def test_the_best_path_replays_to_the_highest_score(tmp_path: Path) -> None:
    path = keep(tmp_path)
    score = run("explore", path, "--format", "json").json()["score"]
    words = ("--choose", ",".join(score["best_path"]), "--disposition", score["disposition"], "--format", "json")
    assert run("replay", path, *words).json()["summary"]["practice_score"] == pytest.approx(score["max"])


def test_an_ending_that_cannot_be_reached_has_no_way(tmp_path: Path) -> None:
    path = keep(tmp_path, CLOSED)
    ending = run("explore", path, "--format", "json").json()["endings"]["stil"]
    assert ending == {"reachable": False, "disposition": None, "shortest": None}
    assert "no conversation ends like this" in run("explore", path).out


def test_who_has_no_dispositions_shows_up_as_nobody_in_particular(tmp_path: Path) -> None:
    persona = PERSONA[: PERSONA.index("dispositions:")]
    found = run("explore", keep(tmp_path, persona=persona), "--format", "json").json()
    assert found["endings"]["klaar"]["disposition"] is None
    assert found["situations"] == 1


def test_in_words_a_way_is_written_so_that_it_can_be_replayed(tmp_path: Path) -> None:
    told = run("explore", keep(tmp_path)).out
    assert "2 situations, every one of them looked at" in told
    assert "klaar  1 turn: --choose vraag --disposition moe" in told
    assert "not a test" in told
    assert "always the longest" in told


@pytest.mark.parametrize("verb", ["explore", "check", "test"])
def test_in_dutch_decimals_have_a_comma_in_words_and_a_point_in_data(verb: str, tmp_path: Path) -> None:
    text = f"{STORY}walks:\n  goed: {{choose: [vraag]}}\n  te_goed: {{choose: [vraag], at_least: 99.5}}\n"
    path = keep(tmp_path, text)
    told = run(verb, path, language="nl").out.replace(str(path), "")
    assert re.search(r"\d,\d", told)
    assert not re.search(r"\d\.\d", told)
    assert not re.search(r"\d,\d", run(verb, path).out)
    if verb != "check":
        found = run(verb, path, "--format", "json", language="nl").json()
        score = found["score"]["max"] if verb == "explore" else found[0]["score"]
        assert isinstance(score, float)


def test_a_response_that_is_never_on_offer_is_named(tmp_path: Path) -> None:
    text = change(STORY, "        closeness: -2\n", "        closeness: -2\n        if: vertrouwen > 4\n")
    assert "never on offer: regel" in run("explore", keep(tmp_path, text)).out


def test_what_is_too_large_is_said_to_be_so_and_nothing_is_called_impossible(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, few in (("explorer.WALKS", 100), ("scores.BEAM", 100), ("bots.RANDOM_RUNS", 10)):
        monkeypatch.setattr(f"trainer.authoring.{name}", few)
    path = SCENARIOS / "uithuisplaatsing.yaml"
    found = run("explore", path, "--format", "json", "--max-states", "100").json()
    assert found["complete"] is False
    assert found["score"]["exact"] is False
    assert found["walks"] > 0
    assert all(ending["reachable"] in (True, None) for ending in found["endings"].values())
    told = run("explore", path, "--max-states", "100").out
    assert "too large to look at everything" in told
    assert "may still happen" in told


def test_too_many_ways_to_show_up_are_told_as_that_and_not_as_talks_at_random(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.authoring.bots.RANDOM_RUNS", 5)
    many = "".join(f"  d{n}: {{}}\n" for n in range(MOST_CASTINGS + 1))
    path = keep(tmp_path, persona=PERSONA[: PERSONA.index("dispositions:")] + "dispositions:\n" + many)
    assert run("explore", path, "--format", "json").json()["walks"] == 0
    told = run("explore", path).out.splitlines()
    assert told[0] == "De huur: the clients can show up in 257 ways together; only the first 256 were looked at."
    assert told[1] == "256 situations were seen; what is not here may still happen."


def test_what_the_scores_found_is_no_ending_that_was_not_seen() -> None:
    found = run("explore", SCENARIOS / "uithuisplaatsing.yaml", "--format", "json", "--max-states", "1").json()
    replayed = run(
        "replay", SCENARIOS / "uithuisplaatsing.yaml", "--choose", ",".join(found["score"]["best_path"]),
        "--disposition", found["score"]["disposition"], "--format", "json",
    ).json()  # fmt: skip
    assert found["endings"][replayed["ending"]]["reachable"] is True


@pytest.mark.parametrize("words", [["nergens.yaml"], ["nergens"], ["."], []])
def test_what_does_not_exist_is_wrong_use(words: list[str]) -> None:
    ran = run("explore", *words)
    assert (ran.status, ran.out) == (2, "")


@pytest.mark.parametrize("verb", [["explore"], ["replay", "--choose", "vraag"], ["play"], ["history"]])
def test_a_folder_is_called_one_and_its_scenarios_are_named(verb: list[str], tmp_path: Path) -> None:
    huur, ander = keep(tmp_path), keep(tmp_path, name="ander")
    ran = run(*verb, tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines() == [f"{tmp_path} is a folder. Name one scenario:", f"  {ander}", f"  {huur}"]


def test_of_a_full_folder_the_first_are_named(tmp_path: Path) -> None:
    (tmp_path / "scenarios").mkdir()
    for n in range(15):
        keep(tmp_path / "scenarios", name=f"huur_{n:02}", persona=None)
    lines = run("explore", tmp_path).err.splitlines()
    assert lines[1] == f"  {tmp_path / 'scenarios' / 'huur_00.yaml'}"
    assert lines[-1] == "  and 3 more"
    (tmp_path / "leeg").mkdir()
    ran = run("explore", tmp_path / "leeg")
    assert ran.status == 2
    assert "there are no scenarios in it" in ran.err


@pytest.mark.parametrize("most", ["0", "-3", "veel"])
def test_a_limit_that_is_none_is_wrong_use(most: str, tmp_path: Path) -> None:
    assert run("explore", keep(tmp_path), "--max-states", most).status == 2


def test_a_scenario_that_cannot_be_loaded_is_told_with_its_problems(tmp_path: Path) -> None:
    ran = run("explore", keep(tmp_path, change(STORY, "- to: ruzie", "- to: klaarr")))
    assert (ran.status, ran.out) == (1, "")
    assert "L301" in ran.err
