"""The pace of a talk: how it is chosen and switched, and keys that are held down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import pytest
from textual.constants import TEXTUAL_ANIMATIONS

from tests.tui.stage import AT_ONCE, SLOW, TALL, going_on, press, shown, sitting, taken, talk, told
from trainer.cli import group
from trainer.cli.group import Settings
from trainer.tui import app
from trainer.tui.app import TrainerApp
from trainer.tui.pace import BREATHING, DIRECT, HeldKey, Pace, preferred
from trainer.tui.screens.play import PlayScreen

HELD = Pace(breath=0, repeat=1000)
"""Every second press of a key is a repetition."""


def test_pauses_grow_with_the_line_before() -> None:
    assert BREATHING.pause() == pytest.approx(0.4)
    assert BREATHING.pause("x" * 20) == pytest.approx(0.6)
    assert BREATHING.pause("x" * 500) == pytest.approx(1.4)
    assert DIRECT.pause("x" * 500) == 0


async def test_a_key_switches_the_pace_and_says_so() -> None:
    given = sitting()
    async with going_on(given, TALL, SLOW) as pilot:
        await press(pilot, "f4")
        assert "Replies come at once now." in shown(pilot)
        assert pilot.app.animation_level == "none"
        await press(pilot, "1")
        assert told(pilot, given) == [1] * len(given.entries)
        await press(pilot, "f4")
        assert "Replies come line by line now." in shown(pilot)
        assert "at once now" not in shown(pilot)
        assert pilot.app.animation_level == TEXTUAL_ANIMATIONS
        await press(pilot, "2")
        assert talk(pilot).breathing


async def test_the_palette_switches_the_pace() -> None:
    async with going_on(sitting(), TALL, SLOW) as pilot:
        await press(pilot, "1", "ctrl+p", *"pace")
        await pilot.pause()
        await press(pilot, "enter")
        await pilot.pause()
        assert cast(TrainerApp, pilot.app).pace is DIRECT


@pytest.mark.parametrize(
    ("name", "value", "pace"),
    [
        ("NO_MOTION", "1", DIRECT),
        ("NO_MOTION", "", BREATHING),
        ("TEXTUAL_ANIMATIONS", "none", DIRECT),
        ("TEXTUAL_ANIMATIONS", "basic", BREATHING),
    ],
)
def test_who_wants_nothing_to_move_gets_replies_at_once(
    name: str, value: str, pace: Pace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for other in ("NO_MOTION", "TEXTUAL_ANIMATIONS"):
        monkeypatch.delenv(other, raising=False)
    assert preferred() is BREATHING
    monkeypatch.setenv(name, value)
    assert preferred() is pace
    assert TrainerApp(lambda: ()).pace is pace


@pytest.mark.parametrize(
    ("words", "pace"),
    [
        (["--pace", "direct", "play", "uithuisplaatsing"], DIRECT),
        (["play", "uithuisplaatsing", "--pace=breathing"], BREATHING),
        (["--pace", "breathing", "play", "uithuisplaatsing", "--pace", "direct"], DIRECT),
        (["play", "uithuisplaatsing"], None),
        (["--pace", "direct"], DIRECT),
        ([], None),
    ],
)
def test_the_pace_may_stand_before_and_after_the_verb(
    words: list[str], pace: Pace | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Pace | None] = []

    def run(shelves: object, memory: object, opening: object, theme_name: str, pace: Pace | None) -> None:
        given.append(pace)

    monkeypatch.setattr(app, "run", run)
    monkeypatch.setattr(Settings, "wants_screen", lambda self: True)
    cast(Callable[..., Any], group.trainer)(words, standalone_mode=False)
    assert given == [pace]


# --- keys that are held down --------------------------------------------------------------------------------


def test_a_key_repeats_when_it_comes_soon_after_itself() -> None:
    times = iter((0.0, 0.2, 0.4, 1.0, 1.1, 1.2, 9.0, 9.5, 9.7, 9.9, 11.0))
    keys = HeldKey(lambda: next(times))
    told = [keys.repeats(key, BREATHING) for key in ("1", "1", "1", "1", "2", "1", "1", "1")]
    assert told == [False, True, True, False, False, False, False, False]
    assert [keys.repeats("1", BREATHING) for _time in range(2)] == [True, True]
    assert keys.repeats("1", AT_ONCE) is False


def test_a_held_key_that_begins_to_repeat_late_makes_no_second_turn() -> None:
    times = iter((0.0, 0.5, 0.53, 0.56, 1.5))
    keys = HeldKey(lambda: next(times))
    assert [keys.repeats("1", DIRECT, strict=True) for _time in range(5)] == [False, True, True, True, False]


def test_a_held_key_completes_a_reply_and_then_makes_no_turn() -> None:
    times = iter((0.0, 0.5, 0.6, 0.7, 1.0))
    keys = HeldKey(lambda: next(times))
    breathing = (False, True, False, False, False)
    assert [keys.repeats("1", BREATHING, not now) for now in breathing] == [False, False, True, True, False]


async def test_a_held_number_key_makes_one_turn() -> None:
    given = sitting()
    async with going_on(given, TALL, HELD) as pilot:
        await press(pilot, "1", "1", "1", "1")
        assert len(given.session.transcript.turns) == 1
        await press(pilot, "2", "2")
        assert len(given.session.transcript.turns) == 2
        await press(pilot, "1")
        assert len(given.session.transcript.turns) == 3


async def test_a_held_number_key_does_not_complete_the_reply() -> None:
    async with going_on(sitting(), TALL, Pace(breath=1000, repeat=1000)) as pilot:
        await press(pilot, "1", "1", "1")
        assert talk(pilot).breathing
        await press(pilot, "2")
        assert not talk(pilot).breathing


async def test_a_held_enter_goes_no_further_than_the_ending() -> None:
    given = taken(sitting(), "best", -1)
    last = given.scenario.walks["best"].choose[-1]
    async with going_on(given, TALL, HELD) as pilot:
        steps = [option.id for option in given.page.options].index(last) + 1
        await press(pilot, *["down"] * steps, "enter", "enter", "enter")
        assert given.page.ended
        assert isinstance(pilot.app.screen, PlayScreen)
