"""What the names in a condition mean where it stands, and where a mistake in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenario import PERSONA, STORY, change, keep, loaded, only_problem, place, problems, spot
from trainer.errors import Problem

PLACES = {
    "plain": ("if: vertrouwen >= 2", "if: {}"),
    "in double quotes": ("if: vertrouwen >= 2", 'if: "{}"'),
    "in single quotes": ("if: vertrouwen >= 2", "if: '{}'"),
    "on a line of its own": ("{if: vertrouwen >= 2, to: klaar}", "to: klaar\n            if: {}"),
    "in a list in a list": ("[{anouk: Nou gewoon.}]", "[{anouk: Nou gewoon., if: '{}'}]"),
    "after much space": ("if: vertrouwen >= 2", "if:      {}"),
    "on the next line": ("{if: vertrouwen >= 2, to: klaar}", "to: klaar\n            if:\n              {}"),
    "folded": ("{if: vertrouwen >= 2, to: klaar}", "to: klaar\n            if: >\n              {}"),
    "kept as lines": ("{if: vertrouwen >= 2, to: klaar}", "to: klaar\n            if: |\n              {}"),
}


def story(condition: str, where: str = "on a line of its own") -> str:
    """Return the story with a condition in it."""
    old, new = PLACES[where]
    return change(STORY, old, new.replace("{}", condition))


def told(folder: Path, condition: str) -> Problem:
    """Return the one thing that is the matter with a condition of the story."""
    return only_problem(folder, story(condition))


def shift(condition: str) -> str:
    """Return the persona with a condition in its shift."""
    return change(PERSONA, "if: in_band and together", f'if: "{condition}"')


# --- the place of a mistake -------------------------------------------------------------------------------


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize(
    ("condition", "at"),
    [
        ("vertrouwn > 2", 0),
        ("anouk == boos and vertrouwn > 2", 18),
        ("anouk == boos and not visited(einde)", 30),
        ("vertrouwen = 2", 11),
        ("(vertrouwen > 2 or anouk == blij)", 28),
    ],
)
def test_a_mistake_is_told_at_its_own_column(condition: str, at: int, where: str, tmp_path: Path) -> None:
    text = story(condition, where)
    assert place(only_problem(tmp_path, text)) == spot(text, condition, at)


def test_a_mistake_on_the_second_line_of_a_condition_is_told_inside_the_file(tmp_path: Path) -> None:
    text = story("vertrouwen > 2 and\n              vertrouwn < 5")
    problem = only_problem(tmp_path, text)
    assert place(problem) == spot(text, "vertrouwn ")


def test_a_mistake_behind_an_escape_is_told_inside_the_line(tmp_path: Path) -> None:
    text = story(r"\u0020vertrouwn > 2", "in double quotes")
    problem = only_problem(tmp_path, text)
    line = text.split("\n")[problem.line - 1]
    assert 0 < problem.column <= len(line)


def test_a_mistake_in_a_shift_is_told_in_the_persona(tmp_path: Path) -> None:
    persona = shift("in_band and tegether")
    problem = only_problem(tmp_path, persona=persona)
    assert Path(problem.file).name == "anouk.yaml"
    assert place(problem) == spot(persona, "tegether")
    assert problem.hint == "Did you mean `together`?"


def test_two_mistakes_in_one_condition_are_both_told(tmp_path: Path) -> None:
    text = story("vertrouwn > 2 or anouk == blij")
    assert [place(p) for p in problems(tmp_path, text)] == [spot(text, "vertrouwn >"), spot(text, "== blij", 3)]


# --- what a story may ask ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "condition",
    [
        "vertrouwen >= 4",
        "1 <= vertrouwen < 4",
        "vertrouwen in (1, 2)",
        "3 > vertrouwen",
        "vertrouwen == vertrouwen",
        "anouk == boos",
        "anouk != boos",
        "anouk in (boos, kalm)",
        "disposition == woedend",
        "disposition(anouk) == woedend",
        "disposition(anouk) in (moe, woedend)",
        "visited(begin)",
        "not visited(begin)",
        "chosen(begin.vraag)",
        "not (chosen(begin.vraag) or anouk == kalm) and vertrouwen > 0",
    ],
)
def test_a_story_may_ask_this(condition: str, tmp_path: Path) -> None:
    target = loaded(tmp_path, story(f'"{condition}"')).scenes["begin"].responses["vraag"].to
    assert target is not None
    assert target[0].condition is not None
    assert target[0].condition.text == condition


@pytest.mark.parametrize(
    ("condition", "wrong", "hint"),
    [
        ("vertrouwn > 1", "vertrouwn", "Did you mean `vertrouwen`?"),
        ("anouck == boos", "anouck", "Did you mean `anouk`?"),
        ("anouk == boss", "boss", "Did you mean `boos`?"),
        ("anouk == 3", "3", "Known here: `boos`, `kalm`."),
        ("anouk in (boos, kalmm)", "kalmm", "Did you mean `kalm`?"),
        ("boos == anouk", "boos", ""),
        ("visited(beginn)", "beginn", "Did you mean `begin`?"),
        ("visited(klaar)", "klaar", ""),
        ("chosen(begin.vragg)", "begin.vragg", "Did you mean `begin.vraag`?"),
        ("chosen(vraag)", "vraag", "Did you mean `begin.vraag`?"),
        ("disposition == blij", "blij", "Known here: `moe`, `woedend`."),
        ("disposition(carla) == moe", "carla", "Known here: `anouk`."),
        ("vertrouwen(begin) > 1", "vertrouwen", ""),
        ("vertrouwen", "vertrouwen", "Compare it with something: `vertrouwen == ...`."),
        ("not anouk", "anouk", "Compare it with something: `anouk == ...`."),
        ("disposition", "disposition", ""),
        ("visited", "visited", "`visited(...)`"),
        ("vertrouwen == boos", "boos", ""),
        ("vertrouwen > anouk", "anouk", ""),
        ("anouk > kalm", "anouk", "Compare it with `==` or `!=`."),
        ("anouk > 3", "anouk", "Compare it with `==` or `!=`."),
        ("3 == anouk", "anouk", ""),
        ("visited(begin) == 1", "visited", ""),
        ("3 in (1, 3)", "3 in", ""),
        ("1 < 2", "1", ""),
        ("in_band", "in_band", ""),
        ("closeness > 1", "closeness", ""),
        ("pitfall(redder)", "pitfall", ""),
        ("octant == SB", "octant", ""),
    ],
)
def test_a_story_may_not_ask_this(condition: str, wrong: str, hint: str, tmp_path: Path) -> None:
    text = story(f'"{condition}"')
    problem = only_problem(tmp_path, text)
    assert place(problem) == spot(text, f'"{condition}"', condition.index(wrong) + 1)
    assert problem.code in ("L307", "L309")
    assert hint in problem.hint


def test_words_about_the_act_are_told_to_belong_to_shifts(tmp_path: Path) -> None:
    assert told(tmp_path, "in_band").message == "`in_band` cannot be used here."


def test_without_dispositions_nothing_can_be_asked_about_them(tmp_path: Path) -> None:
    persona = PERSONA[: PERSONA.index("dispositions:")]
    text = story('"disposition == moe"')
    assert place(only_problem(tmp_path, text, persona)) == spot(text, "disposition ==")


# --- what a shift may ask ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "condition",
    [
        "in_band or too_near or too_far",
        "above and together or below and against",
        "octant == SB",
        "octant in (SB, SO, M)",
        "closeness >= 2",
        "-1 <= autonomy < 1",
        "pitfall(redder) or pitfall(schending)",
        "register == jargon",
        "voice == human",
        "address == je",
        "presence == wait",
        "kind in (do, silence)",
        "vertrouwen > 2",
        "anouk == boos",
        "disposition == woedend",
        "disposition(anouk) == woedend",
    ],
)
def test_a_shift_may_ask_this(condition: str, tmp_path: Path) -> None:
    found = loaded(tmp_path, persona=shift(condition)).personas["anouk"].shifts[0].condition
    assert found is not None
    assert found.text == condition


@pytest.mark.parametrize(
    ("condition", "wrong", "hint"),
    [
        ("in_bend", "in_bend", "Did you mean `in_band`?"),
        ("octant == SB2", "SB2", "Did you mean `SB`?"),
        ("octant", "octant", "Compare it with something"),
        ("closeness", "closeness", "Compare it with something"),
        ("closeness == near", "near", ""),
        ("kind == said", "said", "Known here: `do`, `say`, `silence`."),
        ("pitfall(held)", "held", ""),
        ("pitfall(reder)", "reder", "Did you mean `redder`?"),
        ("pitfall", "pitfall", "`pitfall(...)`"),
        ("in_band == true", "in_band", ""),
        ("visited(begin)", "visited", ""),
        ("chosen(begin.vraag)", "chosen", ""),
        ("in_band(anouk)", "in_band", ""),
    ],
)
def test_a_shift_may_not_ask_this(condition: str, wrong: str, hint: str, tmp_path: Path) -> None:
    persona = shift(condition)
    problem = only_problem(tmp_path, persona=persona)
    assert place(problem) == spot(persona, f'"{condition}"', condition.index(wrong) + 1)
    assert hint in problem.hint


def test_a_shift_may_only_ask_for_meters_that_the_persona_reads(tmp_path: Path) -> None:
    persona = change(shift("vertrouwen > 2"), "reads: [vertrouwen]\n", "")
    problem = only_problem(tmp_path, persona=persona)
    assert place(problem) == spot(persona, "vertrouwen")


def test_a_pitfall_of_the_scenario_itself_may_be_asked_for(tmp_path: Path) -> None:
    text = change(STORY, "start: begin\n", "pitfalls: {belofte: {label: Een belofte, side: near}}\nstart: begin\n")
    keep(tmp_path, text)
    assert loaded(tmp_path, text, shift("pitfall(belofte)")).personas["anouk"].shifts
