"""`trainer play --plain` and the library on a pipe: numbers in, a conversation and a debrief out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli import Ran, run
from tests.scenario import STORY, change, keep


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small scenario."""
    return keep(tmp_path)


def play(path: Path | str, typed: str, *words: object) -> Ran:
    """Play a scenario with what is typed."""
    return run("play", path, "--plain", "--no-save", *words, typed=typed)


def test_numbers_lead_to_a_debrief(path: Path) -> None:
    ran = play(path, "1\nrustig\n\n\nIk luisterde.\n", "--disposition", "moe")
    assert ran.status == 0
    assert ran.err == ""
    told = ran.out
    in_order = [
        "De huur",
        "wijkwerker",
        "Daar ben je dan.",
        "1. Wat is er gebeurd?",
        "Nou gewoon.",
        "Klaar",
        "Wat hielp u.",
    ]
    assert [told.index(words) for words in in_order] == sorted(told.index(words) for words in in_order)
    assert "practice score" in told[told.index("Wat hielp u.") :].lower()


def test_no_number_is_told_before_the_own_reflection(path: Path) -> None:
    before = play(path, "1\n").out.split("Wat hielp u.")[0].lower()
    assert "score" not in before
    assert "closeness" not in before


def test_an_empty_line_skips_the_reflection(path: Path) -> None:
    assert "practice score" in play(path, "1\n\n").out.lower()


def test_responses_stand_in_the_order_of_the_file_on_a_pipe(path: Path) -> None:
    for seed in range(6):
        told = play(path, "2\n\n", "--seed", seed).out
        assert told.index("1. Wat is er gebeurd?") < told.index("2. [do] U pakt een formulier.")
        assert "Ruzie" in told


RUBBISH = ["", "0", "3", "-1", "1.5", "een", "1 2", "²", "\x1b[A", "9" * 30, "9" * 5000, "1\x00", "vraag"]


@pytest.mark.parametrize("rubbish", RUBBISH, ids=lambda text: repr(text)[:12])
def test_rubbish_is_asked_again(rubbish: str, path: Path) -> None:
    ran = play(path, f"{rubbish}\n1\n\n")
    assert ran.status == 0
    assert "Type a number from 1 to 2" in ran.out
    assert "Klaar" in ran.out
    assert "Traceback" not in ran.out + ran.err


def test_spaces_around_a_number_do_not_matter(path: Path) -> None:
    assert "Klaar" in play(path, "  1 \n\n").out


def test_windows_line_ends_are_understood(path: Path) -> None:
    assert "Klaar" in play(path, "1\r\n\r\n").out


@pytest.mark.parametrize("typed", ["", "0\n", "1\n", "rubbish"])
def test_the_end_of_input_is_a_calm_end(typed: str, path: Path) -> None:
    ran = play(path, typed)
    assert (ran.status, ran.err) == (0, "")
    assert "stopped here" in ran.out


def test_a_closed_standard_input_is_its_end(path: Path) -> None:
    ran = run("play", path, "--plain", typed=None)
    assert (ran.status, ran.err) == (0, "")
    assert "stopped here" in ran.out


def test_a_scenario_is_found_by_its_id(path: Path) -> None:
    ran = play("huur", "1\n\n", "--library", path.parent)
    assert ran.status == 0
    assert "De huur" in ran.out


def test_the_wanted_disposition_shows_up(path: Path, tmp_path: Path) -> None:
    persona = (tmp_path / "personas" / "anouk.yaml").read_text(encoding="utf-8")
    keep(tmp_path, persona=change(persona, "moe: {weight: 2}", "moe: {weight: 2, start: kalm}"))
    assert "Anouk: Dag." in play(path, "", "--disposition", "moe").out
    assert "Anouk: Daar ben je dan." in play(path, "", "--disposition", "anouk=woedend").out


def test_texts_of_a_scenario_never_steer_the_terminal(tmp_path: Path) -> None:
    nasty = r'"\e]52;c;aGFjaw==\a\u202eDe huur\x9b2J"'
    path = keep(tmp_path, change(STORY, "title: De huur", f"title: {nasty}"))
    told = play(path, "1\n\n").out
    assert "De huur" in told
    assert not any(ord(sign) < 32 and sign != "\n" for sign in told)
    assert not any(sign in told for sign in "\u202e\x9b\x7f")


def test_a_scenario_without_a_way_on_stops_with_a_word(tmp_path: Path) -> None:
    text = change(STORY, "        closeness: 0\n", "        closeness: 0\n        if: vertrouwen > 4\n")
    path = keep(tmp_path, change(text, "closeness: -2", "closeness: -2\n        if: vertrouwen > 4"))
    ran = play(path, "\n")
    assert ran.status == 0
    assert "no way on" in ran.out


# --- the library ------------------------------------------------------------------------------------------


def test_without_a_verb_a_pipe_gets_the_library(path: Path) -> None:
    ran = run("--library", path.parent, typed="")
    assert ran.status == 0
    assert "De huur" in ran.out
    assert "Traceback" not in ran.err


def test_a_scenario_is_picked_by_number(tmp_path: Path) -> None:
    Path("scenarios").mkdir()
    keep(Path("scenarios"), name="aaa")
    ran = run(typed="huur\n2\n1\n\n")  # for a newcomer the first talk stands first
    assert ran.status == 0
    assert "Type a number" in ran.out
    assert "practice score" in ran.out.lower()


def test_a_broken_scenario_does_not_take_the_library_away(tmp_path: Path) -> None:
    Path("scenarios").mkdir()
    keep(Path("scenarios"), name="aaa")
    keep(Path("scenarios"), "format: [", name="kapot")
    ran = run(typed="")
    assert ran.status == 0
    assert "De huur" in ran.out
