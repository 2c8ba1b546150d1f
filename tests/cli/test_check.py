"""`trainer check`: exit status, forms of output, and which files it looks at."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli import run
from tests.scenario import STORY, change, keep, spot
from trainer.authoring.rules import RULES
from trainer.authoring.rules.rule import Remark
from trainer.authoring.study import Study

WARNED = change(STORY, "goals:\n", "goals:\n  moed: Moed geven\n")
BROKEN = change(STORY, "- to: ruzie", "- to: klaarr")


@pytest.fixture(autouse=True)
def few_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the rules about situations and scores: so small a story does not live up to them."""
    for code in [code for code in RULES if code[0] in "EP"]:
        monkeypatch.delitem(RULES, code)


def test_a_whole_scenario_is_fine(tmp_path: Path) -> None:
    ran = run("check", keep(tmp_path))
    assert (ran.status, ran.out) == (0, "")
    assert "no problems" in ran.err


def test_an_error_is_status_one(tmp_path: Path) -> None:
    assert run("check", keep(tmp_path, BROKEN)).status == 1


def test_a_warning_counts_only_with_strict(tmp_path: Path) -> None:
    path = keep(tmp_path, WARNED)
    lenient, strict = run("check", path), run("check", path, "--strict")
    assert (lenient.status, strict.status) == (0, 1)
    assert lenient.out == strict.out
    assert "S405" in lenient.out


def test_an_accepted_warning_is_counted_and_not_shown(tmp_path: Path) -> None:
    path = keep(tmp_path, change(WARNED, "moed: Moed geven", "moed: Moed geven  # accept S405: volgt"))
    ran = run("check", path, "--strict")
    assert (ran.status, ran.out) == (0, "")
    assert "1 scenario checked: no problems, 1 accepted." in ran.err
    assert run("check", path, "--format", "json").json() == []
    assert run("check", path, "--format", "github").out == ""


def test_problems_at_one_place_stand_together_under_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def twice(_study: Study) -> Iterator[Remark]:
        yield Remark(("scenes",), "Once.", "Mend it.")
        yield Remark(("scenes",), "Twice.", "Mend that too.")
        yield Remark(("endings",), "Elsewhere.", "")

    monkeypatch.setitem(RULES, "X1", ("warning", twice))
    path = keep(tmp_path)
    line, last = spot(STORY, "scenes:")[0], spot(STORY, "endings:")[0]
    assert run("check", path).out.splitlines() == [
        f"{path}:{line}:1: warning X1: Once.",
        f"  {line} | scenes:",
        "     | ^",
        "  Hint: Mend it.",
        f"{path}:{line}:1: warning X1: Twice.",
        "  Hint: Mend that too.",
        "",
        f"{path}:{last}:1: warning X1: Elsewhere.",
        f"  {last} | endings:",
        "     | ^",
        "",
    ]
    assert len(run("check", path, "--format", "json").json()) == 3


def test_without_accepted_warnings_none_are_counted(tmp_path: Path) -> None:
    assert "accepted" not in run("check", keep(tmp_path, WARNED)).err


def test_problems_go_to_stdout_and_the_count_to_stderr(tmp_path: Path) -> None:
    ran = run("check", keep(tmp_path, BROKEN))
    assert "L301" in ran.out
    assert "1 scenario checked: 1 problem" in ran.err


def test_text_shows_place_line_caret_and_hint(tmp_path: Path) -> None:
    path = keep(tmp_path, BROKEN)
    line, column = spot(BROKEN, "klaarr")
    lines = run("check", path).out.splitlines()
    assert lines[0].startswith(f"{path}:{line}:{column}: error L301: ")
    assert "- to: klaarr" in lines[1]
    assert lines[2].index("^") == lines[1].index("klaarr")
    assert "`klaar`" in lines[3]


def test_json_without_problems_is_an_empty_list(tmp_path: Path) -> None:
    ran = run("check", keep(tmp_path), "--format", "json")
    assert (ran.status, ran.json(), ran.err) == (0, [], "")


def test_json_has_one_entry_for_every_problem(tmp_path: Path) -> None:
    path = keep(tmp_path, BROKEN)
    line, column = spot(BROKEN, "klaarr")
    [problem] = run("check", path, "--format", "json").json()
    assert problem == {
        "file": str(path),
        "line": line,
        "column": column,
        "code": "L301",
        "severity": "error",
        "message": "There is no scene or ending `klaarr`.",
        "hint": "Did you mean `klaar`?",
    }


