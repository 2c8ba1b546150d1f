"""Coming back in plain text: what is asked first, another way and back, and saving that fails."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.plain.test_player import flat
from tests.practice.sittings import choose
from tests.practice.test_resume import LONGER, NO_WAY
from tests.scenario import change, keep
from trainer.errors import StoreError
from trainer.plain.library import visit
from trainer.plain.player import play
from trainer.plain.returning import come_back
from trainer.practice.memory import Memory
from trainer.practice.sitting import Sitting
from trainer.records.past import Kept, Past
from trainer.scenario import load_scenario

# In this story 1 (`vraag`) ends the talk and 2 (`regel`) leads back to the beginning.
CHANGED = change(LONGER, "closeness: -2", "closeness: -1")
SKIPPED = [""] * 8
Heard = pytest.CaptureFixture[str]


class Keyboard(io.StringIO):
    """Lines that somebody types, rather than a pipe, until they go on pressing the end-of-file key."""

    ends = 0

    def isatty(self) -> bool:
        return True

    def readline(self, *size: Any) -> str:  # type: ignore[override]
        line = super().readline(*size)
        self.ends += not line
        assert self.ends < 20, "who presses the end-of-file key cannot leave"
        return line


class Desk:
    """One user with a data folder and one scenario."""

    def __init__(self, home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, heard: Heard) -> None:
        self.home, self.folder, self.monkeypatch, self.heard = home, folder, monkeypatch, heard
        self.path = keep(folder, LONGER)

    def memory(self) -> Memory:
        """Return a memory as a new window has it."""
        memory = Memory(self.home)
        memory.open()
        return memory

    def sitting(self, *ids: str, **more: Any) -> Sitting:
        """Return a talk in which these responses were made, and kept; its window is still open."""
        given = Sitting(load_scenario(self.path), seed=5, as_written=True, memory=self.memory(), **more)
        choose(given, *ids)
        return given

    def left(self, *ids: str) -> Sitting:
        """Return a talk that was left after these responses."""
        given = self.sitting(*ids)
        given.close()
        return given

    def type(self, *lines: str, keyboard: bool = False) -> None:
        """Let these lines be typed, and forget what was written before."""
        self.heard.readouterr()
        kind = Keyboard if keyboard else io.StringIO
        self.monkeypatch.setattr("sys.stdin", kind("".join(f"{line}\n" for line in lines)))

    def back(self, *lines: str, keyboard: bool = False) -> str:
        """Come back to the latest run, type this, and return what was written."""
        self.type(*lines, keyboard=keyboard)
        come_back(self.memory(), self.pasts[0].id, ())
        return flat(self.heard.readouterr().out)

    def played(self, sitting: Sitting, *lines: str, keyboard: bool = False) -> str:
        """Play from the briefing, type this, and return what was written."""
        self.type(*lines, keyboard=keyboard)
        play(sitting)
        return flat(self.heard.readouterr().out)

    @property
    def pasts(self) -> list[Past]:
        """Return the runs there are, the latest first."""
        store = self.memory().store
        assert store is not None
        return store.history(None)

    def kept(self, number: int = 0) -> Kept:
        """Return what is kept of a run, the latest unless told."""
        store = self.memory().store
        assert store is not None
        return store.kept(self.pasts[number].id)

    @property
    def choices(self) -> list[tuple[str, ...]]:
        """Return the choices of every run, the latest first."""
        return [self.kept(n).run.choices for n in range(len(self.pasts))]

    @property
    def unfinished(self) -> int:
        """Return how many talks one can go on with."""
        return len(self.memory().unfinished())

    def fail(self, *steps: str, times: int = 99, on: pytest.MonkeyPatch | None = None) -> None:
        """Let these steps of the store fail, so many times."""
        left = [times]

        def failing(real: Callable[..., Any]) -> Callable[..., Any]:
            def step(*given: Any, **more: Any) -> Any:
                left[0] -= 1
                if left[0] >= 0:
                    raise StoreError("The disk is full.")
                return real(*given, **more)

            return step

        from trainer.records.store import Store

        for step in steps:
            (on or self.monkeypatch).setattr(Store, step, failing(getattr(Store, step)))


@pytest.fixture
def desk(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Heard) -> Desk:
    return Desk(home, tmp_path, monkeypatch, capsys)


# --- going on ---------------------------------------------------------------------------------------------------


def test_one_goes_on_where_one_was(desk: Desk) -> None:
    desk.left("regel", "regel")
    told = desk.back("2", "1")
    assert "Where you were, after turn 2:" in told
    assert "Before you begin" not in told
    assert desk.choices == [("regel", "regel", "regel", "vraag")]


def test_the_questions_go_on_with_the_one_that_was_not_answered(desk: Desk) -> None:
    told = desk.played(desk.sitting(), "1", "tired", "")
    assert "practice score" in told.lower()  # who answered something before the pipe ended skipped the rest
    sitting = desk.sitting("vraag")
    sitting.answer("feeling", "calm")
    sitting.answer("plus", None)
    sitting.close()
    told = desk.back("wait", "hers", "SB2", "0", "")
    assert "One word" not in told
    assert "What went well?" not in told
    assert "You felt: calm" in told
    assert desk.kept().answers == {
        "feeling": "calm", "plus": "", "delta": "wait", "asked": "hers", "rose": "SB2", "closeness": "0",
    }  # fmt: skip


def test_an_intention_is_in_the_next_briefing(desk: Desk) -> None:
    desk.played(desk.sitting(), "1", *SKIPPED[:6], "", "wait longer")
    assert desk.kept().answers["intention"] == "wait longer"
    assert "wait longer" in desk.played(desk.sitting())


def test_an_x_leaves_nothing_to_go_on_with_but_it_can_be_read(desk: Desk) -> None:
    told = desk.played(desk.sitting(), "2", "x")
    assert " resume " not in told
    assert desk.unfinished == 0
    for answer, read in (("1", True), ("2", False), ("", False), ("x", False)):
        told = desk.back(answer)
        assert "You stopped this talk in the middle." in told
        assert ("U pakt een formulier." in told) is read
        assert "score" not in told.lower()
    assert desk.choices == [("regel",)]


def test_the_end_of_input_leaves_a_talk_to_go_on_with(desk: Desk) -> None:
    told = desk.played(desk.sitting(), "2")
    assert f"resume {desk.pasts[0].id}" in told
    assert desk.unfinished == 1


def test_the_library_offers_what_was_left_and_only_then(desk: Desk) -> None:
    desk.type("g", "x")
    visit((desk.folder,), Memory(desk.home), typed=True)
    assert "Type a number from 1 to 1" in desk.heard.readouterr().out
    desk.left("regel")
    desk.type("G", "2", "x", "x")
    visit((desk.folder,), Memory(desk.home), typed=True)
    told = flat(desk.heard.readouterr().out)
    assert "is not finished: turn 2" in told
    assert told.count("is not finished") == 1
    assert desk.choices == [("regel", "regel")]


# --- another way from an earlier turn ---------------------------------------------------------------------------


def test_b_tries_another_way_and_comes_back(desk: Desk) -> None:
    sitting = desk.sitting()
    told = desk.played(sitting, "2", "2", "b", "1", "1", "2", "1", *SKIPPED)
    assert "1. [do] U pakt een formulier. 2. [do] U pakt een formulier. 3. Stay here." in told
    assert "again from turn 1" in told
    assert "Back to your own talk, after turn 2." in told
    assert desk.choices == [("regel", "regel", "regel", "vraag")]
    assert [(way.at, way.choices, way.ending) for way in desk.kept().branches] == [(1, ("vraag",), "klaar")]
    assert desk.unfinished == 0


@pytest.mark.parametrize("typed", [["b", "3"], ["b", ""], ["b", "x"], ["B", "rubbish", "0", "9", "3"]])
def test_who_asks_for_an_earlier_turn_may_stay(typed: list[str], desk: Desk) -> None:
    told = desk.played(desk.sitting(), "2", "2", *typed, "2")
    assert "again from turn" not in told
    assert desk.choices == [("regel",) * 3]
    assert desk.kept().branches == ()


def test_before_the_first_choice_and_in_an_assessment_there_is_no_way_back(desk: Desk) -> None:
    told = desk.played(desk.sitting(), "b") + desk.played(desk.sitting(mode="assess"), "2", "b", "?")
    assert "Back to an earlier turn" not in told
    assert told.count("Type a number from 1 to 2") == 2
    assert "b: go back" not in told


def test_an_x_while_trying_comes_back_to_the_own_talk(desk: Desk) -> None:
    told = desk.played(desk.sitting(), "2", "2", "b", "2", "2", "x", "1", *SKIPPED)
    assert "Back to your own talk, after turn 2." in told
    assert desk.choices == [("regel", "regel", "vraag")]
    assert desk.unfinished == 0


def test_an_x_while_trying_comes_back_when_nothing_can_be_saved_too(desk: Desk) -> None:
    sitting = desk.sitting()
    desk.fail("end_branch")
    told = desk.played(sitting, "2", "b", "1", "2", "x", "2")
    assert "Back to your own talk, after turn 1." in told
    assert sitting.session.run.choices == ("regel", "regel")


def test_the_end_of_input_while_trying_comes_back_to_the_trial_and_then_to_the_own_talk(desk: Desk) -> None:
    desk.played(desk.sitting(), "2", "2", "b", "2", "2")
    told = desk.back("1", "2", "1", *SKIPPED)
    assert "again from turn 2" in told
    assert "Back to your own talk, after turn 2." in told
    assert desk.choices == [("regel", "regel", "regel", "vraag")]
    assert [(way.choices, way.ending) for way in desk.kept().branches] == [(("regel", "vraag"), "klaar")]
    assert "practice score" in told.lower()


def test_an_x_in_a_trial_one_came_back_to_leads_to_the_own_talk(desk: Desk) -> None:
    desk.played(desk.sitting(), "2", "2", "b", "2", "2")
    told = desk.back("x", "1", *SKIPPED)
    assert "Back to your own talk, after turn 2." in told
    assert desk.choices == [("regel", "regel", "vraag")]


def test_a_way_tried_inside_another_leaves_nothing_open_for_ever(desk: Desk) -> None:
    desk.played(desk.sitting(), "2", "2", "b", "2", "2", "b", "1", "2")
    for _n in range(3):
        desk.back("1", "1", *SKIPPED)
    assert desk.unfinished == 0


def test_after_the_debrief_one_comes_back_to_what_one_was_trying(desk: Desk) -> None:
    sitting = desk.sitting("regel", "vraag")
    sitting.reflect({})
    choose(sitting.from_turn(1), "regel")
    sitting.close()
    assert desk.unfinished == 1
    told = desk.back("1", "")
    assert "again from turn 1" in told
    assert desk.unfinished == 0
    assert [(way.choices, way.ending) for way in desk.kept().branches] == [(("regel", "vraag"), "klaar")]


# --- changed meanwhile ------------------------------------------------------------------------------------------


def test_a_changed_scenario_is_told_and_one_can_go_on(desk: Desk) -> None:
    desk.left("regel")
    keep(desk.folder, CHANGED)
    told = desk.back("1", "2")
    assert "changed since you began" in told
    assert "1. Go on where you were." in told
    assert desk.choices == [("regel", "regel")]


@pytest.mark.parametrize(("text", "number"), [(CHANGED, "2"), (NO_WAY, "1")])
def test_a_changed_scenario_can_be_begun_anew(text: str, number: str, desk: Desk) -> None:
    desk.left("regel")
    keep(desk.folder, text)
    told = desk.back(number, "1")
    assert ("no longer leads on" in told) is (text == NO_WAY)
    assert "wijkwerker" in told
    assert desk.choices == [("vraag",), ("regel",)]
    assert desk.unfinished == 1


@pytest.mark.parametrize(("text", "number"), [(CHANGED, "3"), (NO_WAY, "2")])
def test_a_changed_scenario_leaves_a_talk_that_can_be_written_to_a_file(text: str, number: str, desk: Desk) -> None:
    desk.monkeypatch.chdir(desk.folder)
    sitting = desk.left("regel")
    keep(desk.folder, text)
    told = desk.back(number)
    assert sitting.record is not None
    file = Path(f"{sitting.record.run}.json")
    assert file.name in told.replace(" ", "")
    assert '"regel"' in file.read_text(encoding="utf-8")
    assert desk.unfinished == 1


@pytest.mark.parametrize("answer", [["4"], [""], ["x"], [], ["rubbish", "9", "4"]])
def test_who_answers_nothing_changes_nothing(answer: list[str], desk: Desk) -> None:
    desk.left("regel")
    keep(desk.folder, CHANGED)
    told = desk.back(*answer)
    assert "4. Go back." in told
    assert desk.choices == [("regel",)]
    assert desk.unfinished == 1


# --- open in another window -------------------------------------------------------------------------------------


def test_a_talk_that_is_open_elsewhere_can_be_read(desk: Desk) -> None:
    other = desk.sitting("regel")
    told = desk.back("1", "2", "2")
    assert "open in another window" in told
    assert "You: [do] U pakt een formulier." in told
    assert desk.choices == [("regel",)]
    choose(other, "regel")
    assert desk.choices == [("regel", "regel")]


@pytest.mark.parametrize(
    ("text", "answers"),
    [(LONGER, ["2"]), (CHANGED, ["1", "2"]), (CHANGED, ["2"])],
    ids=["the same", "changed, after trying to go on", "changed, at once"],
)
def test_beside_a_talk_that_is_open_elsewhere_one_can_begin_anew(text: str, answers: list[str], desk: Desk) -> None:
    other = desk.sitting("regel")
    keep(desk.folder, text)
    desk.back(*answers, "2")
    choose(other, "regel")
    other.close()
    assert sorted(desk.choices) == [("regel",), ("regel", "regel")]
    assert desk.unfinished == 2


def test_who_changes_their_mind_leaves_the_other_window_alone(desk: Desk) -> None:
    other = desk.sitting("regel")
    assert "3. Go back." in desk.back("3")
    choose(other, "regel")
    assert desk.choices == [("regel", "regel")]


# --- saving that fails ------------------------------------------------------------------------------------------


def test_a_turn_that_was_not_saved_can_be_tried_again(desk: Desk) -> None:
    sitting = desk.sitting()
    desk.fail("choose", times=2)
    told = desk.played(sitting, "2", "1", "1", "2", keyboard=True)
    assert told.count("This was not saved") == 2
    assert "The disk is full." in told
    assert desk.choices == [("regel", "regel")]


def test_one_can_go_on_without_saving(desk: Desk) -> None:
    sitting = desk.sitting("regel")
    desk.fail("choose")
    told = desk.played(sitting, "2", "2", "2", "1", *SKIPPED, keyboard=True)
    assert told.count("This was not saved") == 1
    assert sitting.session.run.choices == ("regel", "regel", "regel", "vraag")
    assert desk.choices == [("regel",)]
    assert "practice score" in told.lower()


def test_who_goes_back_from_a_turn_that_was_not_saved_can_go_on_with_it_later(desk: Desk) -> None:
    sitting = desk.sitting("regel")
    desk.fail("choose", times=1)
    told = desk.played(sitting, "2", "3", keyboard=True)
    assert "3. Go back; nothing changes." in told
    assert sitting.session.run.choices == ("regel",)
    assert desk.choices == [("regel",)]
    assert desk.unfinished == 1


def test_who_goes_back_from_an_answer_that_was_not_saved_is_asked_it_again(desk: Desk) -> None:
    desk.left("vraag")
    desk.fail("answer", times=1)
    desk.back("tired", "3", keyboard=True)
    desk.back("calm", "", "", "", "", "", "", keyboard=True)
    assert desk.kept().answers.get("feeling") == "calm"


def test_who_wants_to_leave_when_the_end_of_the_questions_cannot_be_saved_can_do_so(desk: Desk) -> None:
    desk.left("vraag")
    with desk.monkeypatch.context() as full_disk:
        desk.fail("reflect", on=full_disk)
        told = desk.back("tired", "", "", "", "", "", keyboard=True)
    assert "This was not saved" in told
    assert "score" not in told.lower()
    assert "You felt: tired" in desk.back("", "")


def test_a_pipe_goes_on_without_saving_and_says_so(desk: Desk) -> None:
    sitting = desk.sitting("regel")
    desk.fail("choose")
    told = desk.played(sitting, "2", "1", *SKIPPED)
    assert "The disk is full. Going on without saving." in told
    assert "practice score" in told.lower()
    assert desk.choices == [("regel",)]


def test_an_x_is_heeded_when_nothing_can_be_saved(desk: Desk) -> None:
    sitting = desk.sitting("regel")
    desk.fail("stop")
    assert "You stopped here" in desk.played(sitting, "x", keyboard=True)


@pytest.fixture
def diary(desk: Desk) -> Path:
    """Put something else where the talks are kept."""
    desk.home.mkdir(exist_ok=True)
    file = desk.home / "runs.sqlite"
    file.write_text("Dear diary, " * 400, encoding="utf-8")
    return file


@pytest.mark.parametrize(("answers", "plays"), [(["1"], True), (["2", "2", "1"], True), (["3"], False), ([""], False)])
def test_a_store_that_cannot_be_opened_is_told_and_one_may_play(
    answers: list[str], plays: bool, desk: Desk, diary: Path
) -> None:
    desk.type(*answers, "1", "x", "x", keyboard=True)
    visit((desk.folder,), Memory(desk.home), typed=True)
    told = flat(desk.heard.readouterr().out)
    assert told.count("Saving does not work") == len(answers)
    assert ("You stopped here" in told) is plays
    assert diary.read_text(encoding="utf-8").startswith("Dear diary")


def test_a_store_that_can_be_opened_after_all_keeps_what_follows(desk: Desk, diary: Path) -> None:
    memory, opens = Memory(desk.home), Memory.open

    def mended(self: Memory) -> None:
        if re.search("Saving does not work", desk.heard.readouterr().out):
            diary.unlink(missing_ok=True)
        opens(self)

    desk.monkeypatch.setattr(Memory, "open", mended)
    desk.type("2", "1", "2", keyboard=True)
    visit((desk.folder,), memory, typed=False)
    desk.monkeypatch.setattr(Memory, "open", opens)
    assert [len(made) for made in desk.choices] == [1]
