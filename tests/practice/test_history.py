"""Own talks over time: what the list says of each, what is followed, and how a course is told in words."""

from __future__ import annotations

import re
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.practice.past_talks import Years
from trainer import language
from trainer.conversation.run import Chosen
from trainer.errors import StoreError
from trainer.practice.history import Course, History, history
from trainer.practice.measures import MEASURES, in_words, scale
from trainer.practice.memory import Memory
from trainer.practice.talks import PLOTTED
from trainer.records.past import Apart, Figures
from trainer.scenario.files import texts
from trainer.scenario.loader import load_scenario


def course(told: History, key: str) -> Course:
    """Return the course of a measure."""
    return next(one for one in told.courses if one.key == key)


def words(key: str, *values: float | None) -> str:
    """Return the course of a measure in words."""
    return " ".join(in_words(next(measure for measure in MEASURES if measure.key == key), values))


# --- the list -----------------------------------------------------------------------------------------------


def test_talks_are_listed_the_latest_first_with_their_day_title_and_ending(years: Years) -> None:
    first, second = years.hold("out_of_the_door"), years.hold("gone", scenario="street", title="The street")
    rows = history(years.memory).rows
    assert [(row.id, row.date, row.title, row.how) for row in rows] == [
        (second, "2 Nov 2026 10:00", "The street", "gone"),
        (first, "1 Nov 2026 10:00", "The house", "out of the door"),
    ]
    language.use("nl")
    assert history(years.memory).rows[0].date == "02-11-2026 10:00"


def test_the_day_is_that_of_the_clock_on_the_wall(years: Years, monkeypatch: pytest.MonkeyPatch) -> None:
    years.hold()
    monkeypatch.undo()
    local = datetime.fromisoformat("2026-11-01T10:00:00Z").astimezone()
    assert history(years.memory).rows[0].date == f"{local.day} Nov 2026 {local:%H:%M}"


def test_numbers_come_only_after_looking_back(years: Years) -> None:
    run = years.hold("gone", reflected=False)
    told = history(years.memory)
    assert (told.rows[0].how, told.rows[0].figures, told.courses) == ("gone, not looked back on yet", {}, ())
    assert told.note == "There are no numbers yet. They come after a talk, when you have looked back on it."
    years.store.reflect(run, Apart())
    told = history(years.memory)
    assert (told.rows[0].how, told.note) == ("gone", "")
    assert told.rows[0].figures["in_band"] == "50%"
    assert course(told, "in_band").values == (50.0,)


def test_a_talk_that_goes_on_and_one_that_was_stopped_have_no_numbers(years: Years) -> None:
    years.store.stop(years.begin())
    years.begin(turns=4)
    years.begin(turns=0, mode="assess")
    rows = history(years.memory).rows
    assert [row.how for row in rows] == ["assessment, turn 1, not finished", "turn 5, not finished", "stopped"]
    assert not any(row.figures for row in rows)


def test_a_talk_in_which_nothing_was_left_to_choose_has_numbers_without_an_ending(years: Years) -> None:
    run = years.begin()
    years.store.stop(run, Figures(3, 1.0, 80.0, None, 2, 0.0, 70.0, ("SB",)))
    years.store.reflect(run, Apart())
    row = history(years.memory).rows[0]
    assert row.how == "nothing was left to choose"
    assert (row.figures["in_band"], row.figures["drawn_in"], row.figures["autonomy"]) == ("100%", "-", "+2")


def test_an_assessment_is_listed_as_one(years: Years) -> None:
    years.hold("gone", mode="assess")
    assert history(years.memory).rows[0].how == "assessment, gone"


def test_endings_have_their_titles_in_the_language_spoken_now(years: Years) -> None:
    years.hold("samen", scenario="uithuisplaatsing", title="De uithuisplaatsing")
    assert history(years.memory).rows[0].how == "To the car together"
    language.use("nl")
    assert history(years.memory).rows[0].how == "Samen naar de auto"


def test_the_titles_of_a_scenario_that_is_gone_are_those_of_then(years: Years, tmp_path: Path) -> None:
    scenario = load_scenario(Path(__file__).parents[2] / "scenarios" / "uithuisplaatsing.yaml", "en")
    given = years.begin("gone_since", "Gone since")
    kept = {name.replace("uithuisplaatsing", "gone_since"): text for name, text in texts(scenario).items()}
    data = years.store.kept(given).run
    run = years.store.begin(
        type(data)("gone_since", scenario.digest, "en", 1, {}, ()), "Gone", tmp_path / "gone_since.yaml", False, kept
    )
    years.store.finish(run, 1, Chosen("go"), "samen", Figures(1, 1, 1, 1, 1, 1, 1, ()))
    years.store.reflect(run, Apart())
    assert "To the car together" in [row.how for row in history(years.memory).rows]


