"""Where things stand while one plays, and that they stay there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.stage import choose, going_on, press, settle, shown, sitting
from tests.tui.test_hostile import story
from tests.tui.test_looks import long_story
from trainer.conversation.run import Mode
from trainer.practice.sitting import Sitting
from trainer.scenario import load_scenario


def measure(page: str, left: int) -> list[str]:
    """Return the conversation as it stands on a page: 72 columns from a margin."""
    return [line[left : left + 72].rstrip() for line in page.splitlines()]


@pytest.mark.parametrize(("size", "left"), [((120, 36), 4), ((120, 24), 4), ((160, 50), 44), ((200, 60), 64)])
async def test_a_word_aside_stands_beside_the_talk_where_there_is_room(size: tuple[int, int], left: int) -> None:
    given = sitting()
    async with going_on(given, size) as pilot:
        await choose(pilot, given, "ja")
        before = measure(shown(pilot), left)
        assert any(line.startswith("ANOUK    You've come") for line in before)
        for key, words in (("c", "Coach: She asked"), ("t", "Anouk thought: No beating"), ("r", "Anouk is following")):
            await press(pilot, key)
            line = next(line for line in shown(pilot).splitlines() if words in line)
            if key != "r" or size[1] > 24:
                assert line.index(words) >= left + 72 + 4
                assert measure(shown(pilot), left) == before
            assert all(len(line) <= size[0] for line in shown(pilot).splitlines())
        await press(pilot, "r")
        assert measure(shown(pilot), left) == before


async def test_a_resize_keeps_what_is_open_what_is_in_view_and_what_is_pointed_at() -> None:
    given = sitting()
    async with going_on(given, (120, 36)) as pilot:
        await choose(pilot, given, "ja")
        await press(pilot, "down", "down", "r")
        before = shown(pilot)
        for size in ((80, 24), (200, 60), (100, 30), (60, 20), (80, 24), (120, 36)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            if size != (60, 20):
                assert "ABOVE" in shown(pilot)
                assert "ANOUK    Why?" in shown(pilot)
                assert "› 2  (kindly)" in shown(pilot)
        assert shown(pilot) == before


async def test_reading_back_and_reading_on_to_the_end_survive_a_resize(tmp_path: Path) -> None:
    given = Sitting(load_scenario(long_story(tmp_path)), seed=1, as_written=True)
    async with going_on(given) as pilot:
        await press(pilot, "1", "pagedown", "pagedown", "pagedown")
        for height in (25, 24):
            await pilot.resize_terminal(80, height)
            await settle(pilot)
            assert "Line number 19." in shown(pilot)
        await press(pilot, "pageup")
        first = next(line for line in shown(pilot).splitlines() if "Line number" in line)
        for height in (26, 24):
            await pilot.resize_terminal(80, height)
            await settle(pilot)
            assert first in shown(pilot)


async def test_paging_skips_no_line(tmp_path: Path) -> None:
    given = Sitting(load_scenario(long_story(tmp_path)), seed=1, as_written=True)
    async with going_on(given) as pilot:
        await press(pilot, "1")
        pages = [shown(pilot)]
        for key in ("pagedown", "pagedown", "pagedown", "pageup", "pageup", "pageup"):
            await press(pilot, key)
            pages.append(shown(pilot))
        for read in (pages[:4], pages[3:]):
            assert all(any(f"Line number {n}." in page for page in read) for n in range(20))


async def test_every_response_stays_in_view_beside_a_word_aside_on_the_smallest_screen() -> None:
    given = sitting()
    async with going_on(given) as pilot:
        await press(pilot, "r")
        page = shown(pilot)
        assert "BELOW" in page
        assert all(f"{option.number}  {option.text[:30]}" in page for option in given.page.options)


async def test_the_response_pointed_at_is_marked_without_colour() -> None:
    given = sitting()
    async with going_on(given) as pilot:
        assert "›" not in shown(pilot)
        await press(pilot, "down", "down")
        marked = [line for line in shown(pilot).splitlines() if "›" in line]
        assert len(marked) == 1
        assert marked[0].startswith("  › 2  ")
        await press(pilot, "f2")
        assert "  › 2  " in shown(pilot)
        await press(pilot, "1")
        assert "›" not in shown(pilot)


async def test_the_same_responses_again_are_not_pointed_at(tmp_path: Path) -> None:
    text = story(tmp_path, "x").read_text(encoding="utf-8").replace("to: e,", "to: s,")
    path = tmp_path / "round.yaml"
    path.write_text(text, encoding="utf-8")
    given = Sitting(load_scenario(path), seed=1, as_written=True)
    async with going_on(given) as pilot:
        await press(pilot, "down", "enter", "enter", "enter")
        assert len(given.session.transcript.turns) == 1


async def test_the_coach_is_offered_in_practice_and_silent_when_assessing() -> None:
    modes: tuple[tuple[Mode, bool], ...] = (("practice", True), ("assess", False))
    for mode, offered in modes:
        given = Sitting(sitting().scenario, seed=7, disposition="verdrietig", mode=mode)
        async with going_on(given) as pilot:
            await press(pilot, "1", "c")
            footer = shown(pilot).splitlines()[-1]
            assert ("Coach" in footer) == ("Thought" in footer) == offered
            assert ("Coach:" in shown(pilot)) == offered
