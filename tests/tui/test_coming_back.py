"""Coming back in the application: going on, trying another way, windows in each other's way, and saving that fails."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pytest_snapshot.plugin import Snapshot
from textual.pilot import Pilot

from tests.tui.stage import AT_ONCE, SCENARIOS, SMALLEST, choose, loaded, press, settle, shown, talk
from trainer import language
from trainer.errors import StoreError
from trainer.practice.memory import Memory
from trainer.practice.resume import returning
from trainer.practice.sitting import Sitting
from trainer.records import settings
from trainer.scenario import load_scenario
from trainer.tui import opening
from trainer.tui.app import Opening, TrainerApp

SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.fixture(params=["nl", "en"])
def spoken(request: pytest.FixtureRequest) -> str:
    """Speak each language in turn."""
    language.use(request.param)
    return str(request.param)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Return a folder of scenarios that may be changed."""
    return Path(shutil.copytree(SCENARIOS, tmp_path / "shelf"))


@asynccontextmanager
async def at_home(
    home: Path, first: Opening | None = None, shelf: Path = SCENARIOS, memory: Memory | None = None
) -> AsyncIterator[Pilot[None]]:
    """Run the application on a data folder."""
    app = TrainerApp(lambda: (shelf,), memory or Memory(home), first, pace=AT_ONCE)
    async with app.run_test(size=SMALLEST, notifications=True) as pilot:
        await settle(pilot)
        yield pilot
    app.memory.close()


def remembered(home: Path) -> Memory:
    """Return an opened memory, as another window has it."""
    memory = Memory(home)
    memory.open()
    return memory


def begun(home: Path, turns: int = 3, shelf: Path = SCENARIOS) -> Sitting:
    """Return a talk of a few turns that is kept, and still open."""
    scenario = loaded(shelf / "uithuisplaatsing.yaml", language.current())
    sitting = Sitting(scenario, seed=7, disposition="verdrietig", memory=remembered(home))
    walk_on(sitting, turns)
    return sitting


def walk_on(sitting: Sitting, turns: int) -> None:
    """Go on along the author's own path."""
    made = len(sitting.session.transcript.turns)
    for name in sitting.scenario.walks["best"].choose[made : made + turns]:
        sitting.choose(next(option.number for option in sitting.page.options if option.id == name))


def left(home: Path, turns: int = 3, shelf: Path = SCENARIOS) -> Sitting:
    """Return a talk that was left after a few turns."""
    sitting = begun(home, turns, shelf)
    sitting.close()
    return sitting


def kept(home: Path) -> tuple[str, ...]:
    """Return the choices of the latest run that is kept."""
    store = remembered(home).store
    assert store is not None
    return store.kept(store.history(None)[0].id).run.choices


# --- going on -----------------------------------------------------------------------------------------------


async def test_the_library_offers_to_go_on_where_one_was(spoken: str, snapshot: Snapshot, home: Path) -> None:
    before = left(home)
    snapshot.snapshot_dir = SNAPSHOTS
    async with at_home(home) as pilot:
        snapshot.assert_match(shown(pilot), f"library-open.{spoken}.txt")
        await press(pilot, "f6")
        assert [entry.text for entry in talk(pilot).sitting.entries] == [entry.text for entry in before.entries]
        assert talk(pilot).sitting.page.options == before.page.options
        await press(pilot, "1")
        assert kept(home) == talk(pilot).sitting.session.run.choices
        assert len(kept(home)) == 4


async def test_a_talk_that_was_left_is_offered_again_and_one_that_was_stopped_is_not(home: Path) -> None:
    async with at_home(home) as pilot:
        await press(pilot, "enter", "enter", "1", "escape")
        assert "is kept" in shown(pilot)
        await press(pilot, "escape")
        assert "is not finished: turn 2" in shown(pilot)
        await press(pilot, "f6", "x", "enter")
        assert "is not finished" not in shown(pilot)
        assert len(kept(home)) == 1


async def test_the_questions_go_on_with_the_one_that_was_not_answered(home: Path) -> None:
    sitting = begun(home, 99)
    sitting.answer("feeling", "tired")
    sitting.answer("plus", "")
    sitting.close()
    async with at_home(home) as pilot:
        await press(pilot, "f6")
        assert "3/6" in shown(pilot)
        await press(pilot, "escape")
        assert "You felt: tired" in shown(pilot)


