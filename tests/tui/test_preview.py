"""The screen of an author: what is saved shows at once, the place is kept, and problems stand beside the talk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast

import pytest
from pytest_snapshot.plugin import Snapshot
from textual.pilot import Pilot

from tests.practice.drafts import DRAFT, WALKS, draft, edit
from tests.practice.scales import scales
from tests.scenario import change
from tests.tui.stage import AT_ONCE, SLOW, SMALLEST, press, settle, shown
from tests.tui.test_hostile import MARKUP, stands
from tests.tui.test_hostile import story as hostile
from trainer import language
from trainer.errors import Problem
from trainer.practice.memory import Memory
from trainer.practice.preview import Preview, Start, begin, begin_in, begin_on
from trainer.practice.watch import Watch
from trainer.scenario import load_scenario
from trainer.tui import opening
from trainer.tui.app import TrainerApp
from trainer.tui.background import checked
from trainer.tui.pace import Pace
from trainer.tui.screens import preview
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.screens.preview import PreviewScreen

SNAPSHOTS = Path(__file__).parent / "snapshots"
LARGE = (160, 50)


@pytest.fixture(autouse=True)
def found(monkeypatch: pytest.MonkeyPatch) -> list[Problem]:
    """Look at the files only when a test asks for it, and let the check find what a test puts here."""
    problems: list[Problem] = []
    monkeypatch.setattr(preview, "EVERY", 3600)

    async def checked(_path: Path) -> list[Problem]:
        return list(problems)

    monkeypatch.setattr(preview, "checked", checked)
    return problems


@asynccontextmanager
async def previewing(
    path: Path, size: tuple[int, int] = SMALLEST, scene: str = "", wish: str | None = "moe", pace: Pace = AT_ONCE
) -> AsyncIterator[Pilot[None]]:
    """Run the application on a scenario that is being written."""
    watch = Watch(path)
    scenario, problems = watch.first(language.current())
    start = begin_in(scenario, scene, wish) if scene else begin(scenario, wish)
    assert start is not None
    made = Preview(scenario, Start(7, start.dispositions, start.scene, start.choices), problems)
    app = TrainerApp(lambda: (), Memory(), opening.preview(made, watch), pace=pace)
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        yield pilot


def screen(pilot: Pilot[None]) -> PreviewScreen:
    """Return the screen of the preview."""
    return cast(PreviewScreen, pilot.app.screen)


async def look(pilot: Pilot[None]) -> None:
    """Look at the files twice: what cannot be loaded is told the second time."""
    for _time in range(2):
        screen(pilot).look()
        await settle(pilot)


async def save(pilot: Pilot[None], path: Path, old: str, new: str) -> str:
    """Change one place in a file, and return the screen after that."""
    edit(path, old, new)
    await look(pilot)
    return shown(pilot)


def text(pilot: Pilot[None]) -> str:
    """Return the words on the screen as one line."""
    return " ".join(shown(pilot).replace("│", " ").split())


# --- saving ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [SMALLEST, LARGE])
async def test_what_is_saved_shows_where_one_is(tmp_path: Path, size: tuple[int, int]) -> None:
    path = draft(tmp_path, english=None)
    async with previewing(path, size) as pilot:
        await press(pilot, "1", "2", "1", "down")
        page = await save(pilot, path, "En nu?", '"[b]Wat[/b] nu?"')
        assert "[b]Wat[/b] nu?" in page
        assert "En nu?" not in page
        assert "› 1  plan: Zullen we samen bellen?" in page
        assert "De achterstand" in (await save(pilot, path, "title: De huur", "title: De achterstand")).splitlines()[0]


async def test_a_choice_that_is_gone_is_named_until_one_goes_on(tmp_path: Path) -> None:
    path = draft(tmp_path, english=None)
    async with previewing(path) as pilot:
        await press(pilot, "1", "2", "1")
        await save(pilot, path, "      luister:", "      hoor:")
        said = "Turn 3: `luister` is no longer on offer in `midden`; you are where it was."
        assert said in text(pilot)
        assert "Nog iets?" in text(pilot)
        await press(pilot, "1")
        assert said not in text(pilot)
        assert "En nu?" in text(pilot)


@pytest.mark.parametrize("size", [SMALLEST, LARGE])
async def test_problems_stand_beside_a_talk_that_goes_on_and_are_gone_when_mended(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = draft(tmp_path, english=None)
    async with previewing(path, size) as pilot:
        await press(pilot, "1")
        page = await save(pilot, path, "to: slot", "to: slott")
        [row] = [line for line in page.splitlines() if "huur.yaml:19:" in line]
        assert "error L301" in row
        assert row.index("huur.yaml") == (4 if size == SMALLEST else 120)
        assert "There is no scene or ending `slott`." in text(pilot)
        assert "The talk stays as it was until this is mended." in text(pilot)
        await press(pilot, "2")
        assert "Nog iets?" in text(pilot)
        await save(pilot, path, "to: slott", "to: slot")
        assert "slott" not in text(pilot)
        assert "mended" not in text(pilot)
        assert "Nog iets?" in text(pilot)


async def test_a_persona_and_a_translation_are_part_of_it(tmp_path: Path) -> None:
    path = draft(tmp_path)
    async with previewing(path) as pilot:
        await save(pilot, tmp_path / "huur.en.yaml", "There you are.", "So it is you.")
        assert "So it is you." in text(pilot)
        await save(pilot, tmp_path / "personas" / "anouk.yaml", "name: Anouk de Wit", "name: Anoek de Wit")
        await save(pilot, tmp_path / "personas" / "anouk.en.yaml", "name: Anouk", "name: Annie")
        assert "ANNIE" in text(pilot)
        await save(pilot, tmp_path / "personas" / "anouk.en.yaml", "moods: {boos", "moods: [boos")
        assert "personas/anouk.en.yaml:2:" in text(pilot)
        assert "So it is you." in text(pilot)


async def test_files_that_go_away_and_come_back_leave_the_talk_alone(tmp_path: Path) -> None:
    path = draft(tmp_path, english=None)
    async with previewing(path) as pilot:
        await press(pilot, "1")
        path.rename(tmp_path / "elsewhere.yaml")
        await look(pilot)
        assert "huur.yaml:1:1: error L101" in text(pilot)
        assert "Nou gewoon." in text(pilot)
        (tmp_path / "elsewhere.yaml").rename(path)
        await look(pilot)
        assert "L101" not in text(pilot)


async def test_a_reply_that_breathes_is_whole_when_the_file_is_saved(tmp_path: Path) -> None:
    path = draft(tmp_path, english=None)
    async with previewing(path, pace=SLOW) as pilot:
        await press(pilot, "1")
        assert "Nou gewoon." not in text(pilot)
        assert "Nou, gewoon." in await save(pilot, path, "Nou gewoon.", '"Nou, gewoon."')


async def test_who_reads_back_stays_there_when_the_file_is_saved(tmp_path: Path) -> None:
    path = draft(tmp_path, english=None)
    async with previewing(path) as pilot:
        await press(pilot, "1", *["2"] * 6, *["pageup"] * 9)
        before = shown(pilot)
        assert "Daar ben je dan." in before
        after = await save(pilot, path, "En nu?", "Wat nu?")
        assert after.splitlines()[:8] == before.splitlines()[:8]


# --- the check ------------------------------------------------------------------------------------------------


async def test_warnings_of_the_check_are_shown_and_gone_when_mended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "checked", checked)
    side = "  zijpad:\n    responses: {ga: {say: Ga., rose: SB1, closeness: 0, to: ruzie}}\n"
    path = draft(tmp_path, DRAFT.replace("endings:\n", f"{side}endings:\n"), None)
    async with previewing(path, LARGE) as pilot:
        assert "`zijpad`" in text(pilot)
        assert "warning" in text(pilot)
        await save(pilot, path, side, "")
        assert "zijpad" not in text(pilot)


async def test_playing_never_waits_for_a_check_and_a_newer_save_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, ended = draft(tmp_path, english=None), list[str]()

    async def slow(_path: Path) -> list[Problem]:
        words = path.read_text(encoding="utf-8")
        if "Wat nu??" in words:
            return [Problem(str(path), 1, 1, "C2", "warning", "Something.")]
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(words)
        return []

    monkeypatch.setattr(preview, "checked", slow)
    watch = Watch(path)
    scenario, _problems = watch.first("en")
    app = TrainerApp(lambda: (), Memory(), opening.preview(Preview(scenario, begin(scenario)), watch), pace=AT_ONCE)
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert "Nou gewoon." in text(pilot)
        assert "Checking..." in text(pilot)
        for words in ("Wat nu?", "Wat nu??"):
            path.write_text(change(DRAFT, "En nu?", words), encoding="utf-8")
            reading = watch.look("en")
            assert reading is not None
            screen(pilot).take(reading)
            await pilot.pause()
        await settle(pilot)
        assert ["Wat nu?" in words for words in ended] == [False, True]
        assert "warning C2" in text(pilot)


async def test_a_check_that_comes_to_no_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "checked", checked)
    monkeypatch.setattr("sys.executable", str(tmp_path / "gone"))
    async with previewing(draft(tmp_path, english=None)) as pilot:
        assert "The check stopped halfway: `trainer check` tells why." in text(pilot)
        await press(pilot, "1")
        assert "Nou gewoon." in text(pilot)


# --- beside the talk ------------------------------------------------------------------------------------------


async def test_the_situation_and_the_ids_can_be_put_away(tmp_path: Path) -> None:
    async with previewing(draft(tmp_path, english=None)) as pilot:
        assert "begin · anouk boos (moe) · vertrouwen 1" in text(pilot)
        assert "1 vraag: Wat is er gebeurd?" in text(pilot)
        await press(pilot, "1")
        assert "midden · anouk" in text(pilot)
        assert "vertrouwen 2" in text(pilot)
        await press(pilot, "down", "s")
        assert "midden · anouk" not in text(pilot)
        assert "› 1 [silent] U wacht." in text(pilot)
        await press(pilot, "s")
        assert "› 1 luister: [silent] U wacht." in text(pilot)


async def test_responses_stand_as_they_are_written(tmp_path: Path) -> None:
    async with previewing(draft(tmp_path, english=None)) as pilot:
        assert [option.id for option in screen(pilot).sitting.page.options] == ["vraag", "regel"]
        await press(pilot, "1")
        assert [option.id for option in screen(pilot).sitting.page.options] == ["luister", "praat"]


@pytest.mark.parametrize("size", [SMALLEST, (80, 40), LARGE])
async def test_many_problems_are_read_with_tab_and_leave_room_for_the_talk(
    tmp_path: Path, size: tuple[int, int], found: list[Problem]
) -> None:
    names = [f"Problem number {n} of many." for n in range(30)]
    path = draft(tmp_path, english=None)
    found.extend(Problem(str(path), n + 1, 1, "C1", "warning", name, "Mend it.") for n, name in enumerate(names))
    async with previewing(path, size) as pilot:
        first, seen, pages = shown(pilot), set[str](), list[str]()
        assert "Daar ben je dan." in first
        assert "1  vraag: Wat is er gebeurd?" in first
        while len(pages) < 20 and (page := shown(pilot)) not in pages:
            pages.append(page)
            seen |= {name for name in names if name in text(pilot)}
            await press(pilot, "tab")
        assert seen == set(names)
        assert 1 < len(pages) < 20
        assert shown(pilot) == first


async def test_a_word_aside_and_what_is_told_leave_each_other_room(tmp_path: Path, found: list[Problem]) -> None:
    path = draft(tmp_path, english=None)
    found.append(Problem(str(path), 3, 1, "C1", "warning", "Something."))
    async with previewing(path) as pilot:
        await press(pilot, "1")
        for key, words in (("t", "Nothing is to be heard"), ("r", "Anouk is"), ("c", "Coach: Open gevraagd.")):
            await press(pilot, key)
            for size in (SMALLEST, (100, 40), LARGE, SMALLEST):
                await pilot.resize_terminal(*size)
                await settle(pilot)
                assert words in text(pilot)
                assert "huur.yaml:3:1: warning C1" in text(pilot)
                assert "1 luister: [silent] U wacht." in text(pilot)
        await save(pilot, path, "coach: Open gevraagd.", "coach: Goed gevraagd.")
        assert "Coach: Goed gevraagd." in text(pilot)


@pytest.mark.parametrize("words", MARKUP)
async def test_markup_in_scenario_and_problems_shows_as_it_is(tmp_path: Path, words: str, found: list[Problem]) -> None:
    path = hostile(tmp_path, words)
    visible = words.replace("\\\\", "\\")
    found.append(Problem(f"{tmp_path}/[b]x[/b].yaml", 3, 1, "C1", "warning", visible, "[/i]"))
    async with previewing(path, (110, 60), wish=None) as pilot:
        assert stands(visible, shown(pilot), "title", "line", "[/i]")
        assert "[b]x[/b].yaml:3:1: warning C1" in text(pilot)


async def test_a_preview_from_a_scene_says_how_one_comes_there_and_begins_again_there(tmp_path: Path) -> None:
    async with previewing(draft(tmp_path, english=None), scene="slot") as pilot:
        said = "This leads to `slot`: "
        assert said in text(pilot)
        assert "slot · anouk" in text(pilot)
        await press(pilot, "2")
        assert said not in text(pilot)
        await press(pilot, "f5")
        assert said in text(pilot)
        assert "En nu?" in text(pilot)


# --- the end, and going back ----------------------------------------------------------------------------------


async def test_after_the_end_one_begins_again_or_looks_at_the_debrief(tmp_path: Path) -> None:
    async with previewing(draft(tmp_path, english=None)) as pilot:
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, PreviewScreen)
        await press(pilot, "1", "1", "1")
        assert "Enter: begin again." in text(pilot)
        assert "ending" not in shown(pilot).splitlines()[0]
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, DebriefScreen)
        await press(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, PreviewScreen)
        assert "klaar · anouk" in text(pilot)
        await press(pilot, "enter")
        assert "1 vraag: Wat is er gebeurd?" in text(pilot)
        assert "Dank je wel." not in text(pilot)


async def test_one_goes_back_to_an_earlier_turn_also_after_the_end(tmp_path: Path) -> None:
    path = draft(tmp_path, english=None)
    async with previewing(path) as pilot:
        await press(pilot, "1", "1", "1", "b", "2")
        assert "midden · anouk" in text(pilot)
        await press(pilot, "2")
        assert "Nog iets?" in text(pilot)
        await save(pilot, path, "Nog iets?", "Verder nog?")
        assert "Verder nog?" in text(pilot)


async def test_a_save_while_one_is_asked_something_is_no_trouble(tmp_path: Path) -> None:
    path = draft(tmp_path, english=None)
    async with previewing(path) as pilot:
        below = screen(pilot)
        await press(pilot, "1", "1", "b")
        edit(path, "      vraag:", "      vragen:")
        below.look()
        await settle(pilot)
        await press(pilot, "2")
        assert "begin · anouk" in text(pilot)
        assert "Turn 1: `vraag` is no longer on offer" in text(pilot)


async def test_esc_leaves_the_second_time_and_x_does_nothing(tmp_path: Path) -> None:
    async with previewing(draft(tmp_path)) as pilot:
        await press(pilot, "x", "escape")
        assert isinstance(pilot.app.screen, PreviewScreen)
        await press(pilot, "escape")
        assert not pilot.app.is_running


# --- languages and windows ------------------------------------------------------------------------------------


async def test_the_talk_is_spoken_in_the_other_language_where_one_is(tmp_path: Path) -> None:
    path = draft(tmp_path)
    async with previewing(path) as pilot:
        await press(pilot, "1", "down")
        assert "Just like that." in text(pilot)
        await press(pilot, "f2")
        assert "Nou gewoon." in text(pilot)
        assert "› 1 luister: " in text(pilot)
        assert "Nou, gewoon." in await save(pilot, path, "Nou gewoon.", '"Nou, gewoon."')
        await press(pilot, "question_mark", "f2", "escape")
        assert "Just like that." in text(pilot)


async def test_a_language_that_cannot_be_read_leaves_the_words_and_says_why(tmp_path: Path) -> None:
    path = draft(tmp_path)
    language.use("nl")
    async with previewing(path) as pilot:
        edit(tmp_path / "huur.en.yaml", "title: The rent", "title: [The rent")
        await press(pilot, "f2")
        await look(pilot)
        assert "Daar ben je dan." in text(pilot)
        assert "huur.en.yaml:" in text(pilot)
        edit(tmp_path / "huur.en.yaml", "title: [The rent", "title: The rent")
        await look(pilot)
        assert "There you are." in text(pilot)


async def test_every_size_shows_talk_responses_and_problems(tmp_path: Path, found: list[Problem]) -> None:
    path = draft(tmp_path, english=None)
    found.append(Problem(str(path), 3, 1, "C1", "warning", "Something."))
    async with previewing(path) as pilot:
        first = shown(pilot)
        for size in ((119, 24), (120, 24), (160, 50), (200, 60), (60, 20), (80, 60), SMALLEST):
            await pilot.resize_terminal(*size)
            await settle(pilot)
            if size != (60, 20):
                for words in ("Daar ben je dan.", "2  regel: [do] U pakt", "huur.yaml:3:1: warning C1"):
                    assert words in shown(pilot)
            assert all(len(line) <= size[0] for line in shown(pilot).splitlines())
        assert shown(pilot) == first


# --- how it looks ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("spoken", ["nl", "en"])
async def test_the_screen_of_an_author(tmp_path: Path, spoken: str, snapshot: Snapshot, found: list[Problem]) -> None:
    language.use(spoken)
    snapshot.snapshot_dir = SNAPSHOTS
    path = draft(tmp_path)
    warning = Problem(str(path), 24, 80, "E505", "warning", "Something.", "Look at it again.")
    async with previewing(path) as pilot:
        await press(pilot, "1", "2")
        snapshot.assert_match(shown(pilot), f"preview.{spoken}.txt")
        found.append(warning)
        await save(pilot, path, "      praat:", "      klets:")
        snapshot.assert_match(shown(pilot), f"preview-lost.{spoken}.txt")
        await save(pilot, path, "to: slot", "to: slott")
        snapshot.assert_match(shown(pilot), f"preview-broken.{spoken}.txt")
        await press(pilot, "question_mark")
        snapshot.assert_match(shown(pilot), f"preview-help.{spoken}.txt")
    edit(path, "to: slott", "to: slot")
    edit(path, "      klets:", "      praat:")
    async with previewing(path, (140, 36), scene="slot") as pilot:
        snapshot.assert_match(shown(pilot), f"preview-from.{spoken}.txt")
        await press(pilot, "1")
        snapshot.assert_match(shown(pilot), f"preview-ended.{spoken}.txt")


async def test_a_step_that_is_gone_while_one_writes_why_is_not_taken_and_the_words_stay(tmp_path: Path) -> None:
    path = scales(tmp_path, english=None)
    async with previewing(path, wish=None) as pilot:
        preview = screen(pilot)
        await press(pilot, "1", "7", *"why")
        edit(path, "    reason: true\n", "    reason: true\n    steps: 5\n")
        for _time in range(2):
            preview.look()
            await settle(pilot)
        await press(pilot, "enter")
        assert "─5" in shown(pilot)
        assert preview.sitting.run.choices == ("luister",)
        await press(pilot, "5")
        assert "why" in text(pilot)
        await press(pilot, "enter")
        assert "5, from 1 = helemaal niet veilig to 5 = helemaal veilig] why" in text(pilot)


# --- a real window --------------------------------------------------------------------------------------------


def test_a_real_window_shows_what_is_saved_and_keeps_nothing(home: Path, tmp_path: Path) -> None:
    pytest.importorskip("pty", reason="pseudo-terminals are not on this system")
    from tests.windows import window

    home.mkdir()
    path = draft(tmp_path, english=None)
    with window("preview", str(path), "--from", "midden", "--disposition", "moe", home=home) as one:
        one.wait_for("luister:")
        edit(path, "Nou gewoon.", "Zomaar ineens.")
        one.wait_for("Zomaar ineens.")
        edit(path, "to: slot", "to: slott")
        one.wait_for("`slott`")
        one.seen = b""
        one.wait_for("Nog iets?", "2")
        new = tmp_path / "new.yaml"
        new.write_text(change(path.read_text(encoding="utf-8"), "to: slott", "to: slot"), encoding="utf-8")
        edit(new, "Nog iets?", "Verder nog?")
        new.replace(path)
        one.wait_for("Verder nog?")
        one.seen = b""
        one.wait_for("1  plan:", "1")
        assert "slott" not in one.words
        one.end("terminate")
        assert one.modes_after == one.modes
    assert not (home / "data").exists()


async def test_a_preview_on_a_walk_says_which_choices_were_made(tmp_path: Path) -> None:
    path = draft(tmp_path, DRAFT + WALKS, None)
    made = Preview(scenario := load_scenario(path), begin_on(scenario, "goed", "slot"))
    app = TrainerApp(lambda: (), Memory(), opening.preview(made, Watch(path)), pace=AT_ONCE)
    async with app.run_test(size=SMALLEST) as pilot:
        await settle(pilot)
        assert "This leads to `slot`, on the walk `goed`: vraag, praat, luister." in text(pilot)
        assert "1 plan: Zullen we samen bellen?" in text(pilot)
