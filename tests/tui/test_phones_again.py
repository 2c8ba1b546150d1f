"""Where phones find a class that is gone on with: where it was before, as long as that can be had."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any, cast

import aiohttp
import pytest

from tests.practice.test_lesson import again, lesson
from trainer.classroom.address import Address
from trainer.practice.lesson import Lesson
from trainer.tui.app import TrainerApp
from trainer.tui.phones import Phones
from trainer.tui.screens.joining import JoiningScreen

HERE, CODE = Address("127.0.0.1", "machine"), "KM3RTX"


class Wall:
    """Stands for the application: it runs what serves the phones, and has the screen with how they join."""

    def __init__(self) -> None:
        self.screen: asyncio.Future[JoiningScreen] = asyncio.get_running_loop().create_future()

    def run_worker(self, work: Coroutine[Any, Any, None], **_how: object) -> None:
        self.work = asyncio.create_task(work)

    def push_screen(self, screen: JoiningScreen) -> None:
        self.screen.set_result(screen)


@asynccontextmanager
async def joining(phones: Phones, given: Lesson) -> AsyncIterator[JoiningScreen]:
    """Let phones join a class, and return the screen that tells how."""
    wall = Wall()
    phones.open(cast(TrainerApp, wall), given)
    try:
        yield await asyncio.wait_for(wall.screen, 10)
    finally:
        wall.work.cancel()
        await asyncio.gather(wall.work, return_exceptions=True)


def free() -> int:
    """Return a port that nothing has."""
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        return int(found.getsockname()[1])


async def begun(folder: Path, port: int) -> tuple[str, str]:
    """Begin a class in which a phone joins and votes; return its address and what the phone keeps."""
    given = lesson(folder)
    given.code = CODE
    async with joining(Phones(HERE, port), given) as screen, aiohttp.ClientSession() as phone:
        at = screen._entrance.origin
        async with phone.post(f"{at}/api/seat", json={"code": CODE}, headers={"Origin": at}) as answer:
            seat = (await answer.json())["seat"]
        given.open_vote()
        vote = {"question": 1, "option": "ja"}
        mine = {"Origin": at, "Authorization": f"Bearer {seat}"}
        async with phone.post(f"{at}/api/vote", json=vote, headers=mine) as answer:
            assert answer.status == 200
    given.sitting.close()
    return at, seat


async def test_a_class_that_is_gone_on_with_is_where_its_phones_look_for_it(tmp_path: Path) -> None:
    at, seat = await begun(tmp_path, free())
    back = again(tmp_path)
    phones = Phones()
    async with joining(phones, back) as screen, aiohttp.ClientSession() as phone:
        assert (screen._entrance.origin, screen._entrance.code, phones.before) == (at, CODE, "")
        async with phone.get(f"{at}/api/question", headers={"Authorization": f"Bearer {seat}"}) as answer:
            assert (await answer.json())["question"]["yours"] == "ja"


async def test_what_was_asked_for_goes_before_where_the_class_was(tmp_path: Path) -> None:
    at, _seat = await begun(tmp_path, free())
    other = free()
    async with joining(Phones(None, other), again(tmp_path)) as screen:
        assert screen._entrance.origin == f"http://127.0.0.1:{other}"
        assert f"This class is no longer at {at}. Phones that joined there join once more, here." in screen.moved()


@pytest.mark.parametrize("lost", ["port", "address"])
async def test_where_a_class_was_cannot_be_had_any_more(lost: str, tmp_path: Path) -> None:
    port = free()
    at, _seat = await begun(tmp_path, port)
    back = again(tmp_path)
    with closing(socket.create_server(("127.0.0.1", port if lost == "port" else 0))):
        if lost == "address":
            back.joined_at, at = ("192.0.2.7", port), f"http://192.0.2.7:{port}"  # nobody's (RFC 5737)
        async with joining(Phones(), back) as screen:
            assert screen._entrance.origin != at
            assert lost == "address" or screen._entrance.address == HERE  # no wider open than it was
            assert at in screen.moved()
            here = (screen._entrance.address.host, screen._entrance.port)
            assert back.joined_at == here


async def test_a_class_that_began_without_phones_keeps_its_first_code_and_door(tmp_path: Path) -> None:
    given = lesson(tmp_path)
    given.code = ""
    phones, port = Phones(HERE, free()), free()
    async with joining(phones, given):
        assert given.code == phones.code
    given.sitting.close()
    back = again(tmp_path)
    assert (back.code, back.joined_at) == (phones.code, given.joined_at)
    async with joining(Phones(None, port), back) as screen:
        assert screen._entrance.code == phones.code


async def test_phones_join_a_class_of_which_nothing_is_kept() -> None:
    given = lesson()
    async with joining(Phones(HERE, free()), given) as screen:
        assert screen._entrance.code == given.code
