"""Translations: texts under the same ids, stale exactly when their original changed, never a change of the story."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenario import ANOUK, ENGLISH, STORY, change, checked, keep, place, spot, translated
from trainer.errors import Problem, ScenarioError
from trainer.scenario import load_scenario
from trainer.scenario.loader import languages
from trainer.text import fingerprint


def remarks(folder: Path, english: str = ENGLISH, anouk: str = ANOUK) -> list[Problem]:
    """Return what is the matter with a translation."""
    return checked(translated(folder, english, anouk))


# --- applied ----------------------------------------------------------------------------------------------


def test_every_text_is_translated(tmp_path: Path) -> None:
    scenario = load_scenario(translated(tmp_path), "en")
    begin, anouk = scenario.scenes["begin"], scenario.personas["anouk"]
    response = begin.responses["vraag"]
    assert scenario.language == "en"
    assert (scenario.title, scenario.summary) == ("The rent", "The rent was not paid.")
    assert scenario.you is not None
    assert (scenario.you.role, scenario.you.task) == ("community worker", "Find a first step together.")
    assert scenario.goals == {"eerlijk": "Stay honest"}
    assert scenario.meters["vertrouwen"].label == "Trust"
    assert begin.lines[0].text == {"boos": ("There you are.", "You again."), "otherwise": "Hello."}
    assert begin.lines[0].shows == "She looks away."
    assert (response.text, response.coach) == ("What happened?", "An open question.")
    assert response.reply[0].text == "Just like that."
    assert scenario.endings["klaar"].reflect == ("What helped you?",)
    assert (anouk.name, anouk.moods["boos"].label, anouk.moods["boos"].shows) == ("Anouk", "angry", "She gets up.")


def test_in_its_own_language_nothing_is_translated(tmp_path: Path) -> None:
    path = translated(tmp_path)
    assert load_scenario(path).title == load_scenario(path, "nl").title == "De huur"


def test_in_a_language_that_is_not_there_it_speaks_its_own(tmp_path: Path) -> None:
    scenario = load_scenario(translated(tmp_path), "fr")
    assert (scenario.language, scenario.title) == ("nl", "De huur")


def test_with_only_a_persona_translated_it_speaks_its_own_language(tmp_path: Path) -> None:
    path = translated(tmp_path)
    (tmp_path / "huur.en.yaml").unlink()
    scenario = load_scenario(path, "en")
    assert (scenario.language, scenario.personas["anouk"].name) == ("nl", "Anouk de Wit")


def test_what_is_not_translated_stays_as_it_is(tmp_path: Path) -> None:
    path = translated(tmp_path, change(ENGLISH, "say: What happened?, ", ""))
    scenario = load_scenario(path, "en")
    assert scenario.scenes["begin"].responses["vraag"].text == "Wat is er gebeurd?"
    assert scenario.title == "The rent"


def test_a_persona_written_in_the_scenario_is_translated_there(tmp_path: Path) -> None:
    mapping = (
        "personas:\n  anouk: {name: Anouk, home: OS2, aim: SO2, start: boos, moods: {boos: {label: boos, rose: TB3}}}"
    )
    text = change(STORY, "personas: [anouk]", mapping)
    path = keep(tmp_path, text, None)
    english = change(ENGLISH, "scenes:\n", "personas: {anouk: {name: Ann, moods: {boos: {label: angry}}}}\nscenes:\n")
    (tmp_path / "huur.en.yaml").write_text(english, encoding="utf-8")
    anouk = load_scenario(path, "en").personas["anouk"]
    assert (anouk.name, anouk.moods["boos"].label) == ("Ann", "angry")


def test_the_languages_of_a_scenario_are_those_of_the_files_beside_it(tmp_path: Path) -> None:
    path = translated(tmp_path)
    for name in ("huur.de.yaml", "huur.versie2.yaml", "huurtje.fr.yaml", "huur.en.yml"):
        (tmp_path / name).write_text("title: x\n", encoding="utf-8")
    assert languages(path) == ["de", "en"]


def test_a_scenario_with_brackets_in_its_name_has_its_translations_too(tmp_path: Path) -> None:
    path = keep(tmp_path, name="huur [1]")
    (tmp_path / "huur [1].en.yaml").write_text("title: The rent\n", encoding="utf-8")
    assert languages(path) == ["en"]


# --- missing, stale, extra --------------------------------------------------------------------------------


def test_a_missing_text_is_named_with_its_original(tmp_path: Path) -> None:
    [problem] = remarks(tmp_path, change(ENGLISH, ", coach: An open question.", ""))
    assert (problem.code, problem.severity) == ("T601", "warning")
    assert "scenes.begin.responses.vraag.coach" in problem.message
    assert "Een open vraag." in problem.message + problem.hint


def test_a_text_that_translates_nothing_is_told_at_its_key(tmp_path: Path) -> None:
    english = change(ENGLISH, "regel: {do: You take a form.}", "regel: {do: You take a form., coach: Not now.}")
    [problem] = remarks(tmp_path, english)
    assert problem.code == "T603"
    assert place(problem) == spot(english, "coach: Not now.")


def test_a_text_under_a_misspelt_id_comes_with_what_was_meant(tmp_path: Path) -> None:
    english = change(ENGLISH, "goals: {eerlijk:", "goals: {eerlik:")
    extra = [p for p in remarks(tmp_path, english) if p.code == "T603"]
    assert [p.hint for p in extra] == ["Did you mean `eerlijk`?"]


def test_a_whole_scene_that_translates_nothing_is_one_problem(tmp_path: Path) -> None:
    scene = "  einde: {lines: [{anouk: Bye.}, {anouk: Bye then.}], responses: {dag: {say: Bye., coach: Short.}}}\n"
    found = remarks(tmp_path, change(ENGLISH, "endings:\n", scene + "endings:\n"))
    assert [p.code for p in found] == ["T603"]


@pytest.mark.parametrize("words", ["rose: TB4", "closeness: 3", "to: ruzie", "pitfalls: [schending]", "if: x"])
def test_a_translation_cannot_change_the_story(words: str, tmp_path: Path) -> None:
    english = change(ENGLISH, "regel: {do: You take a form.}", f"regel: {{do: You take a form., {words}}}")
    assert [p.code for p in remarks(tmp_path, english)] == ["T603"]
    path = tmp_path / "huur.yaml"
    assert load_scenario(path, "en").digest == load_scenario(path).digest


@pytest.mark.parametrize("head", ["format: 1\n", "language: en\n", "format: 1\nlanguage: en\n"])
def test_a_translation_may_say_what_it_is(head: str, tmp_path: Path) -> None:
    assert remarks(tmp_path, head + ENGLISH) == []


def with_hash(hash_: str) -> str:
    """Return the translation with a hash beside the title."""
    return change(ENGLISH, "title: The rent\n", f"title: {{text: The rent, of: {hash_}}}\n")


def test_a_translation_with_the_hash_of_its_original_is_fresh(tmp_path: Path) -> None:
    assert remarks(tmp_path, with_hash(fingerprint("De huur"))) == []
    assert load_scenario(tmp_path / "huur.yaml", "en").title == "The rent"


def test_a_translation_is_stale_as_soon_as_one_letter_of_its_original_changed(tmp_path: Path) -> None:
    path = translated(tmp_path, with_hash(fingerprint("De huur")))
    path.write_text(change(STORY, "title: De huur", "title: De huurt"), encoding="utf-8")
    [problem] = checked(path)
    assert (problem.code, problem.severity) == ("T602", "warning")
    assert place(problem) == spot(with_hash(fingerprint("De huur")), "title: {text")
    assert fingerprint("De huurt") in problem.hint


def test_a_stale_translation_is_still_shown(tmp_path: Path) -> None:
    path = translated(tmp_path, with_hash("00000000"))
    assert load_scenario(path, "en").title == "The rent"


@pytest.mark.parametrize("first", ["0", "1"])
def test_a_hash_of_digits_only_is_the_same_hash(first: str, tmp_path: Path) -> None:
    title = next(
        title for title in (f"De huur {n}" for n in range(100_000))
        if fingerprint(title).isdecimal() and fingerprint(title).startswith(first)
    )  # fmt: skip
    path = translated(tmp_path, with_hash(fingerprint(title)))
    path.write_text(change(STORY, "title: De huur", f"title: {title}"), encoding="utf-8")
    assert checked(path) == []


def test_a_text_without_a_hash_is_never_stale(tmp_path: Path) -> None:
    path = translated(tmp_path)
    path.write_text(change(STORY, "title: De huur", "title: Heel iets anders"), encoding="utf-8")
    assert checked(path) == []


def test_lists_match_by_position(tmp_path: Path) -> None:
    found = remarks(tmp_path, change(ENGLISH, '["There you are.", "You again."]', '["There you are."]'))
    assert [(p.code, "lines.0.anouk.boos.1" in p.message) for p in found] == [("T601", True)]


def test_a_list_that_is_longer_than_its_original_holds_an_extra_text(tmp_path: Path) -> None:
    english = change(ENGLISH, '"You again."]', '"You again.", "Once more."]')
    [problem] = remarks(tmp_path, english)
    assert problem.code == "T603"
    assert place(problem) == spot(english, '"Once more."')


@pytest.mark.parametrize("words", ["12", "true", "", "''", "{of: 12345678}", "{text: 3}"])
def test_a_translation_that_is_no_text_stops_play_in_that_language_only(words: str, tmp_path: Path) -> None:
    english = change(ENGLISH, "title: The rent", f"title: {words}")
    path = translated(tmp_path, english)
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path, "en")
    [problem] = caught.value.problems
    assert (problem.code, Path(problem.file).name) == ("L601", "huur.en.yaml")
    assert problem.line == 1
    assert load_scenario(path).title == "De huur"


@pytest.mark.parametrize(
    ("words", "hint"), [('""', "Write the translation"), ("", "Write the translation"), ("12", "quotes")]
)
def test_an_empty_text_asks_for_a_translation_and_a_number_for_quotes(words: str, hint: str, tmp_path: Path) -> None:
    path = translated(tmp_path, change(ENGLISH, "title: The rent", f"title: {words}"))
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path, "en")
    assert hint in caught.value.problems[0].hint


def test_a_mistake_of_syntax_is_told_in_the_translation(tmp_path: Path) -> None:
    path = translated(tmp_path, change(ENGLISH, "title: The rent", "title: 't huur"))
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path, "en")
    assert {Path(p.file).name for p in caught.value.problems} == {"huur.en.yaml"}


def test_an_empty_translation_is_a_mistake_of_its_own(tmp_path: Path) -> None:
    [problem] = remarks(tmp_path, "")
    assert (problem.code, Path(problem.file).name) == ("L105", "huur.en.yaml")


# --- what lies elsewhere ----------------------------------------------------------------------------------


def told_of(path: Path) -> str:
    """Return everything that is told about a scenario in English."""
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path, "en")
    return repr(caught.value.problems)


def test_a_translation_in_another_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "binnen" / "personas").mkdir(parents=True)
    (tmp_path / "buiten.en.yaml").write_text('geheim: "nooit gesloten', encoding="utf-8")
    text = change(STORY, "personas: [anouk]", "personas: {../../buiten: {name: A}}")
    path = keep(tmp_path / "binnen", text, None)
    (tmp_path / "binnen" / "huur.en.yaml").write_text("title: The rent\n", encoding="utf-8")
    assert "geheim" not in told_of(path)


def test_a_translation_behind_a_link_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "buiten.txt").write_text('geheim: "nooit gesloten', encoding="utf-8")
    (tmp_path / "binnen").mkdir()
    path = keep(tmp_path / "binnen")
    (tmp_path / "binnen" / "huur.en.yaml").symlink_to(tmp_path / "buiten.txt")
    assert "geheim" not in told_of(path)
