"""The plain player: fed with numbers, hostile texts and an early end; and equal in content to the other player."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.tui.stage import SCENARIOS
from tests.tui.test_hostile import MARKUP, story
from trainer.plain.library import choose_scenario
from trainer.plain.player import play
from trainer.practice.memory import Memory
from trainer.practice.sitting import Sitting
from trainer.scenario import load_scenario
from trainer.scenario.library import Listing
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
    feed(monkeypatch, "nonsense", "2")
    listing = choose_scenario((SCENARIOS,), "en", Memory())
    assert isinstance(listing, Listing)
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
    assert choose_scenario((first, second), "en", Memory()) is None
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


# --- after the talk ---------------------------------------------------------------------------------------


def after_the_talk(monkeypatch: pytest.MonkeyPatch, *typed: str, walk: str = "redder") -> Sitting:
    """Play a walk and type this afterwards."""
    ids = showpiece().walks[walk].choose
    feed(monkeypatch, *numbers(Sitting(showpiece(), seed=5, disposition="verdrietig"), ids), *typed)
    given = Sitting(showpiece(), seed=5, disposition="verdrietig")
    play(given)
    return given


SKIPPED = [""] * 6


def test_own_words_and_places_come_back_next_to_the_score(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = after_the_talk(monkeypatch, "tired", "I stayed", "wait", "hers", "2", "+3")
    assert given.run.reflection == {"feeling": "tired", "plus": "I stayed", "delta": "wait", "asked": "hers"}
    assert given.run.placed == {"rose": "BS2", "closeness": 3}
    written = flat(capsys.readouterr().out)
    assert "You felt: tired" in written
    assert "You placed yourself at: leading (BS)." in written
    assert "You placed yourself at: +3 boundary crossed." in written


@pytest.mark.parametrize("rubbish", ["0", "XX", "SB9", "--1", "²", "9" * 5000, "4"])
def test_a_place_that_is_none_is_asked_again(
    rubbish: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rose, step = ("SB3", rubbish) if rubbish == "4" else (rubbish, "-1")
    typed = [rose, "SB3"] if rose == rubbish else [rose]
    given = after_the_talk(monkeypatch, "", "", "", "", *typed, *([step] if step != rubbish else [rubbish, "-1"]))
    assert given.run.placed == {"rose": "SB3", "closeness": -1}
    written = capsys.readouterr().out
    assert ("There is no such place on the Rose." in written) or ("Type a step from -3 to +3." in written)


def test_an_x_among_the_questions_skips_those_that_are_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = after_the_talk(monkeypatch, "tired", "x")
    assert given.run.reflection == {"feeling": "tired"}
    written = capsys.readouterr().out
    assert "What would you do differently" not in written
    assert "Practice score" in written


def test_a_flagged_turn_is_a_question_before_it_is_an_answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = after_the_talk(monkeypatch, *SKIPPED, "3")
    written = flat(capsys.readouterr().out)
    first = given.debrief.flagged[0].turn
    options = given.options_at(first)
    question = written.index(f"Turn {first}, looked at again")
    answer = written.index("Why this turn:")
    assert question < written.index("which one would you choose now?") < answer
    assert f"Now you would choose: {flat(options[2].text)}" in written
    assert "Also on offer:" not in written[question:answer]


def test_playing_on_from_a_turn_keeps_the_first_choices(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = after_the_talk(monkeypatch, *SKIPPED, "", "", "Wait longer.", "5", "1", "x")
    assert given.run.choices == showpiece().walks["redder"].choose
    assert [(branch.at, len(branch.choices)) for branch in given.run.explored] == [(5, 1)]
    assert given.run.reflection == {"intention": "Wait longer."}
    written = flat(capsys.readouterr().out)
    assert "again from turn 5" in written
    assert "You stopped trying out" in written


def test_the_sources_of_the_numbers_are_told_on_request(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    after_the_talk(monkeypatch, *SKIPPED, "", "", "", "s", "nonsense", "")
    written = flat(capsys.readouterr().out)
    assert "every step too far costs 35, every step too near 45" in written
    assert "Type a number, s, or only Enter." in written


def test_the_coach_a_thought_and_the_rose_are_told_on_request(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(monkeypatch, "1", "c", "t", "R", "?", "x")
    play(Sitting(showpiece(), seed=5, disposition="verdrietig"))
    written = flat(capsys.readouterr().out)
    for words in ("Coach: ", "Anouk thought: ", "Anouk is ", "r: where the client is on the Rose now."):
        assert words in written
    feed(monkeypatch, "1", "c", "t", "?", "x")
    play(Sitting(showpiece(), seed=5, disposition="verdrietig", mode="assess"))
    written = flat(capsys.readouterr().out)
    assert "Coach:" not in written
    assert "c: " not in written
