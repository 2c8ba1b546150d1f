"""Every walk through `practice/` is the talk that the engine holds; every scenario is the same in each player."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.tui.stage import SCENARIOS, choose, playing, press
from trainer.conversation import Session
from trainer.conversation.cast import castings
from trainer.debrief import debrief, summarize
from trainer.plain.player import play
from trainer.practice.sitting import Sitting
from trainer.practice.telling import sections, told
from trainer.scenario import load_scenario
from trainer.scenario.library import files
from trainer.scenario.model import Scenario, Walk
from trainer.tui.chapters.followed import Followed
from trainer.tui.chapters.question import ReviewedTurn
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.widgets.prose import Prose

STORIES = {path.stem: load_scenario(path, "en") for path in files(SCENARIOS)}
WALKS = [(story, walk) for story, scenario in STORIES.items() for walk in scenario.walks]


def sitting(scenario: Scenario, walk: Walk) -> Sitting:
    """Return a sitting in which a walk can be taken."""
    return Sitting(scenario, seed=11, disposition=next(castings(scenario, walk.disposition)))


def number(given: Sitting, response: str) -> int:
    """Return the number that a response has on the page."""
    return next(option.number for option in given.page.options if option.id == response)


@pytest.mark.parametrize(("story", "name"), WALKS)
def test_a_walk_through_numbers_is_the_walk_of_the_engine(story: str, name: str) -> None:
    scenario = STORIES[story]
    walk = scenario.walks[name]
    for disposition in castings(scenario, walk.disposition):
        session = Session(scenario, disposition=disposition)
        given = Sitting(scenario, seed=5, disposition=disposition)
        for response in walk.choose:
            session.choose(response)
            given.choose(number(given, response))
        given.reflect({})
        assert given.session.transcript == session.transcript
        assert given.debrief == debrief(session.transcript)
        assert given.debrief.summary == summarize(session.transcript)
        found = {session.transcript.ending} - {None}
        assert sections(given) == told(debrief(session.transcript), found=found)  # type: ignore[arg-type]
        assert given.run.choices == walk.choose


# --- one walk through each player -----------------------------------------------------------------------------

ANSWERS = ["tired", "so so", "wait"]
INTENTION = "Hm ..."


def flat(text: str) -> str:
    """Return text without its line breaks and indents."""
    return " ".join(text.split())


def typed(scenario: Scenario, walk: Walk) -> Iterator[str]:
    """Yield what one types in the plain player: the walk, every answer, a look at each flagged turn, an intention."""
    given = sitting(scenario, walk)
    for response in walk.choose:
        yield str(number(given, response))
        given.choose(number(given, response))
    yield from ANSWERS
    yield from ([""] if len(given.questions) == len(ANSWERS) + 3 else [])
    yield from ("BS1", "+1")
    given.reflect({})
    yield from ("1" for _turn in given.debrief.flagged)
    yield INTENTION


async def reflect(pilot: Pilot[None], given: Sitting) -> None:
    """Give the same answers on the screen: leading on the Rose, one step nearer than the middle on the axis."""
    for answer in [*ANSWERS, *([""] if len(given.questions) == len(ANSWERS) + 3 else [])]:
        await press(pilot, *answer.replace(" ", "_"), "enter")
    await press(pilot, *["up"] * 4, "right", "enter", "up", "up", "enter")


async def pages(pilot: Pilot[None]) -> str:
    """Go through the whole debrief, answer every question with the first response, and return all that is told."""
    screen = pilot.app.screen
    assert isinstance(screen, DebriefScreen)
    read = []
    for _page in range(len(screen._sections)):
        read.append(screen.page_title)
        if isinstance(screen.chapter, ReviewedTurn):
            await press(pilot, "1")
            read.append(screen.page_title)
        prose = screen.chapter.query_one("#words") if isinstance(screen.chapter, Followed) else screen.chapter
        assert isinstance(prose, Prose)
        read.append(prose.words)
        await press(pilot, "tab")
    return flat("\n".join(read))


@pytest.mark.parametrize("story", STORIES)
async def test_both_players_hold_the_same_talk_and_tell_the_same_debrief(
    story: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scenario = STORIES[story]
    walk = next(iter(scenario.walks.values()))
    plain, screen = sitting(scenario, walk), sitting(scenario, walk)
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed(scenario, walk))))
    play(plain)
    written = flat(capsys.readouterr().out)

    async with playing(screen, size=(100, 60)) as pilot:
        briefing = flat(" ".join(prose.words for prose in pilot.app.screen.query(Prose)))
        await press(pilot, "enter")
        await choose(pilot, screen, *walk.choose)
        await press(pilot, "enter")
        asked = flat(" ".join(str(static.render()) for static in pilot.app.screen.query(Static)))
        await reflect(pilot, screen)
        read = await pages(pilot)
        await press(pilot, *INTENTION.replace(" ", "_"), "enter")

    assert plain.session.transcript == screen.session.transcript
    assert plain.debrief == screen.debrief
    assert plain.run.reflection == {key: value.replace("_", " ") for key, value in screen.run.reflection.items()}
    assert plain.run.placed == screen.run.placed
    about = plain.briefing
    for text in (about.summary, about.note, about.task, *about.goals):
        assert flat(text) in written
        assert flat(text) in briefing
    for question in plain.questions:
        assert flat(question.text) in written
        assert flat(question.text) in asked
    for section in sections(plain):
        for line in section.lines:
            if section.turn and line.startswith("You: "):
                continue  # the flagged turn is shown among the lines before it
            assert flat(line) in written
            assert flat(line) in read.replace("_", " ")
    for entry in plain.entries:
        assert flat(entry.text) in written
