"""`trainer test`: what it prints about walks that hold and walks that do not, and its exit status."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

from tests.cli import run
from tests.scenario import STORY, change, keep, spot, translated

HOLDS = "walks:\n  goed: {choose: [vraag], disposition: moe, ending: klaar}\n"
FAILS = """\
walks:
  goed: {choose: [vraag], disposition: moe, ending: klaar}
  fout:
    choose: [vraag]
    disposition: moe
    expect:
      - after: 1
        lines:
          - anouk: Nou, gewoon.
"""
BROKEN = change(STORY, "- to: ruzie", "- to: klaarr")


def test_a_walk_that_fails_shows_both_sides_the_place_and_the_way_there(tmp_path: Path) -> None:
    path = keep(tmp_path, STORY + FAILS)
    line, column = spot(STORY + FAILS, "anouk: Nou, gewoon.")
    ran = run("test", path)
    assert ran.status == 1
    held, *failed = ran.out.splitlines()
    assert held.startswith("ok     huur goed (moe): klaar, ")
    assert failed == [
        "FAILED huur fout (moe): After choice 1 (`vraag`): line 1 is different.",
        "  expected: anouk: Nou, gewoon.",
        "  found:    anouk: Nou gewoon.",
        "                      ^",
        f"  {path}:{line}:{column}",
        f"  trainer replay {path} --choose vraag --disposition moe",
        "",
    ]
    assert ran.err == "2 walks taken, 1 failed.\n"


@pytest.mark.skipif(os.name == "nt", reason="quotes are others there")
@pytest.mark.parametrize(
    "walk", ["{choose: [vraag], ending: ruzie}", "{choose: [vraag], expect: [{after: 0, scene: einde}]}"]
)
def test_the_way_there_can_be_copied_into_a_shell(walk: str, tmp_path: Path) -> None:
    folder = tmp_path / "mijn map"
    folder.mkdir()
    text = change(
        STORY, "endings:\n", "  einde: {responses: {ja: {say: Ja., rose: M, closeness: 0, to: klaar}}}\nendings:\n"
    )
    ran = run("test", keep(folder, text + f"walks: {{weg: {walk}}}\n"))
    [first, *_rest] = [line for line in ran.out.splitlines() if line.startswith("  trainer replay")]
    assert run(*shlex.split(first)[1:]).status == 0


def test_json_has_one_entry_for_every_walk_and_disposition(tmp_path: Path) -> None:
    path = keep(tmp_path, STORY + FAILS)
    ran = run("test", path, "--format", "json")
    good, bad = ran.json()
    line, column = spot(STORY + FAILS, "anouk: Nou, gewoon.")
    assert (ran.status, ran.err) == (1, "")
    assert list(bad) == ["file", "line", "column", "walk", "disposition", "ending", "score", "failure"]
    assert (bad["file"], bad["line"], bad["column"]) == (str(path), line, column)
    assert (bad["walk"], bad["disposition"], bad["ending"]) == ("fout", "moe", "klaar")
    assert bad["failure"].startswith("After choice 1 (`vraag`): line 1 is different.")
    assert (good["walk"], good["failure"]) == ("goed", None)
    assert (good["line"], good["column"]) == spot(STORY + FAILS, "goed:")
    assert 0 <= good["score"] <= 100


def test_json_names_the_dispositions_of_several_clients(tmp_path: Path) -> None:
    path = keep(tmp_path, change(STORY, "[anouk]", "[anouk, carla]") + "walks: {weg: {choose: [vraag]}}\n")
    (tmp_path / "personas" / "carla.yaml").write_bytes((tmp_path / "personas" / "anouk.yaml").read_bytes())
    found = run("test", path, "--format", "json").json()
    assert [outcome["disposition"] for outcome in found][1] == {"anouk": "moe", "carla": "woedend"}


def test_a_scenario_without_walks_is_told_and_fine(tmp_path: Path) -> None:
    path = keep(tmp_path)
    ran = run("test", path)
    assert (ran.status, ran.out) == (0, "")
    assert ran.err == f"{path}: no walks.\n0 walks taken, 0 failed.\n"
    as_json = run("test", path, "--format", "json")
    assert (as_json.status, as_json.json()) == (0, [])
    assert "no walks" in as_json.err


def test_one_walk_is_taken_by_name_from_wherever_it_stands(tmp_path: Path) -> None:
    keep(tmp_path, STORY + FAILS)
    keep(tmp_path, STORY + HOLDS, name="ander")
    keep(tmp_path, name="zonder")
    ran = run("test", tmp_path, "--walk", "goed")
    assert ran.status == 0
    assert [line.split(":")[0] for line in ran.out.splitlines()] == [
        "ok     ander goed (moe)",
        "ok     huur goed (moe)",
    ]
    assert ran.err == "2 walks taken, 0 failed.\n"


def test_a_walk_that_does_not_exist_is_wrong_use(tmp_path: Path) -> None:
    ran = run("test", keep(tmp_path, STORY + FAILS), "--walk", "foud")
    assert (ran.status, ran.out) == (2, "")
    assert "There is no walk foud. Did you mean `fout`?" in ran.err


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    assert run("test", tmp_path / "nergens.yaml").status == 2


@pytest.mark.parametrize("form", ["text", "json"])
def test_broken_files_are_told_and_the_others_taken(form: str, tmp_path: Path) -> None:
    keep(tmp_path, BROKEN, name="aaa")
    (tmp_path / "bbb.yaml").write_bytes(b"\xff\xfe\x00[[[")
    (tmp_path / "ccc.yaml").write_text("walks: [", encoding="utf-8")
    keep(tmp_path, STORY + HOLDS)
    ran = run("test", tmp_path, "--format", form)
    assert ran.status == 1
    assert "goed" in ran.out
    assert [code in ran.err for code in ("L301", "L102", "L103")] == [True] * 3


@pytest.mark.parametrize("spoken", ["nl", "en"])
@pytest.mark.parametrize("named", ["huur.yaml", "huur.en.yaml"])
def test_walks_hold_for_the_scenario_as_it_was_written(named: str, spoken: str, tmp_path: Path) -> None:
    translated(tmp_path)
    heard = "walks: {weg: {choose: [vraag], expect: [{after: 1, lines: [anouk: Nou gewoon.]}]}}\n"
    (tmp_path / "huur.yaml").write_text(STORY + heard, encoding="utf-8")
    ran = run("test", tmp_path / named, language=spoken)
    assert (ran.status, len(ran.out.splitlines())) == (0, 2)


def test_a_broken_translation_keeps_no_walk_from_holding(tmp_path: Path) -> None:
    path = translated(tmp_path, "title: [")
    path.write_text(STORY + HOLDS, encoding="utf-8")
    assert run("test", path).status == 0
