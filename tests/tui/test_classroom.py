"""A trainer in front of a class: votes, hands, a clock, a blank screen, other moments and roads, and leaving."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.scenario import keep
from tests.tui.classes import hands, in_class, screen
from tests.tui.stage import press, settle, shown
from trainer.classroom.address import Address, listen
from trainer.errors import StoreError
from trainer.practice.memory import Memory
from trainer.records.lessons import Lessons
from trainer.tui.pace import Pace
from trainer.tui.screens.class_debrief import ClassDebriefScreen, ClassNumbersScreen
from trainer.tui.screens.classroom import ClassroomScreen
from trainer.tui.themes import PROJECTOR
from trainer.tui.widgets.clock import Clock

SCALE = """\
format: 1
title: Hoe zwaar
language: nl
personas: [anouk]
meters: {vertrouwen: {start: 1, min: 0, max: 5}}
start: zwaar
scenes:
  zwaar:
    activity: scale
    prompt: Hoe zwaar is dit voor haar?
    ends: [helemaal niet, heel zwaar]
    steps: 4
    lines: [{anouk: Het is niks hoor.}]
    outcomes: [{to: begin}]
  begin:
    responses:
      vraag: {say: Vertel eens., rose: SB2, closeness: 0, to: klaar}
endings:
  klaar: {title: Klaar, outcome: good}