def test_titles_from_a_file_that_was_tampered_with_cannot_steer_the_terminal(years: Years) -> None:
    years.hold("a\x1b[2Jb", title="Th\x1b]0;x\x07e \u202ehouse")
    told = history(years.memory)
    text = f"{told.title}{told.rows[0].title}{told.rows[0].how}{history(years.memory, 'house').title}"
    assert text.isprintable()


# --- per scenario -------------------------------------------------------------------------------------------


def test_scenarios_are_told_with_their_latest_title_and_count_the_latest_first(years: Years) -> None:
    years.hold(title="The old name")
    years.hold(scenario="street", title="The street")
    years.hold(title="The house")
    told = history(years.memory)
    assert [(one.id, one.title, one.count) for one in told.scenarios] == [
        ("house", "The house", 2),
        ("street", "The street", 1),
    ]
    assert told.title == "All scenarios"
    assert told.note.startswith("Talks of different scenarios stand side by side here.")


def test_one_scenario_has_only_its_own_talks_and_courses(years: Years) -> None:
    years.hold(in_band=0.25)
    years.hold(scenario="street", title="The street", in_band=1.0)
    told = history(years.memory, "house")
    assert (told.title, told.note, [row.title for row in told.rows]) == ("The house", "", ["The house"])
    assert course(told, "in_band").values == (25.0,)
    assert len(told.scenarios) == 2


def test_somebody_sees_only_their_own_talks(tmp_path: Path) -> None:
    Years(tmp_path, "k7").hold()
    assert len(history(Years(tmp_path, "k7").memory).rows) == 1
    assert not history(Years(tmp_path).memory).rows


def test_without_talks_it_says_so_kindly(years: Years) -> None:
    assert history(years.memory).note == "Nothing here yet. After your first talk you can look back on it here."
    years.hold()
    assert history(years.memory, "street").note.startswith("Nothing here yet.")
    assert history(Memory()).note == "Nothing is kept at the moment, so there is nothing to look back on here."


# --- what is followed ---------------------------------------------------------------------------------------


def test_the_courses_have_the_oldest_talk_first_and_the_practice_score_is_last_and_not_alone(years: Years) -> None:
    first = years.hold(in_band=0.3, practice_score=None, drawn_in=None)
    years.begin()
    second = years.hold(in_band=0.74, rose_fit=62.9, apart=Apart(35.2, 2), practice_score=80.4)
    told = history(years.memory)
    assert [one.key for one in told.courses] == [
        "in_band", "rose_fit", "drawn_in", "autonomy", "degrees", "steps", "octants", "endings", "practice_score",
    ]  # fmt: skip
    assert told.plotted == ((first, "1 Nov 2026"), (second, "3 Nov 2026"))
    assert course(told, "in_band").values == (30.0, 74.0)
    assert course(told, "drawn_in").values == (None, 40.0)
    assert course(told, "practice_score").lines == (
        "One talk: 80.",
        "1 talk has no such number.",
        "Beside it, in the last talk: 74% in the band, Rose fit 62.",
    )
    assert told.rows[0].figures == {
        "in_band": "74%", "rose_fit": "62", "drawn_in": "40%", "autonomy": "0", "degrees": "35°", "steps": "2",
        "octants": "2", "endings": "1", "practice_score": "80",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("key", "values", "marks"),
    [
        ("in_band", [50.0], ["0%", "50%", "100%"]),
        ("degrees", [None], ["0°", "90°", "180°"]),
        ("octants", [2], ["0", "4", "8"]),
        ("autonomy", [0], ["-3", "0", "+3"]),
        ("autonomy", [-4, None, 2], ["-6", "0", "+6"]),
        ("endings", [1, 3], ["0", "3"]),
        ("endings", [1, 4], ["0", "2", "4"]),
    ],
)
def test_a_scale_shows_all_there_can_be_and_autonomy_both_sides(key: str, values: Any, marks: list[str]) -> None:
    measure = next(measure for measure in MEASURES if measure.key == key)
    assert [words for _value, words in scale(measure, values)] == marks


def test_a_plot_looks_at_the_latest_talks_with_numbers(years: Years) -> None:
    with years.store.together():
        for n in range(PLOTTED + 5):
            years.hold(autonomy=n)
            years.begin()
    told = history(years.memory)
    assert course(told, "autonomy").values == tuple(range(5, PLOTTED + 5))
    assert len(told.rows) == 2 * PLOTTED + 10


def test_endings_are_counted_as_they_were_found_on_other_ways_too(years: Years) -> None:
    years.hold("out")
    years.hold("out")
    years.try_again(years.hold("gone"), "stays")
    years.hold("out", scenario="street", title="The street")
    assert course(history(years.memory, "house"), "endings").values == (1, 1, 3)
    assert course(history(years.memory), "endings").values == (1, 1, 3, 4)
    assert course(history(years.memory, "house"), "endings").lines == ("3 endings found.",)
    assert course(history(years.memory), "endings").lines == (
        "The street: 1 ending found.",
        "The house: 3 endings found.",
    )


