"""Everyday Dutch that YAML reads as something else: each trap is told as such, with the caret under it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.scenario import PERSONA, STORY, change, keep, loaded, only_problem, place, spot
from trainer.authoring.check import check
from trainer.scenario import source

QUOTES = "double quotes"
GENERIC = "YAML does not understand this line."

TRAPS = {
    "'s Nachts slaap ik niet.": "apostrophe",
    "'t Is wat.": "apostrophe",
    "*zucht* Goed.": "`*`",
    "*zucht*": "`*`",
    '"Ja", zei ze.': "quotation",
    "Let op: dit is belangrijk.": "colon",
    "[zucht] Goed.": "`[`",
    "{zucht} Goed.": "`{`",
    "@jan heeft gebeld.": "`@`",
    "`zo` staat het er.": "```",
    "%25 van de huur.": "`%`",
    "!Nee dat kan niet.": "`!`",
    "!Nee": "`!`",
    "&anders gezegd.": "`&`",
    '"Wat is er gebeurd?': "never ends",
}
"""What an author types, and what the message speaks of."""

PLACES = {
    "in a response": ("say: Wat is er gebeurd?", "say: {}"),
    "after a dash": ("      - anouk: {boos: [Daar ben je dan., Jij weer.], otherwise: Dag.}", "      - anouk: {}"),
    "in the last text": (
        "title: Ruzie, outcome: hard}",
        "title: Ruzie, outcome: hard}\n  stil:\n    outcome: hard\n    title: {}",
    ),
    "at the top": ("summary: De huur is niet betaald.", "summary: {}"),
}


@pytest.fixture(params=["fast", "portable"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Read with the parser in C, and with the one in Python that stands in for it elsewhere."""
    if request.param == "portable":
        monkeypatch.setattr(source, "_Loader", yaml.SafeLoader)
    return str(request.param)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_is_told_as_such_and_quotes_are_the_way_out(trap: str, where: str, tmp_path: Path) -> None:
    old, new = PLACES[where]
    text = change(STORY, old, new.replace("{}", trap))
    problem = only_problem(tmp_path, text)
    assert TRAPS[trap] in problem.message
    assert problem.message != GENERIC
    assert "quotes" in problem.hint
    assert place(problem) == spot(text, new.split("\n")[-1].replace("{}", trap), new.split("\n")[-1].index("{}"))


@pytest.mark.parametrize("trap", [trap for trap in TRAPS if not trap.startswith('"')])
def test_double_quotes_mend_it(trap: str, tmp_path: Path) -> None:
    text = change(STORY, "say: Wat is er gebeurd?", f'say: "{trap}"')
    assert loaded(tmp_path, text).scenes["begin"].responses["vraag"].text == trap


def test_single_quotes_mend_a_quotation_with_words_behind_it(tmp_path: Path) -> None:
    text = change(STORY, "say: Wat is er gebeurd?", "say: '\"Ja\", zei ze.'")
    assert loaded(tmp_path, text).scenes["begin"].responses["vraag"].text == '"Ja", zei ze.'


@pytest.mark.usefixtures("parser")
def test_a_comma_inside_braces_is_told_as_such(tmp_path: Path) -> None:
    text = change(STORY, "task: Zoek samen een eerste stap.", "task: Breng het besluit, blijf bij haar")
    problem = only_problem(tmp_path, text)
    assert "comma" in problem.message
    assert QUOTES in problem.hint
    assert place(problem) == spot(text, "blijf bij haar")


@pytest.mark.usefixtures("parser")
def test_two_commas_inside_braces_are_told_both(tmp_path: Path) -> None:
    text = change(STORY, "task: Zoek samen een eerste stap.", "task: Zoek, vraag, luister")
    path = keep(tmp_path, text)
    assert [place(p) for p in check(path)] == [spot(text, "vraag, luister"), spot(text, "luister}")]


