"""A scale on the screen: it is read and answered at 80x24, and nothing of it is taken unseen or lost."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from pytest_snapshot.plugin import Snapshot

from tests.practice.scales import SCALES, WHY, at_scale, scales
from tests.practice.sittings import choose
from tests.scenario import change
from tests.tui.stage import AT_ONCE, SLOW, SMALLEST, playing, press, settle, shown, talk
from tests.tui.test_hostile import MARKUP
from trainer import language
from trainer.errors import StoreError
from trainer.practice.sitting import Sitting
from trainer.scenario import load_scenario
from trainer.tui.app import TrainerApp
from trainer.tui.pace import DIRECT, HeldKey
from trainer.tui.screens.play import PlayScreen
from trainer.tui.screens.reason import Reason, ReasonScreen
from trainer.tui.screens.stopped import StoppedScreen

SNAPSHOTS = Path(__file__).parent / "snapshots"
LARGE = (160, 50)
LONG = "Hoe veilig is het hier, als u alles op een rij zet wat u vandaag gezien en gehoord hebt? " * 4
END = "helemaal niet veilig: de kinderen zouden hier vannacht niet moeten slapen, en iemand moet bellen"


def only_scale(folder: Path, why: bool = False, **changed: str) -> Sitting:
    """Return a sitting that stands at its first scale, with other words on it."""
    text = SCALES if why else change(SCALES, "    reason: true\n", "")
    text = change(text, "start: tafel", "start: veilig")
    for key, value in changed.items():
        old = {"prompt": "Hoe veilig is het hier?", "ends": "[helemaal niet veilig, helemaal veilig]"}[key]
        text = change(text, old, value)
    return Sitting(load_scenario(scales(folder, text, None)), seed=5, as_written=True)


def row(page: str, of: str) -> str:
    """Return the row in which something stands."""
    return next(line for line in page.splitlines() if of in line)


# --- reading it -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["nl", "en"])
async def test_a_scale_and_the_question_why(tmp_path: Path, code: str, snapshot: Snapshot) -> None:
    language.use(code)
    snapshot.snapshot_dir = SNAPSHOTS
    given = at_scale(tmp_path, code)
    async with playing(given) as pilot:
        await press(pilot, "enter", "right", "right")
        snapshot.assert_match(shown(pilot), f"scale.{code}.txt")
        await press(pilot, "enter", *"ok")
        snapshot.assert_match(shown(pilot), f"reason.{code}.txt")


@pytest.mark.parametrize("size", [SMALLEST, LARGE])
async def test_long_texts_are_read_whole_and_the_ends_never_touch(tmp_path: Path, size: tuple[int, int]) -> None:
    given = only_scale(tmp_path, prompt=LONG, ends=f'["{END}", "{"日本語 " * 20}"]')
    async with playing(given, size) as pilot:
        await press(pilot, "enter")
        page = shown(pilot)
        assert LONG.strip() in " ".join(page.split())
        assert page.count("日本語") == 20
        assert "1──────────2──────────3" in page
        low = [line.split("  日")[0].strip() for line in page.splitlines() if "  日" in line]
        assert " ".join(low).strip() == END
        assert all(len(line) <= size[0] for line in page.splitlines())


async def test_where_even_the_page_is_too_small_the_steps_come_into_view_when_one_points(tmp_path: Path) -> None:
    given = only_scale(tmp_path, why=True, prompt=LONG * 3)
    async with playing(given) as pilot:
        await press(pilot, "enter")
        assert "Hoe veilig is het hier, als u alles" in shown(pilot)
        await press(pilot, "right")
        assert "›1──" in shown(pilot)
        assert "press Enter" in shown(pilot)
        await press(pilot, "enter", *"ok")
        assert "1, from 1 = helemaal niet veilig" in shown(pilot)
        assert row(shown(pilot), "ok")


async def test_words_on_a_scale_are_never_markup(tmp_path: Path) -> None:
    hostile = " ".join((*MARKUP, "{0} %s %(a)s $primary"))
    path = scales(tmp_path, change(SCALES, "Hoe veilig is het hier?", f'"{hostile}"'), None)
    visible = hostile.replace("\\\\", "\\")
    given = Sitting(load_scenario(path), seed=5, as_written=True)
    choose(given, "luister")
    async with playing(given) as pilot:
        await press(pilot, "enter")
        assert visible in " ".join(shown(pilot).split())
        line = row(shown(pilot), "[@click=app.quit]x[/]")
        await pilot.click(offset=(line.index("]x[") + 1, shown(pilot).splitlines().index(line)))
        await press(pilot, "3")
        assert f"[{visible} 3, from 1" in " ".join(shown(pilot).split())
        pilot.app.screen.query_one(Reason).value = visible
        await press(pilot, "enter")
        assert " ".join(shown(pilot).split()).count(visible) == 2
        assert given.run.reasons[0].text == visible


# --- taking a step --------------------------------------------------------------------------------------------


async def test_a_step_is_taken_by_pointing(tmp_path: Path) -> None:
    given = only_scale(tmp_path)
    async with playing(given) as pilot:
        await press(pilot, "enter", "up", "right", "left", "left", "enter")
        assert given.run.choices == ("5",)


async def test_of_ten_steps_0_takes_the_last_and_that_is_told(tmp_path: Path) -> None:
    given = at_scale(tmp_path)
    given.choose(7)
    async with playing(given) as pilot:
        await press(pilot, "enter")
        assert "(0 is 10)" in shown(pilot)
        await press(pilot, "0")
        assert given.run.choices[-1] == "10"


async def test_a_click_takes_the_nearest_step_and_beside_the_scale_none(tmp_path: Path) -> None:
    given = at_scale(tmp_path)
    given.choose(7)
    async with playing(given, LARGE) as pilot:
        await press(pilot, "enter")
        line = row(shown(pilot), "1──────2──")
        y, left = shown(pilot).splitlines().index(line), line.index("1─")
        for x in (left - 10, left + 80):
            await pilot.click(offset=(x, y))
            await settle(pilot)
            assert given.page.scale is not None
        await pilot.click(offset=(line.index("─4─"), y))
        await settle(pilot)
        assert given.run.choices[-1] == "4"


async def test_the_step_pointed_at_is_marked_without_colour_and_stays_so(tmp_path: Path) -> None:
    given = at_scale(tmp_path)
    async with playing(given) as pilot:
        await press(pilot, "enter", "right", "right")
        assert "1─────────›2──" in shown(pilot)
        for size in ((60, 20), SMALLEST):
            await pilot.resize_terminal(*size)
            await settle(pilot)
        await press(pilot, "f2")
        assert "1─────────›2──" in shown(pilot)


async def test_at_a_scale_words_aside_speak_of_the_last_response_and_one_can_stop(tmp_path: Path) -> None:
    async with playing(at_scale(tmp_path)) as pilot:
        await press(pilot, "enter")
        for key, words in (
            ("c", "Coach: Open gevraagd."),
            ("t", "Nothing is to be heard"),
            ("r", "Anna is cooperative"),
        ):
            await press(pilot, key)
            assert words in " ".join(shown(pilot).split())
            assert "1──────────2" in shown(pilot)
        await press(pilot, "f1")
        assert "←, →            Point at a step of a scale." in shown(pilot)
        await press(pilot, "escape", "x")
        assert isinstance(pilot.app.screen, StoppedScreen)


# --- why ------------------------------------------------------------------------------------------------------


async def test_the_reason_is_taken_with_the_step_and_the_reply_breathes(tmp_path: Path) -> None:
    given = at_scale(tmp_path)
    async with playing(given, pace=SLOW) as pilot:
        await press(pilot, "enter", "7", *"why", "enter")
        assert given.run.reasons[0].text == "why"
        assert talk(pilot).breathing
        assert "quite" not in shown(pilot)
        assert "helemaal veilig] why" in " ".join(shown(pilot).split())
        assert "Fijn." not in shown(pilot)
        await press(pilot, "z")
        assert "Fijn." in shown(pilot)
        assert "Hoe zeker weet u dat?" in shown(pilot)


async def test_back_from_the_reason_nothing_was_taken_and_what_was_written_is_still_there(tmp_path: Path) -> None:
    given = at_scale(tmp_path)
    async with playing(given) as pilot:
        await press(pilot, "enter", "3", *"half", "escape")
        assert given.run.choices == ("luister",)
        assert "1──────────2" in shown(pilot)
        await press(pilot, "f2", "4")
        assert row(shown(pilot), "half")
        await press(pilot, "enter")
        assert (given.run.choices[-1], given.run.reasons[0].text) == ("4", "half")
        assert talk(pilot).words == ""


async def test_another_language_a_small_terminal_and_help_keep_half_a_reason(tmp_path: Path) -> None:
    given = at_scale(tmp_path)
    async with playing(given) as pilot:
        await press(pilot, "enter", "7", *"half", "f2")
        assert "van 1 = helemaal niet veilig" in " ".join(shown(pilot).split())
        await pilot.resize_terminal(60, 20)
        await settle(pilot)
        await press(pilot, "enter")
        assert given.page.scale is not None
        await pilot.resize_terminal(*SMALLEST)
        await settle(pilot)
        await press(pilot, "f1", "escape")
        assert row(shown(pilot), "half")
        await press(pilot, "f2", "enter")
        assert given.run.reasons[0].text == "half"
        assert "How sure are you?" in shown(pilot)


@pytest.mark.parametrize("key", ["7", "enter"])
async def test_a_key_that_is_held_takes_one_step_and_no_reason(tmp_path: Path, key: str) -> None:
    given, clock = at_scale(tmp_path), [0.0]
    async with playing(given) as pilot:
        app = cast(TrainerApp, pilot.app)
        await press(pilot, "enter", "left")
        app.keys, app.pace = HeldKey(lambda: clock[0]), DIRECT
        for clock[0] in (10.0, 10.6, 10.63):  # held keys begin late to repeat
            await press(pilot, key)
        assert isinstance(app.screen, ReasonScreen)
        assert app.screen.answer.value == ""
        for clock[0], typed in ((20.0, "a"), (20.1, "7"), (20.2, "7"), (20.3, "enter"), (20.9, "enter")):
            await press(pilot, typed)
        assert (given.run.choices, given.run.reasons[0].text) == (("luister", "7"), "a77")


async def test_a_step_that_cannot_be_kept_leaves_its_reason_to_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = at_scale(tmp_path)

    def full(number: int, reason: str) -> None:
        raise StoreError("The disk is full.")

    async with playing(given) as pilot:
        await press(pilot, "enter", "7", *"why")
        with monkeypatch.context() as broken:
            broken.setattr(given, "choose", full)
            await press(pilot, "enter")
            assert "The disk is full." in shown(pilot)
            await press(pilot, "3")
        assert isinstance(pilot.app.screen, PlayScreen)
        await press(pilot, "6")
        assert row(shown(pilot), "why")
        await press(pilot, "enter")
        assert (given.run.choices[-1], given.run.reasons[0].text) == ("6", "why")


async def test_an_earlier_turn_is_asked_for_behind_an_answer(tmp_path: Path) -> None:
    given = at_scale(tmp_path)
    given.choose(7, WHY)
    async with playing(given, pace=AT_ONCE) as pilot:
        await press(pilot, "enter", "b", "1")
        assert "again from turn 1" in shown(pilot)
        await press(pilot, "2", "3", "enter")
        assert given.run.explored[0].choices == ("kil", "3")
        assert given.run.choices == ("luister", "7")