def test_endings_found_are_named_when_the_scenario_can_be_read(years: Years) -> None:
    years.hold("samen", scenario="uithuisplaatsing", title="De uithuisplaatsing")
    years.hold("dicht", scenario="uithuisplaatsing", title="De uithuisplaatsing")
    told = course(history(years.memory, "uithuisplaatsing"), "endings")
    assert told.lines == ("Endings found so far: 2 of 4. To the car together, The door shut.",)
    assert [words for _value, words in told.scale] == ["0", "2", "4"]


# --- in words -----------------------------------------------------------------------------------------------


def test_a_course_in_words_says_no_more_than_there_is() -> None:
    assert words("in_band") == "None of these talks has this number."
    assert words("in_band", None) == words("in_band")
    assert words("in_band", 50) == "One talk: 50%."
    assert words("in_band", 50, None, 75.4) == "Two talks: first 50%, then 75%. 1 talk has no such number."
    assert words("in_band", 50, 60, 75) == "3 talks: 50% in the first of them, 75% in the last."


def test_three_talks_are_compared_with_the_three_before_them() -> None:
    few = "The last three on average: 60%. That is little to go by: one talk more can change it."
    assert words("in_band", 20, 50, 60, 70).endswith(few)
    told = words("in_band", 0, 20, 30, 40, 50, 60, 70)
    assert told.startswith("7 talks: 0% in the first of them, 70% in the last. ")
    assert told.endswith("The last three on average: 60%; the three before: 30%. That is: higher.")


@pytest.mark.parametrize(
    ("key", "before", "now", "change"),
    [
        ("in_band", 60, 64.9, "about the same"),
        ("in_band", 60, 55, "lower"),
        ("rose_fit", 60, 70, "higher"),
        ("drawn_in", 20, 60, "more"),
        ("drawn_in", 60, 20, "less"),
        ("autonomy", -2, 2, "the client decided more"),
        ("autonomy", 2, -2, "you took over more"),
        ("degrees", 120, 30, "closer together"),
        ("steps", 0, 2, "further apart"),
        ("octants", 2, 6, "more"),
        ("octants", 6, 2, "fewer"),
    ],
)
def test_a_change_is_told_in_words_that_fit_the_measure(key: str, before: float, now: float, change: str) -> None:
    assert words(key, before, before, before, now, now, now).endswith(f"That is: {change}.")


def test_no_measure_is_ever_called_better_or_worse() -> None:
    for measure in MEASURES:
        for values in ((10, 10, 10, 90, 90, 90), (90, 90, 90, 10, 10, 10)):
            told = " ".join([measure.name, measure.tells, *in_words(measure, values)]).lower()
            assert not re.search(r"better|worse|wrong|bad score|improv|well done", told)


def test_means_are_written_as_in_the_language_spoken_now() -> None:
    assert "+1.3" in words("autonomy", 0, 1, 1, 2)
    language.use("nl")
    assert "+1,3" in words("autonomy", 0, 1, 1, 2)


# --- many talks ---------------------------------------------------------------------------------------------


@pytest.fixture
def busy(years: Years) -> Years:
    """Return a store with many talks."""
    with years.store.together():
        for _n in range(600):
            years.hold()
    return years


def test_only_what_is_looked_at_is_read_and_yet_all_can_be(busy: Years, monkeypatch: pytest.MonkeyPatch) -> None:
    read, real = [], busy.store.history

    def spy(learner: str | None, scenario: str | None = None, most: int = -1) -> Any:
        read.append(most)
        return real(learner, scenario, most)

    monkeypatch.setattr(busy.store, "history", spy)
    rows = history(busy.memory).rows
    assert rows[7].date
    assert 0 < max(read) < 200
    assert len({row.id for row in rows}) == len(rows) == 600
    assert rows[-1].date == "1 Nov 2026 10:00"


def test_the_list_stays_as_it_is_while_another_window_begins_a_talk(busy: Years) -> None:
    rows = history(busy.memory).rows
    before = [row.id for row in rows[:3]]
    new = busy.begin()
    ids = [row.id for row in rows]
    assert ids[:3] == before
    assert new not in ids
    assert len(ids) == 600


def test_the_list_ends_where_it_cannot_be_read_any_more(busy: Years, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = history(busy.memory).rows

    def broken(*_args: Any, **_more: Any) -> Any:
        raise StoreError("gone")

    monkeypatch.setattr(busy.store, "history", broken)
    with pytest.raises(IndexError):
        rows[-1]
    assert 0 < len(rows) < 600
    assert rows[-1].date
    with pytest.raises(StoreError):
        history(busy.memory)


def test_talks_deleted_elsewhere_are_missed_and_nothing_else(busy: Years, tmp_path: Path) -> None:
    rows = history(busy.memory).rows
    with sqlite3.connect(tmp_path / "kept" / "runs.sqlite") as other:
        other.execute("delete from run where started < '2027-06-01'")
    assert len(list(rows)) == len(rows) < 600
