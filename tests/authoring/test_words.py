"""Every rule about words: when it speaks, where, when it is silent, and that translations are held against it too."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenario import ANOUK, ENGLISH, PERSONA, STORY, change, checked, keep, loaded, place, spot, translated
from trainer.authoring.texts import texts
from trainer.errors import Problem
from trainer.scenario import overlay
from trainer.scenario.library import files, shipped
from trainer.scenario.loader import load_scenario, whole

SAY = "say: Wat is er gebeurd?"
LINE = "      - anouk: {boos: [Daar ben je dan., Jij weer.], otherwise: Dag.}\n        shows: Ze kijkt weg.\n"


def found(folder: Path, text: str, persona: str = PERSONA) -> list[Problem]:
    """Return what the rules about words find."""
    return checked(keep(folder, text, persona), "W")


def codes(folder: Path, text: str, persona: str = PERSONA) -> list[str]:
    """Return the codes of what the rules about words find."""
    return [problem.code for problem in found(folder, text, persona)]


def said(words: str, more: str = "") -> str:
    """Return the story with other words in its first response, and perhaps more keys."""
    return change(STORY, SAY, f"say: {words}" + "".join(f"\n        {line}" for line in more.splitlines()))


def test_a_whole_scenario_has_no_problems(tmp_path: Path) -> None:
    assert codes(tmp_path, STORY) == []


@pytest.mark.parametrize("path", files(shipped()), ids=lambda path: path.stem)
def test_every_text_that_is_translated_is_looked_at(path: Path) -> None:
    looked_at = {(text.path, text.words) for text in texts(load_scenario(path))}
    assert looked_at == set(overlay.texts(whole(path)))


def test_every_text_of_the_small_story_is_looked_at(tmp_path: Path) -> None:
    text = change(
        STORY,
        "        coach: Een open vraag.",
        "        coach: Open.\n        thought: {anouk: Nou.}\n        tone: zacht",
    )
    text = change(text, "goals:\n", "pitfalls: {belofte: {label: Belofte, side: near, question: Wat?}}\ngoals:\n")
    looked_at = {(text.path, text.words) for text in texts(loaded(tmp_path, text))}
    assert looked_at == set(overlay.texts(whole(tmp_path / "huur.yaml")))


# --- W601: too long ---------------------------------------------------------------------------------------


def test_a_response_that_just_fits_is_no_problem(tmp_path: Path) -> None:
    assert codes(tmp_path, said("x" * 140)) == []


def test_a_response_that_is_too_long_is_told_with_how_much(tmp_path: Path) -> None:
    text = said("x" * 143)
    [problem] = found(tmp_path, text)
    assert (problem.code, problem.severity) == ("W601", "warning")
    assert "3 characters" in problem.message
    assert place(problem) == spot(text, "say: xxx")


def test_one_character_too_many_is_told_in_the_singular(tmp_path: Path) -> None:
    assert "1 character too" in found(tmp_path, said("x" * 141))[0].message


def test_what_is_done_or_left_unsaid_fits_on_the_screen_as_well(tmp_path: Path) -> None:
    assert codes(tmp_path, change(STORY, "do: U pakt een formulier.", f"do: {'x' * 141}")) == ["W601"]


def test_the_line_end_of_a_block_is_not_counted(tmp_path: Path) -> None:
    assert codes(tmp_path, said(f"|\n          {'x' * 140}\n")) == []


# --- W602: markup -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    ["[b]Nee[/b]", "[bold red]Nee", "Nee[/]", "[@click=app.quit]Nee", "[#ff0000]Nee", "[link=http://x.nl]Nee",
     "<b>Nee</b>", "Nee<br/>", "<a href=x>Nee", "**Nee**", "Dat is __echt__ zo.", "[on red]Nee"],
)  # fmt: skip
def test_markup_is_told_wherever_it_stands(words: str, tmp_path: Path) -> None:
    for text in (said(f'"{words}"'), change(STORY, "title: De huur", f'title: "{words}"')):
        [problem] = found(tmp_path, text)
        assert problem.code == "W602"
        assert place(problem)[0] == spot(text, words)[0]


@pytest.mark.parametrize("words", ["[zucht] Nee.", "Nee. [kijkt weg]", "*zucht* Nee."])
def test_a_stage_direction_in_what_is_said_has_a_place_of_its_own(words: str, tmp_path: Path) -> None:
    [problem] = found(tmp_path, said(f'"{words}"'))
    assert problem.code == "W602"
    assert "`tone`" in problem.hint
    assert "`do`" in problem.hint
    [problem] = found(tmp_path, change(STORY, "anouk: Nou gewoon.", f'anouk: "{words}"'))
    assert "`shows`" in problem.hint


@pytest.mark.parametrize(
    "words", ["Ik hou van je <3", "a < b en c > d", "2*3*4", "Nee [...] ja", "snake_case_naam", "5 * 3 * 2", "[12] ja"]
)
def test_brackets_that_are_no_markup_are_no_problem(words: str, tmp_path: Path) -> None:
    assert codes(tmp_path, change(STORY, "anouk: Nou gewoon.", f'anouk: "{words}"')) == []


def test_square_brackets_of_a_narrator_are_left_alone(tmp_path: Path) -> None:
    assert codes(tmp_path, change(STORY, LINE, LINE + '      - narrator: "[een week later]"\n')) == []


def test_a_text_with_several_tags_is_one_problem(tmp_path: Path) -> None:
    assert codes(tmp_path, said('"[b]Nee[/b] en [i]ja[/i]"')) == ["W602"]


# --- W603: u and je ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["Wat wil je?", "Jij weer.", "Is dat jouw brief?", "Hij gaf het jou.", "JE MOET", "Vraag het jezelf."]
)
def test_je_to_who_is_addressed_with_u_is_told(words: str, tmp_path: Path) -> None:
    text = said(words)
    [problem] = found(tmp_path, text)
    assert (problem.code, place(problem)) == ("W603", spot(text, "say: " + words))
    assert "address: je" in problem.hint


@pytest.mark.parametrize("words", ["Wat wilt u?", "Is dat uw brief?", "U bent boos.", "Vraag het uzelf."])
def test_u_to_who_is_addressed_with_je_is_told(words: str, tmp_path: Path) -> None:
    persona = change(PERSONA, "address: u", "address: je")
    assert codes(tmp_path, said(words), persona) == ["W603"]
    assert codes(tmp_path, said("Wat wil je?"), persona) == []


def test_a_response_that_says_it_departs_is_no_problem_if_it_does(tmp_path: Path) -> None:
    assert codes(tmp_path, said("Wat wil je?", "address: je")) == []
    [problem] = found(tmp_path, said("Wat wilt u?", "address: je"))
    assert problem.code == "W603"
    assert "`u`" in problem.message


@pytest.mark.parametrize(
    "words",
    ["Wat wilt u?", "Daar schrik je van.", "Zoiets vergeet je nooit.", '"Zei hij \'je moet weg\'?"', "Neem de U-bocht.",
     "Dat is een kopje, mevrouw.", "Jeetje.", "Zei hij “ga jij maar”?"],
)  # fmt: skip
def test_other_words_to_who_is_addressed_with_u_are_no_problem(words: str, tmp_path: Path) -> None:
    assert codes(tmp_path, said(words)) == []


def test_what_is_done_is_told_to_the_trainee_and_not_to_the_client(tmp_path: Path) -> None:
    assert codes(tmp_path, change(STORY, "do: U pakt", "do: Je pakt")) == []


def test_who_has_no_address_may_be_called_anything(tmp_path: Path) -> None:
    assert codes(tmp_path, said("Wat wil je?"), change(PERSONA, "address: u\n", "")) == []


OTHERS = "  carla: {name: C, %shome: OS2, aim: SO2, start: stil, moods: {stil: {label: stil, rose: OT2}}}\n"


def together(address: str, towards: str = "") -> str:
    """Return the story with a second persona, and `je` said in its first response."""
    people = "personas:\n  anouk:\n" + "".join(f"    {line}\n" for line in PERSONA.splitlines()) + OTHERS % address
    return change(said("Wat wil je?", towards), "personas: [anouk]\n", people)


@pytest.mark.parametrize(
    ("address", "towards", "expected"),
    [
        ("address: u, ", "", ["W603"]),
        ("address: je, ", "", []),
        ("", "", []),
        ("address: je, ", "towards: between", []),
        ("address: je, ", "towards: anouk", ["W603"]),
        ("address: je, ", "towards: carla", []),
        ("address: je, ", "towards: [anouk, carla]", []),
    ],
)
def test_only_when_all_who_are_addressed_want_the_other_form(
    address: str, towards: str, expected: list[str], tmp_path: Path
) -> None:
    assert codes(tmp_path, together(address, towards)) == expected


def test_another_language_knows_no_u_and_je(tmp_path: Path) -> None:
    assert codes(tmp_path, change(said("Wat wil je?"), "language: nl", "language: af")) == []


def test_what_somebody_else_said_can_be_accepted_and_the_hint_says_so(tmp_path: Path) -> None:
    [problem] = checked(keep(tmp_path, said("Dat vind je dan.")))
    assert problem.code == "W603"
    assert "# accept W603:" in problem.hint


# --- W604: empty ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ['""', '"  "', '"\\n"'])
def test_an_empty_text_is_told_at_its_key(words: str, tmp_path: Path) -> None:
    for old, key in (
        ("coach: Een open vraag.", "coach: "),
        (SAY, "say: "),
        ("summary: De huur is niet betaald.", "summary: "),
    ):
        text = change(STORY, old, key + words)
        [problem] = found(tmp_path, text)
        assert (problem.code, place(problem)) == ("W604", spot(text, key))


def test_a_line_that_only_shows_something_may_be_silent(tmp_path: Path) -> None:
    silent = LINE + '      - anouk: ""\n        shows: Ze zwijgt.\n'
    assert codes(tmp_path, change(STORY, LINE, silent)) == []
    assert codes(tmp_path, change(STORY, LINE, LINE + '      - anouk: ""\n')) == ["W604"]


# --- W605: doubled ----------------------------------------------------------------------------------------


def twice(words: str, more: str = "", first: str = "") -> str:
    """Return the story with a third response that has other words, and more keys on it and on the first."""
    other = f"      weer: {{say: '{words}', rose: SB2, closeness: 0, to: ruzie{more}}}\n"
    return change(
        STORY.replace("        closeness: 0\n", f"        closeness: 0\n{first}"), "endings:\n", other + "endings:\n"
    )


@pytest.mark.parametrize("words", ["Wat is er gebeurd?", "wat is  er gebeurd", "Wat... is er gebeurd?!"])
def test_two_responses_with_the_same_words_are_told_at_the_second(words: str, tmp_path: Path) -> None:
    text = twice(words)
    [problem] = found(tmp_path, text)
    assert (problem.code, place(problem)) == ("W605", spot(text, "say: '"))
    assert "`vraag`" in problem.message


@pytest.mark.parametrize(
    ("more", "first", "expected"),
    [
        (", tone: fel", "", []),
        (", if: vertrouwen > 3", "", ["W605"]),
        (", if: vertrouwen > 3", "        if: vertrouwen <= 3\n", []),
        (", if: vertrouwen > 3", "        if: vertrouwen>3\n", ["W605"]),
        (", if: chosen(begin.vraag)", "        once: true\n", []),
    ],
    ids=["another tone", "one is always there", "never together", "always together", "the second time"],
)
def test_responses_that_differ_in_tone_or_are_never_on_offer_together_may_have_the_same_words(
    more: str, first: str, expected: list[str], tmp_path: Path
) -> None:
    assert codes(tmp_path, twice("Wat is er gebeurd?", more, first)) == expected


def test_the_same_words_in_another_scene_are_no_problem(tmp_path: Path) -> None:
    other = f"  later:\n    responses:\n      vraag: {{{SAY}, rose: SB2, closeness: 0, to: klaar}}\n"
    text = change(
        change(STORY, "          - to: ruzie\n", "          - to: later\n"), "endings:\n", other + "endings:\n"
    )
    assert codes(tmp_path, text) == []


def test_the_same_line_twice_in_a_row_is_told_at_the_second(tmp_path: Path) -> None:
    text = change(STORY, LINE, LINE + "      - anouk: Hallo.\n      - anouk: hallo!\n")
    [problem] = found(tmp_path, text)
    assert (problem.code, place(problem)) == ("W605", spot(text, "anouk: hallo!"))


@pytest.mark.parametrize(
    "lines",
    [
        "      - anouk: Ja.\n      - narrator: Ja.\n",
        "      - anouk: Ja.\n      - anouk: Nee.\n      - anouk: Ja.\n",
        "      - {anouk: Ja., if: vertrouwen > 1}\n      - {anouk: Ja., if: vertrouwen <= 1}\n",
        "      - anouk: ...\n      - anouk: '...'\n",
        "      - anouk: [Ja., Nee.]\n      - anouk: Ja.\n",
    ],
    ids=["another speaker", "something between", "another condition", "no words", "other visits"],
)
def test_lines_that_only_look_the_same_are_no_problem(lines: str, tmp_path: Path) -> None:
    assert codes(tmp_path, change(STORY, LINE, LINE + lines)) == []


def test_the_same_reply_twice_is_told(tmp_path: Path) -> None:
    assert codes(tmp_path, change(STORY, "[{anouk: Nou gewoon.}]", "[{anouk: Ja.}, {anouk: Ja!}]")) == ["W605"]


# --- in a translation -------------------------------------------------------------------------------------


def remarks(folder: Path, old: str, new: str) -> list[Problem]:
    """Return what the rules about words find in a translation with one place changed, all of it told there."""
    problems = checked(translated(folder, change(ENGLISH, old, new)), "W")
    assert {Path(problem.file).name for problem in problems} <= {"huur.en.yaml"}
    return problems


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("say: What happened?", f"say: {'x' * 141}", "W601", "say:"),
        ("coach: An open question.", 'coach: "[b]Open[/b]"', "W602", "coach:"),
        ('"There you are."', '"[sighs] There"', "W602", '"[sighs'),
        ("title: The rent\n", 'title: {text: "The <b>rent</b>"}\n', "W602", "title: {text"),
    ],
)
def test_a_translation_is_looked_at_too(old: str, new: str, code: str, at: str, tmp_path: Path) -> None:
    [problem] = remarks(tmp_path, old, new)
    assert (problem.code, problem.severity) == (code, "warning")
    assert place(problem) == spot(change(ENGLISH, old, new), at)


def test_a_persona_is_looked_at_in_its_own_translation(tmp_path: Path) -> None:
    anouk = change(ANOUK, "She gets up.", "'**She** gets up.'")
    [problem] = checked(translated(tmp_path, anouk=anouk), "W")
    assert (problem.code, Path(problem.file).name) == ("W602", "anouk.en.yaml")
    assert place(problem) == spot(anouk, "shows:")


def test_responses_that_become_the_same_in_a_translation_are_told_there(tmp_path: Path) -> None:
    [problem] = remarks(tmp_path, "regel: {do: You take a form.}", "regel: {do: What happened?}")
    assert problem.code == "W605"


def test_a_text_that_is_not_translated_is_told_once_in_the_original(tmp_path: Path) -> None:
    path = translated(tmp_path, change(ENGLISH, "say: What happened?, ", ""))
    path.write_text(said("x" * 141), encoding="utf-8")
    [problem] = checked(path, "W")
    assert (problem.code, Path(problem.file).name) == ("W601", "huur.yaml")


def test_u_and_je_are_looked_at_in_dutch_only_whatever_the_original_is(tmp_path: Path) -> None:
    path = keep(tmp_path, change(said("What do you want?"), "language: nl", "language: en"))
    (tmp_path / "huur.nl.yaml").write_text(
        "scenes: {begin: {responses: {vraag: {say: Wat wil je?}}}}\n", encoding="utf-8"
    )
    [problem] = checked(path, "W")
    assert (problem.code, Path(problem.file).name) == ("W603", "huur.nl.yaml")


# --- W606: curly quotes -----------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["“Wat is er?”", "„Wat is er?”", "„Wat is er?“", '"“Wat is er?”"'])
def test_a_text_between_curly_quotes_is_told_at_its_key(words: str, tmp_path: Path) -> None:
    text = said(words)
    [problem] = checked(keep(tmp_path, text))
    assert (problem.code, problem.severity, place(problem)) == ("W606", "warning", spot(text, "say: " + words))


def test_a_line_and_a_title_between_curly_quotes_are_told_too(tmp_path: Path) -> None:
    assert codes(tmp_path, change(STORY, "[{anouk: Nou gewoon.}]", "[{anouk: “Nou gewoon.”}]")) == ["W606"]
    assert codes(tmp_path, change(STORY, "title: De huur", "title: “De huur”")) == ["W606"]


@pytest.mark.parametrize(
    "words", ["Hij zei “nee” tegen mij.", "“Nee”, zei hij.", "“Nee”, zei hij, “nooit”", "‘t Is wat’", '"”“"', "“"]
)
def test_curly_quotes_inside_a_text_are_no_problem(words: str, tmp_path: Path) -> None:
    assert codes(tmp_path, said(words)) == []
