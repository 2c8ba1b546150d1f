"""Every screen as text at 80x24, in both languages; read these before accepting a change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pytest_snapshot.plugin import Snapshot
from textual.pilot import Pilot

from tests.tui.stage import choose, going_on, playing, press, shown, sitting, still, taken
from trainer import language
from trainer.practice.sitting import Sitting

SNAPSHOTS = Path(__file__).parent / "snapshots"
WIDE = (110, 32)


@pytest.fixture(params=["nl", "en"])
def spoken(request: pytest.FixtureRequest) -> str:
    """Speak each language in turn."""
    language.use(request.param)
    return str(request.param)


def ended(spoken: str, walk: str = "best") -> Sitting:
    """Return a sitting in which a walk was taken."""
    return taken(sitting(spoken), walk)


def best_walk() -> list[str]:
    """Return the choices of the author's own path."""
    return list(sitting().scenario.walks["best"].choose)


async def test_the_library(spoken: str, snapshot: Snapshot) -> None:
    async with playing() as pilot:
        await still(pilot)
        snapshot.snapshot_dir = SNAPSHOTS
        snapshot.assert_match(shown(pilot), f"library.{spoken}.txt")


async def test_the_briefing(spoken: str, snapshot: Snapshot) -> None:
    async with playing(sitting(spoken)) as pilot:
        snapshot.snapshot_dir = SNAPSHOTS
        snapshot.assert_match(shown(pilot), f"briefing.{spoken}.txt")


async def test_the_first_moment_of_the_talk(spoken: str, snapshot: Snapshot) -> None:
    given = sitting(spoken)
    async with going_on(given) as pilot:
        snapshot.snapshot_dir = SNAPSHOTS
        snapshot.assert_match(shown(pilot), f"play.{spoken}.txt")


async def test_the_talk_after_some_turns(spoken: str, snapshot: Snapshot) -> None:
    given = sitting(spoken)
    async with going_on(given) as pilot:
        await choose(pilot, given, *best_walk()[:3])
        snapshot.snapshot_dir = SNAPSHOTS
        snapshot.assert_match(shown(pilot), f"play-later.{spoken}.txt")


async def test_the_end_and_the_questions(spoken: str, snapshot: Snapshot) -> None:
    given = ended(spoken)
    snapshot.snapshot_dir = SNAPSHOTS
    async with playing(given) as pilot:
        await press(pilot, "enter")
        snapshot.assert_match(shown(pilot), f"ending.{spoken}.txt")
        await press(pilot, "enter", *"ok")
        snapshot.assert_match(shown(pilot), f"question-words.{spoken}.txt")
        await press(pilot, *["enter"] * 4, *["right"] * 9, *["down"] * 2)
        snapshot.assert_match(shown(pilot), f"question-rose.{spoken}.txt")
        await press(pilot, "enter", "up")
        snapshot.assert_match(shown(pilot), f"question-axis.{spoken}.txt")
        await press(pilot, "enter")
        snapshot.assert_match(shown(pilot), f"debrief-own-words.{spoken}.txt")


async def test_the_debrief_page_by_page(spoken: str, snapshot: Snapshot) -> None:
    snapshot.snapshot_dir = SNAPSHOTS
    given = ended(spoken, "redder")
    given.reflect({})
    async with going_on(given) as pilot:
        await press(pilot, "tab", *["right"] * 8)
        snapshot.assert_match(shown(pilot), f"debrief-rose.{spoken}.txt")
        await press(pilot, "w")
        snapshot.assert_match(shown(pilot), f"debrief-rose-in-words.{spoken}.txt")
        await press(pilot, "s")
        snapshot.assert_match(shown(pilot), f"sources.{spoken}.txt")
        await press(pilot, "escape", "tab")
        snapshot.assert_match(shown(pilot), f"debrief-closeness.{spoken}.txt")
        await press(pilot, "tab")
        snapshot.assert_match(shown(pilot), f"debrief-question.{spoken}.txt")
        await press(pilot, "2")
        snapshot.assert_match(shown(pilot), f"debrief-answer.{spoken}.txt")
        for name in ("contact", "whole", "roads", "intention"):
            await press(pilot, *(["tab", "tab"] if name == "contact" else ["tab"]))
            snapshot.assert_match(shown(pilot), f"debrief-{name}.{spoken}.txt")
        await press(pilot, *"ok", "enter", *["down"] * 4, "enter")
        snapshot.assert_match(shown(pilot), f"play-again.{spoken}.txt")


async def test_a_word_aside_help_and_stopping(spoken: str, snapshot: Snapshot) -> None:
    given = sitting(spoken)
    snapshot.snapshot_dir = SNAPSHOTS
    async with going_on(given) as pilot:
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


NAMES = (
    "library", "briefing", "play", "play-later", "play-again", "aside-rose", "aside-coach", "aside-thought", "help",
    "stopped", "too-small", "scale", "reason", "ending", "question-words", "question-rose", "question-axis",
    "debrief-own-words", "debrief-rose", "debrief-rose-in-words", "sources", "debrief-closeness",
    "debrief-question", "debrief-answer", "debrief-contact", "debrief-whole", "debrief-roads", "debrief-intention",
    "library-open", "asked-turn", "asked-changed", "asked-taken", "asked-not-saved", "spoken", "history",
    "history-one-scenario", "history-in-words", "history-wide", "history-wide-one", "history-empty", "preview",
    "preview-lost", "preview-broken", "preview-help", "preview-from", "preview-ended", "class-joining",
    "class-talk", "class-voting", "class-hands", "class-told", "class-before-after", "class-large", "class-help",
    "class-rose", "class-roads", "class-back-path", "class-back-votes", "class-back-places", "class-back-divided",
    "class-back-other-roads", "class-back-to-talk-about", "class-numbers", "class-teams", "class-teams-apart",
    "class-teams-numbers",
)  # fmt: skip
PICTURES = ("library", "play", "question-rose", "debrief-rose", "debrief-closeness", "debrief-question")


# --- six screens as pictures, at the size of the picture in the README ------------------------------------------


def picture(pilot: Pilot[None]) -> str:
    """Return the screen as SVG, without the number that is different each time."""
    return re.sub(r"terminal-\d+", "terminal", pilot.app.export_screenshot()) + "\n"


async def test_the_looks_of_six_screens(snapshot: Snapshot) -> None:
    snapshot.snapshot_dir = SNAPSHOTS
    async with playing(size=WIDE) as pilot:
        await still(pilot)
        snapshot.assert_match(picture(pilot), "library.svg")
    given = sitting()
    async with going_on(given, size=WIDE) as pilot:
        await choose(pilot, given, *best_walk()[:3])
        await press(pilot, "r")
        snapshot.assert_match(picture(pilot), "play.svg")
    async with going_on(ended("en", "redder"), size=WIDE) as pilot:
        await press(pilot, *["enter"] * 4, *["right"] * 9, *["down"] * 2)
        snapshot.assert_match(picture(pilot), "question-rose.svg")
        await press(pilot, "escape", "tab", *["right"] * 8)
        snapshot.assert_match(picture(pilot), "debrief-rose.svg")
        await press(pilot, "f3", "tab")
        snapshot.assert_match(picture(pilot), "debrief-closeness.svg")
        await press(pilot, "tab")
        snapshot.assert_match(picture(pilot), "debrief-question.svg")


def test_no_snapshot_is_left_over() -> None:
    kept = {file.name for file in SNAPSHOTS.iterdir()}
    texts = {f"{name}.{code}.txt" for name in NAMES for code in ("nl", "en")}
    assert kept == texts | {f"{name}.svg" for name in PICTURES}
