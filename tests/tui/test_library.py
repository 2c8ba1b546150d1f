"""The library: what it tells, how one finds a scenario, and how one keeps one's place."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from tests.scenario import STORY, change, keep, translated
from tests.tui.stage import AT_ONCE, SMALLEST, choose, press, settle, shown
from trainer import language
from trainer.tui.app import TrainerApp
from trainer.tui.screens.briefing import BriefingScreen
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.screens.play import PlayScreen

TITLES = {"cafe": "In café Het Anker", "bezoek": "Een bezoek aan huis", "huur": "De huur", "ouders": "Twee ouders"}
HEAD = "title: De huur\n"
NOTE = "Gaat over geld en schaamte."


@asynccontextmanager
async def browsing(folder: Path, size: tuple[int, int] = SMALLEST) -> AsyncIterator[Pilot[None]]:
    """Run the application with the scenarios of one folder."""
    app = TrainerApp(lambda: (folder,), pace=AT_ONCE)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        yield pilot


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with four scenarios, in the order of their ids: bezoek, cafe, huur, ouders."""
    for name, title in TITLES.items():
        keep(tmp_path, change(STORY, HEAD, f"title: {title}\nlevel: 2\nminutes: 10\nnote: {NOTE}\n"), name=name)
    return tmp_path


def marked(pilot: Pilot[None]) -> str:
    """Return the line with the mark before it."""
    return next((line.strip(" ›") for line in shown(pilot).splitlines() if line.startswith("  ›")), "")


# --- what the library tells -------------------------------------------------------------------------------------


async def test_every_scenario_tells_what_helps_to_choose(shelf: Path) -> None:
    async with browsing(shelf) as pilot:
        page = shown(pilot)
        assert "4 scenarios" in page
        for text in (*TITLES.values(), "level 2 · 10 minutes · Nederlands", "not played yet", "0 of 2 endings found"):
            assert text in page
        assert "De huur is niet betaald." in page
        assert NOTE in page


async def test_the_mark_is_there_without_colour_and_always_in_view(shelf: Path) -> None:
    for n in range(8):
        shutil.copy(shelf / "huur.yaml", shelf / f"zz{n}.yaml")
    async with browsing(shelf) as pilot:
        assert marked(pilot).startswith("Een bezoek aan huis")
        for _step in range(12):
            await press(pilot, "down")
            assert marked(pilot)
        last = shown(pilot)
        for _step in range(12):
            await press(pilot, "up")
            assert marked(pilot)
        assert shown(pilot) != last
        assert marked(pilot).startswith("Een bezoek aan huis")


async def test_an_empty_library_says_what_to_do(tmp_path: Path) -> None:
    async with browsing(tmp_path) as pilot:
        await press(pilot, "down", "enter", "pagedown")
        assert "Give a folder with --library." in shown(pilot)


async def test_a_broken_scenario_stays_and_cannot_be_opened(shelf: Path) -> None:
    keep(shelf, "format: 1\ntitle: Half\n", name="aaa")
    async with browsing(shelf) as pilot:
        assert marked(pilot).startswith("Een bezoek aan huis")
        await press(pilot, *["down"] * 4, "enter")
        assert "cannot be played yet" in shown(pilot)
        assert marked(pilot).startswith("aaa")
        assert "Whoever wrote it can mend them" in shown(pilot)
        assert "Choose" not in shown(pilot)
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_a_mended_scenario_can_be_read_again(shelf: Path) -> None:
    keep(shelf, "format: 1\ntitle: Half\n", name="huur")
    async with browsing(shelf) as pilot:
        await press(pilot, *["down"] * 3)
        assert marked(pilot).startswith("huur")
        keep(shelf, change(STORY, HEAD, "title: Weer heel\n"), name="huur")
        await press(pilot, "f5")
        assert marked(pilot).startswith("Weer heel")


