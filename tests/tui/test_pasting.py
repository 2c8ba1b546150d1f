"""What is pasted is text, whatever is in it and however it comes; what is typed stays what it was."""

from __future__ import annotations

from itertools import pairwise

import hypothesis.strategies as st
from hypothesis import given

from trainer.tui.pasting import END, FLOOD, MOST, START, Pasted, Pasting

HOSTILE = "\x1b[31mred\x1b[0m \x1b\x1b[A\x1bOP\x1b]52;c;aGFjaw==\x07\x1b[200~ words"


def split(*chunks: str) -> list[str | Pasted]:
    pasting = Pasting()
    return [part for chunk in chunks for part in pasting.split(chunk)]


def test_typed_keys_pass_as_they_are() -> None:
    for keys in ("1", "\x1b", "\x1b[A", "\x1b[<0;10;5M", "a\x1b[Bb"):
        assert split(keys) == [keys]


def test_a_paste_is_one_text_without_escapes() -> None:
    assert split(f"a{START}{HOSTILE}{END}b") == ["a", Pasted("red  words"), "b"]


@given(st.lists(st.integers(0, len(HOSTILE) + 12), max_size=5))
def test_a_paste_may_come_in_pieces(cuts: list[int]) -> None:
    whole = f"{START}{HOSTILE}{END}"
    places = [len(START), *sorted(max(len(START), cut) for cut in cuts), len(whole)]
    pieces = [whole[: len(START)], *(whole[a:b] for a, b in pairwise(places))]
    assert split(*pieces) == [Pasted("red  words")]


def test_a_million_characters_are_cut_and_leave_the_keyboard_free() -> None:
    chunks = [START, *["\x1b[A word " * 500] * 250, END, "x"]
    pasted, key = split(*chunks)
    assert isinstance(pasted, Pasted)
    assert "\x1b" not in pasted.text
    assert 0 < len(pasted.text) <= MOST
    assert key == "x"


def test_a_flood_without_brackets_is_no_typing() -> None:
    pasting = Pasting()
    assert list(pasting.split("word " * FLOOD)) == []
    assert list(pasting.rest()) == [Pasted("word " * FLOOD)]
    assert split("\x1b[A" * FLOOD) == ["\x1b[A" * FLOOD]


def test_what_follows_a_flood_belongs_to_it_until_it_rests() -> None:
    pasting = Pasting()
    for piece in ("word " * FLOOD, "and\x1b", "[A the rest"):  # an escape may be cut in two
        assert list(pasting.split(piece)) == []
    assert list(pasting.rest()) == [Pasted("word " * FLOOD + "and the rest")]
    assert list(pasting.split("\x1b")) == ["\x1b"]
    assert list(pasting.rest()) == []


def test_a_flood_of_a_million_characters_is_cut_too() -> None:
    pasting = Pasting()
    assert [part for _n in range(250) for part in pasting.split("word " * 800)] == []
    [pasted] = pasting.rest()
    assert len(pasted.text) == MOST


def test_a_flood_ends_where_a_paste_with_brackets_begins() -> None:
    assert split("word " * FLOOD, f"{START}more{END}") == [Pasted("word " * FLOOD), Pasted("more")]


def test_a_paste_without_an_end_is_given_up() -> None:
    pasting = Pasting()
    assert list(pasting.split(f"{START}words")) == []
    assert list(pasting.give_up()) == [Pasted("words")]
    assert list(pasting.split("x")) == ["x"]
    assert list(pasting.give_up()) == []
