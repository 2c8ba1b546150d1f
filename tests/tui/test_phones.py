"""A class with phones: the shared screen as it is, its store, and phones in a browser that join and vote."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from time import monotonic
from typing import cast

import pytest
from textual.pilot import Pilot

from tests.classroom.chromium import PATIENCE, Browser, Screen
from tests.classroom.desks import HERE
from tests.tui.classes import in_class, screen
from tests.tui.stage import press, settle, shown
from trainer.classroom.address import Entrance, spaced
from trainer.tui.app import TrainerApp
from trainer.tui.phones import Phones
from trainer.tui.screens.classroom import ClassroomScreen
from trainer.tui.widgets.board import BEFORE, NOW

WAITING = "As soon as there is a question"
NOT_YET = "You have not voted yet."
KEPT = "Your vote is kept."
TOLD = "How the class voted"


@pytest.fixture
async def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Pilot[None], Entrance]]:
    """Hold a class that phones can join, at the screen that says how, and return where that is."""
    monkeypatch.setattr("trainer.tui.screens.joining.EVERY", 0.05)
    phones = Phones(HERE, 0)
    async with in_class(tmp_path, phones=phones) as pilot:
        await reads(pilot, "The code of this class:")
        assert phones.entrance is not None
        yield pilot, phones.entrance


async def reads(pilot: Pilot[None], words: str) -> None:
    """Wait until the shared screen says something that comes by itself."""
    deadline = monotonic() + PATIENCE
    while words not in shown(pilot):
        assert monotonic() < deadline, f"never said: {words}\n{shown(pilot)}"
        await asyncio.sleep(0.02)
        await settle(pilot)


async def vote(phone: Screen, response: str) -> None:
    """Vote, and wait until it is kept."""
    await phone.choose(response)
    await phone.press("vote")
    await phone.says(KEPT)


async def all_say(phones: list[Screen], words: str) -> None:
    """Wait until every phone says something."""
    for phone in phones:
        await phone.says(words)


def counted(pilot: Pilot[None]) -> list[str]:
    """Return what stands beside the bars on the shared screen."""
    lines = shown(pilot).translate({ord(NOW): None, ord(BEFORE): None}).splitlines()
    bars = [line for line, drawn in zip(lines, shown(pilot).splitlines(), strict=True) if line != drawn]
    return [" ".join(line.split()) for line in bars]


def kept(pilot: Pilot[None]) -> list[list[str]]:
    """Return the votes of every ballot as they are in the store."""
    store = cast(TrainerApp, pilot.app).memory.store
    assert store is not None
    ((run, _started),) = store.lessons.unfinished("uithuisplaatsing")
    ballots = sorted(store.lessons.kept(run).ballots, key=lambda ballot: ballot.number)
    return [sorted(ballot.votes.values()) for ballot in ballots]


async def test_who_is_late_is_shown_again_how_to_join(shared: tuple[Pilot[None], Entrance]) -> None:
    pilot, entrance = shared
    joining = shown(pilot)
    assert entrance.origin in joining
    assert spaced(entrance.code) in joining
    for key in ("enter", "escape", "space", "j"):
        await press(pilot, key)
        assert isinstance(pilot.app.screen, ClassroomScreen)
        assert screen(pilot).lesson.stage == "talk", "the key did nothing else"
        await press(pilot, "j")
        assert shown(pilot) == joining


async def test_phones_join_vote_come_back_are_late_vote_again_and_look_at_another_road(
    shared: tuple[Pilot[None], Entrance], browser: Browser
) -> None:
    pilot, entrance = shared
    assert "0 phones joined." in shown(pilot)
    one = await browser.phone(f"{entrance.origin}/", width=320)
    await one.says("The code on the big screen")
    await one.run(f"document.getElementById('code').value = '{spaced(entrance.code).lower()}'")
    await one.press("enter")
    await one.says(WAITING)
    await reads(pilot, "1 phone joined.")
    two = await browser.phone(entrance.join_url)
    await two.says(WAITING)
    await reads(pilot, "2 phones joined.")

    await press(pilot, "enter", "space")
    assert "The vote is open. What would you do now?" in shown(pilot)
    await all_say([one, two], NOT_YET)
    assert "\n2. (gently, no hurry) Yes. Noor's coming with us at three.\n" in await one.text()
    await vote(one, "ja")
    await vote(two, "ja")
    await one.call("Page.reload")
    await one.says(KEPT)
    assert await one.run("document.querySelector('input:checked').value") == "ja"

    three = await browser.phone(entrance.join_url)  # joins when the vote is open, and its network goes
    await three.says(NOT_YET)
    await three.online(False)
    await three.choose("mag")
    await three.press("vote")
    await three.says("Your vote has not been sent yet.")
    await press(pilot, "space")
    assert "The vote is closed: 2 votes. Enter shows them." in shown(pilot)
    assert counted(pilot) == []
    await three.online(True)
    await three.says("The vote closed before your answer came in. It does not count.")
    phones = [one, two, three]
    await all_say(phones[:2], "The vote is closed. Your vote counts.")
    assert TOLD not in await one.text()

    await press(pilot, "enter")
    assert counted(pilot) == ["2"]
    await all_say(phones, TOLD)
    assert "\n2\n2. (gently" in await three.text()
    await press(pilot, "v")
    await all_say(phones, NOT_YET)
    await vote(one, "ja")
    await vote(two, "mag")
    await vote(three, "mag")
    await press(pilot, "space", "enter")
    assert counted(pilot) == ["first 2", "now 1", "now 2"]
    await all_say(phones, TOLD)
    await press(pilot, "enter")
    assert "Angry. I'm not angry." in shown(pilot)
    await all_say(phones, WAITING)

    await press(pilot, "1", "f", "1")
    assert "A road not taken, from turn 2" in shown(pilot)
    await press(pilot, "space")
    await all_say(phones, NOT_YET)
    road = screen(pilot).sitting.page.options[0]
    assert road.text in await two.text()
    await vote(two, road.id)
    await press(pilot, "space", "enter")
    assert counted(pilot) == ["1"]
    await all_say(phones, TOLD)
    await press(pilot, "f")
    assert "A road not taken" not in shown(pilot)
    await all_say(phones, WAITING)
    assert browser.troubles == []
    assert kept(pilot) == [["ja", "ja"], ["ja", "mag", "mag"], [road.id]]