"""


# --- votes ----------------------------------------------------------------------------------------------------


async def test_a_vote_is_opened_counted_shown_and_only_then_the_client_reacts() -> None:
    async with in_class() as pilot:
        assert pilot.app.theme == PROJECTOR.name
        await press(pilot, "space")
        assert "The vote is open. What would you do now?" in shown(pilot)
        await hands(pilot, 3, 12)
        assert "The vote is closed: 15 votes. Enter shows them." in shown(pilot)
        assert "12" not in shown(pilot)
        assert "▆" not in shown(pilot)
        await press(pilot, "enter")
        assert "▆ 12" in shown(pilot)
        assert "15 votes. Enter: Anouk reacts to " in shown(pilot)
        assert screen(pilot).sitting.session.choices == ()
        await press(pilot, "enter")
        assert screen(pilot).sitting.session.choices == ("ja",)
        assert "▆" not in shown(pilot)


async def test_a_tie_and_an_empty_vote_take_nothing_and_a_number_takes_anything() -> None:
    async with in_class() as pilot:
        await press(pilot, "space", "space")
        assert "S: type how many hands there were" in shown(pilot)
        await press(pilot, "enter")
        assert "Nobody voted, so nothing happens yet." in shown(pilot)
        await press(pilot, "enter")
        await hands(pilot, 4, 4)
        await press(pilot, "enter")
        assert "a tie" in shown(pilot)
        await press(pilot, "enter")
        assert screen(pilot).sitting.session.choices == ()
        await press(pilot, "9", "3")
        assert screen(pilot).sitting.session.choices == ("mag",)


async def test_counts_of_hands_say_that_they_take_the_place_of_votes_from_phones() -> None:
    async with in_class() as pilot:
        lesson = screen(pilot).lesson
        await press(pilot, "s")
        assert "votes from phones" not in shown(pilot)
        await press(pilot, "escape", "space")
        lesson.cast([("anna", "ja"), ("bert", "ach")])
        await press(pilot, "s")
        assert "takes the place of the votes from phones" in shown(pilot)
        await press(pilot, "ctrl+s")
        assert lesson.stage == "open"
        assert lesson.ballot is not None
        assert lesson.ballot.voters == 2
        await hands(pilot, 0, 3)
        assert "The vote is closed: 3 votes." in shown(pilot)


async def test_a_second_vote_stands_beside_the_first() -> None:
    async with in_class() as pilot:
        await hands(pilot, 9, 3)
        await press(pilot, "enter", "v")
        assert "The vote is open." in shown(pilot)
        assert "▆" not in shown(pilot)
        await hands(pilot, 2, 10)
        await press(pilot, "enter")
        lines = [line.strip() for line in shown(pilot).splitlines()]
        assert [line.split()[0] for line in lines if line.endswith((" 9", " 2"))] == ["first", "now"]
        assert any(line.startswith("now") and line.endswith("▆ 10") for line in lines)


async def test_a_key_that_is_held_opens_a_vote_once() -> None:
    async with in_class(pace=Pace(breath=0, repeat=1000)) as pilot:
        await press(pilot, "space", "space", "space")
        assert screen(pilot).lesson.stage == "open"


async def test_the_class_votes_on_places_too_and_they_are_not_told_before() -> None:
    async with in_class() as pilot:
        await press(pilot, "2", "a")
        assert "Anouk is following (OS)" in shown(pilot)
        assert "The last response: leading (BS)." in shown(pilot)
        assert "[0]" in shown(pilot)
        await press(pilot, "w", "2", "space")
        assert "Where is Anouk on Leary's Rose now?" in shown(pilot)
        assert "Anouk is following (OS)" not in shown(pilot)
        await press(pilot, "a", "1")
        assert "Anouk is following (OS)" not in shown(pilot)
        assert screen(pilot).sitting.session.choices == ("ja",)
        await hands(pilot, 0, 1, 2, 5)
        await press(pilot, "enter")
        assert "5 × OS following" in shown(pilot)
        assert "A Anouk is" not in shown(pilot)
        await press(pilot, "a")
        assert "A Anouk is" in shown(pilot)
        await press(pilot, "a")
        await press(pilot, "enter", "w", "3")
        await hands(pilot, 0, 1, 6)
        await press(pilot, "enter")
        assert "+1  personally present        ▆" in shown(pilot)
        await press(pilot, "enter", "1")
        assert len(screen(pilot).sitting.session.choices) == 2


async def test_the_steps_of_a_scale_are_voted_on(tmp_path: Path) -> None:
    async with in_class(path=keep(tmp_path, SCALE)) as pilot:
        assert "Hoe zwaar is dit voor haar?" in shown(pilot)
        await hands(pilot, 0, 1, 3)
        await press(pilot, "enter")
        assert "3                             ▆" in shown(pilot)
        await press(pilot, "enter")
        assert screen(pilot).sitting.session.choices == ("3",)


# --- the room -------------------------------------------------------------------------------------------------


async def test_the_clock_counts_down_marks_its_last_seconds_and_closes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("trainer.tui.widgets.clock.monotonic", lambda: now)
    async with in_class() as pilot:
        await press(pilot, "space", "c")
        clock = pilot.app.screen.query_one(Clock)
        assert "0:30" in shown(pilot)
        await press(pilot, "c")
        assert "1:00" in shown(pilot)
        for passed, words in ((48, "0:12"), (51, ">> 0:09 <<"), (61, "Time is up")):
            now = 1000.0 + passed
            clock.look()
            await settle(pilot)
            assert words in shown(pilot)
        assert screen(pilot).lesson.stage == "open"
        await press(pilot, "c")
        assert "Time is up" not in shown(pilot)


async def test_a_blank_screen_comes_back_by_any_key_that_does_nothing_else() -> None:
    async with in_class() as pilot:
        before = shown(pilot)
        for key in ("1", "x", "space", "escape", "f2"):
            await press(pilot, "p")
            assert shown(pilot).strip() == ""
            await press(pilot, key)
            assert shown(pilot) == before


async def test_keys_that_mean_nothing_do_nothing() -> None:
    async with in_class() as pilot:
        before = shown(pilot)
        await press(pilot, "z", "é", "@", "8", "0", "tab", "delete", "f9", "ctrl+k")
        assert shown(pilot) == before


async def test_what_was_said_before_can_be_read() -> None:
    async with in_class() as pilot:
        await press(pilot, "2", "pageup")
        assert "To read:" in shown(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ClassroomScreen)


async def test_what_can_be_chosen_is_read_on_in_where_it_does_not_fit(tmp_path: Path) -> None:
    many = "".join(
        f"      r{n}: {{say: Vraag {n}. Vertelt u eens hoe het gaat., rose: SB2, closeness: 0, to: klaar}}\n"
        for n in range(1, 11)
    )
    vraag = "      vraag: {say: Vertel eens., rose: SB2, closeness: 0, to: klaar}\n"
    async with in_class(path=keep(tmp_path, SCALE.replace(vraag, many))) as pilot:
        await press(pilot, "1")
        await hands(pilot, 1, *(0,) * 8, 2)
        await press(pilot, "enter")
        assert "Vraag 10." not in shown(pilot)
        await press(pilot, "pagedown", "pagedown")
        assert "Vraag 10." in shown(pilot)
        await press(pilot, "pageup")
        assert "Vraag 1." in shown(pilot)
        await press(pilot, "pagedown", "pagedown", "v")
        assert "Vraag 1." in shown(pilot)


async def test_another_language_keeps_the_vote_the_clock_and_what_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.tui.widgets.clock.monotonic", lambda: 5.0)
    async with in_class() as pilot:
        await hands(pilot, 1, 2)
        await press(pilot, "enter", "c", "a", "f2")
        assert "Om drie uur gaat Noor mee." in shown(pilot)
        assert "▆ 2" in shown(pilot)
        assert "0:30" in shown(pilot)
        assert "Jullie komen haar halen" not in shown(pilot)
        await press(pilot, "a")
        assert "Jullie komen haar halen" in shown(pilot)


# --- other moments, other roads -------------------------------------------------------------------------------


async def test_an_earlier_moment_and_a_road_not_taken() -> None:
    async with in_class() as pilot:
        await press(pilot, "b", "f")
        assert "So far every other response leads to the same scene." in shown(pilot)
        await press(pilot, "2", "1")
        assert screen(pilot).sitting.session.choices == ("ja", "sussen")
        await press(pilot, "f", "1")
        assert "A road not taken, from turn 2" in shown(pilot)
        assert screen(pilot).sitting.session.choices == ("ja", "feit")
        await press(pilot, "1", "f")
        assert screen(pilot).sitting.session.choices == ("ja", "sussen")
        await press(pilot, "b", "2", "2")
        assert screen(pilot).sitting.session.choices == ("ja", "feit")
        assert not screen(pilot).lesson.on_a_fork


# --- the end, leaving and coming back -------------------------------------------------------------------------


async def test_after_the_end_the_class_looks_back_and_numbers_come_last(tmp_path: Path) -> None:
    async with in_class(tmp_path, path=keep(tmp_path)) as pilot:
        await hands(pilot, 3, 1)
        await press(pilot, "enter", "enter")
        assert "Enter: look back together." in shown(pilot)
        await press(pilot, "f", "1")
        assert "So far for this road." in shown(pilot)
        await press(pilot, "enter")
        assert "The end:" in shown(pilot)
        await press(pilot, "enter")
        assert "The path of this class" in shown(pilot)
        pages = ""
        while isinstance(pilot.app.screen, ClassDebriefScreen):
            pages += shown(pilot)
            await press(pilot, "enter")
        assert "3 ×" in pages
        assert "Wat hielp u." in pages
        assert "score" not in pages.lower()
        assert isinstance(pilot.app.screen, ClassNumbersScreen)
        await press(pilot, "escape")
        assert "To talk about together" in shown(pilot)
        await press(pilot, "escape", "escape")
        assert not pilot.app.is_running
    async with in_class(tmp_path, path=tmp_path / "huur.yaml", begin=False) as pilot:
        assert "Briefing:" in shown(pilot)


async def test_a_class_that_was_left_goes_on_where_it_was(tmp_path: Path) -> None:
    async with in_class(tmp_path) as pilot:
        await press(pilot, "2")
        await hands(pilot, 1, 7)
        await press(pilot, "escape")
        assert "Esc once more leaves. The class is kept" in shown(pilot)
        await press(pilot, "a", "a", "escape", "escape")
        assert not pilot.app.is_running
    async with in_class(tmp_path, begin=False) as pilot:
        assert "before turn 2" in shown(pilot)
        await press(pilot, "1")
        assert "The vote is closed: 8 votes." in shown(pilot)
        await press(pilot, "enter", "enter")
        assert screen(pilot).sitting.session.choices == ("ja", "feit")


async def test_a_class_that_never_began_is_not_offered_again(tmp_path: Path) -> None:
    async with in_class(tmp_path) as pilot:
        await press(pilot, "escape", "escape")
    async with in_class(tmp_path, begin=False) as pilot:
        assert "Briefing:" in shown(pilot)


async def test_a_class_comes_back_to_looking_back_until_it_has_seen_the_numbers(tmp_path: Path) -> None:
    async with in_class(tmp_path) as pilot:
        await press(pilot, "2", "x", "3")
        assert isinstance(pilot.app.screen, ClassroomScreen)
        await press(pilot, "x", "1")
        assert "The talk did not come to an end." in shown(pilot)
        await press(pilot, "escape", "escape")
    async with in_class(tmp_path, begin=False) as pilot:
        assert "after the talk and before the numbers" in " ".join(shown(pilot).split())
        await press(pilot, "1")
        assert "The talk did not come to an end." in shown(pilot)
        while isinstance(pilot.app.screen, ClassDebriefScreen):
            await press(pilot, "enter")
    async with in_class(tmp_path, begin=False) as pilot:
        assert "Briefing:" in shown(pilot)


async def test_a_class_that_was_stopped_for_good_is_not_offered_again(tmp_path: Path) -> None:
    async with in_class(tmp_path) as pilot:
        await press(pilot, "2", "x", "2")
        assert not pilot.app.is_running
    async with in_class(tmp_path, begin=False) as pilot:
        assert "Briefing:" in shown(pilot)


async def test_a_class_comes_back_on_the_road_it_looked_at_and_returns_from_it(tmp_path: Path) -> None:
    async with in_class(tmp_path) as pilot:
        await press(pilot, "2", "1", "f", "1")
        await hands(pilot, 4, 1)
        await press(pilot, "escape", "escape")
    async with in_class(tmp_path, begin=False) as pilot:
        assert "before turn 3" in shown(pilot)
        await press(pilot, "1")
        assert "A road not taken, from turn 2" in shown(pilot)
        assert "The vote is closed: 5 votes." in shown(pilot)
        await press(pilot, "f")
        assert screen(pilot).sitting.session.choices == ("ja", "sussen")
        await press(pilot, "b", "2", "escape", "escape")
    async with in_class(tmp_path, begin=False) as pilot:
        await press(pilot, "1")
        assert screen(pilot).sitting.session.choices == ("ja",)
        assert not screen(pilot).lesson.on_a_fork


async def test_a_vote_on_what_is_gone_from_the_scenario_cannot_be_gone_on_with(tmp_path: Path) -> None:
    path = keep(tmp_path)
    async with in_class(tmp_path, path=path) as pilot:
        await hands(pilot, 3, 1)
        await press(pilot, "escape", "escape")
    path.write_text(path.read_text().replace("  vraag:", "  anders:", 1))
    async with in_class(tmp_path, path=path, begin=False) as pilot:
        assert "no longer leads on" in " ".join(shown(pilot).split())
        await press(pilot, "1")
        assert "Briefing:" in shown(pilot)


async def test_a_class_that_is_open_elsewhere_is_not_opened_twice(tmp_path: Path) -> None:
    async with in_class(tmp_path) as _first, in_class(tmp_path, begin=False) as second:
        await press(second, "1")
        assert "This class is open in another window." in shown(second)
        await press(second, "1")
        assert "Briefing:" in shown(second)


async def test_a_step_that_cannot_be_kept_is_asked_about_and_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise StoreError("The disk is full.")

    async with in_class(tmp_path) as pilot:
        monkeypatch.setattr(Lessons, "put", full)
        await press(pilot, "space")
        assert "The disk is full." in shown(pilot)
        await press(pilot, "3")
        assert screen(pilot).lesson.stage == "talk"
        await press(pilot, "space", "2")
        assert screen(pilot).lesson.stage == "open"


async def test_what_somebody_meant_to_try_is_not_shown_to_a_class(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    async with in_class(tmp_path, begin=False) as pilot:
        pilot.app.screen.sitting.memory.intention = lambda _scenario: "Wait longer"  # type: ignore[attr-defined]
        await press(pilot, "f2", "f2")
        assert "Wait longer" not in shown(pilot)
    memory.close()


# --- teams ----------------------------------------------------------------------------------------------------


async def test_teams_take_turns_and_stand_side_by_side_afterwards(tmp_path: Path) -> None:
    async with in_class(path=keep(tmp_path), teams=2) as pilot:
        assert "Team 1 is up" in shown(pilot)
        await press(pilot, "enter")
        assert "Choose a number first." in shown(pilot)
        await press(pilot, "1", "2")
        assert "Enter: Team 2 goes on." in shown(pilot)
        await press(pilot, "enter", "2")
        assert "All talks are over." in shown(pilot)
        pages = ""
        for _page in range(6):
            await press(pilot, "enter")
            pages += shown(pilot)
        assert "Team 1  The end: Klaar" in pages
        assert "Team 2  The end: Ruzie" in pages
        assert "In turn 1 you went apart:" in pages
        assert "score" in shown(pilot)
        assert "score" not in pages.replace(shown(pilot), "")
        await press(pilot, "escape", "escape")
        assert not pilot.app.is_running


async def test_the_report_is_written_where_one_is_and_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with in_class() as pilot:
        await hands(pilot, 5, 5, 2)
        await press(pilot, "enter", "2", "x", "1", "r")
        assert "The report is in" in shown(pilot)
        [page] = tmp_path.glob("*.html")
        assert "What to do, 12 votes" in page.read_text(encoding="utf-8")
        assert page.with_suffix(".csv").exists()


async def test_a_folder_that_is_gone_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    async with in_class(teams=2) as pilot:
        await press(pilot, "1", "x", "1")
        gone.rmdir()
        await press(pilot, "r")
        assert "cannot be written" in " ".join(shown(pilot).split())
        monkeypatch.chdir(tmp_path)


async def test_without_phones_nothing_is_opened_to_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bound: list[object] = []
    monkeypatch.setattr(socket.socket, "bind", lambda _self, address: bound.append(address))
    async with in_class(tmp_path) as pilot:
        await press(pilot, "space", "j")
        await hands(pilot, 5, 5, 2)
        await press(pilot, "enter", "2", "x", "1", "enter")
    async with in_class(tmp_path, teams=2) as pilot:
        await press(pilot, "1", "enter", "1")
    assert bound == []
    listen(Address("127.0.0.1", "machine"), None).close()
    assert len(bound) == 1


async def test_a_rose_in_the_place_of_what_is_said_goes_away_when_something_new_is_said() -> None:
    async with in_class() as pilot:
        await press(pilot, "2", "r")
        assert "Why?" not in shown(pilot)
        await press(pilot, "1")
        assert "The last response:" not in shown(pilot)
        await pilot.resize_terminal(160, 50)
        await press(pilot, "a", "1")
        assert "The last response:" in shown(pilot)
    async with in_class(teams=2) as pilot:
        await press(pilot, "a")
        assert "Anouk is" in shown(pilot)
        await press(pilot, "2")
        assert "The last response:" not in shown(pilot)


async def test_teams_that_were_left_go_on_with_whose_turn_it_was(tmp_path: Path) -> None:
    async with in_class(tmp_path, path=keep(tmp_path), teams=3) as pilot:
        await press(pilot, "1", "enter", "escape")
        assert "The teams are kept" in shown(pilot)
        await press(pilot, "escape")
    async with in_class(tmp_path, path=tmp_path / "huur.yaml", teams=2) as pilot:
        assert "3 teams in this scenario were left" in shown(pilot)
        assert "Team 2 was up" in " ".join(shown(pilot).split())
        await press(pilot, "1")
        assert "Team 2 is up" in shown(pilot)
        await press(pilot, "2", "enter", "1", "enter")
        assert "Where every team came out" in shown(pilot)
        await press(pilot, "escape", "escape")
    async with in_class(tmp_path, path=tmp_path / "huur.yaml", teams=3) as pilot:
        assert "before the numbers" in " ".join(shown(pilot).split())
        await press(pilot, "1", *["enter"] * 7)
        assert "score" in shown(pilot)
    async with in_class(tmp_path, path=tmp_path / "huur.yaml", teams=3) as pilot:
        assert "Team 1 is up" in shown(pilot)
        await press(pilot, "escape", "escape")
    async with in_class(tmp_path, path=tmp_path / "huur.yaml", teams=3) as pilot:
        assert "Team 1 is up" in shown(pilot)
        await press(pilot, "1", "x", "2")
    async with in_class(tmp_path, path=tmp_path / "huur.yaml", teams=3) as pilot:
        assert "Team 1 is up" in shown(pilot)


async def test_teams_that_are_open_elsewhere_are_not_opened_twice(tmp_path: Path) -> None:
    async with in_class(tmp_path, teams=2) as _first, in_class(tmp_path, teams=2) as second:
        await press(second, "1")
        assert "open in another window" in shown(second)
        await press(second, "1")
        assert "Team 1 is up" in shown(second)


async def test_without_saving_nothing_is_kept_and_nothing_is_asked() -> None:
    for teams in (0, 2):
        async with in_class(teams=teams) as pilot:
            await press(pilot, "2", "escape")
            assert "Nothing of this class is kept." in shown(pilot)
        async with in_class(teams=teams, begin=False) as pilot:
            assert "was left on" not in shown(pilot)
            assert "were left on" not in shown(pilot)


async def test_what_is_voted_on_is_not_on_the_screen_meanwhile() -> None:
    async with in_class(size=(160, 50)) as pilot:
        await press(pilot, "2", "a")
        assert "Closeness: 0" in shown(pilot)
        await press(pilot, "w", "3")
        assert "Closeness: 0" not in shown(pilot)
        await hands(pilot, 0, 1, 6)
        await press(pilot, "enter", "a")
        assert "Closeness: 0" in shown(pilot)
        await press(pilot, "v")
        assert "Closeness: 0" not in shown(pilot)


async def test_what_does_least_is_pointed_at_first() -> None:
    async with in_class() as pilot:
        await press(pilot, "2", "1", "x")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ClassroomScreen)
        await press(pilot, "b", "enter")
        assert len(screen(pilot).sitting.session.choices) == 1


async def test_the_briefing_of_a_class_says_that_it_votes() -> None:
    async with in_class(begin=False) as pilot:
        await press(pilot, "end")
        assert "Together you vote on what to say" in shown(pilot)
