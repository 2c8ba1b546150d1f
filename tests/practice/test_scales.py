"""A scale in a sitting: its steps, what is kept of it, and other ways around it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.practice.scales import SCALES, WHY, at_scale, scales
from tests.practice.sittings import choose
from tests.practice.test_resume import remembered
from tests.scenario import change
from trainer.conversation.run import Reason
from trainer.errors import ChoiceError
from trainer.practice.arrival import opened
from trainer.practice.entries import Entry
from trainer.practice.export import as_json
from trainer.practice.reflection import LONGEST
from trainer.practice.report import report
from trainer.practice.resume import Stage, returning, stage
from trainer.practice.review import reviews
from trainer.practice.sitting import Sitting
from trainer.records.report import rendered
from trainer.records.store import Store

ANSWERED = "[Hoe veilig is het hier? 7, from 1 = helemaal niet veilig to 7 = helemaal veilig]"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store(tmp_path / "data")
    yield made
    made.close()


def back(store: Store, sitting: Sitting) -> tuple[Sitting, Stage]:
    """Return where a talk goes on after its window was closed without a word."""
    assert sitting.first.record is not None
    sitting.close()
    return stage(returning(remembered(store), sitting.first.record.run, (), "nl").go_on(remembered(store)))


# --- the steps ------------------------------------------------------------------------------------------------


def test_the_steps_of_a_scale_are_numbered_and_its_ends_have_their_texts(tmp_path: Path) -> None:
    page = at_scale(tmp_path).page
    assert [(option.number, option.id) for option in page.options] == [(n, str(n)) for n in range(1, 8)]
    texts = [option.text for option in page.options]
    assert texts == ["helemaal niet veilig", "", "", "", "", "", "helemaal veilig"]


@pytest.mark.parametrize("number", [0, 8, -1])
def test_a_step_that_is_not_on_the_scale_changes_nothing(tmp_path: Path, number: int) -> None:
    given = at_scale(tmp_path)
    with pytest.raises(ChoiceError, match="choose 1 to 7"):
        given.choose(number, WHY)
    assert given.run.choices == ("luister",)


def test_an_answer_with_its_reason_is_what_one_said_and_no_turn(tmp_path: Path) -> None:
    given = at_scale(tmp_path)
    entries = given.choose(7, f"  {WHY}\x1b[2J\n").entries
    assert entries[0] == Entry("you", "You", f"{ANSWERED} {WHY}[2J")
    assert entries[1].text == "Fijn."
    assert tuple(given.entries[-2:]) == entries
    assert len(given.session.transcript.turns) == 1


def test_a_reason_is_as_long_as_any_other_answer_at_most(tmp_path: Path) -> None:
    given = at_scale(tmp_path)
    given.choose(7, "é" * 9000)
    assert len(given.run.reasons[0].text) == LONGEST


def test_nothing_is_kept_as_a_reason_where_none_is_asked(tmp_path: Path) -> None:
    given = at_scale(tmp_path)
    given.choose(7)
    given.choose(10, WHY)
    assert (given.run.choices, given.run.reasons) == (("luister", "7", "10"), ())
    assert WHY not in given.entries[-1].text


def test_another_language_keeps_answers_and_reasons(tmp_path: Path) -> None:
    given = at_scale(tmp_path)
    given.choose(7, WHY)
    assert given.speak("en")
    assert given.entries[-2].text == f"[How safe is it here? 7, from 1 = not safe at all to 7 = quite safe] {WHY}"
    assert given.page.scale is not None
    assert given.page.scale.prompt == "How sure are you?"


# --- what is kept ---------------------------------------------------------------------------------------------


def test_one_goes_on_at_the_scale_and_after_it(tmp_path: Path, store: Store) -> None:
    given = at_scale(tmp_path, memory=remembered(store))
    for number, reason in ((7, WHY), (10, "")):
        again, where = back(store, given)
        assert (again.page.scale, where) == (given.page.scale, "talk")
        assert again.entries == given.entries
        again.choose(number, reason)
        given = again
    again, _where = back(store, given)
    assert again.entries == given.entries
    assert again.run == given.run
    assert again.run.reasons == (Reason(2, WHY),)
    assert [option.id for option in again.page.options] == ["af", "nog"]


def test_answers_do_not_count_as_turns_in_the_history(tmp_path: Path, store: Store) -> None:
    given = at_scale(tmp_path, memory=remembered(store))
    counts = [store.history(None)[0].turns]
    for number in (7, 10, 1):
        given.choose(number)
        counts.append(store.history(None)[0].turns)
    assert counts == [1, 1, 1, 2]


def test_a_scale_with_fewer_steps_no_longer_leads_where_an_answer_led(tmp_path: Path, store: Store) -> None:
    given = at_scale(tmp_path, memory=remembered(store))
    given.choose(7, WHY)
    scales(tmp_path, change(SCALES, "    reason: true\n", "    reason: true\n    steps: 5\n"))
    given.close()
    assert given.record is not None
    found = returning(remembered(store), given.record.run, (), "nl")
    assert (found.changed, found.leads) == (True, False)
    assert WHY in found.read(remembered(store)).entries[-2].text


# --- other ways -----------------------------------------------------------------------------------------------


def round_about(tmp_path: Path, store: Store) -> Sitting:
    """Return a talk with two ways tried: from before an answer and from between two, each with its own reasons."""
    given = at_scale(tmp_path, memory=remembered(store))
    given.choose(7, WHY)
    choose(given, "10", "nog")
    given.choose(1, "Of toch niet.")
    choose(given, "2", "af")
    given.reflect({})
    first = given.from_turn(1)
    choose(first, "kil")
    first.choose(3, "Anders bekeken.")
    second = given.from_turn(2)
    choose(second, "nog")
    second.choose(4)
    return given


def test_ways_around_an_answer_keep_their_own_reasons(tmp_path: Path, store: Store) -> None:
    given = round_about(tmp_path, store)
    assert given.run.reasons == (Reason(2, WHY), Reason(5, "Of toch niet."))
    first, second = given.run.explored
    assert (first.at, first.choices, first.reasons) == (1, ("kil", "3"), (Reason(2, "Anders bekeken."),))
    assert (second.at, second.choices, second.reasons) == (2, ("nog", "4"), ())
    again, where = back(store, given)
    assert where == "talk"
    assert again.first.run == given.run
    assert [way.entries for way in again.first.tried] == [way.entries for way in given.tried]


def test_playing_on_from_after_an_answer_shows_it_and_begins_behind_it(tmp_path: Path, store: Store) -> None:
    given = round_about(tmp_path, store)
    after = given.from_turn(2)
    assert (after.kept, after.rewinds) == (False, False)
    assert [option.id for option in after.page.options] == ["af", "nog"]
    assert after.entries[-1].text.startswith("[Hoe zeker weet u dat? 10")
    assert any(WHY in entry.text for entry in after.entries)
    choose(after, "nog")
    assert (after.kept, after.rewinds) == (True, True)
    assert given.from_turn(3).entries[-1].text.startswith("[Hoe zeker weet u dat? 2")


def test_an_export_tells_reasons_by_choice_and_opens_elsewhere_as_the_same_talk(tmp_path: Path, store: Store) -> None:
    given = round_about(tmp_path, store)
    assert given.record is not None
    written = as_json(remembered(store), [given.record.run], ())
    [run] = json.loads(written)["runs"]
    assert run["reasons"] == [{"at": 2, "text": WHY}, {"at": 5, "text": "Of toch niet."}]
    assert [way["reasons"] for way in run["explored"]] == [[{"at": 2, "text": "Anders bekeken."}], []]
    assert [(answer["answer"], answer["after"]) for answer in run["answers"]] == [
        ("7", 1),
        ("10", 1),
        ("1", 2),
        ("2", 2),
    ]
    assert [[answer["answer"] for answer in way["answers"]] for way in run["explored"]] == [["3"], ["4"]]
    assert len(run["turns"]) == 3
    file = tmp_path / "taken.json"
    file.write_text(written, encoding="utf-8")
    with opened(file, None, (), "nl") as there:
        assert there.entries == given.entries
        assert there.run.explored == given.run.explored


def test_a_report_shows_answers_with_their_reasons_those_of_ways_tried_too(tmp_path: Path, store: Store) -> None:
    page = rendered(report(round_about(tmp_path, store)))
    for text in (f"{ANSWERED} {WHY}", "Of toch niet.", "Anders bekeken."):
        assert page.count(text) == 1


def test_a_turn_that_is_looked_at_again_stands_after_the_answers_before_it(tmp_path: Path) -> None:
    given = at_scale(tmp_path)
    given.choose(1, WHY)
    given.choose(10)
    choose(given, "nog")
    given.choose(7)
    given.choose(10)
    choose(given, "af")
    given.reflect({})
    [review] = [review for review in reviews(given, given.debrief) if review.turn == 2]
    assert [entry.kind for entry in review.entries] == ["narration", "you", "seen", "client", "you", "you"]
    assert WHY in review.entries[1].text
