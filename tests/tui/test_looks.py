"""How the app looks and what one can ask of it: themes, languages, help, asides, stopping."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.color import Color
from textual.theme import Theme
from textual.widgets import Input
from textual.widgets._footer import FooterKey

from tests.tui.stage import choose, going_on, press, shown, sitting, taken
from tests.tui.test_hostile import story
from trainer import language
from trainer.practice.sitting import Sitting
from trainer.scenario import load_scenario
from trainer.tui.themes import DARK, PROJECTOR, THEMES

BACKGROUNDS = ("background", "surface", "panel")


def luminance(colour: Color) -> float:
    """Return the relative luminance of WCAG 2."""

    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    high, low = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_every_text_stands_out_seven_to_one(theme: Theme) -> None:
    texts = {
        "foreground": theme.foreground,
        "accent": theme.accent,
        "quiet": theme.variables["quiet"],
        "key": theme.variables["footer-key-foreground"],
        "label": theme.variables["footer-description-foreground"],
    }
    for name, text in texts.items():
        for ground in BACKGROUNDS:
            ratio = contrast(str(text), str(getattr(theme, ground)))
            assert ratio >= 7, f"{theme.name}: {name} on {ground} is {ratio:.1f}:1"


async def test_the_theme_changes_while_playing() -> None:
    given = sitting()
    async with going_on(given) as pilot:
        assert pilot.app.theme == DARK.name
        await press(pilot, "f3")
        assert pilot.app.theme == PROJECTOR.name
        assert "YOU" not in shown(pilot)
        await choose(pilot, given, "ja")
        assert "YOU" in shown(pilot)


async def test_the_language_changes_while_playing_and_the_talk_goes_on() -> None:
    given = sitting()
    async with going_on(given) as pilot:
        await choose(pilot, given, "ja")
        assert "Noor's coming with us" in shown(pilot)
        await press(pilot, "f2")
        assert language.current() == "nl"
        assert "Noor mee" in shown(pilot)
        assert "Hulp" in shown(pilot)
        await choose(
            pilot, given, "pijn" if any(o.id == "pijn" for o in given.page.options) else given.page.options[0].id
        )
        assert len(given.session.transcript.turns) == 2


async def test_an_answer_half_typed_survives_another_language() -> None:
    given = taken(sitting(), "redder")
    async with going_on(given) as pilot:
        await press(pilot, *"ok", "enter", *"half", "f2", *"weg")
        assert "Wat ging goed?" in shown(pilot)
        await press(pilot, "escape")
        assert given.reflection.words == {"feeling": "ok", "plus": "halfweg"}
        assert "Nabespreking" in shown(pilot)


async def test_help_lists_what_one_can_do_and_leads_back() -> None:
    given = sitting()
    async with going_on(given) as pilot:
        await press(pilot, "question_mark")
        assert "What the coach says about your last response." in shown(pilot)
        assert "Leave the program." in shown(pilot)
        await press(pilot, "escape")
        assert "haven't you?" in shown(pilot)


async def test_a_word_aside_comes_and_goes_and_newest_stays_in_view() -> None:
    given = sitting()
    async with going_on(given) as pilot:
        await choose(pilot, given, "ja")
        await press(pilot, "r")
        page = shown(pilot)
        assert "ABOVE" in page
        assert "Anouk is following (OS)" in page
        newest = given.entries[-1].text.split()[0]
        assert newest in page
        await press(pilot, "r")
        assert "ABOVE" not in shown(pilot)
        await press(pilot, "c")
        assert "Coach:" in shown(pilot)
        await press(pilot, "t")
        assert "Anouk thought:" in shown(pilot)
        await choose(pilot, given, given.page.options[0].id)
        assert "Anouk thought:" not in shown(pilot)


async def test_the_footer_is_laid_out_anew_only_when_it_says_something_else() -> None:
    given = sitting()
    async with going_on(given) as pilot:
        before = list(pilot.app.screen.query(FooterKey))
        await press(pilot, "down")
        assert list(pilot.app.screen.query(FooterKey)) == before
        assert "Earlier turn" not in shown(pilot).splitlines()[-1]
        await press(pilot, "1")
        assert "Earlier turn" in shown(pilot).splitlines()[-1]


async def test_x_stops_at_once_with_a_calm_line() -> None:
    given = sitting()
    async with going_on(given) as pilot:
        await press(pilot, "1", "x")
        assert "talk about it with a colleague" in shown(pilot)
        assert "score" not in shown(pilot)


async def test_the_palette_offers_what_the_keys_do() -> None:
    given = sitting()
    async with going_on(given) as pilot:
        await press(pilot, "ctrl+p")
        await press(pilot, *"stop")
        await pilot.pause()
        assert "Stop here" in shown(pilot)
        await press(pilot, "enter")
        await pilot.pause()
        assert "talk about it with a colleague" in shown(pilot)


async def test_a_long_paste_keeps_what_fits() -> None:
    given = taken(sitting(), "redder")
    async with going_on(given) as pilot:
        pilot.app.screen.query(Input).first().post_message(events.Paste("one\ntwo \x1b[31m" + "x" * 5000))
        await pilot.pause()
        await press(pilot, "escape")
        assert given.reflection.words["feeling"].startswith("one two [31mxxx")
        assert len(given.reflection.words["feeling"]) == 2000


def long_story(folder: Path) -> Path:
    """Write a scenario that ends with more lines than a small terminal has."""
    text = story(folder, "x").read_text(encoding="utf-8")
    lines = ", ".join(f"{{anna: Line number {n}.}}" for n in range(20))
    path = folder / "long.yaml"
    path.write_text(text.replace('lines: [{anna: "x last"}]', f"lines: [{lines}]"), encoding="utf-8")
    return path


async def test_what_is_new_is_shown_from_its_beginning_when_it_does_not_all_fit(tmp_path: Path) -> None:
    given = Sitting(load_scenario(long_story(tmp_path)), seed=1, as_written=True)
    async with going_on(given) as pilot:
        await press(pilot, "1")
        assert "Line number 0." in shown(pilot)
        assert "PgDn for more" in shown(pilot)
        await press(pilot, "pagedown", "pagedown", "pagedown")
        assert "Line number 19." in shown(pilot)
        assert "PgDn for more" not in shown(pilot)


async def test_keys_that_come_before_the_answer_is_seen_make_no_turns() -> None:
    given = sitting()
    async with going_on(given) as pilot:
        for _key in range(5):
            pilot.app.screen.action_choose(1)  # type: ignore[attr-defined]
        assert len(given.session.transcript.turns) == 1
        await pilot.pause()
        await press(pilot, "1")
        assert len(given.session.transcript.turns) == 2
