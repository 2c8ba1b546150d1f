"""Replies that breathe, and what completes them."""

from __future__ import annotations

from typing import cast

import pytest

from tests.tui.stage import (
    AT_ONCE,
    SLOW,
    TALL,
    choose,
    going_on,
    offered,
    press,
    settle,
    shown,
    sitting,
    taken,
    talk,
    told,
)
from trainer import language
from trainer.tui.app import TrainerApp
from trainer.tui.pace import DIRECT, Pace
from trainer.tui.screens.help import HelpScreen
from trainer.tui.screens.play import PlayScreen
from trainer.tui.screens.stopped import StoppedScreen


async def test_what_one_says_stands_at_once_and_the_reply_comes_line_by_line() -> None:
    given = sitting()
    async with going_on(given, TALL, SLOW) as pilot:
        before = len(given.entries)
        assert offered(pilot, given)
        await press(pilot, "1")
        coming = len(given.entries) - before - 1
        assert coming > 1
        for come in range(coming + 1):
            assert told(pilot, given) == [1] * (before + 1 + come) + [0] * (coming - come)
            assert not offered(pilot, given)
            assert "\n" + "..." in shown(pilot).replace(" ", "")
            talk(pilot).show_next()
            await settle(pilot)
        assert told(pilot, given) == [1] * len(given.entries)
        assert offered(pilot, given)
        assert not talk(pilot).breathing


async def test_where_the_talk_stands_is_shown_at_once() -> None:
    given = sitting()
    for _turn in range(3):
        given.choose(1)
    async with going_on(given, TALL, SLOW) as pilot:
        assert told(pilot, given)[-5:] == [1] * 5
        assert offered(pilot, given)


@pytest.mark.parametrize(
    "keys", [("1", "2", "c", "t"), ("r", "z", "down", "enter"), ("space", "pageup", "tab", "f9")], ids="-".join
)
async def test_any_key_completes_a_reply_and_does_nothing_else(keys: tuple[str, ...]) -> None:
    given = sitting()
    async with going_on(given, (100, 100), SLOW) as pilot:
        screen = talk(pilot)
        for turn, key in enumerate(keys, 1):
            await press(pilot, "1")
            assert screen.breathing
            await press(pilot, key)
            assert told(pilot, given) == [1] * len(given.entries)
            assert offered(pilot, given)
            assert len(given.session.transcript.turns) == turn
            assert (screen.aside.about, screen.responses.cursor, screen.focused) == ("", -1, screen.responses)


async def test_a_click_completes_a_reply_and_chooses_nothing() -> None:
    given = sitting()
    async with going_on(given, TALL, SLOW) as pilot:
        await press(pilot, "1")
        for widget in ("#responses", "#transcript", "#heading"):
            assert talk(pilot).breathing
            await pilot.click(widget, offset=(20, 0))
            await settle(pilot)
            assert not talk(pilot).breathing
            assert offered(pilot, given)
            await press(pilot, "1")
        assert len(given.session.transcript.turns) == 4
        assert pilot.app.focused is talk(pilot).responses


async def test_a_double_click_makes_one_turn() -> None:
    for pace in (SLOW, AT_ONCE):
        given = sitting()
        async with going_on(given, TALL, pace) as pilot:
            await pilot.double_click("#responses", offset=(20, 0))
            await settle(pilot)
            assert len(given.session.transcript.turns) == 1
            assert talk(pilot).breathing == (pace is SLOW)


async def test_the_responses_keep_their_room_while_a_reply_breathes() -> None:
    given = sitting()
    async with going_on(given, pace=SLOW) as pilot:
        await press(pilot, "1")
        during = talk(pilot).transcript.region
        await press(pilot, "z")
        assert talk(pilot).transcript.region == during


async def test_a_reply_that_fills_the_page_waits_for_nobody() -> None:
    given = sitting()
    async with going_on(given, pace=SLOW) as pilot:
        await press(pilot, "1")
        screen = talk(pilot)
        screen.transcript.styles.height = 3
        await settle(pilot)
        screen.show_next()
        await settle(pilot)
        assert not screen.breathing
        assert "PgDn for more" in shown(pilot)


