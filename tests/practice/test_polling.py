"""Phones of a class: what they are asked, and votes that are kept before they are acknowledged."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from tests.practice.test_lesson import again, lesson, options
from trainer.classroom.ballot import Asks
from trainer.errors import StoreError, UsageError
from trainer.practice.polling import Polling
from trainer.practice.voting import standing
from trainer.records import database
from trainer.records.store import FILE


def test_phones_are_asked_what_stands_on_the_screen() -> None:
    given = lesson()
    desk = Polling(given)
    assert desk.state() is None
    given.open_vote()
    asked = desk.state()
    assert asked is not None
    assert (asked.asks, asked.is_open, asked.told) == ("response", True, None)
    assert [name for name, _text in asked.options] == options(given)
    assert asked.options[1][1].startswith("2. ")
    given.close_vote()
    given.tell()
    told = desk.state()
    assert told is not None
    assert told.told is not None
    given.open_vote("rose")
    rose = desk.state()
    assert rose is not None
    assert "Anouk" in rose.prompt
    assert rose.number == told.number + 1


async def test_a_whole_class_votes_at_once_and_everything_is_kept(tmp_path: Path) -> None:
    given = lesson(tmp_path)
    desk, seats = Polling(given), [f"seat{n}" for n in range(200)]
    for seat in seats:
        await desk.admit(seat)
    given.open_vote()
    asked, names = desk.state(), options(given)
    assert asked is not None
    await asyncio.gather(*(desk.vote(seat, asked.number, names[n % len(names)]) for n, seat in enumerate(seats)))
    await desk.vote("seat0", asked.number, names[1])
    given.sitting.close()
    back = Polling(again(tmp_path))
    assert back.seats == 200
    assert back.knows("seat199")
    assert [back.voted(seat) for seat in seats[:3]] == [names[1], names[1], names[2 % len(names)]]
    ballot = back.lesson.ballot
    assert ballot is not None
    assert ballot.voters == 200


async def test_what_is_not_asked_any_more_is_refused() -> None:
    given = lesson()
    desk, names = Polling(given), options(given)
    with pytest.raises(UsageError):
        await desk.vote("a", 1, names[0])
    given.open_vote()
    with pytest.raises(UsageError):
        await desk.vote("a", 1, "nothing")
    vote = asyncio.ensure_future(desk.vote("a", 1, names[0]))
    asyncio.get_running_loop().call_soon(given.close_vote)
    with pytest.raises(UsageError):
        await vote  # the vote closed before this one was kept
    with pytest.raises(UsageError):
        await desk.vote("b", 1, names[0])
    given.tell()
    given.vote_again()
    with pytest.raises(UsageError):
        await desk.vote("b", 1, names[0])
    await desk.vote("b", 2, names[0])


@pytest.mark.parametrize("asks", ["response", "rose", "axis"])
def test_phones_are_asked_what_the_shared_screen_asks(asks: Asks) -> None:
    given = lesson()
    given.take(2)
    given.open_vote(asks)
    question = Polling(given).state()
    assert question is not None
    assert question.prompt in standing(given, asks)


async def test_phones_do_not_let_the_screen_wait_for_another_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 1000.0)
    given = lesson(tmp_path)
    desk, names = Polling(given), options(given)
    given.open_vote()
    await desk.admit("early")
    other = sqlite3.connect(tmp_path / FILE, isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(StoreError, match="another window"):
        await desk.admit("late")
    with pytest.raises(StoreError, match="another window"):
        await desk.vote("early", 1, names[0])
    assert not desk.knows("late")
    assert desk.voted("early") is None
    other.close()
    await desk.admit("late")
    await desk.vote("early", 1, names[0])
    given.sitting.close()
    assert Polling(again(tmp_path)).voted("early") == names[0]
