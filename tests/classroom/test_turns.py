"""Turns of what phones send: in order, one at a time, and never in the way of the screen."""

from __future__ import annotations

import asyncio

import pytest

from trainer.classroom.turns import BETWEEN, GIVING_WAY, Turns


async def test_everything_has_its_turn_in_the_order_in_which_it_came() -> None:
    turns, done, went_round = Turns(), list[int](), list[int]()
    for n in range(3):
        turns.later(lambda n=n: done.append(n))  # type: ignore[misc]
    while len(done) < 3:
        went_round.append(len(done))
        await asyncio.sleep(0)
    assert done == [0, 1, 2]
    assert all(went_round.count(n) > BETWEEN for n in range(3)), "the loop does other things between two turns"


async def test_who_waits_no_more_or_fails_holds_up_nobody() -> None:
    turns, told = Turns(), list[str]()
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: told.append(str(context["exception"])))
    gone = asyncio.create_task(turns.mine())
    await asyncio.sleep(0)
    gone.cancel()
    turns.later(lambda: told.remove("nothing"))
    await turns.mine()
    assert told == ["list.remove(x): x not in list"]
    assert gone.cancelled()


async def test_a_key_goes_before_everybody_and_one_that_is_held_down_leaves_turns(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loop, turns = asyncio.get_running_loop(), Turns()
    now = begun = loop.time()
    monkeypatch.setattr(loop, "time", lambda: now)
    turns.give_way()
    turn = asyncio.create_task(turns.mine())
    for _round in range(3 * BETWEEN):
        await asyncio.sleep(0)
    assert not turn.done()
    now = begun + GIVING_WAY
    turns.give_way()  # the key is still down
    await turn
