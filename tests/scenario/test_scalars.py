"""What an author types is what is read: no hidden booleans, dates or octal numbers, and nothing unsafe stays in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenario import PERSONA, STORY, change, keep, loaded, only_problem, place, spot
from trainer.scenario import load_scenario

SAY = "say: Wat is er gebeurd?"


def said(folder: Path, written: str) -> str:
    """Return what a response says when its text is written like this."""
    return loaded(folder, change(STORY, SAY, f"say: {written}")).scenes["begin"].responses["vraag"].text


# --- text stays text --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "no", "yes", "on", "off", "Ja", "True", "FALSE", "Null", "NULL", "nul", "none",
        "12:30", "1:2:3", "2024-01-01", "2024-01-01T12:00:00Z", "0x10", "0o17", "017", "0b1", "1_000", "1,5", "1e3",
        "1.2.3", "1.2e3", "+", "-zo", "--", "... zo", ".inf", "-.INF", ".nan", "+.5.", "0777", "00", "-01",
        "1234567890", "~a", "=", "<<", "true story", "3 keer", "€ 5", "1 000", "\u0661", "½", "x:y",
    ],
)  # fmt: skip
def test_in_a_text_it_stays_as_it_was_written(written: str, tmp_path: Path) -> None:
    assert said(tmp_path, written) == written


@pytest.mark.parametrize("written", ["true", "false", "null", "~", "12", "-3", "+1", "0", "0.5", ".5", "3.", "-0"])
def test_a_number_or_truth_is_no_text_without_quotes(written: str, tmp_path: Path) -> None:
    text = change(STORY, SAY, f"say: {written}")
    problem = only_problem(tmp_path, text)
    assert problem.code == "L203"
    assert place(problem) == spot(text, f"say: {written}\n", 5)
    assert said(tmp_path, f'"{written}"') == said(tmp_path, f"'{written}'") == written


def test_a_text_may_run_over_lines(tmp_path: Path) -> None:
    assert said(tmp_path, "|\n          Een.\n          Twee.\n") == "Een.\nTwee.\n"
    assert said(tmp_path, ">\n          Een.\n          Twee.\n") == "Een. Twee.\n"
    assert said(tmp_path, "Een.\n          Twee.") == "Een. Twee."


# --- numbers and truths -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("written", "value"), [("+1", 1), ("-1", -1), ("0", 0), ("-0", 0), ("+0", 0), ("3", 3)])
def test_a_whole_number_may_have_a_sign(written: str, value: int, tmp_path: Path) -> None:
    text = change(STORY, "closeness: 0", f"closeness: {written}")
    assert loaded(tmp_path, text).scenes["begin"].responses["vraag"].closeness == value


@pytest.mark.parametrize(
    "written",
    ["'1'", '"1"', "1.0", "0.5", "true", "false", "null", "~", "", "een", "0x1", "01", "1_0", "[1]", "{a: 1}", "1:0",
     "++1", "+ 1", "1e0", "-", "99999999999999999999", "nan"],
)  # fmt: skip
def test_anything_else_is_no_whole_number(written: str, tmp_path: Path) -> None:
    text = change(STORY, "closeness: 0", f"closeness: {written}")
    problem = only_problem(tmp_path, text)
    assert problem.code in ("L203", "L103")
    assert problem.line == spot(text, "        closeness: " + written + "\n", 8)[0]


@pytest.mark.parametrize(("written", "value"), [("true", True), ("false", False)])
def test_only_true_and_false_are_truths(written: str, value: bool, tmp_path: Path) -> None:
    text = change(STORY, "closeness: 0", f"closeness: 0\n        once: {written}")
    assert loaded(tmp_path, text).scenes["begin"].responses["vraag"].once is value


@pytest.mark.parametrize("written", ["yes", "no", "on", "off", "True", "TRUE", "1", "0", "'true'", "ja", "~", "y"])
def test_nothing_else_is_a_truth(written: str, tmp_path: Path) -> None:
    text = change(STORY, "closeness: 0", f"closeness: 0\n        once: {written}")
    problem = only_problem(tmp_path, text)
    assert problem.code == "L203"
    assert "`true` or `false`" in problem.message
    assert place(problem) == spot(text, f"once: {written}\n", 6)


@pytest.mark.parametrize("written", ["true", "1.0", "'1'", "one", "0", "~"])
def test_the_format_is_the_number_one(written: str, tmp_path: Path) -> None:
    problem = only_problem(tmp_path, change(STORY, "format: 1", f"format: {written}"))
    assert place(problem) == (1, 9)


@pytest.mark.parametrize("written", ["0", "1", "0.25", ".5", "1.", "1.0"])
def test_a_fraction_may_be_written_as_one_likes(written: str, tmp_path: Path) -> None:
    persona = change(PERSONA, "reads: [vertrouwen]", f"reads: [vertrouwen]\nreactance: {written}")
    assert loaded(tmp_path, persona=persona).personas["anouk"].reactance == float(written)


@pytest.mark.parametrize("written", ["no", "yes", "on", "off", "true", "false", "null"])
def test_ids_that_other_programs_read_as_yes_or_no_are_refused(written: str, tmp_path: Path) -> None:
    text = change(STORY, "      regel:\n", f"      {written}:\n")
    problem = only_problem(tmp_path, text)
    assert problem.code == "L205"
    assert place(problem) == spot(text, f"      {written}:\n", 6)


@pytest.mark.parametrize(
    "written", ["Regel", "re-gel", "re gel", "2e", "_x", "ré", "x" * 65, "r.e", "'re\\ngel'", "''", "~", "12"]
)
def test_an_id_has_small_letters_digits_and_underscores(written: str, tmp_path: Path) -> None:
    text = change(STORY, "      regel:\n", f"      {written}:\n")
    problem = only_problem(tmp_path, text)
    assert problem.code == "L205"
    assert place(problem) == spot(text, f"      {written}:\n", 6)


def test_an_id_may_have_sixty_four_signs(tmp_path: Path) -> None:
    text = change(STORY, "      regel:\n", f"      {'x' * 64}:\n")
    assert "x" * 64 in loaded(tmp_path, text).scenes["begin"].responses


# --- cleaned ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (r'"\e]52;c;aGFjaw==\a"', "]52;c;aGFjaw=="),
        (r'"a\x1b[2Jb"', "a[2Jb"),
        (r'"a\x9b2Jb"', "a2Jb"),
        (r'"a\u202eb\u2066c\u200f"', "abc"),
        (r'"a\0b\x7fc"', "abc"),
        (r'"a\Lb\Pc"', "abc"),
        (r'"a\tb"', "a b"),
        (r'"a\rb"', "ab"),
        (r'"\ufeffa"', "a"),
        ("a\u202eb", "ab"),
        ("'a\u2067b'", "ab"),
        (r'"a\nb"', "a\nb"),
        ("één – “ja” … €5 👩‍👩‍👧 ñ", "één – “ja” … €5 👩‍👩‍👧 ñ"),
    ],
)
def test_what_would_steer_a_terminal_is_taken_out_and_the_rest_stays(written: str, kept: str, tmp_path: Path) -> None:
    assert said(tmp_path, written) == kept


@pytest.mark.parametrize(
    "where", ["title: De huur", "label: Vertrouwen", "title: Ruzie", "task: Zoek samen een eerste stap."]
)
def test_every_text_is_cleaned(where: str, tmp_path: Path) -> None:
    key = where.split(":")[0]
    scenario = loaded(tmp_path, change(STORY, where, f'{key}: "\\e[31mrood\\u202e"'))
    assert "[31mrood" in repr(scenario)
    assert "\\x1b" not in repr(scenario)
    assert "\\u202e" not in repr(scenario)


def test_keys_and_problems_are_cleaned_too(tmp_path: Path) -> None:
    text = change(STORY, "        closeness: 0", '        "\\e]0;x\\a": 1\n        closeness: 0')
    problem = only_problem(tmp_path, text)
    assert "\x1b" not in problem.message + problem.hint + problem.source
    assert "\x07" not in problem.message + problem.hint + problem.source


def test_a_text_of_nothing_but_unsafe_signs_is_an_empty_text(tmp_path: Path) -> None:
    assert said(tmp_path, r'"\e\a"') == ""


def test_two_keys_that_are_one_once_cleaned_are_a_double(tmp_path: Path) -> None:
    text = change(STORY, "        closeness: 0", '        closeness: 0\n        "closeness\\a": 1')
    assert only_problem(tmp_path, text).code == "L107"


def test_a_byte_order_mark_at_the_start_is_no_mistake(tmp_path: Path) -> None:
    path = keep(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_scenario(path).title == "De huur"