async def test_an_old_run_opens_in_its_debrief_with_own_words_and_intention(home: Path) -> None:
    sitting = begun(home, 99)
    sitting.reflect({"feeling": "calm"})
    sitting.intend("wait longer")
    sitting.close()
    assert sitting.record is not None
    async with at_home(home, opening.run(sitting.record.run)) as pilot:
        assert "You felt: calm" in shown(pilot)
        await press(pilot, "escape")
        assert "wait longer" in shown(pilot)
    async with at_home(home) as pilot:
        await press(pilot, "down", "enter")
        assert "What you meant to try: wait longer" in " ".join(shown(pilot).split())


async def test_the_history_opens_a_run_and_comes_back_to_it(home: Path) -> None:
    sitting = begun(home, 99)
    sitting.reflect({"feeling": "calm"})
    sitting.close()
    async with at_home(home) as pilot:
        await press(pilot, "f7", "enter")
        assert "You felt: calm" in shown(pilot)
        await press(pilot, "escape", "escape")
        assert "Your talks over time" in shown(pilot)
        await press(pilot, "escape")
        assert "Search" in shown(pilot)


# --- another way from an earlier turn -----------------------------------------------------------------------


async def test_trying_another_way_in_the_talk_leaves_it_as_it_was(spoken: str, snapshot: Snapshot, home: Path) -> None:
    left(home)
    snapshot.snapshot_dir = SNAPSHOTS
    async with at_home(home) as pilot:
        await press(pilot, "f6", "b")
        snapshot.assert_match(shown(pilot), f"asked-turn.{spoken}.txt")
        await press(pilot, "2")
        again = talk(pilot).sitting
        assert (again.at, len(again.session.transcript.turns)) == (2, 1)
        await press(pilot, "1", "1", "escape", "escape")
        own = talk(pilot).sitting
        assert own.first is own
        assert own.session.run.choices == kept(home)
        assert len(own.tried) == 1
    assert len(remembered(home).unfinished()) == 1


async def test_what_was_tried_to_its_end_leads_back_to_the_own_talk(home: Path) -> None:
    left(home)
    async with at_home(home) as pilot:
        await press(pilot, "f6", "b", "1")
        again = talk(pilot).sitting
        await choose(pilot, again, *again.scenario.walks["redder"].choose)
        assert "back to your own talk, after turn 3" in " ".join(shown(pilot).split())
        await press(pilot, "enter")
        assert len(talk(pilot).sitting.session.transcript.turns) == 3


async def test_a_window_killed_while_trying_comes_back_to_the_trial(home: Path) -> None:
    sitting = begun(home)
    again = sitting.from_turn(2)
    again.choose(1)
    sitting.close()  # as the system does for a window that is gone
    async with at_home(home) as pilot:
        await press(pilot, "f6")
        assert talk(pilot).sitting.at == 2
        assert talk(pilot).sitting.session.run.choices == again.session.run.choices


async def test_an_assessment_has_no_way_back(home: Path) -> None:
    scenario = loaded(SCENARIOS / "uithuisplaatsing.yaml", "en")
    make = opening.talk(lambda memory: Sitting(scenario, seed=7, mode="assess", memory=memory))
    async with at_home(home, make) as pilot:
        await press(pilot, "enter", "1", "b")
        assert "Earlier turn" not in shown(pilot)
        assert len(talk(pilot).sitting.session.transcript.turns) == 1


# --- changed meanwhile --------------------------------------------------------------------------------------


def change(shelf: Path, old: str, new: str) -> None:
    """Change a text of the scenario."""
    file = shelf / "uithuisplaatsing.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


async def test_a_mended_word_interrupts_nobody(home: Path, shelf: Path) -> None:
    before = left(home, shelf=shelf)
    change(shelf, before.scenario.title if language.current() == "nl" else "De uithuisplaatsing", "Een ander woord")
    async with at_home(home, shelf=shelf) as pilot:
        await press(pilot, "f6")
        assert talk(pilot).sitting.session.run.choices == before.session.run.choices


