"""Warnings are accepted where they stand, with a reason; a comment that accepts nothing is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenario import ANOUK, ENGLISH, PERSONA, STORY, change, checked, keep, place, spot, translated
from trainer.authoring.check import check, verdict
from trainer.errors import Problem

GOAL = "  moed: Moed geven"
WARNED = change(STORY, "goals:\n", f"goals:\n{GOAL}\n")
SAID = "        say: Wat is er gebeurd?\n"


def told(folder: Path, text: str, persona: str = PERSONA) -> list[str]:
    """Return the codes of what is still told."""
    return [problem.code for problem in checked(keep(folder, text, persona))]


def above(*lines: str) -> str:
    """Return the story that earns a warning, with lines above the place of it."""
    return change(WARNED, GOAL, "\n".join((*lines, GOAL)))


# --- accepted ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        change(WARNED, GOAL, GOAL + "  # accept S405: komt in deel twee"),
        above("  # accept S405: komt in deel twee"),
        above("# accept S405: komt in deel twee"),
        above("  # accept S405: komt in deel twee", "  # en dat duurt nog even"),
        above("  #accept s405:komt in deel twee"),
        above("  ## Accept S405 : komt in deel twee"),
    ],
    ids=["on the line", "above it", "indented otherwise", "in a run of comments", "tight", "loose"],
)
def test_a_warning_is_accepted_on_its_line_or_right_above_it(text: str, tmp_path: Path) -> None:
    assert told(tmp_path, WARNED) == ["S405"]
    assert told(tmp_path, text) == []


@pytest.mark.parametrize(
    "text",
    [
        above("  # accept S405: komt in deel twee", ""),
        change(WARNED, GOAL, GOAL + "\n  # accept S405: komt in deel twee"),
        change(WARNED, "goals:\n", "goals:  # accept S405: komt in deel twee\n"),
    ],
    ids=["an empty line between", "below it", "at the end of the line above"],
)
def test_elsewhere_it_is_told_and_the_comment_too(text: str, tmp_path: Path) -> None:
    assert sorted(told(tmp_path, text)) == ["S405", "S412"]


def test_several_codes_may_stand_above_one_line(tmp_path: Path) -> None:
    long = f'        say: "[b]{"x" * 150}"\n'
    assert told(tmp_path, change(STORY, SAID, long)) == ["W601", "W602"]
    comments = "        # accept W601: een brief\n        # accept W602: zo staat het er\n"
    assert told(tmp_path, change(STORY, SAID, comments + long)) == []
    mixed = comments.splitlines()[0] + "\n" + long.rstrip() + "  # accept W602: zo staat het er\n"
    assert told(tmp_path, change(STORY, SAID, mixed)) == []


def test_another_code_at_the_same_place_is_still_told(tmp_path: Path) -> None:
    long = f'        # accept W601: een brief\n        say: "[b]{"x" * 150}"\n'
    assert told(tmp_path, change(STORY, SAID, long)) == ["W602"]


def test_what_is_accepted_is_counted_and_kept(tmp_path: Path) -> None:
    found = verdict([keep(tmp_path, above("  # accept S405: komt in deel twee"))])
    assert [problem.code for problem in found.accepted] == ["S405"]
    assert "S405" not in {problem.code for problem in found.problems}


def test_a_problem_in_the_file_of_a_persona_is_accepted_there(tmp_path: Path) -> None:
    persona = change(PERSONA, "  kalm: {", "  # accept S407: voor later\n  bang: {label: bang, rose: OT3}\n  kalm: {")
    assert told(tmp_path, STORY, persona) == []


def test_a_problem_in_a_translation_is_accepted_there(tmp_path: Path) -> None:
    english = change(ENGLISH, "title: The rent\n", "titel: The rent # accept T603: zo heet het\n")
    path = translated(tmp_path, "# accept T601: nog bezig\n" + english)
    assert checked(path) == []


# --- texts are no comments --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        '        say: "{x} # accept W601: nee"\n',
        "        say: |\n          # accept W601: nee\n          {x}\n",
        "        say: >-\n          {x}\n          # accept W601: nee\n",
        "        say: '{x}\n          # accept W601: nee'\n",
    ],
    ids=["quoted", "a block", "a folded block", "quoted over two lines"],
)
def test_words_inside_a_text_accept_nothing_and_are_no_problem(text: str, tmp_path: Path) -> None:
    assert told(tmp_path, change(STORY, SAID, text.replace("{x}", "x" * 150))) == ["W601"]


def test_the_line_that_opens_a_block_can_carry_a_comment(tmp_path: Path) -> None:
    block = f"        say: |  # accept W601: een brief\n          {'x' * 150}\n"
    assert told(tmp_path, change(STORY, SAID, block)) == []


@pytest.mark.parametrize("words", ["accept that she is angry", "accepting S405: x", "we accept S405: x", "accept"])
def test_other_comments_are_left_alone(words: str, tmp_path: Path) -> None:
    assert told(tmp_path, change(STORY, "start: begin\n", f"# {words}\nstart: begin\n")) == []


# --- not accepted -----------------------------------------------------------------------------------------


def about(folder: Path, text: str, code: str) -> Problem:
    """Return the one problem with a code."""
    [problem] = [problem for problem in checked(keep(folder, text)) if problem.code == code]
    return problem


@pytest.mark.parametrize("words", ["# accept S405", "# accept S405:", "# accept S405 because it comes later"])
def test_without_a_reason_it_is_told_all_the_same(words: str, tmp_path: Path) -> None:
    text = above(f"  {words}")
    assert sorted(told(tmp_path, text)) == ["S405", "S411"]
    problem = about(tmp_path, text, "S411")
    assert (problem.severity, place(problem)) == ("warning", spot(text, "# accept"))
    assert "# accept S405: " in problem.hint


def test_an_error_cannot_be_accepted(tmp_path: Path) -> None:
    text = STORY + "  # accept S402: komt later\n  niets: {title: Niets, outcome: mixed}\n"
    assert sorted(told(tmp_path, text)) == ["S402", "S411"]
    assert "error" in about(tmp_path, text, "S411").message


@pytest.mark.parametrize("words", ["S406: x", "S405: x"])
def test_a_comment_that_accepts_nothing_is_told_at_its_place(words: str, tmp_path: Path) -> None:
    text = change(STORY, "start: begin\n", f"start: begin  # accept {words}\n")
    problem = about(tmp_path, text, "S412")
    assert (problem.severity, place(problem)) == ("warning", spot(text, "# accept"))


@pytest.mark.parametrize("code", ["S999", "S4O5", "stories"])
def test_a_rule_that_does_not_exist_is_told(code: str, tmp_path: Path) -> None:
    text = change(STORY, "start: begin\n", f"start: begin  # accept {code}: x\n")
    assert code.upper() in about(tmp_path, text, "S412").message


def test_nothing_is_said_about_comments_while_the_scenario_cannot_be_loaded(tmp_path: Path) -> None:
    broken = change(above("  # accept S405: komt later", "  # accept S406"), "- to: ruzie", "- to: klaarr")
    assert told(tmp_path, broken) == ["L301"]


def test_nothing_is_said_about_comments_in_a_translation_that_cannot_be_shown(tmp_path: Path) -> None:
    english = change(ENGLISH, "title: The rent\n", "# accept T601: nog bezig\ntitle: 12\n")
    assert [problem.code for problem in checked(translated(tmp_path, english))] == ["L601"]


# --- personas that several scenarios share ----------------------------------------------------------------


MOODY = change(PERSONA, "  kalm: {", "  # accept S407: alleen in een\n  bang: {label: bang, rose: OT3}\n  kalm: {")


def two(folder: Path) -> list[Path]:
    """Write two scenarios with one persona, who has a mood that only the second brings about."""
    second = change(STORY, "closeness: -2", "closeness: -2\n        mood: {anouk: bang}")
    return [keep(folder, STORY, MOODY, name="een"), keep(folder, second, MOODY, name="twee")]


def test_what_one_scenario_needs_accepted_is_not_told_about_the_other(tmp_path: Path) -> None:
    one, other = two(tmp_path)
    assert [checked(path) for path in (one, other)] == [[], []]


def test_a_comment_that_no_scenario_needs_is_told_when_all_are_looked_at(tmp_path: Path) -> None:
    one, other = two(tmp_path)
    assert "S412" not in {problem.code for problem in verdict([one, other]).problems}
    one.unlink()
    assert "S412" in {problem.code for problem in check(other)}


def test_a_comment_in_the_translation_of_a_persona_is_told_when_it_accepts_nothing(tmp_path: Path) -> None:
    anouk = change(ANOUK, "name: Anouk\n", "name: Anouk  # accept T602: zo heet ze\n")
    [problem] = checked(translated(tmp_path, anouk=anouk))
    assert (problem.code, Path(problem.file).name) == ("S412", "anouk.en.yaml")


def test_nothing_is_said_about_comments_in_a_file_that_is_never_read(tmp_path: Path) -> None:
    path = translated(tmp_path, anouk="# accept T602: zo heet ze\n" + ANOUK)
    (tmp_path / "huur.en.yaml").unlink()
    assert [problem.code for problem in checked(path)] == ["T604"]
    (tmp_path / "personas" / "anouk.en.yaml").write_text(
        "# accept T604: het scenario volgt\n" + ANOUK, encoding="utf-8"
    )
    assert checked(path) == []