@pytest.mark.usefixtures("parser")
def test_a_hash_inside_a_text_is_told_as_such(tmp_path: Path) -> None:
    text = change(STORY, "say: Wat is er gebeurd?", "say: U woont in Kamer #3 toch?")
    problem = only_problem(tmp_path, text)
    assert "comment" in problem.message
    assert QUOTES in problem.hint
    assert place(problem) == spot(text, "#3 toch?")


def test_a_question_in_a_list_is_no_mistake(tmp_path: Path) -> None:
    text = change(STORY, "reflect: [Wat hielp u.]", "reflect: [Wat hielp?, En wat niet?]")
    assert loaded(tmp_path, text).endings["klaar"].reflect == ("Wat hielp?", "En wat niet?")


@pytest.mark.usefixtures("parser")
def test_a_real_comment_is_no_mistake(tmp_path: Path) -> None:
    text = change(STORY, "say: Wat is er gebeurd?", "say: Wat is er gebeurd?   # de eerste vraag")
    assert loaded(tmp_path, text).scenes["begin"].responses["vraag"].text == "Wat is er gebeurd?"


def test_a_hash_inside_a_word_or_between_quotes_is_no_mistake(tmp_path: Path) -> None:
    text = change(STORY, "say: Wat is er gebeurd?", 'say: "Kamer #3"')
    text = change(text, "coach: Een open vraag.", "coach: Kamer#3 en C# zijn woorden.")
    response = loaded(tmp_path, text).scenes["begin"].responses["vraag"]
    assert (response.text, response.coach) == ("Kamer #3", "Kamer#3 en C# zijn woorden.")


@pytest.mark.usefixtures("parser")
def test_a_stray_apostrophe_is_told_where_it_opens_when_a_later_line_has_one_too(tmp_path: Path) -> None:
    text = change(STORY, "say: Wat is er gebeurd?", "say: 's Nachts slaap ik niet.")
    text = change(text, "do: U pakt een formulier.", "do: U pakt zo'n formulier.")
    problem = only_problem(tmp_path, text)
    assert place(problem) == spot(text, "'s Nachts")
    assert "apostrophe" in problem.message


@pytest.mark.usefixtures("parser")
def test_two_stray_apostrophes_are_told_at_one_of_them(tmp_path: Path) -> None:
    text = change(STORY, "say: Wat is er gebeurd?", "say: 's Nachts slaap ik niet.")
    text = change(text, "do: U pakt een formulier.", "do: 's Ochtends pas.")
    problem = only_problem(tmp_path, text)
    assert place(problem) in (spot(text, "'s Nachts"), spot(text, "'s Ochtends"))
    assert "apostrophe" in problem.message


@pytest.mark.usefixtures("parser")
def test_an_unclosed_quotation_is_told_where_it_opens_when_a_later_line_is_quoted(tmp_path: Path) -> None:
    text = change(STORY, "say: Wat is er gebeurd?", 'say: "Wat is er gebeurd?')
    text = change(text, "do: U pakt een formulier.", 'do: "U pakt een formulier."')
    problem = only_problem(tmp_path, text)
    assert place(problem) == spot(text, '"Wat is er')


@pytest.mark.usefixtures("parser")
def test_a_colon_in_a_listed_text_is_told_as_such(tmp_path: Path) -> None:
    text = change(STORY, "reflect: [Wat hielp u.]", "reflect: [Let op: wat hielp u.]")
    problem = only_problem(tmp_path, text)
    assert "colon" in problem.hint
    assert place(problem) == spot(text, "Let op:")


def test_a_tab_is_told_as_such(tmp_path: Path) -> None:
    text = change(STORY, "        closeness: 0", "\tcloseness: 0")
    problem = only_problem(tmp_path, text)
    assert "tab" in problem.message
    assert place(problem) == spot(text, "\tcloseness")


@pytest.mark.usefixtures("parser")
def test_a_line_that_is_indented_too_far_is_told_at_that_line(tmp_path: Path) -> None:
    text = change(STORY, "        closeness: 0", "          closeness: 0")
    problem = only_problem(tmp_path, text)
    assert problem.line == spot(text, "closeness: 0")[0]
    assert "indent" in problem.hint


# --- a colon that was forgotten ---------------------------------------------------------------------------