async def test_a_changed_scenario_is_told_and_goes_on_if_it_can(
    spoken: str, snapshot: Snapshot, home: Path, shelf: Path
) -> None:
    before = left(home, shelf=shelf)
    change(shelf, "closeness: +2", "closeness: +3")
    snapshot.snapshot_dir = SNAPSHOTS
    async with at_home(home, shelf=shelf) as pilot:
        await press(pilot, "f6")
        snapshot.assert_match(shown(pilot), f"asked-changed.{spoken}.txt")
        await press(pilot, "1")
        assert talk(pilot).sitting.session.run.choices == before.session.run.choices


async def test_a_talk_that_went_on_in_a_changed_scenario_stays_readable(home: Path, shelf: Path) -> None:
    left(home, shelf=shelf)
    change(shelf, "closeness: +2", "closeness: +3")
    memory = remembered(home)
    run = memory.unfinished()[0].id
    gone_on = returning(memory, run, (shelf,), "en").go_on(memory)
    while gone_on.page.options:
        gone_on.choose(1)
    gone_on.reflect({})
    gone_on.close()
    again = returning(memory, run, (shelf,), "en")
    assert not again.changed
    assert again.reopen(Memory()).debrief.summary == gone_on.debrief.summary


@pytest.mark.parametrize("text", ["x: [", "", None], ids=["broken", "empty", "gone"])
async def test_another_language_does_not_need_the_file_any_more(text: str | None, home: Path, shelf: Path) -> None:
    scenario = load_scenario(shelf / "uithuisplaatsing.yaml", "en")
    make = opening.talk(lambda memory: Sitting(scenario, seed=7, disposition="verdrietig", memory=memory))
    async with at_home(home, make, shelf) as pilot:
        await press(pilot, "enter")
        await choose(pilot, talk(pilot).sitting, "ja")
        file = shelf / "uithuisplaatsing.yaml"
        file.unlink() if text is None else file.write_text(text)
        await press(pilot, "f2")
        assert "De uithuisplaatsing" in shown(pilot)
        await choose(pilot, talk(pilot).sitting, "feit")
    assert kept(home) == ("ja", "feit")


async def test_a_talk_that_is_not_kept_stays_in_its_language_when_its_file_is_changed(shelf: Path) -> None:
    scenario = load_scenario(shelf / "uithuisplaatsing.yaml", "en")
    make = opening.talk(lambda memory: Sitting(scenario, seed=7, disposition="verdrietig", memory=memory))
    async with at_home(shelf, make, shelf, Memory()) as pilot:
        await press(pilot, "enter")
        change(shelf, "closeness: +2", "closeness: +3")
        await press(pilot, "f2")
        assert "Taken into care" in shown(pilot)
        await choose(pilot, talk(pilot).sitting, "ja")


