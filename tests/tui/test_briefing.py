"""The briefing: what one knows before the talk, at any size of the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenario import STORY, change, keep
from tests.tui.stage import SMALLEST, playing, press, settle, shown
from trainer.practice.sitting import Sitting
from trainer.scenario import load_scenario
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.screens.play import PlayScreen

HEAD = "title: De huur\n"
NOTE = "Gaat over geld en schaamte."


def long_sitting(folder: Path) -> Sitting:
    """Return a sitting with a briefing that fits no small terminal."""
    goals = "".join(
        f"  doel{n}: Doel nummer {n}, in een zin die op een smal scherm niet op een regel past.\n" for n in range(30)
    )
    text = change(STORY, "  eerlijk: Eerlijk blijven\n", f"  eerlijk: Eerlijk blijven\n{goals}")
    return Sitting(load_scenario(keep(folder, change(text, HEAD, f"{HEAD}minutes: 10\nlevel: 1\nnote: {NOTE}\n"))))


async def test_the_note_comes_first_and_enter_begins() -> None:
    async with playing(size=(120, 40)) as pilot:
        await press(pilot, "down", "enter")
        page = shown(pilot)
        order = (
            "level 2 · 20 minutes",
            "a child being taken into care",
            "Today Noor",
            "child protection",
            "Anouk de Wit",
        )
        assert sorted(order, key=page.index) == list(order)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)
        await press(pilot, "enter", "enter")
        assert isinstance(pilot.app.screen, PlayScreen)


@pytest.mark.parametrize("key", ["pagedown", "down"])
async def test_a_long_briefing_says_so_and_every_line_comes_by(tmp_path: Path, key: str) -> None:
    async with playing(long_sitting(tmp_path)) as pilot:
        read = shown(pilot)
        assert "... PgDn for more" in read
        for _press in range(80):
            await press(pilot, key)
            read += shown(pilot)
            if "... PgDn for more" not in shown(pilot):
                break
        assert all(f"Doel nummer {n}," in read for n in range(30))
        assert "come afterwards" in shown(pilot)
        await press(pilot, "home")
        assert NOTE in shown(pilot)
        await press(pilot, "end", "enter")
        assert isinstance(pilot.app.screen, PlayScreen)


async def test_a_wide_briefing_stands_in_the_middle(tmp_path: Path) -> None:
    async with playing(long_sitting(tmp_path), size=(200, 60)) as pilot:
        lines = [line[:198] for line in shown(pilot).splitlines()[1:-1] if line[:198].strip()]
        assert min(len(line) - len(line.lstrip()) for line in lines) > 50
        assert all(len(line.strip()) <= 76 for line in lines)


async def test_the_place_in_a_long_briefing_stays_when_the_window_changes(tmp_path: Path) -> None:
    async with playing(long_sitting(tmp_path), size=(100, 40)) as pilot:
        await press(pilot, "pagedown")
        first = next(line for line in shown(pilot).splitlines() if "Doel nummer" in line)
        goal = first.split(",")[0].strip(" -")
        await pilot.resize_terminal(*SMALLEST)
        await settle(pilot)
        assert any(goal in line for line in shown(pilot).splitlines()[:5])


async def test_a_long_title_is_there_as_a_whole(tmp_path: Path) -> None:
    title = " ".join(f"titelwoord{n}" for n in range(12))
    given = Sitting(load_scenario(keep(tmp_path, change(STORY, HEAD, f"title: {title}\n"))))
    async with playing(given) as pilot:
        assert "titelwoord11" in shown(pilot)
