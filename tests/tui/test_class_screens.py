"""The screens of a class as text, in both languages; read these before accepting a change."""

from __future__ import annotations

import pytest
from pytest_snapshot.plugin import Snapshot
from textual.pilot import Pilot

from tests.tui.classes import hands, in_class, screen
from tests.tui.stage import press, settle, shown
from tests.tui.test_screens import SNAPSHOTS
from trainer import language
from trainer.classroom.address import Address, Entrance
from trainer.tui.screens.joining import JoiningScreen

LARGE = (160, 50)
ENTRANCE = Entrance(Address("192.168.178.120", "network"), 8642, "KM3RTX")


@pytest.fixture(params=["nl", "en"])
def spoken(request: pytest.FixtureRequest) -> str:
    """Speak each language in turn."""
    language.use(request.param)
    return str(request.param)


async def test_a_vote_from_the_talk_to_the_second_outcome(
    spoken: str, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trainer.tui.widgets.clock.monotonic", lambda: 5.0)
    snapshot.snapshot_dir = SNAPSHOTS

    def match(pilot: Pilot[None], name: str) -> None:
        snapshot.assert_match(shown(pilot), f"class-{name}.{spoken}.txt")

    async with in_class() as pilot:
        await press(pilot, "2")
        match(pilot, "talk")
        await press(pilot, "space", "c")
        match(pilot, "voting")
        await press(pilot, "s", "7", "enter", "5", "enter", "2")
        match(pilot, "hands")
        await press(pilot, "ctrl+s", "c", "c", "c", "c", "c", "enter")
        match(pilot, "told")
        await press(pilot, "v")
        await hands(pilot, 1, 12, 1)
        await press(pilot, "enter")
        match(pilot, "before-after")
        await pilot.resize_terminal(*LARGE)
        await press(pilot, "a")
        match(pilot, "large")


async def test_a_vote_on_the_rose_and_looking_back(spoken: str, snapshot: Snapshot) -> None:
    snapshot.snapshot_dir = SNAPSHOTS

    def match(pilot: Pilot[None], name: str) -> None:
        snapshot.assert_match(shown(pilot), f"class-{name}.{spoken}.txt")

    async with in_class() as pilot:
        await press(pilot, "question_mark")
        match(pilot, "help")
        await press(pilot, "escape")
        await hands(pilot, 5, 5, 2)
        await press(pilot, "enter", "2", "w", "2")
        await hands(pilot, 0, 1, 2, 9)
        await press(pilot, "enter", "a")
        match(pilot, "rose")
        await press(pilot, "enter", "a", "1", "f")
        match(pilot, "roads")
        await press(pilot, "1", "x", "1")
        for name in ("path", "votes", "places", "divided", "other-roads", "to-talk-about"):
            match(pilot, f"back-{name}")
            await press(pilot, "enter")
        match(pilot, "numbers")


async def test_how_phones_join(spoken: str, snapshot: Snapshot) -> None:
    snapshot.snapshot_dir = SNAPSHOTS
    async with in_class() as pilot:
        screen(pilot).lesson.seats.add("a phone")
        pilot.app.push_screen(JoiningScreen(screen(pilot).lesson, ENTRANCE))
        await settle(pilot)
        snapshot.assert_match(shown(pilot), f"class-joining.{spoken}.txt")


async def test_teams_in_turn_and_side_by_side(spoken: str, snapshot: Snapshot) -> None:
    snapshot.snapshot_dir = SNAPSHOTS
    async with in_class(teams=3) as pilot:
        await press(pilot, "2")
        snapshot.assert_match(shown(pilot), f"class-teams.{spoken}.txt")
        await press(pilot, "enter", "2", "enter", "5", "enter", "2", "enter", "4", "enter", "1", "x", "1", "tab")
        snapshot.assert_match(shown(pilot), f"class-teams-apart.{spoken}.txt")
        await press(pilot, "tab", "tab", "tab", "tab", "tab")
        snapshot.assert_match(shown(pilot), f"class-teams-numbers.{spoken}.txt")
