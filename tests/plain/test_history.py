"""Own talks over time in plain text: the same content as on the screen, in lines."""

from __future__ import annotations

import pytest

from tests.practice.past_talks import Years
from trainer.plain.history import tell
from trainer.practice.history import history
from trainer.practice.memory import Memory


def flat(text: str) -> str:
    """Return text without its line breaks and indents."""
    return " ".join(text.split())


def test_without_talks_it_is_one_kind_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    tell(history(Memory()))
    assert flat(capsys.readouterr().out) == "Nothing is kept at the moment, so there is nothing to look back on here."


def test_talks_stand_under_their_scenario_with_id_day_ending_and_numbers(
    years: Years, capsys: pytest.CaptureFixture[str]
) -> None:
    house, street = years.hold("gone"), years.hold(scenario="street", title="The street", drawn_in=None)
    going = years.begin(turns=4)
    tell(history(years.memory))
    lines = capsys.readouterr().out.splitlines()
    assert lines[:9] == [
        "",
        "The house, 2 talks",
        "------------------",
        f"{going}, 3 Nov 2026 10:00: turn 5, not finished",
        f"{house}, 1 Nov 2026 10:00: gone",
        "    In the band 50%, Rose fit 60, Drawn in 40%, Autonomy 0, Octants used",
        "    2, Practice score 55",
        "",
        "The street, 1 talk",
    ]
    assert f"{street}, 2 Nov 2026 10:00: out" in lines
    assert "    In the band 50%, Rose fit 60, Autonomy 0, Octants used 2, Practice" in lines


def test_every_course_is_told_in_the_words_of_the_other_player(
    years: Years, capsys: pytest.CaptureFixture[str]
) -> None:
    for share in (0.2, 0.5, 0.8):
        years.hold(in_band=share)
    told = history(years.memory, "house")
    tell(told)
    out = capsys.readouterr().out
    for course in told.courses:
        for line in (course.name, course.tells, *course.lines):
            assert line in flat(out)
    titles = [course.name for course in told.courses]
    assert [line for line in out.splitlines() if line in titles] == titles


@pytest.mark.parametrize(("most", "listed"), [(20, 20), (None, 23), (2, 2)])
def test_the_latest_talks_are_listed_and_it_says_how_many_more_there_are(
    most: int | None, listed: int, years: Years, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = [years.hold() for _n in range(23)]
    tell(history(years.memory), most)
    out = capsys.readouterr().out
    assert [run for run in runs if run in out] == runs[-listed:]
    assert "The house, 23 talks" in out
    more = f"{23 - listed} older talks are not listed here. `trainer history --all` lists every talk."
    assert (more in flat(out)) == (listed < 23)
