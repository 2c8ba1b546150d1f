"""The check as a whole: which files it looks at, translations included, and each problem once."""

from __future__ import annotations

from pathlib import Path

from tests.scenario import ANOUK, ENGLISH, STORY, change, keep, translated
from trainer.authoring.check import check, scenario_files


def test_a_whole_translation_has_no_problems(tmp_path: Path) -> None:
    assert check(translated(tmp_path)) == []


def test_what_is_the_matter_with_a_translation_is_only_a_warning(tmp_path: Path) -> None:
    path = translated(tmp_path, change(ENGLISH, "title: The rent\n", "titel: The rent\n"))
    assert [(p.code, p.severity) for p in check(path)] == [("T601", "warning"), ("T603", "warning")]


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    path = translated(tmp_path, anouk=change(ANOUK, ", shows: She gets up.", ""))
    [problem] = check(path)
    assert problem.code == "T601"
    assert "personas.anouk.moods.boos.shows" in problem.message


def test_a_missing_text_of_a_persona_is_told_at_the_persona_translation(tmp_path: Path) -> None:
    path = translated(tmp_path, anouk=change(ANOUK, ", shows: She gets up.", ""))
    [problem] = check(path)
    assert Path(problem.file) == tmp_path / "personas" / "anouk.en.yaml"


def test_every_language_is_looked_at(tmp_path: Path) -> None:
    path = translated(tmp_path)
    (tmp_path / "huur.de.yaml").write_text("title: [12]\n", encoding="utf-8")
    assert {Path(p.file).name for p in check(path)} == {"huur.de.yaml", "anouk.de.yaml"}


def test_a_translation_that_is_a_single_text_is_a_problem(tmp_path: Path) -> None:
    problems = check(translated(tmp_path, "Hello there\n"))
    assert {Path(p.file).name for p in problems} == {"huur.en.yaml"}


def test_a_translation_that_holds_only_nothing_is_a_problem(tmp_path: Path) -> None:
    problems = check(translated(tmp_path, "~\n"))
    assert {Path(p.file).name for p in problems} == {"huur.en.yaml"}


def test_a_mistake_in_a_scenario_is_told_once_whatever_translations_there_are(tmp_path: Path) -> None:
    path = translated(tmp_path)
    path.write_text(change(STORY, "- to: ruzie", "- to: klaarr"), encoding="utf-8")
    assert [p.code for p in check(path)] == ["L301"]


def test_a_folder_stands_for_its_scenarios_and_a_translation_for_its_scenario(tmp_path: Path) -> None:
    path = translated(tmp_path)
    assert list(scenario_files(tmp_path)) == [path]
    assert list(scenario_files(path)) == [path]
    assert list(scenario_files(tmp_path / "huur.en.yaml")) == [path]


def test_a_name_with_a_dot_that_is_no_language_stands_for_itself(tmp_path: Path) -> None:
    path = keep(tmp_path, name="huur.versie2")
    assert list(scenario_files(path)) == [path]
