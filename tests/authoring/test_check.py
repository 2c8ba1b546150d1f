"""The check as a whole: which files it looks at, translations included, and each problem once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenario import ANOUK, ENGLISH, STORY, change, checked, keep, place, spot, translated
from trainer.authoring.check import check, scenario_files
from trainer.scenario import load_scenario


def test_a_whole_translation_has_no_problems(tmp_path: Path) -> None:
    assert checked(translated(tmp_path)) == []


def test_what_is_the_matter_with_a_translation_is_only_a_warning(tmp_path: Path) -> None:
    path = translated(tmp_path, change(ENGLISH, "title: The rent\n", "titel: The rent\n"))
    assert [(p.code, p.severity) for p in checked(path)] == [("T601", "warning"), ("T603", "warning")]


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    path = translated(tmp_path, anouk=change(ANOUK, ", shows: She gets up.", ""))
    [problem] = checked(path)
    assert problem.code == "T601"
    assert "personas.anouk.moods.boos.shows" in problem.message


@pytest.mark.parametrize("anouk", ["", "name: Anouk de Wit\n", "name: Anna White\n"])
def test_a_persona_keeps_its_name_in_a_translation_or_has_another(anouk: str, tmp_path: Path) -> None:
    assert checked(translated(tmp_path, anouk=change(ANOUK, "name: Anouk\n", anouk))) == []


def test_a_missing_text_of_a_persona_is_told_at_the_persona_translation(tmp_path: Path) -> None:
    path = translated(tmp_path, anouk=change(ANOUK, ", shows: She gets up.", ""))
    [problem] = checked(path)
    assert Path(problem.file) == tmp_path / "personas" / "anouk.en.yaml"


def test_every_missing_text_is_named_at_the_key_it_belongs_under(tmp_path: Path) -> None:
    english = change(ENGLISH, "say: What happened?, ", "").replace(", coach: An open question.", "")
    english = change(english, "{title: Done, reflect: [What helped you?]}", "{title: Done}")
    found = [p for p in checked(translated(tmp_path, english)) if p.code == "T601"]
    assert [place(p) for p in found] == [spot(english, "vraag: {"), spot(english, "klaar: {")]
    assert all(f"scenes.begin.responses.vraag.{key}" in found[0].message for key in ("say", "coach"))
    assert found[0].message.startswith("2 texts")


def test_a_whole_part_that_is_missing_is_one_name_with_a_number(tmp_path: Path) -> None:
    english = ENGLISH[: ENGLISH.index("scenes:")] + ENGLISH[ENGLISH.index("endings:") :]
    [problem] = checked(translated(tmp_path, english))
    assert (problem.code, place(problem)) == ("T601", (1, 1))
    assert problem.message == "8 texts are not translated: `scenes` (8)."


def test_a_persona_without_a_translation_is_told_in_that_of_the_scenario(tmp_path: Path) -> None:
    path = translated(tmp_path)
    (tmp_path / "personas" / "anouk.en.yaml").unlink()
    [problem] = checked(path)
    assert (problem.code, Path(problem.file)) == ("T601", tmp_path / "huur.en.yaml")
    assert "`personas.anouk` (3)" in problem.message
    assert "personas/anouk.en.yaml" in problem.hint


def test_a_persona_may_be_translated_in_the_translation_of_the_scenario(tmp_path: Path) -> None:
    path = translated(tmp_path, "personas: {anouk: {name: Anouk, moods: {boos: {label: angry}}}}\n" + ENGLISH)
    (tmp_path / "personas" / "anouk.en.yaml").unlink()
    found = checked(path)
    assert [p.code for p in found] == ["T601", "T601"]
    assert "`personas.anouk.moods.kalm`" in found[0].message
    assert "`personas.anouk.moods.boos.shows`" in found[1].message


# --- translations that are never read ---------------------------------------------------------------------


def unread(path: Path) -> list[str]:
    """Return the names of the translations that are never read."""
    return [Path(p.file).name for p in checked(path) if p.code == "T604"]


def test_a_translation_into_the_language_of_the_scenario_is_told_and_nothing_else_about_it(tmp_path: Path) -> None:
    path = keep(tmp_path)
    (tmp_path / "huur.nl.yaml").write_text("titel: De huur\n", encoding="utf-8")
    [problem] = checked(path)
    assert (problem.code, problem.severity, Path(problem.file).name) == ("T604", "warning", "huur.nl.yaml")
    assert load_scenario(path).languages == ("nl",)


def test_a_persona_that_is_translated_for_no_scenario_is_told(tmp_path: Path) -> None:
    path = translated(tmp_path)
    (tmp_path / "huur.en.yaml").unlink()
    assert unread(path) == ["anouk.en.yaml"]


def test_a_persona_that_is_translated_for_another_scenario_is_no_problem(tmp_path: Path) -> None:
    translated(tmp_path)
    assert unread(keep(tmp_path, name="ander")) == []


@pytest.mark.parametrize("name", ["huurr.en.yaml", "personas/anuok.en.yaml"])
def test_a_translation_of_nothing_is_told_with_what_it_may_be_of(name: str, tmp_path: Path) -> None:
    path = keep(tmp_path)
    (tmp_path / name).write_text("title: The rent\nname: Anouk\n", encoding="utf-8")
    [problem] = checked(path)
    assert (problem.code, Path(problem.file)) == ("T604", tmp_path / name)
    assert problem.hint in ("Did you mean `huur`?", "Did you mean `anouk`?")


def test_what_lies_behind_a_link_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "binnen").mkdir()
    (tmp_path / "buiten.txt").write_text("title: geheim\n", encoding="utf-8")
    path = keep(tmp_path / "binnen")
    (tmp_path / "binnen" / "huur.nl.yaml").symlink_to(tmp_path / "buiten.txt")
    assert unread(path) == ["huur.nl.yaml"]
    assert "geheim" not in repr(checked(path))


def test_a_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = keep(tmp_path)
    (tmp_path / "compose.dev.yaml").write_text("services: {}\n", encoding="utf-8")
    assert checked(path) == []


def test_a_translation_that_says_it_is_in_another_language_is_told_there(tmp_path: Path) -> None:
    english = "language: de\n" + ENGLISH
    [problem] = checked(translated(tmp_path, english))
    assert (problem.code, place(problem)) == ("T605", spot(english, "language: de"))


def test_every_language_is_looked_at(tmp_path: Path) -> None:
    path = translated(tmp_path)
    (tmp_path / "huur.de.yaml").write_text("title: [12]\n", encoding="utf-8")
    assert {Path(p.file).name for p in checked(path)} == {"huur.de.yaml"}


def test_a_translation_that_is_a_single_text_is_a_problem(tmp_path: Path) -> None:
    problems = checked(translated(tmp_path, "Hello there\n"))
    assert {Path(p.file).name for p in problems} == {"huur.en.yaml"}


def test_a_translation_that_holds_only_nothing_is_a_problem(tmp_path: Path) -> None:
    problems = checked(translated(tmp_path, "~\n"))
    assert {Path(p.file).name for p in problems} == {"huur.en.yaml"}


def test_a_mistake_in_a_scenario_is_told_once_whatever_translations_there_are(tmp_path: Path) -> None:
    path = translated(tmp_path)
    path.write_text(change(STORY, "- to: ruzie", "- to: klaarr"), encoding="utf-8")
    assert [p.code for p in checked(path)] == ["L301"]


def test_a_folder_stands_for_its_scenarios_and_a_translation_for_its_scenario(tmp_path: Path) -> None:
    path = translated(tmp_path)
    assert list(scenario_files(tmp_path)) == [path]
    assert list(scenario_files(path)) == [path]
    assert list(scenario_files(tmp_path / "huur.en.yaml")) == [path]


def test_a_name_with_a_dot_that_is_no_language_stands_for_itself(tmp_path: Path) -> None:
    path = keep(tmp_path, name="huur.versie2")
    assert list(scenario_files(path)) == [path]


# --- what depends on the words only -------------------------------------------------------------------------


def test_a_translation_in_which_the_shortest_response_is_best_is_told_in_the_translation(tmp_path: Path) -> None:
    path = tmp_path / "huur.yaml"
    keep(tmp_path)
    scenes = "".join(
        f"  s{n}:\n    responses:\n"
        f"      goed: {{say: Vertelt u eens hoe het nu met u gaat., rose: SO2, closeness: 0, to: {to}}}\n"
        f"      duw: {{say: Nu betalen., rose: BT4, closeness: -3, to: {to}}}\n"
        for n, to in enumerate(("s1", "s2", "klaar"))
    )
    head, _scenes = STORY.split("scenes:\n")
    ending = "endings:\n" + STORY.split("endings:\n")[1]
    path.write_text(head.replace("start: begin", "start: s0") + "scenes:\n" + scenes + ending, encoding="utf-8")
    english = "".join(
        f"  s{n}: {{responses: {{goed: {{say: And you?}}, duw: {{say: You will pay me all of it today.}}}}}}\n"
        for n in range(3)
    )
    (tmp_path / "huur.en.yaml").write_text(f"title: The rent\nscenes:\n{english}", encoding="utf-8")
    found = {(Path(p.file).name, p.code, p.line) for p in check(path) if "shortest" in p.message}
    assert found == {("huur.en.yaml", "P504", 2)}
    assert {Path(p.file).name for p in check(path) if p.code == "P501"} == {"huur.yaml"}
