"""A class in a test: the shared screen with a talk that is the same every time, alone or in teams."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

from textual.pilot import Pilot

from tests.tui.stage import AT_ONCE, SCENARIOS, SMALLEST, loaded, press, settle
from trainer import language
from trainer.practice.memory import Memory
from trainer.practice.sitting import Sitting
from trainer.tui import opening
from trainer.tui.app import TrainerApp
from trainer.tui.pace import Pace
from trainer.tui.phones import Phones
from trainer.tui.screens.classroom import ClassroomScreen
from trainer.tui.screens.hands import HandsScreen

UITHUISPLAATSING = SCENARIOS / "uithuisplaatsing.yaml"
SEED = 7


@asynccontextmanager
async def in_class(
    folder: Path | None = None,
    *,
    path: Path = UITHUISPLAATSING,
    teams: int = 0,
    size: tuple[int, int] = SMALLEST,
    pace: Pace = AT_ONCE,
    begin: bool = True,
    phones: Phones | None = None,
) -> AsyncIterator[Pilot[None]]:
    """Open a class, kept in a folder if one is given, and go past the briefing."""
    scenario = loaded(path, language.current())
    wish = "verdrietig" if path == UITHUISPLAATSING else None

    def make(memory: Memory) -> Sitting:
        return Sitting(scenario, seed=SEED, disposition=wish, mode="class", as_written=True, memory=memory)

    opened = opening.teams(scenario.id, make, teams) if teams else opening.lesson(scenario.id, make, phones)
    app = TrainerApp(lambda: (SCENARIOS,), Memory(folder), opened, "projector", pace)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        if begin and not teams:
            await press(pilot, "enter")
        yield pilot


def screen(pilot: Pilot[None]) -> ClassroomScreen:
    """Return the shared screen."""
    return cast(ClassroomScreen, pilot.app.screen)


async def hands(pilot: Pilot[None], *counts: int) -> None:
    """Take a show of hands with these counts, from the first answer on, without a key for each."""
    await press(pilot, "s")
    for field, count in zip(cast(HandsScreen, pilot.app.screen).fields, counts, strict=False):
        field.value = str(count)
    await press(pilot, "ctrl+s")