async def test_a_talk_that_no_longer_leads_on_can_be_begun_anew_or_exported(
    home: Path, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = left(home, shelf=shelf)
    change(shelf, "      feit:\n", "      feit:\n        if: vertrouwen >= 5\n")
    async with at_home(home, shelf=shelf) as pilot:
        await press(pilot, "f6")
        assert "no longer leads on" in " ".join(shown(pilot).split())
        await press(pilot, "2")
        assert before.record is not None
        assert (tmp_path / f"{before.record.run}.json").exists()
        await press(pilot, "enter", "f6", "1")
        assert "Briefing" in shown(pilot)


async def test_an_old_debrief_is_shown_with_the_scenario_of_then(home: Path, shelf: Path) -> None:
    sitting = begun(home, 99, shelf)
    sitting.reflect({})
    sitting.close()
    shutil.rmtree(shelf)
    shelf.mkdir()
    assert sitting.record is not None
    found = returning(remembered(home), sitting.record.run, (shelf,), "en")
    assert found.reopen(Memory()).debrief.summary == sitting.debrief.summary


# --- two windows --------------------------------------------------------------------------------------------


async def test_a_talk_that_is_open_elsewhere_can_be_read_or_begun_anew(
    spoken: str, snapshot: Snapshot, home: Path
) -> None:
    other = begun(home)
    snapshot.snapshot_dir = SNAPSHOTS
    async with at_home(home) as pilot:
        await press(pilot, "f6")
        snapshot.assert_match(shown(pilot), f"asked-taken.{spoken}.txt")
        await press(pilot, "1")
        snapshot.assert_match(shown(pilot), f"spoken.{spoken}.txt")
        await press(pilot, "escape", "f6", "2", "enter", "1")
        assert len(kept(home)) == 1
    walk_on(other, 1)
    assert len(remembered(home).unfinished()) == 2
    other.close()


# --- saving that fails --------------------------------------------------------------------------------------


def broken(home: Path) -> None:
    """Put something else where the talks are kept."""
    home.mkdir()
    (home / "runs.sqlite").write_text("Dear diary, " * 400)


async def test_a_store_that_cannot_be_opened_is_told_and_one_can_play(
    spoken: str, snapshot: Snapshot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(home)
    monkeypatch.setattr("trainer.records.database._REASONS", {})
    snapshot.snapshot_dir = SNAPSHOTS
    async with at_home(home) as pilot:
        text = shown(pilot).replace(str(home), "HOME")
        assert "HOME" in text or str(home)[:20] in text
        await press(pilot, "1")
        assert "uithuisplaatsing" in shown(pilot).lower() or "Taken into care" in shown(pilot)
        await press(pilot, "enter", "enter", "1")
        assert len(talk(pilot).sitting.session.transcript.turns) == 1
    assert (home / "runs.sqlite").read_text().startswith("Dear diary")


async def test_who_would_rather_not_play_without_saving_leaves(home: Path) -> None:
    broken(home)
    app = TrainerApp(lambda: (SCENARIOS,), Memory(home), pace=AT_ONCE)
    async with app.run_test(size=SMALLEST) as pilot:
        await settle(pilot)
        await pilot.press("escape")
    assert app.return_code == 0


async def test_a_turn_that_cannot_be_saved_is_not_made(
    spoken: str, snapshot: Snapshot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left(home)
    snapshot.snapshot_dir = SNAPSHOTS
    async with at_home(home) as pilot:
        await press(pilot, "f6")
        sitting = talk(pilot).sitting
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr("trainer.records.store.Store.choose", full)
            await press(pilot, "1")
            snapshot.assert_match(shown(pilot), f"asked-not-saved.{spoken}.txt")
            await press(pilot, "escape")
            assert len(sitting.session.transcript.turns) == len(kept(home)) == 3
            await press(pilot, "1")
        await press(pilot, "1")
        assert len(sitting.session.transcript.turns) == len(kept(home)) == 4


async def test_one_can_go_on_without_saving(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left(home)
    async with at_home(home) as pilot:
        await press(pilot, "f6")
        sitting = talk(pilot).sitting
        monkeypatch.setattr("trainer.records.store.Store.choose", full)
        await press(pilot, "1", "2")
        assert (len(sitting.session.transcript.turns), len(kept(home))) == (4, 3)
        assert sitting.record is None


async def test_words_that_cannot_be_saved_are_still_there(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sitting = begun(home, 99)
    sitting.close()
    async with at_home(home) as pilot:
        await press(pilot, "f6", *"tired")
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr("trainer.records.store.Store.answer", full)
            await press(pilot, "enter")
            assert "This was not saved" in shown(pilot)
            await press(pilot, "escape")
            assert "tired" in shown(pilot)
        await press(pilot, "enter")
        assert "2/6" in shown(pilot)


def full(*_given: object) -> None:
    """Say that the disk is full."""
    raise StoreError("The disk is full." if language.current() == "en" else "De schijf is vol.")


async def test_a_network_folder_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.records.database.is_on_network", lambda folder: True)
    async with at_home(home) as pilot:
        assert "is on a network" in " ".join(shown(pilot).replace("▌", " ").split())


# --- what is chosen for good --------------------------------------------------------------------------------


async def test_language_theme_and_pace_are_kept(home: Path) -> None:
    async with at_home(home) as pilot:
        await press(pilot, "f2", "f3", "f4")
        assert settings.read(home) == settings.Settings("nl", "projector", "breathing")
        await press(pilot, "f2", "f3", "f4")
        assert settings.read(home) == settings.Settings("en", "dark", "direct")
