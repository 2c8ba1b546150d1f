"""Own talks over time on the screen: the plot, the list below or beside it, and the way to a talk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from pytest_snapshot.plugin import Snapshot
from textual.message import Message
from textual.pilot import Pilot

from tests.practice.past_talks import Years
from tests.tui.stage import AT_ONCE, SCENARIOS, SMALLEST, press, settle, shown
from tests.tui.test_pictures import Wall
from trainer import language
from trainer.errors import StoreError
from trainer.practice.history import Course, history
from trainer.practice.measures import MEASURES, Scale, scale
from trainer.practice.memory import Memory
from trainer.records.past import Apart
from trainer.tui import opening
from trainer.tui.app import TrainerApp
from trainer.tui.screens.history import HistoryScreen
from trainer.tui.screens.page import Page
from trainer.tui.widgets.course import CoursePicture, column, tick_rows
from trainer.tui.widgets.runs import together

SNAPSHOTS = Path(__file__).parent / "snapshots"
LARGE = (120, 40)
PERCENT: Scale = ((0.0, "0%"), (50.0, "50%"), (100.0, "100%"))
BOTH: Scale = ((-6.0, "-6"), (0.0, "0"), (6.0, "+6"))


def practise(years: Years) -> None:
    """Hold a season of talks in three scenarios, with everything that can become of one."""
    home: dict[str, Any] = {"scenario": "uithuisplaatsing", "title": "De uithuisplaatsing"}
    bench: dict[str, Any] = {"scenario": "bench", "title": "The bench outside the community centre"}
    for n in range(5):
        years.hold(
            "dicht", in_band=0.2 + 0.1 * n, rose_fit=40 + 5 * n, autonomy=n - 5, practice_score=30 + 5 * n, **home
        )
        years.hold("a_word", in_band=0.4, drawn_in=None, practice_score=50, apart=Apart(120 - 9 * n, 2), **bench)
    years.hold("samen", in_band=0.75, rose_fit=71, autonomy=3, practice_score=81, drawn_in=0.9, mode="assess", **home)
    years.store.stop(years.begin(**bench))
    years.hold("tuinhek", reflected=False, **home)
    years.hold("tuinhek", in_band=1.0, rose_fit=80, autonomy=0, practice_score=88, apart=Apart(20, 0), **home)
    years.hold("gone", scenario="street", title="The street", in_band=0.0, practice_score=12, drawn_in=0.05)
    years.begin(turns=4, **home)


chosen: list[str] = []


@asynccontextmanager
async def looking_back(memory: Memory, size: tuple[int, int] = SMALLEST) -> AsyncIterator[Pilot[None]]:
    """Run the application with the history open, and keep in `chosen` which runs it is asked to open."""
    app = TrainerApp(lambda: (SCENARIOS,), memory, opening.history, pace=AT_ONCE)
    chosen.clear()

    def hear(message: Message) -> None:
        if isinstance(message, HistoryScreen.RunChosen):
            chosen.append(message.run_id)

    async with app.run_test(size=size, notifications=True, message_hook=hear) as pilot:
        await settle(pilot)
        yield pilot


def marked(pilot: Pilot[None]) -> str:
    """Return the row that is marked, by a sign and not by colour alone."""
    rows = [line for line in shown(pilot).splitlines() if "› " in line]
    assert len(rows) == 1
    return rows[0].split("› ")[1].rstrip(" ▁▂▃▄▅▆▇█")


def bar(value: float | None, marks: Scale = PERCENT, rows: int = 8) -> str:
    """Return a column from bottom to top, without the empty rows above it."""
    return column(value, marks, rows)[::-1].rstrip()


# --- a column -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "signs"),
    [(100.0, "████████"), (50.0, "████"), (53.0, "████▂"), (1.6, "▁"), (0.0, "▁"), (0, "▁"), (None, "·")],
)
def test_a_column_is_as_high_as_its_value_and_a_missing_one_is_a_dot(value: float | None, signs: str) -> None:
    assert bar(value) == signs


@pytest.mark.parametrize(
    ("value", "signs"),
    [(6, "███    "), (2, "  █    "), (0, "   ■   "), (None, "   ·   "), (-1, "    ▀  "), (-6, "    ███")],
)
def test_below_zero_a_column_hangs_down(value: float | None, signs: str) -> None:
    assert column(value, BOTH, 7) == signs
    assert column(value, BOTH, 8) == f"{signs} "


def test_columns_of_higher_values_are_never_lower() -> None:
    heights = [sum(" ▁▂▃▄▅▆▇█".index(sign) for sign in bar(value)) for value in range(101)]
    assert heights == sorted(heights)
    assert heights[-1] == 64


def test_the_scale_stands_beside_its_rows() -> None:
    assert tick_rows(PERCENT, 8) == {0: "100%", 4: "50%", 7: "0%"}
    assert tick_rows(BOTH, 7) == {0: "+6", 3: "0", 6: "-6"}


# --- the plot -----------------------------------------------------------------------------------------------


def told(*values: float | None, key: str = "in_band") -> Course:
    """Return a course of these values."""
    measure = next(measure for measure in MEASURES if measure.key == key)
    return Course(key, measure.name, measure.short, measure.tells, scale(measure, values), values, ())


async def plotted(course: Course, here: int = -1, width: int = 60) -> list[str]:
    """Return a plot of 9 rows as text."""
    picture = CoursePicture()
    async with Wall(picture, "dark").run_test(size=(width, 9)) as pilot:
        picture.styles.height = 9
        picture.show(course, [f"{n + 1} May" for n in range(len(course.values))], here)
        await pilot.pause()
        return [picture.render_line(y).text.rstrip() for y in range(9)]


async def test_a_missing_value_is_a_gap_with_a_dot() -> None:
    rows = await plotted(told(100.0, None, 50.0, 0.0))
    assert rows[0] == "100% ┤ ███"
    assert rows[4] == " 50% ┤ ███     ███"
    assert rows[7] == "  0% ┤ ███  ·  ███ ▁▁▁"


async def test_the_talk_that_stands_out_has_a_caret_and_its_day() -> None:
    assert (await plotted(told(*[50.0] * 10), here=0))[8].split() == ["^", "1", "May", "10", "May"]
    assert (await plotted(told(*[50.0] * 10), here=9))[8].split() == ["1", "May", "^", "10", "May"]
    assert (await plotted(told(*[50.0] * 10)))[8].split() == ["1", "May", "10", "May"]
    for here in range(10):
        rows = await plotted(told(*[None if n != here else 100.0 for n in range(10)]), here=here)
        assert rows[8].index("^") == rows[0].index("███") + 1


@pytest.mark.parametrize("width", [20, 47, 120])
async def test_a_plot_keeps_within_its_width_and_has_the_newest_at_the_right(width: int) -> None:
    for talks in (1, 2, 15, 60):
        rows = await plotted(told(*[20.0] * (talks - 1), 100.0), width=width)
        assert all(len(row) <= width for row in rows)
        assert rows[0].rstrip("█") == "100% ┤ ".ljust(
            len(rows[7].rstrip("█")) if talks == 1 else len(rows[0].rstrip("█"))
        )
        assert len(rows[0]) == max(len(row) for row in rows[:8])


async def test_a_talk_from_before_what_fits_comes_into_view_when_it_stands_out() -> None:
    values = [100.0, *[20.0] * 59]
    assert "█" not in (await plotted(told(*values), width=40))[0]
    assert "█" in (await plotted(told(*values), here=0, width=40))[0]


async def test_autonomy_has_a_line_at_zero() -> None:
    rows = await plotted(told(3, 0, -3, None, key="autonomy"))
    assert rows[0].startswith("+3 ┤ ███")
    assert rows[3] == " 0 ┼─────■■■──────·──"
    assert rows[6] == "-3 ┤         ███"


# --- the screen ---------------------------------------------------------------------------------------------


@pytest.fixture(params=["nl", "en"])
def spoken(request: pytest.FixtureRequest) -> str:
    """Speak each language in turn."""
    language.use(request.param)
    return str(request.param)


NAMES = ("history", "history-one-scenario", "history-in-words", "history-wide", "history-wide-one", "history-empty")


async def test_the_history(spoken: str, snapshot: Snapshot, years: Years) -> None:
    snapshot.snapshot_dir = SNAPSHOTS
    async with looking_back(years.memory) as pilot:
        snapshot.assert_match(shown(pilot), f"history-empty.{spoken}.txt")
    practise(years)
    async with looking_back(years.memory) as pilot:
        await press(pilot, "down")
        snapshot.assert_match(shown(pilot), f"history.{spoken}.txt")
        await press(pilot, "tab", "right", "right", "right", *["down"] * 4)
        snapshot.assert_match(shown(pilot), f"history-one-scenario.{spoken}.txt")
        await press(pilot, "w", "left", "left", "left", "left")
        snapshot.assert_match(shown(pilot), f"history-in-words.{spoken}.txt")


async def test_the_history_in_a_large_window(spoken: str, snapshot: Snapshot, years: Years) -> None:
    snapshot.snapshot_dir = SNAPSHOTS
    practise(years)
    async with looking_back(years.memory, LARGE) as pilot:
        await press(pilot, "right", "right", "down")
        snapshot.assert_match(shown(pilot), f"history-wide.{spoken}.txt")
        await press(pilot, *["left"] * 3, "tab")
        snapshot.assert_match(shown(pilot), f"history-wide-one.{spoken}.txt")


def test_no_snapshot_of_the_history_is_left_over() -> None:
    kept = {file.name.split(".")[0] for file in SNAPSHOTS.glob("history*")}
    assert kept == set(NAMES)


async def test_tab_goes_through_the_scenarios_and_all_of_them(years: Years) -> None:
    practise(years)
    async with looking_back(years.memory) as pilot:
        titles = []
        for _step in range(5):
            titles.append(shown(pilot).splitlines()[1].strip())
            await press(pilot, "tab")
        assert titles == [
            "1/4  All scenarios · 16 talks",
            "2/4  De uithuisplaatsing · 9 talks",
            "3/4  The street · 1 talk",
            "4/4  The bench outside the community centre · 6 talks",
            "1/4  All scenarios · 16 talks",
        ]
        await press(pilot, "shift+tab", "shift+tab")
        assert "4/4  The bench" in shown(pilot)


async def test_one_scenario_needs_no_tab(years: Years) -> None:
    years.hold()
    async with looking_back(years.memory) as pilot:
        assert shown(pilot).splitlines()[1].strip() == "The house · 1 talk"
        assert "Scenario" not in shown(pilot)
        await press(pilot, "tab")
        assert "The house · 1 talk" in shown(pilot)


async def test_left_and_right_go_through_every_measure(years: Years) -> None:
    practise(years)
    async with looking_back(years.memory) as pilot:
        names = []
        for _step in MEASURES:
            names.append(shown(pilot).splitlines()[2].split("  ")[-1].split(" · ")[0])
            await press(pilot, "right")
        assert names == [measure.name for measure in MEASURES]
        assert "1/9" in shown(pilot)
        await press(pilot, "left")
        assert "9/9  Practice score" in shown(pilot)


async def test_the_practice_score_never_stands_alone(years: Years) -> None:
    practise(years)
    for size in (SMALLEST, LARGE):
        async with looking_back(years.memory, size) as pilot:
            await press(pilot, "left")
            heads = next(line for line in shown(pilot).splitlines() if "Date" in line).split()
            assert {"band", "fit", "score"} <= set(heads)
            if size == SMALLEST:
                await press(pilot, "w")
            words = " ".join(line.split("│")[0] for line in shown(pilot).splitlines())
            assert "in the band, Rose fit" in " ".join(words.split())


async def test_enter_opens_the_talk_that_is_marked(years: Years) -> None:
    first, _second, _third = years.hold("one"), years.hold("two"), years.begin()
    async with looking_back(years.memory) as pilot:
        assert "turn 4, not finished" in marked(pilot)
        await press(pilot, "down", "down", "down")
        assert "one" in marked(pilot)
        await press(pilot, "enter")
        assert set(chosen) == {first}


async def test_a_click_marks_and_another_opens(years: Years) -> None:
    practise(years)
    for size in (SMALLEST, LARGE):
        async with looking_back(years.memory, size) as pilot:
            row = next(y for y, line in enumerate(shown(pilot).splitlines()) if "14 Nov 2026 10:00" in line)
            for offset in (0, 1) if size == LARGE else (0,):  # there a talk has two rows
                await press(pilot, "home")
                await pilot.click(offset=(70, row + offset))
                await settle(pilot)
                assert marked(pilot).startswith("14 Nov 2026")
            assert chosen == []
            await pilot.click(offset=(70, row))
            await settle(pilot)
            assert set(chosen) == {history(years.memory).rows[2].id}


async def test_pages_and_ends_of_a_long_list(years: Years) -> None:
    with years.store.together():
        for _n in range(300):
            years.hold()
    async with looking_back(years.memory) as pilot:
        latest = marked(pilot)
        await press(pilot, "pagedown")
        assert "^" in shown(pilot)
        seen = {latest, marked(pilot)}
        await press(pilot, "pagedown", "pageup")
        assert marked(pilot) in seen
        await press(pilot, "end")
        assert marked(pilot).startswith("1 Nov 2026")
        assert "^" not in shown(pilot)  # too long ago for the plot
        await press(pilot, "down", "home", "up")
        assert marked(pilot) == latest


async def test_the_other_language_keeps_the_place(years: Years) -> None:
    practise(years)
    async with looking_back(years.memory) as pilot:
        await press(pilot, "tab", "right", "down", "w")
        before = marked(pilot).split()[-3:]
        await press(pilot, "f2")
        page = shown(pilot)
        assert "2/4  De uithuisplaatsing" in page
        assert "2/9  " in page
        assert "┤" not in page
        assert marked(pilot).startswith("14-11-2026 10:00")
        assert marked(pilot).split()[-3:] == before


async def test_coming_back_shows_what_was_done_meanwhile_at_the_same_talk(years: Years) -> None:
    practise(years)
    waiting = years.hold("one", reflected=False)
    years.hold("two")
    async with looking_back(years.memory) as pilot:
        await press(pilot, "down")
        assert "one, not looked back on yet" in marked(pilot)
        await pilot.app.push_screen(Page())
        years.store.reflect(waiting, Apart())
        years.begin()
        pilot.app.pop_screen()
        await settle(pilot)
        assert "not looked back" not in marked(pilot)
        assert "one" in marked(pilot)


@pytest.mark.parametrize("text", ["[/b] open", "[zucht] Goed", "[@click=app.quit]x[/]"])
async def test_markup_in_titles_shows_as_it_is(years: Years, text: str) -> None:
    years.hold(title=text)
    years.hold(scenario="street", title=text)
    async with looking_back(years.memory) as pilot:
        assert text in marked(pilot)
        await press(pilot, "tab")
        assert f"2/3  {text} · 1 talk" in shown(pilot)


async def test_a_store_that_cannot_be_read_says_so(years: Years, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: Any) -> Any:
        raise StoreError("The disk does not answer.")

    years.hold()
    monkeypatch.setattr(years.store, "tallies", broken)
    async with looking_back(years.memory) as pilot:
        assert "The disk does not answer." in shown(pilot)
        await press(pilot, "right", "down", "enter", "tab", "w", "end")
        assert "The disk does not answer." in shown(pilot)


async def test_talks_without_numbers_are_listed_without_a_plot(years: Years) -> None:
    years.begin()
    for size in (SMALLEST, LARGE):
        async with looking_back(years.memory, size) as pilot:
            await press(pilot, "right", "w")
            page = shown(pilot)
            assert "There are no numbers yet." in page
            assert "turn 4, not finished" in page
            assert "┤" not in page
            assert "Measure" not in page
            assert "In words" not in page


@pytest.mark.parametrize("size", [SMALLEST, (100, 60), (120, 24), LARGE, (200, 60)])
async def test_in_every_window_plot_and_list_are_both_there(years: Years, size: tuple[int, int]) -> None:
    practise(years)
    async with looking_back(years.memory, size) as pilot:
        page = shown(pilot)
        assert "100% ┤" in page
        assert "turn 5, not finished" in page
        assert "Back" in page.splitlines()[-1]


@pytest.mark.parametrize(
    ("width", "line"),
    [(40, "A long title · an end"), (21, "A long title · an end"), (18, "A long t… · an end"), (13, "A lo… · an end")],
)
def test_a_title_gives_way_to_how_the_talk_ended_in_a_row_that_is_too_short(width: int, line: str) -> None:
    assert together("A long title", "an end", width) == line
    assert together("A long title", "a long story of an end", 19) == "A long… · a long story of an end"


async def test_escape_goes_back(years: Years) -> None:
    async with looking_back(years.memory) as pilot:
        await press(pilot, "escape")
        assert not pilot.app.is_running
