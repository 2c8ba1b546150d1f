"""The questions before the numbers, and the debrief page by page: followed, asked, told, and played on from."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from tests.tui.stage import SMALLEST, choose, going_on, playing, press, settle, shown, sitting, taken
from trainer.practice.sitting import Sitting
from trainer.tui.chapters.followed import Followed
from trainer.tui.chapters.intention import Intention
from trainer.tui.chapters.question import ReviewedTurn
from trainer.tui.pace import Pace
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.screens.play import PlayScreen
from trainer.tui.screens.reflection import ReflectionScreen

SIZES = [SMALLEST, (120, 36), (200, 60)]


@asynccontextmanager
async def ended(
    walk: str = "redder", size: tuple[int, int] = SMALLEST, given: Sitting | None = None
) -> AsyncIterator[tuple[Pilot[None], Sitting]]:
    """Open the questions after a walk."""
    given = taken(sitting() if given is None else given, walk)
    async with going_on(given, size) as pilot:
        yield pilot, given


@asynccontextmanager
async def debriefed(
    walk: str = "redder", size: tuple[int, int] = SMALLEST, given: Sitting | None = None
) -> AsyncIterator[tuple[Pilot[None], DebriefScreen]]:
    """Open the debrief after a walk, with no question answered."""
    given = taken(sitting() if given is None else given, walk)
    given.reflect({})
    async with going_on(given, size) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, DebriefScreen)
        yield pilot, screen


async def turn_to(pilot: Pilot[None], kind: type, nth: int = 1) -> None:
    """Go to the next page of this kind, or the one after."""
    screen = pilot.app.screen
    assert isinstance(screen, DebriefScreen)
    for _page in range(20):
        if isinstance(screen.chapter, kind):
            nth -= 1
            if not nth:
                return
        await press(pilot, "tab")
    raise AssertionError


# --- the questions --------------------------------------------------------------------------------------------


async def test_one_question_at_a_time_and_back_again_with_what_was_answered() -> None:
    async with ended() as (pilot, _given):
        assert "1/6  One word: how do you feel now?" in shown(pilot)
        await press(pilot, *"tired", "enter")
        assert "2/6  What went well?" in shown(pilot)
        await press(pilot, "shift+tab")
        assert "tired" in shown(pilot)


async def test_answers_and_places_are_kept_and_come_back_next_to_the_score() -> None:
    async with ended() as (pilot, given):
        await press(pilot, *"tired", *["enter"] * 4)
        assert "Where on Leary's Rose were you" in shown(pilot)
        await press(pilot, *["right"] * 9, *["down"] * 2)
        assert "cooperative (SO)" in shown(pilot)
        await press(pilot, "enter", "up", "enter")
        assert given.reflection.words == {"feeling": "tired"}
        assert given.reflection.placed == {"rose": "SO3", "closeness": 0}
        page = shown(pilot)
        assert "You felt: tired" in page
        assert "You placed yourself at: cooperative (SO)." in page
        assert "You placed yourself at: 0 engaged." in page


@pytest.mark.parametrize("size", SIZES)
async def test_no_number_shows_before_the_last_question_is_answered_or_skipped(size: tuple[int, int]) -> None:
    async with ended(size=size) as (pilot, _given):
        for _question in range(6):
            assert isinstance(pilot.app.screen, ReflectionScreen)
            page = shown(pilot).lower()
            assert "score" not in page
            assert "rose fit" not in page
            await press(pilot, "enter")
        assert isinstance(pilot.app.screen, DebriefScreen)


async def test_a_place_half_chosen_survives_a_small_terminal_and_another_language() -> None:
    async with ended() as (pilot, given):
        await press(pilot, *["enter"] * 4, *["right"] * 9, *["down"] * 2)
        await pilot.resize_terminal(60, 20)
        await settle(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ReflectionScreen)
        await pilot.resize_terminal(*SMALLEST)
        await settle(pilot)
        await press(pilot, "f2", "enter", "down", "f2", "escape")
        assert given.reflection.placed == {"rose": "SO3", "closeness": 0}


# --- following the talk -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
async def test_the_transcript_moves_along_with_the_turn(size: tuple[int, int]) -> None:
    async with debriefed(size=size) as (pilot, screen):
        await turn_to(pilot, Followed)
        transcript = screen.debrief.transcript
        for n, turn in enumerate(transcript.turns, 1):
            response = transcript.scenario.scenes[turn.scene].responses[turn.response]
            marked = " ".join(row.split("▌", 1)[1] for row in shown(pilot).splitlines() if "▌" in row)
            assert response.text.split()[0] in marked, n
            assert response.text.split()[1] in marked, n
            await press(pilot, "right")
        screen.action_turn(-20)
        assert screen.chapter.turn == 1  # type: ignore[attr-defined]


async def test_both_pictures_show_the_same_turn() -> None:
    async with debriefed() as (pilot, _screen):
        await turn_to(pilot, Followed)
        await press(pilot, *["right"] * 4)
        await turn_to(pilot, Followed, 2)
        assert "Closeness +3 boundary crossed: nearer than the band (0 to +2)." in shown(pilot)
        await press(pilot, "left", "left", "left", "left")
        assert "Closeness +2 too close: nearer than the band (0 to +1)." in shown(pilot)


async def test_every_picture_can_be_read_in_words() -> None:
    async with debriefed() as (pilot, screen):
        for nth in (1, 2):
            await turn_to(pilot, Followed, nth)
            picture = shown(pilot)
            await press(pilot, "w")
            page = shown(pilot)
            assert page != picture
            assert screen.section is not None
            assert screen.section.lines[0] in page
            await press(pilot, "w")
            assert shown(pilot) == picture


async def test_the_source_of_a_number_is_one_key_away() -> None:
    async with debriefed() as (pilot, _screen):
        await turn_to(pilot, Followed, 2)
        before = shown(pilot)
        await press(pilot, "s")
        page = shown(pilot)
        assert "Turn 1 in figures" in page
        assert "every step too near 45" in " ".join(page.split())
        await press(pilot, "escape")
        assert shown(pilot) == before


# --- the flagged turns ------------------------------------------------------------------------------------------


async def test_a_flagged_turn_asks_before_it_tells() -> None:
    async with debriefed() as (pilot, screen):
        await turn_to(pilot, ReviewedTurn)
        asked = shown(pilot)
        assert "which one would you choose" in " ".join(asked.split())
        assert "(SB)" not in asked
        assert "band" not in asked
        await press(pilot, "2")
        told = shown(pilot)
        assert "Now you would choose:" in told
        assert "largest step out of the band: too near" in told
        await press(pilot, "1")
        assert shown(pilot) == told
        chapter = screen.chapter
        assert isinstance(chapter, ReviewedTurn)
        assert chapter.picked == 2


async def test_enter_only_looks_and_then_goes_on() -> None:
    async with debriefed() as (pilot, screen):
        await turn_to(pilot, ReviewedTurn)
        await press(pilot, "9", "enter")
        assert "Why this turn:" in shown(pilot)
        assert "Now you would" not in shown(pilot)
        before = screen.page_title
        await press(pilot, "enter")
        assert screen.page_title != before


# --- one intention, and once more -------------------------------------------------------------------------------


async def test_enter_alone_leads_through_the_whole_debrief() -> None:
    async with debriefed() as (pilot, screen):
        for _page in range(len(screen._sections) + len(screen.debrief.flagged)):
            assert not isinstance(screen.chapter, Intention)
            await press(pilot, "enter")
        assert isinstance(screen.chapter, Intention)


async def test_an_intention_is_kept_however_one_leaves() -> None:
    async with debriefed() as (pilot, screen):
        await turn_to(pilot, Intention)
        await press(pilot, *"wait", "escape")
        assert screen.sitting.reflection.words == {"intention": "wait"}


async def test_playing_on_shows_two_turns_and_keeps_the_first_choices() -> None:
    async with debriefed() as (pilot, screen):
        first = screen.sitting
        await turn_to(pilot, Intention)
        await press(pilot, *"wait", "enter", *["down"] * 4, "enter")
        assert isinstance(pilot.app.screen, PlayScreen)
        again = pilot.app.screen.sitting
        assert "again from turn 5" in shown(pilot)
        turns = first.session.transcript.turns
        assert [entry.text for entry in again.entries if entry.kind == "you"] == [
            entry.text for entry in first.entries if entry.kind == "you"
        ][2:4]
        for turn in turns[4:]:
            await choose(pilot, again, turn.response)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, DebriefScreen)
        page = shown(pilot)
        assert "First time:" in page
        assert "This time:" in page
        assert [(branch.at, branch.choices) for branch in first.run.explored] == [
            (5, tuple(turn.response for turn in turns[4:]))
        ]


async def test_one_plays_on_from_the_turn_that_is_followed() -> None:
    async with debriefed() as (pilot, _screen):
        await turn_to(pilot, Followed)
        await press(pilot, "right", "right", "r")
        assert isinstance(pilot.app.screen, PlayScreen)
        assert pilot.app.screen.sitting.at == 3


async def test_after_an_assessment_one_does_not_play_on() -> None:
    given = Sitting(sitting().scenario, seed=7, disposition="verdrietig", mode="assess")
    async with debriefed(given=given) as (pilot, _screen):
        await turn_to(pilot, Followed)
        assert "Play from here" not in shown(pilot)
        await press(pilot, "r")
        assert isinstance(pilot.app.screen, DebriefScreen)
        await turn_to(pilot, Intention)
        assert "earlier turn" not in shown(pilot)


async def test_another_language_stays_on_the_page_with_its_turn_and_answer() -> None:
    async with debriefed() as (pilot, _screen):
        await turn_to(pilot, Followed)
        await press(pilot, "right", "right", "f2")
        screen = pilot.app.screen
        assert isinstance(screen, DebriefScreen)
        assert "Beide sporen op de Roos van Leary" in shown(pilot)
        assert isinstance(screen.chapter, Followed)
        assert screen.chapter.turn == 3
        await turn_to(pilot, ReviewedTurn)
        await press(pilot, "1", "f2")
        assert "Why this turn:" in shown(pilot)


async def test_the_debrief_survives_any_size() -> None:
    async with debriefed() as (pilot, screen):
        seen = set[object]()
        for _page in range(len(screen._sections) + 1):
            kind = type(screen.chapter), screen.section and screen.section.picture
            if kind in seen:
                await press(pilot, "tab")
                continue
            seen.add(kind)
            before = shown(pilot)
            for size in ((20, 5), (160, 50), SMALLEST):
                await pilot.resize_terminal(*size)
                await settle(pilot)
            assert shown(pilot) == before
            await press(pilot, "tab")


async def test_the_library_follows_after_the_debrief() -> None:
    async with playing() as pilot:
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, PlayScreen)
        given = pilot.app.screen.sitting
        while given.page.options:
            await press(pilot, "1")
        await press(pilot, "enter", "escape", "escape")
        assert isinstance(pilot.app.screen, DebriefScreen)
        assert "One intention" in shown(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)
        assert "best score" in shown(pilot)


async def test_help_and_sources_speak_the_language_chosen_there_and_so_does_the_page_below() -> None:
    async with debriefed() as (pilot, _screen):
        await turn_to(pilot, Followed)
        await press(pilot, "s", "f2")
        assert "Waar de cijfers vandaan komen" in shown(pilot)
        assert "Go back" not in shown(pilot)
        await press(pilot, "escape")
        page = shown(pilot)
        assert "Beide sporen op de Roos van Leary" in page
        assert "Verder" in page
        await press(pilot, "question_mark", "f2", "escape")
        page = shown(pilot)
        assert "Both tracks on Leary's Rose" in page
        assert "Go on" in page


async def test_a_held_key_passes_nothing_by() -> None:
    async with ended() as (pilot, _given):
        await press(pilot, "enter")
        pilot.app.set_pace(Pace(breath=0, repeat=1000))  # type: ignore[attr-defined]
        await press(pilot, *["enter"] * 4)
        assert "2/6" in shown(pilot)
        await press(pilot, *["escape"] * 5)
        assert isinstance(pilot.app.screen, DebriefScreen)
        assert "9" not in pilot.app.screen.page_title


async def test_a_notice_goes_with_its_screen() -> None:
    async with ended() as (pilot, _given):
        await press(pilot, "f4")
        assert "Replies come line by line now." in shown(pilot)
        await press(pilot, "escape")
        assert "Replies come line by line now." not in shown(pilot)