def test_github_shows_each_problem_as_an_annotation(tmp_path: Path) -> None:
    path = keep(tmp_path, BROKEN)
    line, column = spot(BROKEN, "klaarr")
    ran = run("check", path, "--format", "github")
    assert ran.status == 1
    [annotation] = ran.out.splitlines()
    assert annotation.startswith(f"::error file={path},line={line},col={column},title=L301::There is no scene")


def test_github_warns_about_warnings(tmp_path: Path) -> None:
    [annotation] = run("check", keep(tmp_path, WARNED), "--format", "github").out.splitlines()
    assert annotation.startswith("::warning file=")


def test_a_folder_name_cannot_break_an_annotation(tmp_path: Path) -> None:
    folder = tmp_path / "a,b::c%0A"
    folder.mkdir()
    [annotation] = run("check", keep(folder, BROKEN), "--format", "github").out.splitlines()
    place = annotation.split("::")[1]
    assert "a%2Cb%3A%3Ac%250A" in place


def test_a_folder_means_all_its_scenarios_and_no_translations(tmp_path: Path) -> None:
    keep(tmp_path, BROKEN)
    keep(tmp_path, WARNED, name="ander")
    (tmp_path / "ander.en.yaml").write_text("title: The rent\n", encoding="utf-8")
    ran = run("check", tmp_path, "--format", "json")
    assert {Path(problem["file"]).name for problem in ran.json()} >= {"huur.yaml", "ander.yaml"}
    assert "2 scenarios checked" in run("check", tmp_path).err


def test_a_file_that_is_named_twice_is_looked_at_once(tmp_path: Path) -> None:
    path = keep(tmp_path, BROKEN)
    assert len(run("check", path, path, tmp_path, "--format", "json").json()) == 1


def test_a_problem_in_a_shared_persona_is_told_once(tmp_path: Path) -> None:
    persona = (keep(tmp_path).parent / "personas" / "anouk.yaml").read_text(encoding="utf-8")
    for name in ("een", "twee"):
        keep(tmp_path, STORY, change(persona, "aim: SO2", "aim: XX2"), name=name)
    (tmp_path / "huur.yaml").unlink()
    assert len(run("check", tmp_path, "--format", "json").json()) == 1


def test_every_process_tells_the_same_in_the_same_order(tmp_path: Path) -> None:
    path = keep(tmp_path, "format: 1\nscenes: {a: {lines: [{x: 1}], responses: {b: {rose: 1}}}}\n")
    command = [sys.executable, "-m", "trainer", "--language", "en", "check", str(path)]
    told = {
        subprocess.run(
            command, capture_output=True, check=False, env={**os.environ, "PYTHONHASHSEED": seed}, encoding="utf-8"
        ).stdout
        for seed in ("1", "2", "3", "4")
    }
    assert len(told) == 1
    assert "L202" in told.pop()


def test_without_paths_the_folder_scenarios_is_meant() -> None:
    Path("scenarios").mkdir()
    keep(Path("scenarios"), BROKEN)
    ran = run("check")
    assert ran.status == 1
    assert "L301" in ran.out


@pytest.mark.parametrize("words", [["nergens.yaml"], ["nergens"], []])
def test_what_does_not_exist_is_wrong_use(words: list[str]) -> None:
    ran = run("check", *words)
    assert ran.status == 2
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1


def test_an_empty_folder_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    ran = run("check", tmp_path / "leeg")
    assert (ran.status, len(ran.err.splitlines())) == (2, 1)


@pytest.mark.parametrize("code", ["S403", "s403"])
def test_a_rule_is_explained(code: str) -> None:
    ran = run("check", "--explain", code)
    assert ran.status == 0
    assert "no ending can be reached" in ran.out
    assert ran.err == ""


def test_every_code_that_check_can_tell_is_explained(tmp_path: Path) -> None:
    [problem] = run("check", keep(tmp_path, BROKEN), "--format", "json").json()
    ran = run("check", "--explain", problem["code"])
    assert ran.status == 0
    assert ran.out.strip()


def test_an_unknown_rule_is_wrong_use() -> None:
    ran = run("check", "--explain", "S999")
    assert (ran.status, ran.out) == (2, "")
    assert "S999" in ran.err
    assert len(ran.err.splitlines()) == 1
