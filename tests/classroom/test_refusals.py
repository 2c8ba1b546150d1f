"""Whatever a phone sends, the answer is plain and nothing is lost."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.classroom.desks import CODE, MemoryDesk, classroom
from tests.classroom.test_door import RUBBISH
from trainer.classroom import service as serving
from trainer.classroom.door import Knocks


def vote(option: str = "erken", question: int = 1) -> dict[str, Any]:
    return {"question": question, "option": option}


@pytest.mark.parametrize(
    ("method", "path", "sent", "status", "says"),
    [
        ("GET", "/favicon.ico", {}, 404, "There is nothing here"),
        ("GET", "/../../etc/passwd", {}, 404, "There is nothing here"),
        ("GET", "/api/vote", {}, 405, "does not do that"),
        ("PUT", "/api/vote", {"json": vote()}, 405, "does not do that"),
        ("HEAD", "/", {}, 405, ""),
        ("POST", "/api/vote", {"data": b"{}"}, 415, "not the JSON"),
        ("POST", "/api/vote", {"data": {"question": "1"}}, 415, "not the JSON"),
        (
            "POST",
            "/api/vote",
            {"json": vote() | {"nickname": "<script>alert(1)</script>"}},
            400,
            "Exactly these fields",
        ),
        ("POST", "/api/vote", {"json": {"option": "erken"}}, 400, "Exactly these fields"),
        ("POST", "/api/vote", {"json": vote() | {"question": "1"}}, 400, "`question` is not what"),
        ("POST", "/api/vote", {"json": vote("a" * 5000)}, 413, "too large"),
        ("POST", "/api/vote", {"json": vote("<script>")}, 409, "no such answer"),
        ("POST", "/api/vote", {"json": vote(question=7)}, 409, "closed"),
        ("POST", "/api/seat", {"json": {"code": "WRONG1"}}, 403, "not the code of this class"),
        ("POST", "/api/seat", {"json": {"code": CODE, "name": "Jan"}}, 400, "Exactly these fields"),
        ("GET", "/api/question?before=x", {}, 400, "not a question that this page asks"),
    ],
)
async def test_each_refusal_is_plain(method: str, path: str, sent: dict[str, Any], status: int, says: str) -> None:
    desk = MemoryDesk()
    desk.ask()
    async with classroom(desk) as (_service, stranger):
        phone = await stranger.join()
        answer = await phone.send(method, path, **sent)
        assert answer.status == status
        assert "<" not in str(answer.data)
        if says:
            assert says in answer.data["error"]
            assert list(answer.data) == ["error"]
        assert (await phone.vote("erken")).status == 200
    assert len(desk.taken) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "localhost"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
    ],
)
async def test_other_addresses_and_other_pages_are_refused(headers: dict[str, str]) -> None:
    desk = MemoryDesk()
    desk.ask()
    async with classroom(desk) as (_service, stranger):
        phone = await stranger.join()
        for path, body in (("/api/vote", vote()), ("/api/seat", {"code": CODE})):
            answer = await phone.send("POST", path, headers=headers, json=body)
            assert answer.status == 403
            assert answer.data == {"error": f"This is only for {phone.origin}."}
    assert (desk.taken, len(desk.given)) == ([], 1)


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer x", "Bearer " + "A" * 22, "Basic YTpi", "Bearer ../../x"])
async def test_a_foreign_token_is_nobodys_seat(token: str) -> None:
    desk = MemoryDesk()
    desk.ask()
    async with classroom(desk) as (_service, stranger):
        for asked in (stranger.send("GET", "/api/question", headers={"Authorization": token}),
                      stranger.send("POST", "/api/vote", headers={"Authorization": token}, json=vote())):  # fmt: skip
            answer = await asked
            assert answer.status == 401
            assert "You have no seat" in answer.data["error"]
    assert desk.taken == []


async def test_a_seat_of_another_class_is_nobodys_seat() -> None:
    async with classroom(MemoryDesk()) as (_one, first), classroom(MemoryDesk()) as (_other, second):
        seat = (await first.join()).seat
        assert (await second.send("GET", "/api/question", headers={"Authorization": f"Bearer {seat}"})).status == 401


async def test_refusals_are_in_the_language_of_the_class() -> None:
    async with classroom(MemoryDesk(language="en")) as (_service, stranger):
        assert (await stranger.send("GET", "/nothing")).data["error"].startswith("There is nothing here")


@settings(max_examples=8, deadline=None)
@given(st.lists(RUBBISH, min_size=4, max_size=15))
def test_no_body_breaks_anything(bodies: list[bytes]) -> None:
    async def try_all() -> None:
        desk = MemoryDesk()
        desk.ask()
        async with classroom(desk) as (_service, stranger):
            phone = await stranger.join()
            for body in bodies:
                for path in ("/api/vote", "/api/seat"):
                    answer = await phone.send("POST", path, data=body, headers={"Content-Type": "application/json"})
                    assert answer.status in (400, 403, 409)
                    assert answer.data["error"]
            assert (await phone.vote("erken")).status == 200
        assert len(desk.taken) == 1

    asyncio.run(try_all())


async def test_a_flood_from_one_seat_leaves_the_others_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "PER_SEAT", (5.0, 1.0))
    desk = MemoryDesk()
    desk.ask()
    async with classroom(desk) as (_service, stranger):
        one, other = await stranger.join(), await stranger.join()
        answers = [await one.vote("erken") for _n in range(8)]
        assert [answer.status for answer in answers].count(429) >= 2
        assert int(answers[-1].headers["Retry-After"]) >= 1
        assert "too much at once" in answers[-1].data["error"]
        assert (await other.vote("zwijg")).status == 200


async def test_a_flood_from_one_address_is_slowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "PER_ADDRESS", (4.0, 0.1))
    async with classroom(MemoryDesk()) as (_service, stranger):
        assert [(await stranger.send("GET", "/")).status for _n in range(6)] == [200] * 4 + [429] * 2


async def test_seats_do_not_fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "MOST_SEATS", 2)
    async with classroom(MemoryDesk()) as (_service, stranger):
        answers = [await stranger.send("POST", "/api/seat", json={"code": CODE}) for _n in range(3)]
    assert [answer.status for answer in answers] == [200, 200, 503]
    assert answers[-1].data == {"error": "This class is full."}


async def test_who_guesses_codes_is_slowed_and_the_class_behind_that_address_still_comes_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Knocks, "LONGEST_WAIT", 0.7)
    async with classroom(MemoryDesk()) as (_service, stranger):
        for _n in range(Knocks.FREE):
            assert (await stranger.send("POST", "/api/seat", json={"code": "AAAAAA"})).status == 403
        begun = time.monotonic()
        guesses = [stranger.send("POST", "/api/seat", json={"code": "AAAAAA"}) for _n in range(2)]
        _wrong, pupil = await asyncio.gather(asyncio.gather(*guesses), stranger.join())
        assert pupil.seat
        assert time.monotonic() - begun > Knocks.BETWEEN
        crowd = [stranger.send("POST", "/api/seat", json={"code": CODE}) for _n in range(6)]
        assert {answer.status for answer in await asyncio.gather(*crowd)} == {200, 429}


async def test_what_cannot_be_kept_is_not_acknowledged() -> None:
    desk = MemoryDesk(full=True)
    desk.ask()
    async with classroom(desk) as (_service, stranger):
        phone = await stranger.join()
        answer = await phone.vote("erken")
        assert answer.status == 503
        assert answer.data == {"error": "This cannot be kept just now. Your phone keeps trying."}
        assert (await phone.ask()).data["question"]["yours"] is None


# --- below HTTP -----------------------------------------------------------------------------------------------


async def exchange(port: int, sent: bytes, wait: float = 3.0) -> bytes:
    """Return all that comes back until the connection closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    try:
        return await asyncio.wait_for(reader.read(), wait)
    except ConnectionResetError:
        return b""
    finally:
        writer.close()