async def test_a_number_pressed_as_the_responses_come_chooses_none_of_them() -> None:
    given = sitting()
    async with going_on(given, TALL, Pace(breath=1000, repeat=1000)) as pilot:
        await press(pilot, "1")
        while talk(pilot).breathing:
            talk(pilot).show_next()
        await settle(pilot)
        assert offered(pilot, given)
        await press(pilot, "2")
        await pilot.click("#responses", offset=(20, 0))
        await settle(pilot)
        assert len(given.session.transcript.turns) == 1


async def test_a_key_in_the_footer_that_is_clicked_completes_a_reply_and_does_nothing_else() -> None:
    given = sitting()
    async with going_on(given, TALL, SLOW) as pilot:
        await press(pilot, "1")
        await pilot.click("FooterKey", offset=(1, 0))
        await settle(pilot)
        assert told(pilot, given) == [1] * len(given.entries)
        assert talk(pilot).aside.about == ""
        await pilot.click("FooterKey", offset=(1, 0))
        await settle(pilot)
        assert talk(pilot).aside.about == "coach"


# --- keys that are not about the talk -----------------------------------------------------------------------


async def test_another_language_in_the_middle_of_a_reply_loses_nothing_and_tells_nothing_twice() -> None:
    given = sitting()
    async with going_on(given, TALL, SLOW) as pilot:
        await press(pilot, "1", "f2")
        assert language.current() == "nl"
        assert told(pilot, given) == [1] * len(given.entries)
        assert offered(pilot, given)


@pytest.mark.parametrize("keys", [("f3", "ctrl+c", "f4"), ("escape", "escape")], ids="-".join)
async def test_keys_that_are_not_about_the_talk_complete_a_reply_and_do_what_they_do(keys: tuple[str, ...]) -> None:
    given = sitting()
    async with going_on(given, (100, 100), SLOW) as pilot:
        for key in keys:
            theme = pilot.app.theme
            await press(pilot, "1")
            assert talk(pilot).breathing
            await press(pilot, key)
            assert told(pilot, given) == [1] * len(given.entries)
            assert (pilot.app.theme != theme) == (key == "f3")
            assert cast(TrainerApp, pilot.app).pace == (DIRECT if key == "f4" else SLOW)
        if key == "escape":
            await press(pilot, "escape")
            assert not pilot.app.is_running


async def test_stopping_help_and_the_palette_leave_no_timer_behind() -> None:
    given = sitting()
    async with going_on(given, (100, 100), SLOW) as pilot:
        play = talk(pilot)
        for key, screen in (
            ("question_mark", HelpScreen),
            ("f1", HelpScreen),
            ("ctrl+p", object),
            ("x", StoppedScreen),
        ):
            await press(pilot, "1")
            assert play.breathing
            await press(pilot, key)
            assert isinstance(pilot.app.screen, screen)
            assert pilot.app.screen is not play
            assert not play.breathing
            if key != "x":
                await press(pilot, "escape")
                assert told(pilot, given) == [1] * len(given.entries)


async def test_leaving_the_program_works_while_a_reply_breathes() -> None:
    async with going_on(sitting(), pace=SLOW) as pilot:
        await press(pilot, "1", "ctrl+q")
        assert not pilot.app.is_running


async def test_escape_does_not_hide_the_ending() -> None:
    given = taken(sitting(), "best", -1)
    async with going_on(given, pace=SLOW) as pilot:
        await choose(pilot, given, given.scenario.walks["best"].choose[-1])
        assert given.page.ended
        assert talk(pilot).breathing
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, PlayScreen)
        assert not talk(pilot).breathing


async def test_a_resize_in_the_middle_of_a_reply_loses_nothing() -> None:
    given = sitting()
    async with going_on(given, TALL, SLOW) as pilot:
        await press(pilot, "1")
        screen = talk(pilot)
        for size in ((200, 60), (80, 24), (60, 20)):
            await pilot.resize_terminal(*size)
            screen.show_next()
            await settle(pilot)
        await press(pilot, "2", "c", "enter")
        await pilot.resize_terminal(*TALL)
        await settle(pilot)
        await press(pilot, "z")
        assert told(pilot, given) == [1] * len(given.entries)
        assert len(given.session.transcript.turns) == 1
        assert offered(pilot, given)