COLONS = {
    "to dertig_jaar": (
        "        closeness: -2\n",
        "        to dertig_jaar\n        closeness: -2\n",
        "`to: dertig_jaar`",
    ),
    "rose SB2": ("        rose: SB2\n", "        rose SB2\n", "`rose: SB2`"),
    "say Wat": ("        say: Wat is er gebeurd?\n", "        say Wat is er gebeurd?\n", "`say: Wat is er gebeurd?`"),
    "coach Een": ("        coach: Een open vraag.\n", "        coach Een open vraag.\n", "`coach: Een open vraag.`"),
    "title De": ("title: De huur\n", "title De huur\n", "`title: De huur`"),
    "vraag\n": ("      vraag:\n", "      vraag\n", "`vraag:`"),
    "regel\n": ("      regel:\n", "      regel\n", "`regel:`"),
    "responses\n": ("    responses:\n", "    responses\n", "`responses:`"),
    "lines\n": ("    lines:\n", "    lines\n", "`lines:`"),
    "scenes\n": ("scenes:\n", "scenes\n", "`scenes:`"),
    "to\n": ("        to:\n          - {if", "        to\n          - {if", "`to:`"),
    "anouk Dag": (
        "      - anouk: {boos: [Daar ben je dan., Jij weer.], otherwise: Dag.}",
        "      - anouk Dag dan.",
        "Dag",
    ),
}
"""What is left of the line, what stood there, what stands there now, and how it is written."""


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("left", COLONS)
def test_a_forgotten_colon_is_told_at_the_line_without_one(left: str, tmp_path: Path) -> None:
    old, new, written = COLONS[left]
    text = change(STORY, old, new)
    problem = only_problem(tmp_path, text)
    assert place(problem) == spot(text, new, new.index(left))
    assert problem.message == f"A colon is missing after `{left.split()[0]}`."
    assert written in problem.hint


@pytest.mark.usefixtures("parser")
def test_a_forgotten_space_after_a_colon_is_told_as_such(tmp_path: Path) -> None:
    text = change(STORY, "        closeness: 0\n", "        closeness:0\n")
    problem = only_problem(tmp_path, text)
    assert place(problem) == spot(text, "closeness:0")
    assert (problem.message, problem.hint) == (
        "A space is missing after the colon of `closeness`.",
        "Write `closeness: 0`.",
    )


@pytest.mark.usefixtures("parser")
def test_a_text_that_goes_on_too_far_to_the_left_is_told_at_that_line(tmp_path: Path) -> None:
    text = change(STORY, "say: Wat is er gebeurd?", "say: Wat is er\n        nu precies gebeurd?")
    problem = only_problem(tmp_path, text)
    assert place(problem) == spot(text, "nu precies")
    assert "more spaces" in problem.hint


@pytest.mark.usefixtures("parser")
def test_a_forgotten_colon_before_a_text_that_has_one_is_told_too(tmp_path: Path) -> None:
    text = change(STORY, "say: Wat is er gebeurd?", "say Let op: dit is belangrijk.")
    problem = only_problem(tmp_path, text)
    assert place(problem) == spot(text, "say Let op")
    assert problem.message == "A colon is missing after `say`."


BRACES = {
    "vertrouwen +1": ("meters: {vertrouwen: +1}", "meters: {vertrouwen +1}", "`vertrouwen` and `+1`"),
    "eerlijk 1": ("goals: {eerlijk: 1}", "goals: {eerlijk 1}", "`eerlijk` and `1`"),
    "to klaar": ("{if: vertrouwen >= 2, to: klaar}", "{if: vertrouwen >= 2, to klaar}", "`to` and `klaar`"),
    "outcome hard": ("title: Ruzie, outcome: hard", "title: Ruzie, outcome hard", "`outcome` and `hard`"),
}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("left", BRACES)
def test_a_forgotten_colon_inside_braces_is_no_comma(left: str, tmp_path: Path) -> None:
    old, new, named = BRACES[left]
    text = change(STORY, old, new)
    problem = only_problem(tmp_path, text)
    assert place(problem) == spot(text, left)
    assert problem.message == f"A colon is missing between {named}."
    assert left.replace(" ", ": ", 1) in problem.hint