def post(port: int, body: str, more: str = "") -> bytes:
    """Return a vote as it goes over the wire, with the length that `more` says."""
    origin = f"127.0.0.1:{port}"
    return (
        f"POST /api/seat HTTP/1.1\r\nHost: {origin}\r\nOrigin: http://{origin}\r\n"
        f"Content-Type: application/json\r\n{more}\r\n{body}"
    ).encode()


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        b"\x00" * 3000,
        b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 9000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"".join(b"X%d: 1\r\n" % n for n in range(500)) + b"\r\n",
    ],
)
async def test_what_is_no_request_is_refused_without_a_trace(
    sent: bytes, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "IDLE", 0.3)
    async with classroom(MemoryDesk()) as (service, stranger):
        answer = await exchange(service.entrance.port, sent)
        assert answer == b"" or answer.split()[1] in (b"400", b"403", b"431")
        assert b"Traceback" not in answer
        assert (await stranger.join()).seat
    assert capfd.readouterr() == ("", "")


async def test_a_request_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "IDLE", 0.3)
    monkeypatch.setattr(serving, "SLOW", 0.2)
    async with classroom(MemoryDesk()) as (service, stranger):
        port = service.entrance.port
        assert await exchange(port, b"GET / HTTP/1.1\r\nHos") == b""
        assert await exchange(port, b"") == b""
        slow = await exchange(port, post(port, '{"code"', "Content-Length: 40\r\n"))
        assert b" 408 " in slow
        assert (await stranger.join()).seat


