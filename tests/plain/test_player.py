"""The plain player: fed with numbers, hostile texts and an early end; and equal in content to the other player."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from textual.widgets import Static

from tests.tui.stage import SCENARIOS, choose, playing, press, shown
from tests.tui.test_hostile import MARKUP, story
from trainer import language
from trainer.plain.player import choose_scenario, play
from trainer.practice.sitting import Sitting
from trainer.practice.telling import told
from trainer.scenario import load_scenario
from trainer.scenario.model import Scenario


def feed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """Let these lines be typed."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def showpiece(code: str = "en") -> Scenario:
    """Return the scenario that comes along."""
    return load_scenario(SCENARIOS / "uithuisplaatsing.yaml", code)


def numbers(given: Sitting, ids: tuple[str, ...]) -> list[str]:
    """Return what must be typed to choose these responses in a sitting like this one."""
    typed = []
    for name in ids:
        number = next(option.number for option in given.page.options if option.id == name)
        typed.append(str(number))
        given.choose(number)
    return typed


def flat(text: str) -> str:
    """Return text without its line breaks and indents."""
    return " ".join(text.split())


@pytest.mark.parametrize("spoken", ["nl", "en"])
@pytest.mark.parametrize("walk", ["best", "redder", "bureaucraat"])
async def test_both_players_show_the_same_lines_and_the_same_debrief(
    spoken: str, walk: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    language.use(spoken)
    scenario = showpiece(spoken)
    ids = scenario.walks[walk].choose
    typed = numbers(Sitting(scenario, seed=5, disposition="verdrietig"), ids)
    plain, screen = (Sitting(scenario, seed=5, disposition="verdrietig") for _player in range(2))

    feed(monkeypatch, *typed, "mijn eigen woorden")
    play(plain)
    written = flat(capsys.readouterr().out)
    async with playing(screen, size=(100, 400)) as pilot:
        briefing = flat("\n".join(str(static.render()) for static in pilot.app.screen.query(Static)))
        await press(pilot, "enter")
        await choose(pilot, screen, *ids)
        talk = flat(shown(pilot))
        await press(pilot, "enter", *"mijn", "enter")
        page = flat("\n".join(str(static.render()) for static in pilot.app.screen.query(Static)))

    told_before = plain.briefing
    for text in (told_before.summary, told_before.note, told_before.task, told_before.way, *told_before.goals):
        assert flat(text) in written
        assert flat(text) in briefing
    for entry in plain.entries:
        assert flat(entry.text) in written
        assert flat(entry.text) in talk
    for section in told(screen.debrief):
        for line in (section.title, *section.lines):
            assert flat(line) in written
            assert flat(line) in page
    assert plain.debrief.summary == screen.debrief.summary


@pytest.mark.parametrize("text", [*MARKUP, r"\e]52;c;aGFjaw==\a", r"a\u202eb"])
def test_hostile_texts_are_written_as_they_are(
    tmp_path: Path, text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(monkeypatch, "1", "x")
    play(Sitting(load_scenario(story(tmp_path, text)), as_written=True))
    written = capsys.readouterr().out
    assert not any(sign in written for sign in "\x1b\x07\x9b\u202e\u2066")
    if text in MARKUP:
        assert flat(text.replace("\\\\", "\\") + " reply") in flat(written)


def test_rubbish_is_asked_again(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    given = Sitting(showpiece(), seed=1)
    feed(monkeypatch, "", "0", "99", "-1", "één", "²", "1; rm -rf", "1")
    play(given)
    assert capsys.readouterr().out.count("Type a number from 1 to") == 7
    assert len(given.session.transcript.turns) == 1


def test_the_end_of_input_stops_calmly(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    feed(monkeypatch, "1")
    play(Sitting(showpiece(), seed=1))
    written = capsys.readouterr().out
    assert "You stopped here" in written
    assert "Practice score" not in written


def test_the_library_offers_scenarios_by_number(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(monkeypatch, "nonsense", "1")
    listing = choose_scenario((SCENARIOS,), "en")
    assert listing is not None
    assert listing.id == "uithuisplaatsing"
    assert "Taken into care" in capsys.readouterr().out


def test_what_was_typed_is_shown_without_escapes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    feed(monkeypatch, "1", "\x1b]52;c;aGFjaw==\x07mijn \u202ewoorden")
    play(Sitting(load_scenario(story(tmp_path, "x")), as_written=True))
    written = capsys.readouterr().out
    assert "mijn woorden" in written
    assert not any(sign in written for sign in "\x1b\x07\u202e")


def test_the_library_tells_of_broken_scenarios_and_doubles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        story(folder, folder.name)
    (first / "broken.yaml").write_text("format: 1\n", encoding="utf-8")
    feed(monkeypatch)
    assert choose_scenario((first, second), "en") is None
    written = flat(capsys.readouterr().out)
    assert "1 more file with this name" in written
    assert "broken" in written
    assert "broken.yaml` tells more" in written


def test_an_assessment_leaves_coach_and_thoughts_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = showpiece().walks["redder"].choose
    for mode, silent in (("practice", False), ("assess", True)):
        given = Sitting(showpiece(), seed=5, disposition="verdrietig", mode=mode)  # type: ignore[arg-type]
        feed(monkeypatch, *numbers(Sitting(showpiece(), seed=5, disposition="verdrietig"), ids), "")
        play(given)
        written = capsys.readouterr().out
        assert ("Coach:" not in written) is silent
        assert ("Anouk thought:" not in written) is silent