async def test_markup_in_titles_and_searches_shows_as_it_is(shelf: Path) -> None:
    texts = ("[/b] open", "[zucht] Goed", "[@click=app.quit]x[/]", "{curly} [red]x[/red]")
    for n, text in enumerate(texts):
        keep(shelf, change(STORY, HEAD, f'title: "{text}"\nnote: "{text} note"\n'), name=f"aaa{n}")
    async with browsing(shelf, (130, 40)) as pilot:
        for text in texts:
            assert marked(pilot).startswith(text)
            assert f"{text} note" in shown(pilot)
            await press(pilot, "down")
        await press(pilot, *"zz[/b]")
        assert "zz[/b]" in shown(pilot)


# --- searching --------------------------------------------------------------------------------------------------


async def test_typing_searches_and_enter_opens_what_is_marked(shelf: Path) -> None:
    async with browsing(shelf) as pilot:
        await press(pilot, *"ANKER")
        assert "1 of 4 scenarios" in shown(pilot)
        assert "De huur\n" not in shown(pilot)
        assert marked(pilot).startswith("In café Het Anker")
        await press(pilot, "enter")
        assert "Briefing: In café Het Anker" in shown(pilot)


async def test_arrows_go_from_the_search_into_the_list_and_typing_goes_on(shelf: Path) -> None:
    async with browsing(shelf) as pilot:
        await press(pilot, *"aan", "tab", "down")
        assert marked(pilot).startswith("Een bezoek aan huis")
        await press(pilot, *["backspace"] * 3, *"u", "down")
        assert marked(pilot).startswith("In café Het Anker")
        await press(pilot, *"ders")
        assert marked(pilot).startswith("Twee ouders")


async def test_nothing_found_says_so_and_escape_brings_everything_back(shelf: Path) -> None:
    async with browsing(shelf) as pilot:
        await press(pilot, "down", *"olifant", "enter", "down")
        assert "Nothing here is about “olifant”. Esc clears the search." in shown(pilot)
        assert "Clear the search" in shown(pilot).splitlines()[-1]
        await press(pilot, "escape")
        assert "4 scenarios" in shown(pilot)
        assert marked(pilot).startswith("In café Het Anker")
        assert pilot.app.is_running
        await press(pilot, "escape")
        assert not pilot.app.is_running


async def test_a_question_mark_asks_for_help_and_any_letter_is_only_a_letter(shelf: Path) -> None:
    async with browsing(shelf) as pilot:
        await press(pilot, *"qx")
        assert "“qx”" in shown(pilot)
        await press(pilot, "question_mark")
        assert "Search: just type a word" in shown(pilot)
        await press(pilot, "escape")
        assert "“qx”" in shown(pilot)


async def test_what_is_pasted_is_one_clean_line(shelf: Path) -> None:
    async with browsing(shelf) as pilot:
        pilot.app.screen.query_one("#search").post_message(events.Paste("twee\x1b[31m\n\u202eouders" + "x" * 999))
        await settle(pilot)
        assert "twee[31m ouders" in shown(pilot)


async def test_a_small_terminal_takes_no_letters_and_loses_no_search(shelf: Path) -> None:
    async with browsing(shelf) as pilot:
        await press(pilot, *"oud")
        await pilot.resize_terminal(60, 20)
        await settle(pilot)
        await press(pilot, *"zz", "enter", "down")
        assert isinstance(pilot.app.screen, LibraryScreen)
        await pilot.resize_terminal(*SMALLEST)
        await settle(pilot)
        assert marked(pilot).startswith("Twee ouders")
        await press(pilot, *"ers")
        assert marked(pilot).startswith("Twee ouders")


async def test_a_click_marks_and_a_second_one_opens(shelf: Path) -> None:
    async with browsing(shelf) as pilot:
        row = next(y for y, line in enumerate(shown(pilot).splitlines()) if "De huur " in line)
        await pilot.click(offset=(10, row))
        await settle(pilot)
        assert marked(pilot).startswith("De huur")
        await pilot.click(offset=(10, row))
        await settle(pilot)
        assert isinstance(pilot.app.screen, BriefingScreen)
        await press(pilot, "escape", *"anker")
        assert marked(pilot).startswith("In café Het Anker")


