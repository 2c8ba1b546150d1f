"""Every screen as text at 80x24, in both languages; read these before accepting a change."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_snapshot.plugin import Snapshot

from tests.tui.stage import choose, playing, press, shown, sitting
from trainer import language

SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.fixture(params=["nl", "en"])
def spoken(request: pytest.FixtureRequest) -> str:
    """Speak each language in turn."""
    language.use(request.param)
    return str(request.param)


def best_walk() -> list[str]:
    """Return the choices of the author's own path."""
    return list(sitting().scenario.walks["best"].choose)


async def test_the_library(spoken: str, snapshot: Snapshot) -> None:
    async with playing() as pilot:
        snapshot.snapshot_dir = SNAPSHOTS
        snapshot.assert_match(shown(pilot), f"library.{spoken}.txt")


async def test_the_briefing(spoken: str, snapshot: Snapshot) -> None:
    async with playing(sitting(spoken)) as pilot:
        snapshot.snapshot_dir = SNAPSHOTS
        snapshot.assert_match(shown(pilot), f"briefing.{spoken}.txt")


async def test_the_first_moment_of_the_talk(spoken: str, snapshot: Snapshot) -> None:
    given = sitting(spoken)
    async with playing(given) as pilot:
        await press(pilot, "enter")
        snapshot.snapshot_dir = SNAPSHOTS
        snapshot.assert_match(shown(pilot), f"play.{spoken}.txt")


async def test_the_talk_after_some_turns(spoken: str, snapshot: Snapshot) -> None:
    given = sitting(spoken)
    async with playing(given) as pilot:
        await press(pilot, "enter")
        await choose(pilot, given, *best_walk()[:3])
        snapshot.snapshot_dir = SNAPSHOTS
        snapshot.assert_match(shown(pilot), f"play-later.{spoken}.txt")


async def test_the_end_the_question_and_the_debrief(spoken: str, snapshot: Snapshot) -> None:
    given = sitting(spoken)
    snapshot.snapshot_dir = SNAPSHOTS
    async with playing(given) as pilot:
        await press(pilot, "enter")
        await choose(pilot, given, *best_walk())
        snapshot.assert_match(shown(pilot), f"ending.{spoken}.txt")
        await press(pilot, "enter")
        snapshot.assert_match(shown(pilot), f"reflection.{spoken}.txt")
        await press(pilot, *"ok", "enter")
        snapshot.assert_match(shown(pilot), f"debrief-1.{spoken}.txt")
        for n in range(2, 8):
            await press(pilot, "pagedown")
            snapshot.assert_match(shown(pilot), f"debrief-{n}.{spoken}.txt")


async def test_too_small_a_terminal(spoken: str, snapshot: Snapshot) -> None:
    async with playing(sitting(spoken), size=(60, 20)) as pilot:
        snapshot.snapshot_dir = SNAPSHOTS
        snapshot.assert_match(shown(pilot), f"too-small.{spoken}.txt")


def test_no_snapshot_is_left_over() -> None:
    named = Path(__file__).read_text(encoding="utf-8")
    for file in SNAPSHOTS.glob("*.txt"):
        stem = file.name.split(".")[0].rstrip("0123456789")
        assert stem in named, f"{file.name} belongs to no test"
