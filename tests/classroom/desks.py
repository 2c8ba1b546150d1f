"""A class kept in memory, and a phone that speaks to it over loopback."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Self

import aiohttp

from trainer.classroom.address import Address
from trainer.classroom.ballot import PLACES, Asks, Ballot
from trainer.classroom.desk import Question
from trainer.classroom.service import Service
from trainer.errors import StoreError, UsageError
from trainer.language import _

CODE = "KM3RTX"
HERE = Address("127.0.0.1", "machine")
SAYINGS = (
    ("erken", "1. Ja. Noor gaat vandaag mee. Ik zie hoeveel pijn dat doet."),
    ("zwijg", "2. [stil] U blijft zitten en wacht."),
    ("regel", "3. Ik regel het wel voor u."),
)


@dataclass
class MemoryDesk:
    """A class in memory: its seats, and one ballot at a time."""

    language: str = "en"
    title: str = "De uithuisplaatsing"
    given: set[str] = field(default_factory=set)
    ballot: Ballot | None = None
    number: int = 0
    told: bool = False
    taken: list[tuple[str, int, str]] = field(default_factory=list)
    """Every vote that was acknowledged, in the order in which it came."""
    full: bool = False

    @property
    def seats(self) -> int:
        return len(self.given)

    def ask(self, asks: Asks = "response") -> None:
        """Open another vote."""
        options = tuple(key for key, _text in SAYINGS) if asks == "response" else PLACES[asks]
        self.ballot, self.number, self.told = Ballot(asks, options), self.number + 1, False

    def close(self, told: bool = False) -> None:
        """Close the vote, and show how it came out."""
        assert self.ballot is not None
        self.ballot, self.told = self.ballot.close(), told

    def state(self) -> Question | None:
        if self.ballot is None:
            return None
        prompts = {
            "response": "Wat zegt u?",
            "rose": "Waar staat Anouk nu op de Roos?",
            "axis": "Hoe dichtbij was dit?",
        }
        return Question(
            self.number,
            self.ballot.asks,
            prompts[self.ballot.asks],
            SAYINGS if self.ballot.asks == "response" else (),
            self.ballot.is_open,
            tuple(self.ballot.counts.items()) if self.told else None,
        )

    def knows(self, seat: str) -> bool:
        return seat in self.given

    def voted(self, seat: str) -> str | None:
        return self.ballot.votes.get(seat) if self.ballot else None

    async def admit(self, seat: str) -> None:
        self.given.add(seat)

    async def vote(self, seat: str, number: int, option: str) -> None:
        if self.full:
            raise StoreError("/home/somebody/data/runs.sqlite: the disk is full.")
        if self.ballot is None or number != self.number:
            raise UsageError(_("The vote is closed."))
        self.ballot = self.ballot.cast(seat, option)
        self.taken.append((seat, number, option))


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    data: Any
    headers: dict[str, str]


@dataclass(frozen=True)
class Phone:
    """A phone without a browser; it shows its seat once it has one."""

    http: aiohttp.ClientSession
    origin: str
    seat: str = ""

    @property
    def headers(self) -> dict[str, str]:
        shown = {"Authorization": f"Bearer {self.seat}"} if self.seat else {}
        return {"Origin": self.origin, **shown}

    async def send(self, method: str, path: str, *, headers: dict[str, str] | None = None, **sent: Any) -> Answer:
        """Send anything; a header of None text is left out."""
        all_headers = {name: value for name, value in {**self.headers, **(headers or {})}.items() if value}
        async with self.http.request(method, self.origin + path, headers=all_headers, **sent) as answer:
            data = await answer.json() if answer.content_type == "application/json" else await answer.text()
            return Answer(answer.status, data, dict(answer.headers))

    async def join(self, code: str = CODE) -> Self:
        """Return this phone with a seat."""
        return replace(self, seat=(await self.send("POST", "/api/seat", json={"code": code})).data["seat"])

    async def ask(self, after: str = "") -> Answer:
        return await self.send("GET", "/api/question", params={"after": after})

    async def vote(self, option: str, question: int = 1) -> Answer:
        return await self.send("POST", "/api/vote", json={"question": question, "option": option})


@asynccontextmanager
async def classroom(desk: MemoryDesk, port: int = 0) -> AsyncIterator[tuple[Service, Phone]]:
    """Serve a class on a free port; a phone without a seat comes with it."""
    connector = aiohttp.TCPConnector(limit=0)
    async with Service(desk, HERE, CODE, port) as service, aiohttp.ClientSession(connector=connector) as http:
        yield service, Phone(http, service.entrance.origin)
