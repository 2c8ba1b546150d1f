"""Where every number comes from: each figure has a source, and each constant behind a score stands in its words."""

from __future__ import annotations

import re
from types import ModuleType
from typing import Any

import pytest

from tests.conversation.stories import pair, persona, say
from tests.debrief.talks import endless, talk, walker
from tests.practice.sittings import RICH, choose, reflected, rich, sitting, words
from trainer import language
from trainer.debrief import Debrief, debrief, summary
from trainer.debrief.summary import turn_value
from trainer.practice.sources import SOURCES, sources, turn_in_figures
from trainer.practice.telling import sections
from trainer.theory import closeness, constants
from trainer.theory.constants import PITFALL_FACTOR

BEHIND = re.compile(r"source:|proposal|no formula|counted since", re.IGNORECASE)


def text(figure: str) -> str:
    """Return the source of a figure as one text."""
    return words(sources([figure]))


# --- figures ----------------------------------------------------------------------------------------------


def named() -> set[str]:
    """Return every figure that a debrief with everything in it names, its branch included."""
    given = sitting(rich(), *RICH)
    given.reflect({"feeling": "tired", "rose": "SB2", "closeness": 1})
    again = given.from_turn(2)
    choose(again, "vow", "move_on", "slam")
    return {figure for sitting in (given, again) for section in sections(sitting) for figure in section.figures}


def test_every_figure_of_a_rich_debrief_and_of_a_branch_has_a_source() -> None:
    assert named() - SOURCES.keys() == set()


def test_every_source_belongs_to_a_figure_that_is_told() -> None:
    assert SOURCES.keys() - named() == set()


def test_sources_come_in_the_order_in_which_they_are_asked_for() -> None:
    figures = list(SOURCES)
    assert [section.title for section in sources(reversed(figures))] == [text(f).split("\n")[0] for f in figures[::-1]]


@pytest.mark.parametrize("figure", SOURCES)
def test_a_source_says_who_says_so(figure: str) -> None:
    (section,) = sources([figure])
    assert section.title
    assert all(section.lines)
    assert BEHIND.search("\n".join(section.lines))


def test_no_two_sources_have_the_same_title() -> None:
    for code in ("en", "nl"):
        language.use(code)
        titles = [section.title for section in sources(SOURCES)]
        assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("figure", SOURCES)
def test_a_source_is_told_in_the_language_spoken_and_leaves_no_blank_open(figure: str) -> None:
    english = text(figure).split("\n")
    language.use("nl")
    dutch = text(figure).split("\n")
    assert all(line != other for line, other in zip(english, dutch, strict=True))
    assert "{" not in "".join(english + dutch)


def test_the_practice_score_is_no_test_and_points_a_turn_are_not_the_score() -> None:
    assert "A practice score, not a test" in text("score")
    assert "not the score itself" in text("stretch")
    language.use("nl")
    assert "Een oefenscore, geen toets" in text("score")
    assert "niet de score zelf" in text("stretch")


# --- constants --------------------------------------------------------------------------------------------

TOLD: list[tuple[str, Any, str]] = [
    ("FIT_REACH", 7.37, "fit"),
    ("PHASE_WEIGHT", {"opening": 0.37, "middle": 0.75, "closing": 0.5}, "fit"),
    ("PHASE_WEIGHT", {"opening": 0.25, "middle": 0.37, "closing": 0.5}, "fit"),
    ("PHASE_WEIGHT", {"opening": 0.25, "middle": 0.75, "closing": 0.37}, "fit"),
    ("STRONG_FIT", 37.0, "fit"),
    ("WORKABLE_FIT", 37.0, "fit"),
    ("TOO_FAR_COST", 37.0, "band"),
    ("TOO_NEAR_COST", 37.0, "band"),
    ("BAND_SHARE", 0.37, "score"),
    ("FIT_SHARE", 0.37, "score"),
    ("PROGRESS_SHARE", 0.37, "score"),
    ("VIOLATION_CAP", 37.0, "score"),
    ("AT_AIM", 0.37, "progress"),
    ("DRAWN_IN_WARNING", 0.37, "drawn_in"),
    ("LITTLE_PROGRESS", 0.37, "drawn_in"),
    ("RUPTURE_DROP", 0.37, "ruptures"),
    ("REPAIR_WITHIN", 0.37, "ruptures"),
    ("REPAIR_TURNS", 37, "ruptures"),
    ("CLIENT_TO_CLIENT_TURNS", 37, "between"),
    ("FLAGGED", 37, "matter"),
    ("MIN_TOGETHER", 0.37, "fit"),
    ("PITFALL_FACTOR", 0.37, "score"),
    ("PITFALL_FACTOR", 0.37, "stretch"),
]
"""A constant, another value for it, and the figure in the source of which that value must stand."""


@pytest.mark.parametrize("code", ["en", "nl"])
@pytest.mark.parametrize(
    ("constant", "value", "figure"),
    TOLD,
)
def test_a_constant_of_a_score_is_told_as_it_is(
    constant: str, value: object, figure: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    language.use(code)
    before = text(figure)
    assert not re.search(r"\b37\b", before)
    monkeypatch.setattr(constants, constant, value)
    assert text(figure) != before
    assert re.search(r"\b37\b", text(figure))


@pytest.mark.parametrize("module", [summary, closeness])
def test_no_number_goes_into_a_score_without_being_told(module: ModuleType) -> None:
    used = {
        name
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, int | float) and getattr(constants, name, None) == value
    }
    assert used
    assert used - {name for name, _value, _figure in TOLD} == set()