# --- quotes -----------------------------------------------------------------------------------------------

QUOTED = {
    "'Zo'n winkeltje.'": "Zo'n winkeltje.",
    "'Dat is zo'n ding, 's avonds.'": "Dat is zo'n ding, 's avonds.",
    '"Hij zei "nee" tegen mij."': 'Hij zei "nee" tegen mij.',
    '"Ja", zei ze.': '"Ja", zei ze.',
    "'Zo'n \"winkeltje\".'": 'Zo\'n "winkeltje".',
}
"""What an author types, and what was meant."""


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("typed", QUOTED)
def test_a_quotation_mark_inside_its_own_kind_comes_with_the_way_out_and_that_works(typed: str, tmp_path: Path) -> None:
    problem = only_problem(tmp_path, change(STORY, "say: Wat is er gebeurd?", f"say: {typed}"))
    assert "goes on after a quotation" in problem.message
    shown = problem.hint.partition(": ")[2]
    mended = change(STORY, "say: Wat is er gebeurd?", f"say: {shown}")
    assert loaded(tmp_path, mended).scenes["begin"].responses["vraag"].text == QUOTED[typed]


@pytest.mark.usefixtures("parser")
def test_an_apostrophe_between_brackets_is_told_as_such(tmp_path: Path) -> None:
    text = change(STORY, "[{anouk: Nou gewoon.}]", "[{anouk: 'Zo'n ding.'}]")
    problem = only_problem(tmp_path, text)
    assert "goes on after a quotation" in problem.message
    assert problem.hint.endswith('"Zo\'n ding."')


CURLY = {
    "say: Wat is er gebeurd?": "say: “Let op: dit is belangrijk.”",
    "coach: Een open vraag.": "coach: „Let op: een vraag.”",
    "[{anouk: Nou gewoon.}]": "[{anouk: “Nou, gewoon.”}]",
    "do: U pakt een formulier.": "do: “Kamer #3.”",
    "rose: SB2": "rose: “SB2”",
    "goals: {eerlijk: 1}": "goals: {“eerlijk”: 1}",
}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("old", CURLY)
def test_curly_quotes_are_told_as_such(old: str, tmp_path: Path) -> None:
    problem = only_problem(tmp_path, change(STORY, old, CURLY[old]))
    assert "curly" in problem.hint


# --- numbers and lines ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("{vertrouwen: +1}", '{vertrouwen: "+1"}', "Take the quotes away: `+1`."),
        ("closeness: -2", "closeness: '-2'", "Take the quotes away: `-2`."),
        ("closeness: 0", "closeness: + 1", "Write it without a space: `+1`."),
        ("closeness: -2", "closeness: min twee", ""),
    ],
)
def test_a_number_that_is_none_comes_with_how_to_write_it(old: str, new: str, hint: str, tmp_path: Path) -> None:
    assert only_problem(tmp_path, change(STORY, old, new)).hint == hint


def test_a_number_with_a_comma_comes_with_a_point(tmp_path: Path) -> None:
    persona = change(PERSONA, "reactance: 0.6", 'reactance: "0,6"')
    assert only_problem(tmp_path, STORY, persona).hint == "Write it with a point: `0.6`."


def test_a_number_that_is_too_high_is_told_by_its_key(tmp_path: Path) -> None:
    assert only_problem(tmp_path, change(STORY, "closeness: 0", "closeness: 4")).message == (
        "`closeness` is at most 3, not 4."
    )


@pytest.mark.parametrize("typed", ['"Afblijven."', "\n          - Afblijven.", "\n          anouk: Afblijven."])
def test_a_text_for_lines_comes_with_how_a_line_is_written(typed: str, tmp_path: Path) -> None:
    text = change(STORY, "reply: [{anouk: Nou gewoon.}]", f"reply: {typed}")
    assert '`- anouk: "..."`' in only_problem(tmp_path, text).hint