# --- keeping one's place ----------------------------------------------------------------------------------------


async def test_place_and_search_stay_whatever_happens(shelf: Path) -> None:
    async with browsing(shelf) as pilot:
        await press(pilot, *"u", "down", "down", "down")
        assert marked(pilot).startswith("Twee ouders")
        for keys in (("f2",), ("f2", "f2"), ("f3",), ("f5",), ("f1", "escape"), ("enter", "escape")):
            await press(pilot, *keys)
            assert marked(pilot).startswith("Twee ouders"), keys
            assert " u " in shown(pilot).splitlines()[2], keys
        for size in ((120, 36), (60, 20), (200, 60), SMALLEST):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            assert "Twee ouders" in shown(pilot) or size == (60, 20)
        assert marked(pilot).startswith("Twee ouders")


async def test_another_language_changes_every_word_of_the_library(tmp_path: Path) -> None:
    translated(tmp_path)
    async with browsing(tmp_path) as pilot:
        assert marked(pilot).startswith("The rent")
        await press(pilot, "f2")
        assert language.current() == "nl"
        assert marked(pilot).startswith("De huur")
        assert all(word in shown(pilot) for word in ("Zoeken", "Hulp", "De huur is niet betaald."))


async def test_another_language_chosen_in_the_talk_counts_in_the_library(tmp_path: Path) -> None:
    translated(tmp_path)
    async with browsing(tmp_path) as pilot:
        await press(pilot, "enter", "f2", "escape")
        assert marked(pilot).startswith("De huur")


async def test_the_way_back_knows_the_best_score_and_the_endings_without_the_files(shelf: Path) -> None:
    async with browsing(shelf) as pilot:
        await press(pilot, "down", "down", "enter", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, PlayScreen)
        shutil.rmtree(shelf)
        await choose(pilot, screen.sitting, "vraag")
        for _key in range(8):
            if not isinstance(pilot.app.screen, LibraryScreen):
                await press(pilot, "escape")
        page = shown(pilot)
        assert marked(pilot).startswith("De huur")
        assert "best score" in marked(pilot)
        assert page.count("1 of 2 endings found") == 1
        assert page.count("not played yet") == 3


# --- room -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(120, 36), (160, 50), (200, 60)])
async def test_with_room_the_scenario_is_told_beside_the_list(shelf: Path, size: tuple[int, int]) -> None:
    async with browsing(shelf, size) as pilot:
        await press(pilot, "down")
        rows = shown(pilot).splitlines()
        middle = next(row.index("│") for row in rows if "│" in row)
        beside = [row[middle + 1 :].strip() for row in rows if row[middle : middle + 1] == "│"]
        told = "\n".join(beside)
        for text in ("In café Het Anker", NOTE, "De huur is niet betaald.", "wijkwerker", "Anouk de Wit", "Eerlijk"):
            assert text in told
        assert all(len(line) <= 76 for line in beside)
        assert all(len(row[:middle].strip()) <= 76 for row in rows)


async def test_long_texts_wrap_and_can_be_read_to_the_end(shelf: Path) -> None:
    long = " ".join(f"woord{n}" for n in range(120))
    text = change(STORY, HEAD, f"title: {'Een lange titel ' * 6}\nnote: {long}\n")
    keep(shelf, text, name="aaa")
    async with browsing(shelf) as pilot:
        assert all(len(line) <= 80 for line in shown(pilot).splitlines())
        read = shown(pilot)
        assert "... PgDn for more" in read
        for _page in range(8):
            await press(pilot, "pagedown")
            read += shown(pilot)
        assert all(f"woord{n}" in read for n in range(120))
        assert "... PgDn for more" not in shown(pilot)
