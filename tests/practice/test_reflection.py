"""Own words and own places: what is asked, what is kept of an answer, and what counts as skipping."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.conversation.stories import say
from tests.debrief.talks import endless
from tests.practice.sittings import RICH, rich, sitting
from trainer import language
from trainer.practice.reflection import Question, Reflection, questions, reflection, tidy
from trainer.scenario.model import Ending

LINE_ENDS = ["\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"]


def ending(*asked: str) -> Ending:
    """Return an ending with questions of its author."""
    return Ending.model_validate({"title": "Out", "outcome": "good", "reflect": list(asked)})


# --- what is asked ----------------------------------------------------------------------------------------


def test_a_feeling_plus_and_delta_come_first_and_two_places_last() -> None:
    asked = [(question.id, question.kind) for question in questions(ending("Why?"))]
    assert asked == [
        ("feeling", "word"),
        ("plus", "words"),
        ("delta", "words"),
        ("asked", "words"),
        ("rose", "rose"),
        ("closeness", "closeness"),
    ]


def test_only_the_first_question_of_the_author_is_asked() -> None:
    asked = questions(ending("First?", "Second?", "Third?"))
    assert [question.text for question in asked if question.id == "asked"] == ["First?"]
    assert "Second?" not in {question.text for question in asked}


@pytest.mark.parametrize("where", [None, ending()])
def test_without_a_question_of_the_author_the_rest_is_asked(where: Ending | None) -> None:
    assert [question.id for question in questions(where)] == ["feeling", "plus", "delta", "rose", "closeness"]


def test_the_question_of_the_author_is_that_of_the_ending_one_came_to() -> None:
    good, hard = sitting(rich(), *RICH), sitting(rich(), *RICH[:-1], "slam")
    assert Question("asked", "words", "When was it you?") in good.questions
    assert [question.id for question in hard.questions] == ["feeling", "plus", "delta", "rose", "closeness"]
    assert hard.questions == sitting(endless({"ok": say()}), "ok").questions, "stopped half-way"


def test_everything_is_asked_in_the_language_spoken_but_for_the_authors_words() -> None:
    english = questions(ending("Why?"))
    language.use("nl")
    for question, dutch in zip(english, questions(ending("Why?")), strict=True):
        assert (question.id, question.kind) == (dutch.id, dutch.kind)
        assert (question.text == dutch.text) == (question.id == "asked")


def test_no_question_shows_a_number_or_a_code_before_the_numbers() -> None:
    for question in sitting(rich(), *RICH).questions:
        assert not any(character.isdigit() for character in question.text)


# --- what is kept of words --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("calm", "calm"),
        ("  calm \t and\n\n warm  ", "calm and warm"),
        ("a\x1b[31mred\x07", "a[31mred"),
        ("\x00\x08calm\x7f", "calm"),
        ("a\u202eb\u2066c\ufeff", "abc"),
        ("100% {sure} [b]bold[/b] %s", "100% {sure} [b]bold[/b] %s"),
        ("één · 你好 · 🙂", "één · 你好 · 🙂"),
        ("one\r\ntwo", "one two"),
    ],
)
def test_words_are_kept_on_one_line_without_what_steers_a_terminal(typed: str, kept: str) -> None:
    assert tidy(typed) == kept
    assert reflection({"plus": typed}).words == {"plus": kept}


@pytest.mark.parametrize("end", LINE_ENDS)
def test_every_kind_of_line_end_parts_words(end: str) -> None:
    assert tidy(f"one{end}two") == "one two"


@pytest.mark.parametrize("length", [1999, 2000])
def test_up_to_two_thousand_characters_everything_is_kept(length: int) -> None:
    assert tidy("x" * length) == "x" * length


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("x" * 2001, "x" * 2000),
        ("x" * 100_000, "x" * 2000),
        ("ab " * 1000, ("ab " * 1000)[:2000].strip()),
        ("x" * 1999 + " y", "x" * 1999),
        (" " * 5000 + "late", "late"),
        ("\x07" * 5000 + "late", "late"),
    ],
)
def test_of_a_longer_answer_the_first_two_thousand_characters_are_kept(typed: str, kept: str) -> None:
    assert tidy(typed) == kept
    assert reflection({"delta": typed}).words["delta"] == kept


def test_a_million_characters_are_no_more_work_than_are_looked_at() -> None:
    assert tidy("\x07" * 1_000_000 + "late") == ""


# --- skipping ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("empty", [None, "", " ", "\n", "\t \r\n", "\x07\x1b", "\u2028", "\ufeff"])
def test_what_is_empty_was_skipped(empty: str | None) -> None:
    assert reflection({"feeling": empty, "plus": "Here."}) == Reflection({"plus": "Here."})


def test_no_answers_at_all_are_fine() -> None:
    assert reflection({}) == Reflection()
    everything = dict.fromkeys(("feeling", "plus", "delta", "asked", "rose", "closeness"))
    assert reflection(everything) == Reflection()
    assert (Reflection().rose, Reflection().closeness) == (None, None)


@pytest.mark.parametrize(
    ("question", "empty"),
    [
        ("rose", ""),
        ("rose", None),
        ("closeness", None),
        ("rose", " "),
        ("closeness", ""),
    ],
)
def test_a_place_can_be_skipped_like_any_answer(question: str, empty: str | None) -> None:
    assert reflection({question: empty, "plus": "Here."}) == Reflection({"plus": "Here."})


# --- places -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "code"), [("SB3", "SB3"), ("BT", "BT2"), ("M", "M"), ("OT1", "OT1")])
def test_a_place_on_the_rose_is_kept_as_its_code(typed: str, code: str) -> None:
    found = reflection({"rose": typed})
    assert (found.rose, found.words, found.placed) == (code, {}, {"rose": code})


@pytest.mark.parametrize("step", [-3, -1, 0, 1, 3])
def test_a_step_of_closeness_is_kept_the_middle_too(step: int) -> None:
    found = reflection({"closeness": step})
    assert (found.closeness, found.words, found.placed) == (step, {}, {"closeness": step})


@pytest.mark.parametrize(
    "wrong", [{"rose": "XX"}, {"rose": "SB5"}, {"rose": "SB0"}, {"closeness": 4}, {"closeness": -4}]
)
def test_a_place_that_does_not_exist_is_refused(wrong: dict[str, str | int]) -> None:
    with pytest.raises(ValueError, match=str(next(iter(wrong.values())))):
        reflection({"plus": "Here.", **wrong})


def test_a_step_that_was_typed_is_the_same_step() -> None:
    assert reflection({"closeness": "-2"}) == reflection({"closeness": -2})


def test_words_and_places_are_kept_apart() -> None:
    answers = {"feeling": "tired", "plus": "I stayed.", "delta": "Wait.", "asked": "At the end.", "rose": "SO1"}
    found = reflection({**answers, "closeness": -1})
    assert found.words == {key: text for key, text in answers.items() if key != "rose"}
    assert found.placed == {"rose": "SO1", "closeness": -1}
    assert (found.rose, found.closeness) == ("SO1", -1)


def test_a_run_keeps_what_was_answered_and_no_places_when_none_were_given() -> None:
    given = sitting(rich(), *RICH)
    given.reflect({"feeling": " tired\n", "rose": None})
    assert (given.run.reflection, given.run.placed) == ({"feeling": "tired"}, None)
    assert given.reflection == replace(Reflection(), words={"feeling": "tired"})