async def test_what_comes_in_pieces_is_read_whole_and_who_hangs_up_leaves_nothing(
    capfd: pytest.CaptureFixture[str],
) -> None:
    desk = MemoryDesk()
    async with classroom(desk) as (service, stranger):
        port, body = service.entrance.port, f'{{"code": "{CODE}"}}'
        sent = post(port, body, f"Content-Length: {len(body)}\r\nConnection: close\r\n")
        for _n in range(20):
            _reader, gone = await asyncio.open_connection("127.0.0.1", port)
            gone.write(post(port, "{", "Content-Length: 40\r\n"))
            gone.transport.abort()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for piece in (sent[n : n + 30] for n in range(0, len(sent), 30)):
            writer.write(piece)
            await asyncio.sleep(0)
        assert b'"seat"' in await asyncio.wait_for(reader.read(), 3)
        writer.close()
        assert (await stranger.join()).seat
    assert len(desk.given) == 2
    assert capfd.readouterr() == ("", "")


async def test_a_body_without_end_is_refused_at_four_thousand_bytes() -> None:
    async with classroom(MemoryDesk()) as (service, stranger):
        port = service.entrance.port
        declared = await exchange(port, post(port, "{", "Content-Length: 100000000\r\n"))
        chunk = f"{5000:x}\r\n{'a' * 5000}\r\n"
        chunked = await exchange(port, post(port, chunk, "Transfer-Encoding: chunked\r\n"))
        squeezed = await exchange(
            port, post(port, "x" * 20, "Content-Length: 20\r\nContent-Encoding: gzip\r\nConnection: close\r\n")
        )
        assert b" 413 " in declared
        assert b" 413 " in chunked
        assert b" 400 " in squeezed
        assert (await stranger.join()).seat


async def test_one_address_cannot_take_every_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trainer.classroom.connections.PER_ADDRESS", 3)
    async with classroom(MemoryDesk()) as (service, stranger):
        opened = [await asyncio.open_connection("127.0.0.1", service.entrance.port) for _n in range(3)]
        await asyncio.sleep(0.05)
        assert await exchange(service.entrance.port, b"GET / HTTP/1.1\r\n\r\n") == b""
        for _reader, writer in opened:
            writer.close()
        await asyncio.sleep(0.05)
        assert (await stranger.join()).seat
