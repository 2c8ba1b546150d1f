"""A scale in plain text: what is asked, what one can type at it, and why; the same talk as on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.plain.test_player import feed, flat
from tests.practice.scales import WHY, at_scale
from tests.tui.stage import TALL, playing, press, shown
from trainer.plain.player import go_on
from trainer.practice.memory import Memory
from trainer.practice.resume import returning
from trainer.practice.sitting import Sitting

Heard = pytest.CaptureFixture[str]


@pytest.fixture
def given(tmp_path: Path) -> Sitting:
    """Return a talk that stands at a scale, and is kept."""
    memory = Memory(tmp_path / "data")
    memory.open()
    return at_scale(tmp_path, memory=memory)


def kept(sitting: Sitting) -> tuple[str, ...]:
    """Return what one goes on with later."""
    assert sitting.record is not None
    return returning(sitting.memory, sitting.record.run, (), "nl").kept.run.choices


def test_a_scale_is_its_question_its_ends_and_its_numbers(
    given: Sitting, monkeypatch: pytest.MonkeyPatch, capsys: Heard
) -> None:
    feed(monkeypatch)
    go_on(given)
    scale = "Hoe veilig is het hier?\n1. helemaal niet veilig\n7. helemaal veilig\nYour choice (1-7): "
    assert scale in capsys.readouterr().out
    assert kept(given) == ("luister",)


def test_rubbish_at_a_scale_is_asked_again_and_any_words_are_a_reason(
    given: Sitting, monkeypatch: pytest.MonkeyPatch, capsys: Heard
) -> None:
    feed(monkeypatch, "", "0", "8", "-1", "heel veilig", "7.5", "7", "\x1b[2J[b]9[/b] {0} " + "é" * 5000)
    go_on(given)
    out = capsys.readouterr().out
    assert out.count("Type a number from 1 to 7") == 6
    assert "\x1b" not in out
    assert given.run.choices == ("luister", "7")
    assert given.run.reasons[0].text.startswith("[2J[b]9[/b] {0} éé")
    assert out.rstrip().endswith(f"resume {given.record and given.record.run}")


@pytest.mark.parametrize(
    ("typed", "choices"),
    [(["7", ""], ("luister", "7")), (["7"], ("luister",)), (["3", "b", "7", WHY], ("luister", "7"))],
)
def test_a_step_is_taken_when_its_reason_was_given_or_skipped(
    typed: list[str], choices: tuple[str, ...], given: Sitting, monkeypatch: pytest.MonkeyPatch, capsys: Heard
) -> None:
    feed(monkeypatch, *typed)
    go_on(given)
    out = capsys.readouterr().out
    assert "You stopped here, and what you said is kept." in out
    assert kept(given) == choices
    assert [reason.text for reason in given.run.reasons] == [text for text in typed if text == WHY]


@pytest.mark.parametrize("typed", [["x"], ["7", "x"]])
def test_an_x_at_a_scale_or_at_its_reason_stops(
    typed: list[str], given: Sitting, monkeypatch: pytest.MonkeyPatch, capsys: Heard
) -> None:
    feed(monkeypatch, *typed, "7")
    go_on(given)
    assert "stopped" in capsys.readouterr().out
    assert kept(given) == ("luister",)
    assert given.left


async def test_both_players_tell_the_same_talk_around_a_scale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Heard
) -> None:
    plain, screen = at_scale(tmp_path), at_scale(tmp_path)
    feed(monkeypatch, "1", "why", "10", "1")
    go_on(plain)
    written = flat(capsys.readouterr().out)
    async with playing(screen, TALL) as pilot:
        await press(pilot, "enter")
        asked = flat(shown(pilot))
        await press(pilot, "1", *"why", "enter", "0", "1")
        read = flat(shown(pilot))
    assert plain.session.transcript.answers == screen.session.transcript.answers
    assert plain.run.reasons == screen.run.reasons
    for text in ("Hoe veilig is het hier?", "helemaal niet veilig", "helemaal veilig"):
        assert text in written
        assert text in asked
    for entry in plain.entries:
        assert flat(entry.text) in written
        assert flat(entry.text) in read