# --- a turn in figures ------------------------------------------------------------------------------------

NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?")


def numbers(found: Debrief, turn: int) -> list[list[float]]:
    """Return the numbers told of a turn, line by line; the strength in a code is none."""
    lines = turn_in_figures(found, turn).lines
    return [[float(n.replace(",", ".")) for n in NUMBER.findall(re.sub(r"\b[A-Z]{2}\d", "", line))] for line in lines]


def expected(found: Debrief, turn: int) -> list[list[float]]:
    """Return what those numbers should be, from the reading of the turn."""
    reading = found.transcript.turns[turn - 1].judgement
    return [
        [*reading.rose.vector, *reading.client],
        [reading.rose_fit, 100 * reading.drawn_in],
        [reading.closeness, *reading.band, reading.band_score],
        *([[100 * PITFALL_FACTOR]] if reading.pitfalls else []),
        [turn_value(reading), 100],
    ]


def close(told: list[list[float]], meant: list[list[float]]) -> bool:
    """Return whether numbers are told as precisely as they are shown: places in hundredths, fits in tenths."""
    fine = [[0.005] * 4, [0.05, 0.5], [0, 0, 0, 0.5], *[[0.0]] * (len(meant) - 4), [0.05, 0]]
    return len(told) == len(meant) and all(
        len(line) == len(other) and all(abs(a - b) <= c + 1e-9 for a, b, c in zip(line, other, limits, strict=True))
        for line, other, limits in zip(told, meant, fine, strict=True)
    )


@pytest.mark.parametrize("code", ["en", "nl"])
def test_the_numbers_of_a_turn_are_those_of_its_reading(code: str) -> None:
    language.use(code)
    responses = {
        "ask": say(rose="SO1", towards="between"),
        "slip": say(rose="BS3", closeness=2, pitfalls=["redder"], mood={"ada": "to3"}),
        "cross": say(rose="OT4", closeness=-2, pitfalls=["schending"], towards="bob"),
        "wait": say(rose="M", closeness=1),
    }
    people = pair(walker("OS3", band={"middle": [-1, 1]}), walker("BT1", name="Bob Aks", band={"middle": [-2, 0]}))
    found = debrief(talk(endless(responses, personas=people), "ask", "slip", "cross", "wait", "slip"))
    told = [numbers(found, turn) for turn in range(1, 6)]
    assert all(close(lines, expected(found, turn)) for turn, lines in enumerate(told, 1)), told
    assert len({str(lines) for lines in told}) == 5
    assert not close(told[0], expected(found, 2))


def test_a_turn_in_figures_says_which_turn_and_which_place() -> None:
    found = reflected(rich(), *RICH).debrief
    section = turn_in_figures(found, 2)
    assert section.title == "Turn 2 in figures"
    assert section.lines[0].startswith("Your response: SO4, (+0.92; -0.38). ")
    assert section.lines[2] == "Closeness -3, band 0 to +1: 0 points for the band."


def test_a_turn_in_the_band_and_on_its_place_counts_in_full() -> None:
    found = debrief(talk(endless({"act": say(rose="SB4")}, asks={"rose": ["SB4"]}), "act"))
    lines = turn_in_figures(found, 1).lines
    assert lines[1].startswith("Rose fit 100.0; ")
    assert lines[2].endswith("100 points for the band.")
    assert lines[3] == "Together this turn counts for 100.0 of 100."


def test_numbers_are_written_as_in_the_language_spoken() -> None:
    found = debrief(talk(endless({"act": say(rose="SB4")}, asks={"rose": ["SB4"]}), "act"))
    assert "1.2" in text("fit")
    assert "+0.92" in turn_in_figures(found, 1).lines[0]
    language.use("nl")
    assert "1,2" in text("fit")
    assert "+0,92" in turn_in_figures(found, 1).lines[0]


def test_a_turn_that_counts_half_says_so() -> None:
    slip = say(rose="SB4", pitfalls=["redder"])
    found = debrief(talk(endless({"slip": slip}, asks={"rose": ["SB4"]}), "slip"))
    told = "\n".join(turn_in_figures(found, 1).lines)
    assert "100.0" in told
    assert "50.0" in told
    assert "pitfall" in told.lower()


def test_nothing_is_told_as_less_than_nothing() -> None:
    people = pair(walker("BS4"), walker("OT4", name="Bob Aks"))
    found = debrief(talk(endless({"act": say()}, personas=people), "act"))
    assert "0.00" in turn_in_figures(found, 1).lines[0]
    assert "-0.00" not in turn_in_figures(found, 1).lines[0]


def test_the_figures_of_a_turn_are_told_in_dutch_too() -> None:
    found = debrief(talk(endless({"act": say()}, personas={"ada": persona()}), "act"))
    english = turn_in_figures(found, 1)
    language.use("nl")
    dutch = turn_in_figures(found, 1)
    assert english.title != dutch.title
    assert all(line != other for line, other in zip(english.lines, dutch.lines, strict=True))
