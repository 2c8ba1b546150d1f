"""A program with a class full of phones: `python -m tests.benchmarks.voters PORT CODE SEATS`.

Every phone takes a seat and waits for news on one connection, as the page does; on another one it votes. What is said:

| read       | printed                                                                                     |
|------------|---------------------------------------------------------------------------------------------|
|            | `ready`, once everybody waits for news                                                      |
| a line     | everybody votes at once, for another option than before: `sent`, then a list of the seconds |
| the end    | a mapping of each seat, as it is kept, to the last vote that was acknowledged               |
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from typing import Any, NamedTuple

from trainer.classroom.door import seat_key

_LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)")


class Answer(NamedTuple):
    """What came back on a connection, and the seconds from the first byte sent to the last one received."""

    status: int
    body: bytes
    seconds: float


class Line(asyncio.Protocol):
    """A connection that is kept open, for one request at a time, with as little work of its own as there can be."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connection."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._answer = asyncio.get_running_loop().create_future()

    def ask(self, request: bytes) -> asyncio.Future[Answer]:
        """Send a request and return what will come back."""
        self._answer, self._got, self._since = asyncio.get_running_loop().create_future(), b"", time.perf_counter()
        self._transport.write(request)
        return self._answer

    def data_received(self, data: bytes) -> None:
        """Take what came; a whole answer has as many bytes as it says."""
        self._got += data
        head, end, body = self._got.partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if end and len(body) >= int(length[1] if length else 0):
            self._answer.set_result(Answer(int(head[9:12]), body, time.perf_counter() - self._since))

    def connection_lost(self, exc: Exception | None) -> None:
        """Let who waits know."""
        if not self._answer.done():
            self._answer.set_exception(exc or ConnectionResetError())


class Phone:
    """One seat: joins, waits for news as long as the program runs, and votes."""

    def __init__(self, port: int, place: int) -> None:
        self._port, self._place = port, place
        self._token = ""
        self._question: dict[str, Any] = {}
        self.kept = ("", "")
        """The seat as it is kept, and its last vote that was acknowledged."""

    async def join(self, code: str) -> None:
        """Take a seat, see what is asked, and go on waiting for what comes after it."""
        loop = asyncio.get_running_loop()
        self._news, self._votes = [
            (await loop.create_connection(Line, "127.0.0.1", self._port))[1] for _connection in range(2)
        ]
        self._token = json.loads(await self._sent(self._news, "POST", "/api/seat", {"code": code}))["seat"]
        self._waits = asyncio.create_task(self._wait(asked := asyncio.Event()))
        await asked.wait()

    async def _wait(self, asked: asyncio.Event) -> None:
        mark = ""
        while True:
            body = await self._sent(self._news, "GET", f"/api/question?after={mark}")
            if body:  # else there was nothing new for a while
                told = json.loads(body)
                mark, self._question = told["mark"], told["question"]
                asked.set()

    async def _sent(self, line: Line, method: str, path: str, fields: object = None) -> bytes:
        answer = await line.ask(self._request(method, path, fields))
        if answer.status not in (200, 204):
            raise ConnectionError(f"{method} {path}: {answer.status} {answer.body.decode()}")
        return answer.body

    def _request(self, method: str, path: str, fields: object = None) -> bytes:
        host = f"127.0.0.1:{self._port}"
        head = [f"{method} {path} HTTP/1.1", f"Host: {host}", f"Origin: http://{host}"]
        if self._token:
            head.append(f"Authorization: Bearer {self._token}")
        body = b"" if fields is None else json.dumps(fields).encode()
        if body:
            head += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        return "\r\n".join((*head, "", "")).encode() + body

    def ballot(self, volley: int) -> tuple[str, bytes]:
        """Return what this phone votes now, and the request for that."""
        options = self._question["options"]
        option = options[(self._place + volley) % len(options)][0]
        return option, self._request("POST", "/api/vote", {"question": self._question["number"], "option": option})

    def cast(self, ballot: tuple[str, bytes]) -> asyncio.Future[Answer]:
        """Send a vote and return what will come back."""
        return self._votes.ask(ballot[1])

    def take(self, ballot: tuple[str, bytes], answer: Answer) -> float:
        """Remember a vote that was acknowledged, and return its seconds. Raises ConnectionError for any other."""
        if answer.status != 200 or json.loads(answer.body) != {"kept": ballot[0]}:
            raise ConnectionError(f"A vote was refused: {answer.status} {answer.body.decode()}")
        self.kept = (seat_key(self._token), ballot[0])
        return answer.seconds


async def _volley(phones: list[Phone], number: int) -> list[float]:
    ballots = [phone.ballot(number) for phone in phones]
    sent = [phone.cast(ballot) for phone, ballot in zip(phones, ballots, strict=True)]
    print("sent", flush=True)
    answers = await asyncio.gather(*sent)
    taken = zip(phones, ballots, answers, strict=True)
    return [phone.take(ballot, answer) for phone, ballot, answer in taken]


async def _vote(port: int, code: str, seats: int) -> None:
    phones = [Phone(port, place) for place in range(seats)]
    await asyncio.gather(*(phone.join(code) for phone in phones))
    print("ready", flush=True)
    volley = 0
    while await asyncio.to_thread(sys.stdin.readline):
        print(json.dumps(await _volley(phones, volley)), flush=True)
        volley += 1
    print(json.dumps(dict(phone.kept for phone in phones)), flush=True)


if __name__ == "__main__":
    asyncio.run(_vote(int(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
