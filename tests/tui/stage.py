"""Play the application in a test: press keys, wait until it is quiet, read what is on the screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any, cast

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Footer
from textual.widgets._footer import FooterKey
from textual.worker import Worker

from trainer.practice.sitting import Sitting
from trainer.scenario import Scenario, load_scenario
from trainer.tui import opening
from trainer.tui.app import Opening, TrainerApp
from trainer.tui.pace import Pace
from trainer.tui.returning import show
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.screens.play import PlayScreen

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SMALLEST = (80, 24)
TALL = (100, 60)
AT_ONCE, SLOW = Pace(breath=0, repeat=0), Pace(breath=1000, repeat=0)
"""A talk in which nothing waits, and one in which nothing comes by itself."""
PATIENCE = 500
"""How often one looks whether the footer has caught up before something must be wrong."""


def loaded(path: Path | str, language: str | None = None) -> Scenario:
    """Return a scenario; one that came along is read once, for nothing can change it."""
    return _loaded_once(Path(path), language) if Path(path).parent == SCENARIOS else load_scenario(path, language)


_loaded_once = cache(load_scenario)


def sitting(language: str = "en", disposition: str = "verdrietig", name: str = "uithuisplaatsing") -> Sitting:
    """Return a sitting that is the same every time."""
    return Sitting(loaded(SCENARIOS / f"{name}.yaml", language), seed=7, disposition=disposition)


def taken(given: Sitting, walk: str, turns: int | None = None) -> Sitting:
    """Return a sitting in which a walk was taken, or its first turns; with a number below 0 all but the last."""
    for name in given.scenario.walks[walk].choose[:turns]:
        given.choose(next(option.number for option in given.page.options if option.id == name))
    return given


@asynccontextmanager
async def playing(
    given: Sitting | None = None, size: tuple[int, int] = SMALLEST, pace: Pace = AT_ONCE
) -> AsyncIterator[Pilot[None]]:
    """Run the application from the briefing of a sitting, or from the library."""
    async with _running(None if given is None else opening.talk(lambda _memory: given), size, pace) as pilot:
        yield pilot


@asynccontextmanager
async def going_on(
    given: Sitting, size: tuple[int, int] = SMALLEST, pace: Pace = AT_ONCE
) -> AsyncIterator[Pilot[None]]:
    """Run the application where a sitting stands: in the talk, at the questions before the numbers, or after them."""
    async with _running(lambda app: show(app, given), size, pace) as pilot:
        yield pilot


@asynccontextmanager
async def _running(first: Opening | None, size: tuple[int, int], pace: Pace) -> AsyncIterator[Pilot[None]]:
    app = TrainerApp(lambda: (SCENARIOS,), opening=first, pace=pace)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        yield pilot
        if _runs(pilot):
            shown(pilot)  # what no test read can be painted too


async def settle(pilot: Pilot[None]) -> None:
    """Wait until workers are done, the library has read everything, and all is painted; or the program has ended."""
    await pilot.pause()
    while _runs(pilot) and _at_work(pilot):
        if workers := _workers(pilot):
            await pilot.app.workers.wait_for_complete(workers)
        await pilot.pause()
    for _look in range(PATIENCE):
        if not (_runs(pilot) and _footer_is_behind(pilot.app.screen)):
            return
        await pilot.pause()
    raise AssertionError("the footer never told the keys that work")


def _runs(pilot: Pilot[None]) -> bool:
    return pilot.app.is_running and pilot.app._exception is None


def _at_work(pilot: Pilot[None]) -> bool:
    screen = pilot.app.screen
    return bool(_workers(pilot)) or (isinstance(screen, LibraryScreen) and screen.reading)


def _workers(pilot: Pilot[None]) -> list[Worker[Any]]:
    """Return who will be done; phones are served until the app ends."""
    return [worker for worker in pilot.app.workers if worker.group != "phones"]


def _footer_is_behind(screen: Screen[Any]) -> bool:
    """Return whether keys came or went of which the footer does not know yet: it is made anew for them."""
    if not screen.query(Footer):
        return False
    wanted = dict.fromkeys(active.binding.action for active in screen.active_bindings.values() if active.binding.show)
    return [key.action for key in screen.query(FooterKey)] != list(wanted)


async def still(pilot: Pilot[None]) -> None:
    """Wait until two looks at the screen show the same: scroll bars come when the rest has its place."""
    before = ""
    while (now := shown(pilot)) != before:
        before = now
        await settle(pilot)


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one by one."""
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def shown(pilot: Pilot[None]) -> str:
    """Return the screen as text."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips) + "\n"


async def choose(pilot: Pilot[None], given: Sitting, *ids: str) -> None:
    """Choose responses by their ids, with the number keys they have on screen."""
    for name in ids:
        number = next(option.number for option in given.page.options if option.id == name)
        await press(pilot, str(number))


def talk(pilot: Pilot[None]) -> PlayScreen:
    """Return the screen of the talk."""
    return cast(PlayScreen, pilot.app.screen)


def told(pilot: Pilot[None], given: Sitting) -> list[int]:
    """Return how often each entry of the conversation stands on the screen."""
    page = " ".join(shown(pilot).split())
    return [page.count(" ".join(entry.text.split())) for entry in given.entries]


def offered(pilot: Pilot[None], given: Sitting) -> bool:
    """Return whether the responses are on the screen; True or False for all of them."""
    page = " ".join(shown(pilot).split())
    there = {f"{option.number} {' '.join(option.text.split())}" in page for option in given.page.options}
    assert len(there) == 1
    return there.pop()
