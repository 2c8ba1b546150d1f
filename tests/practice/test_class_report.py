"""The report of a class: how every vote fell, unless that points at somebody, and nothing of who voted."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.practice.test_lesson import lesson, options, voted
from tests.records.pages import Page
from trainer.classroom.ballot import FEWEST_TOLD
from trainer.errors import UsageError
from trainer.practice.class_report import as_table, report, teams_report, write_report, write_teams_report
from trainer.practice.lesson import Lesson
from trainer.practice.teams import Teams
from trainer.records.report import Part, Table, rendered
from trainer.records.rose_drawing import CloudPicture


def page(held: Lesson) -> Page:
    return Page(rendered(report(held)))


def part(held: Lesson, title: str) -> Part:
    return next(part for part in report(held).parts if title in part.title)


def rows(held: Lesson) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_table(held).lstrip("\ufeff"))))


def talked_about() -> Lesson:
    """Return a class that voted, talked, voted again and let the client react."""
    held = lesson()
    first, second, *_rest = options(held)
    voted(held, first, first, first, second, second)
    held.tell()
    held.vote_again()
    held.cast([*((seat, second) for seat in "abcde"), ("f", first)])
    held.close_vote()
    held.tell()
    held.react()
    return held


def test_votes_before_and_after_talking_stand_side_by_side() -> None:
    table = part(talked_about(), "Turn 1. What to do, 6 votes, first and after talking").shows
    assert isinstance(table, Table)
    assert table.heads == ("Answer", "First", "After talking")
    assert [row.cells for row in table.rows[:3]] == [("3", "1"), ("2", "5"), ("0", "0")]
    assert table.rows[1].bars == (0.4, 1.0)


def test_places_on_the_rose_are_a_cloud_with_its_words() -> None:
    held = talked_about()
    held.open_vote("rose")
    held.count_hands({"OS2": 4, "OS1": 2, "TB3": 1})
    held.tell()
    found = part(held, "Where the client was on the Rose, 7 votes")
    assert isinstance(found.shows, CloudPicture)
    assert found.lines[:2] == ("OS following: 6", "TB attacking: 1")
    [drawn] = page(held).svgs()
    assert sorted(text.text or "" for text in drawn.iter() if text.tag.endswith("text") and text.get("y"))[:3] == [
        "1", "2", "4",
    ]  # fmt: skip


def test_a_vote_of_few_is_told_without_how_it_fell() -> None:
    held = lesson()
    first, second, *_rest = options(held)
    voted(held, first, first, first, second)
    held.tell()
    held.take(2)
    told = page(held).text
    assert "What to do, 4 votes: too few to tell how they fell, for that would point at people." in told
    assert "other than most voted" not in told
    assert "divided" not in told
    assert "<table" not in page(held).html
    [row] = rows(held)
    assert (row["voters"], row["option"], row["said"], row["votes"]) == ("4", "", "", "")


def test_a_small_vote_beside_a_large_one_is_left_out_of_the_comparison() -> None:
    held = lesson()
    first, second, *_rest = options(held)
    voted(held, *[first] * 4)
    held.tell()
    held.vote_again()
    held.count_hands({second: 6})
    table = part(held, "Turn 1. What to do, 6 votes").shows
    assert isinstance(table, Table)
    assert table.heads == ("Answer", "Votes")
    assert "Before and after talking" not in page(held).text


def test_seats_are_nowhere() -> None:
    held = lesson()
    seats = [f"{n:032x}" for n in range(9)]
    for seat in seats:
        held.admit(seat)
    held.open_vote()
    held.cast([(seat, options(held)[0]) for seat in seats])
    held.close_vote()
    told = page(held).html + as_table(held)
    assert not [seat for seat in seats if seat in told]
    assert "KLAS" not in told


def test_numbers_are_there_once_the_class_has_seen_them() -> None:
    held = talked_about()
    assert "Practice score" not in page(held).text
    while held.sitting.page.options:
        held.take(1)
    assert "Practice score" not in page(held).text
    held.sitting.first.reflect({})
    seen = page(held)
    assert "Practice score" in seen.text
    assert len(set(seen.ids)) == len(seen.ids)
    titles = [found.title for found in report(held).parts]
    assert len(set(titles)) == len(titles)


def test_a_class_that_did_nothing_yet_has_a_report_too() -> None:
    assert "The path of this class" in page(lesson()).text
    assert rows(lesson()) == []


@given(votes=st.lists(st.lists(st.integers(0, 4), max_size=9), max_size=4))
def test_the_table_holds_every_vote_once(votes: list[list[int]]) -> None:
    held = lesson()
    offered = options(held)
    for ballot in votes:
        held.open_vote()
        held.cast([(f"s{n}", offered[pick]) for n, pick in enumerate(ballot)])
        held.close_vote()
        held.tell()
    found = rows(held)
    for n, ballot in enumerate(votes, 1):
        mine = [row for row in found if row["ballot"] == str(n)]
        assert {row["voters"] for row in mine} == {str(len(ballot))}
        if len(ballot) < FEWEST_TOLD:
            assert [row["votes"] for row in mine] == [""]
        else:
            counted = Counter(offered[pick] for pick in ballot)
            assert {row["option"]: int(row["votes"]) for row in mine} == {key: counted[key] for key in offered}


def test_the_files_are_named_after_the_class(tmp_path: Path) -> None:
    written = write_report(talked_about(), tmp_path)
    assert re.fullmatch(r"uithuisplaatsing-\d{4}-\d\d-\d\d-\d{4}\.html", written.name)
    assert {path.suffix for path in tmp_path.iterdir()} == {".html", ".csv"}


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        write_report(talked_about(), tmp_path / "nowhere")


def test_teams_stand_side_by_side_with_their_numbers(tmp_path: Path) -> None:
    teams = Teams.begun(lambda: lesson().sitting, 2)
    teams.choose(1)
    teams.go_on()
    teams.choose(2)
    found = teams_report(teams.sittings)
    numbers = found.parts[-1].shows
    assert isinstance(numbers, Table)
    assert numbers.heads[0] == "Team"
    assert [row.cells[0] for row in numbers.rows] == ["1", "1"]
    told = Page(write_teams_report(teams.sittings, tmp_path).read_text(encoding="utf-8")).text
    assert "Where you went apart" in told
    assert "The path of team 2" in told
