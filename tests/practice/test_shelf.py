"""The library in words: what is told about a scenario, and how one is found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenario import PERSONA, STORY, change, keep, translated
from trainer.practice.memory import Memory
from trainer.practice.shelf import Book, book, folded, in_order, search
from trainer.scenario.library import listings

TITLE, SUMMARY = "title: De huur\n", "summary: De huur is niet betaald.\n"


def shelf(folder: Path, memory: Memory | None = None, language: str | None = None) -> list[Book]:
    """Return every scenario of a folder in words."""
    return [book(listing, memory) for listing in listings([folder], language)]


def only(folder: Path, memory: Memory | None = None) -> Book:
    """Return the one scenario of a folder in words."""
    [told] = shelf(folder, memory)
    return told


# --- what is told ---------------------------------------------------------------------------------------------


def test_a_book_tells_level_minutes_and_languages(tmp_path: Path) -> None:
    path = translated(tmp_path)
    path.write_text(change(STORY, TITLE, f"{TITLE}level: 2\nminutes: 1\n"), encoding="utf-8")
    assert only(tmp_path).facts == ("level 2", "1 minute", "Nederlands, English")


def test_what_the_author_left_out_is_left_out(tmp_path: Path) -> None:
    keep(tmp_path, change(STORY, SUMMARY, ""))
    told = only(tmp_path)
    assert (told.facts, told.summary, told.note) == (("Nederlands",), "", "")


def test_files_with_the_same_name_further_on_are_told(tmp_path: Path) -> None:
    for name in ("one", "two", "three"):
        (tmp_path / name).mkdir()
        keep(tmp_path / name, change(STORY, TITLE, f"title: {name}\n"))
    [listing] = listings([tmp_path / "one", tmp_path / "two", tmp_path / "three"])
    assert book(listing).facts[-1] == "2 more files with this name"


def test_without_a_memory_nothing_is_told_about_earlier_talks(tmp_path: Path) -> None:
    keep(tmp_path)
    assert only(tmp_path).own == ()


def test_best_score_and_endings_found(tmp_path: Path) -> None:
    keep(tmp_path)
    memory = Memory()
    assert only(tmp_path, memory).own == ("not played yet", "0 of 2 endings found")
    memory.keep_score("huur", 71.6)
    memory.keep_ending("huur", "klaar")
    assert only(tmp_path, memory).own == ("best score 72", "1 of 2 endings found")


def test_a_talk_of_naught_is_a_talk_that_was_played(tmp_path: Path) -> None:
    keep(tmp_path)
    memory = Memory()
    memory.keep_score("huur", 0.0)
    assert only(tmp_path, memory).own[0] == "best score 0"


def test_an_ending_without_a_score_is_not_called_unplayed(tmp_path: Path) -> None:
    keep(tmp_path)
    memory = Memory()
    memory.keep_ending("huur", "klaar")
    assert only(tmp_path, memory).own == ("1 of 2 endings found",)


def test_an_ending_that_is_no_longer_in_the_file_does_not_count(tmp_path: Path) -> None:
    keep(tmp_path)
    memory = Memory()
    memory.keep_ending("huur", "verdwenen")
    assert only(tmp_path, memory).own == ("not played yet", "0 of 2 endings found")


def test_a_broken_scenario_says_so_and_what_to_do(tmp_path: Path) -> None:
    path = keep(tmp_path, change(STORY, "start: begin\n", "start: nergens\n"))
    told = only(tmp_path, Memory())
    assert not told.playable
    assert (told.title, told.facts, told.own) == ("huur", ("cannot be played yet", "1 problem"), ())
    assert f"`trainer check {path}`" in told.summary


def test_a_command_can_be_typed_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "half af.yaml"
    path.write_text("format: 1\n", encoding="utf-8")
    assert f'`trainer check "{path}"`' in only(tmp_path).summary


@pytest.mark.parametrize("sign", ["\x1b", "\x9b", "\u202e", "\u200e"])
def test_a_file_name_steers_no_terminal(tmp_path: Path, sign: str) -> None:
    path = tmp_path / f"a{sign}b.yaml"
    try:
        path.write_text("format: 1\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such names")
    told = only(tmp_path)
    assert told.title == "ab"
    assert sign not in told.summary


# --- searching ------------------------------------------------------------------------------------------------


@pytest.fixture
def books(tmp_path: Path) -> list[Book]:
    """Three scenarios, and one that cannot be played."""
    care = change(STORY, TITLE, "title: De uithuisplaatsing\nnote: Gaat over rouw en verlies.\n")
    keep(tmp_path, change(care, SUMMARY, ""), name="uhp")
    cafe = change(STORY, TITLE, "title: Naar het CAFÉ\n")
    keep(tmp_path, change(cafe, "role: wijkwerker", "role: schuldhulpverlener"), name="een_avond")
    keep(tmp_path, change(STORY, TITLE, 'title: "\'s Nachts bellen"\n'))
    keep(tmp_path, "format: 1\n", name="kapot", persona=change(PERSONA, "name: Anouk de Wit", "name: Yıldız Øzgür"))
    return shelf(tmp_path)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("huis", ["uhp"]),
        ("HUIS", ["uhp"]),
        ("cafe", ["een_avond"]),
        ("Café", ["een_avond"]),
        ("cafe\u0301", ["een_avond"]),
        ("betaald", ["een_avond", "huur"]),
        ("rouw", ["uhp"]),
        ("schuldhulp", ["een_avond"]),
        ("yildiz ozgur", ["een_avond", "huur", "uhp"]),
        ("een_avond", ["een_avond"]),
        ("een avond", ["een_avond"]),
        ("verlies rouw", ["uhp"]),
        ("rouw cafe", []),
        ("’s nachts", ["huur"]),
        ("kapot", ["kapot"]),
        ("olifant", []),
    ],
)
def test_a_scenario_is_found_by_what_one_remembers_of_it(books: list[Book], words: str, found: list[str]) -> None:
    assert [told.id for told in search(books, words)] == found


@pytest.mark.parametrize("words", ["", "  ", "...", "?"])
def test_without_words_everything_is_found(books: list[Book], words: str) -> None:
    assert search(books, words) == books


@pytest.mark.parametrize("words", ["Zoek samen", "Eerlijk", "Nederlands", "mistakes", "formulier"])
def test_other_texts_are_not_searched(books: list[Book], words: str) -> None:
    assert search(books, words) == []


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Één", "een"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("Łódź", "lodz"),
        ("ﬁets", "fiets"),
        ("ĳs", "ijs"),
    ],
)
def test_letters_are_compared_without_what_one_does_not_type(text: str, plain: str) -> None:
    assert folded(text) == plain


# --- in which order -------------------------------------------------------------------------------------------


def order(folder: Path, memory: Memory) -> list[tuple[str, bool]]:
    """Return the ids as they stand on the shelf, and whether one is told to begin there."""
    books = [book(listing, memory) for listing in in_order(listings([folder]), memory)]
    return [(told.id, "begin here" in told.facts) for told in books]


def test_a_newcomer_finds_the_first_talk_first_and_is_told_so(tmp_path: Path) -> None:
    for name in ("aanbod", "eerste_gesprek", "kapot", "zorg"):
        keep(tmp_path, STORY if name != "kapot" else "scenes: [", name=name)
    assert order(tmp_path, Memory()) == [("eerste_gesprek", True), ("aanbod", False), ("zorg", False), ("kapot", False)]


def test_who_has_talked_before_finds_the_first_talk_at_its_place(tmp_path: Path) -> None:
    for name in ("aanbod", "eerste_gesprek"):
        keep(tmp_path, name=name)
    memory = Memory()
    memory.keep_ending("aanbod", "ruzie")
    assert order(tmp_path, memory) == [("aanbod", False), ("eerste_gesprek", False)]
