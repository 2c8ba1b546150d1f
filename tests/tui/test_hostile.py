"""What a file or a terminal may send: it shows as plain text, does nothing, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.tui.stage import choose, going_on, playing, press, settle, shown, sitting, taken
from trainer.practice.sitting import Sitting
from trainer.scenario import load_scenario
from trainer.tui.chapters.intention import Intention
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.screens.library import LibraryScreen
from trainer.tui.screens.play import PlayScreen
from trainer.tui.screens.reflection import ReflectionScreen
from trainer.tui.widgets.prose import BAR, Prose

MARKUP = ("[/b] open", "[@click=app.quit]x[/] [zucht] [red]rood[/red] {curly} \\\\ [link=x]y[/link]")
"""What cannot be read as markup, which would hide the rest, and what can."""
STORY = """
format: 1
title: "{text} title"
language: nl
summary: "{text} summary"
note: "{text} note"
you: {{role: "{text} role", task: "{text} task"}}
goals: {{g: "{text} goal"}}
personas:
  anna:
    name: "{text}"
    home: OS2
    aim: SB2
    start: rust
    moods: {{rust: {{label: "{text} label", rose: OS2}}, boos: {{label: boos, rose: TB2, shows: "{text} mood"}}}}
start: s
scenes:
  s:
    lines: [{{anna: "{text} line", shows: "{text} seen"}}, {{narrator: "{text} narrator"}}]
    responses:
      a: {{say: "{text} say", tone: "{text} tone", rose: SB2, closeness: 3, to: e, mood: {{anna: boos}},
           thought: "{text} thought", coach: "{text} coach", reply: [{{anna: "{text} reply"}}], goals: {{g: 1}}}}
      b: {{do: "{text} do", rose: SB2, closeness: 0, to: e}}
endings:
  e: {{title: "{text} ending", outcome: good, lines: [{{anna: "{text} last"}}], reflect: ["{text} reflect"]}}
"""


def story(folder: Path, text: str) -> Path:
    """Write a scenario in which every text is hostile."""
    path = folder / "hostile.yaml"
    path.write_text(STORY.format(text=text), encoding="utf-8")
    return path


def stands(visible: str, page: str, *words: str) -> bool:
    """Return whether a text stands on a page before each of some words, wherever it is wrapped."""
    page = "".join(page.replace(BAR, "").split())
    return all("".join(f"{visible} {word}".split()) in page for word in words)


@pytest.mark.parametrize("text", MARKUP)
async def test_markup_in_any_text_shows_as_it_is_and_cannot_be_clicked(tmp_path: Path, text: str) -> None:
    visible = text.replace("\\\\", "\\")
    given = Sitting(load_scenario(story(tmp_path, text)), seed=1, as_written=True)
    async with playing(given, size=(120, 60)) as pilot:
        assert stands(visible, shown(pilot), "title", "summary", "note", "role", "task", "goal")
        await press(pilot, "enter")
        assert stands(visible, shown(pilot), "line", "seen", "narrator", "say", "tone", "do")
        row = next(y for y, line in enumerate(shown(pilot).splitlines()) if y and visible[:24] in line)
        for x in range(24, 44, 4):
            await pilot.click(offset=(x, row))
        assert isinstance(pilot.app.screen, PlayScreen)
        await choose(pilot, given, "a")
        assert stands(visible, shown(pilot), "ending")
        await press(pilot, *["enter"] * 4)
        assert stands(visible, shown(pilot), "reflect")
        for field in pilot.app.screen.query(Input):
            field.value = visible
        await press(pilot, "escape")
        assert given.reflection.words["asked"] == visible
        assert stands(visible, shown(pilot), "title")
        screen = pilot.app.screen
        assert isinstance(screen, DebriefScreen)
        while not isinstance(chapter := screen.chapter, Intention):
            if isinstance(chapter, Prose):
                assert "anna" not in chapter.words
            await press(pilot, "enter")
        told = "\n".join(prose.words for prose in pilot.app.screen.query(Prose))
        assert stands(visible, told, "say", "tone", "reflect", "label", "coach", "thought")


async def test_escapes_and_bidi_marks_never_reach_the_terminal(tmp_path: Path) -> None:
    sent = r"\e]52;c;aGFjaw==\a a\u202eb \x9b31mrood x\u2066y\u200e"
    given = Sitting(load_scenario(story(tmp_path, sent)), seed=1, as_written=True)
    async with going_on(given, size=(120, 50)) as pilot:
        await press(pilot, "1", "enter")
        everything = [shown(pilot), *(entry.text + entry.speaker for entry in given.entries)]
        assert all(sign not in text for text in everything for sign in "\x1b\x07\x9b\u202e\u2066\u200e")


async def test_a_small_terminal_keeps_the_conversation_and_takes_no_choices() -> None:
    given = sitting()
    async with going_on(given) as pilot:
        await choose(pilot, given, "ja")
        before = shown(pilot)
        await pilot.resize_terminal(70, 20)
        await settle(pilot)
        assert "80 x 24" in shown(pilot)
        assert "70 x 20" in shown(pilot)
        await press(pilot, "1", "enter", "2")
        assert len(given.session.transcript.turns) == 1
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert shown(pilot) == before
        await press(pilot, "1")
        assert len(given.session.transcript.turns) == 2


async def test_an_answer_half_typed_survives_a_small_terminal() -> None:
    given = taken(sitting(), "best")
    async with going_on(given) as pilot:
        await press(pilot, *"half")
        await pilot.resize_terminal(40, 10)
        await settle(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ReflectionScreen)
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        await press(pilot, *"way", "escape")
        assert isinstance(pilot.app.screen, DebriefScreen)
        assert given.reflection.words == {"feeling": "halfway"}


async def test_lines_wrap_again_when_the_window_changes() -> None:
    given = sitting()
    async with going_on(given, size=(200, 60)) as pilot:
        wide = shown(pilot)
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert all(len(line) <= 80 for line in shown(pilot).splitlines())
        await pilot.resize_terminal(200, 60)
        await settle(pilot)
        assert shown(pilot) == wide


async def test_stopping_takes_two_presses_and_leads_back_to_the_library() -> None:
    async with playing() as pilot:
        await press(pilot, "enter", "enter", "escape")
        assert isinstance(pilot.app.screen, PlayScreen)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_a_response_can_be_chosen_with_arrows_and_by_mouse() -> None:
    given = sitting()
    async with going_on(given) as pilot:
        await press(pilot, "down", "enter")
        assert len(given.session.transcript.turns) == 1
        rows = shown(pilot).splitlines()
        await pilot.click(offset=(10, next(y for y, row in enumerate(rows) if row.strip().startswith("2  "))))
        await settle(pilot)
        assert len(given.session.transcript.turns) == 2


async def test_no_number_about_the_talk_is_shown_before_the_question_is_answered() -> None:
    given = sitting()
    async with going_on(given) as pilot:
        for name in given.scenario.walks["best"].choose:
            await choose(pilot, given, name)
            page = shown(pilot).rsplit("\n", 2)[0].lower()  # without the footer
            assert "score" not in page
            assert "rose" not in page
        await press(pilot, "enter")
        assert "score" not in shown(pilot).lower()
