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


async def test_a_word_aside_help_and_stopping(spoken: str, snapshot: Snapshot) -> None:
    given = sitting(spoken)
    snapshot.snapshot_dir = SNAPSHOTS
    async with playing(given) as pilot:
        await press(pilot, "enter")
        await choose(pilot, given, *best_walk()[:1])
        for key, name in (("r", "aside-rose"), ("c", "aside-coach"), ("t", "aside-thought"), ("question_mark", "help")):
            await press(pilot, key)
            snapshot.assert_match(shown(pilot), f"{name}.{spoken}.txt")
        await press(pilot, "escape", "x")
        snapshot.assert_match(shown(pilot), f"stopped.{spoken}.txt")


async def test_too_small_a_terminal(spoken: str, snapshot: Snapshot) -> None:
    async with playing(sitting(spoken), size=(60, 20)) as pilot:
        snapshot.snapshot_dir = SNAPSHOTS
        snapshot.assert_match(shown(pilot), f"too-small.{spoken}.txt")


NAMES = ("library", "briefing", "play", "play-later", "ending", "reflection", "too-small", "help", "stopped")
ASIDES = ("aside-rose", "aside-coach", "aside-thought")
PAGES = tuple(f"debrief-{n}" for n in range(1, 8))


def test_no_snapshot_is_left_over() -> None:
    kept = {file.name for file in SNAPSHOTS.iterdir()}
    assert kept == {f"{name}.{code}.txt" for name in (*NAMES, *ASIDES, *PAGES) for code in ("nl", "en")}
