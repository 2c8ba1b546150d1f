"""The phone page and its four doors, served from the loop of the app that shows the class.

| request                    | answer                                                                              |
|----------------------------|-------------------------------------------------------------------------------------|
| GET /                      | the page                                                                            |
| POST /api/seat             | `{code}` -> `{seat}`: a token, shown from then on as `Authorization: Bearer ...`    |
| GET /api/question?after=M  | `{mark, title, question}`, at once or when it is no longer M; 204 after a while      |
| POST /api/vote             | `{question, option}` -> `{kept}`, once it is on disk                                |

A question is null or `{number, asks, prompt, options, open, told, yours}`. Anything else, and anyone else, gets
`{error}`: one sentence in the language of the page.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from time import monotonic
from types import TracebackType
from typing import Final, Self

from aiohttp import web

from trainer.classroom import door
from trainer.classroom.address import Address, Entrance, listen
from trainer.classroom.connections import Doorman, allow_many
from trainer.classroom.desk import Desk, Question
from trainer.classroom.page import as_json, page_language, web_page
from trainer.classroom.turns import Turns
from trainer.errors import StoreError, TrainerError, UsageError
from trainer.language import _, speaking
from trainer.text import fingerprint

WAIT: Final = 20.0
"""Seconds until a phone that waits for something new is told to ask again."""
SLOW: Final = 5.0
"""Seconds in which a body must be there."""
IDLE: Final = 30.0
"""Seconds in which a connection must have sent a whole request."""
MOST_SEATS: Final = 1000
PER_ADDRESS: Final = (3000.0, 300.0)
PER_SEAT: Final = (60.0, 5.0)
NEW_SEATS: Final = (400.0, 4.0)
"""How many requests at once, and how many per second after that: a class of 200 may stand behind one address."""
_ALWAYS: Final = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Server": "trainer",
}
_NO_PAGE: Final = "default-src 'none'; frame-ancestors 'none'"
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class _RefusedError(TrainerError):
    """A request that is refused, with its status and a sentence for whoever sent it."""

    def __init__(self, status: int, message: str, retry: float = 0.0) -> None:
        super().__init__(message)
        self.status, self.retry = status, retry


class Service:
    """The phones of one class; `async with` starts and stops it. `entrance` is set while it runs.

    Raises UsageError on entering when the address or the port cannot be had.
    """

    entrance: Entrance

    def __init__(self, desk: Desk, address: Address, code: str, port: int | None = None) -> None:
        self._desk, self._address, self._code, self._port = desk, address, code, port
        self._language = page_language(desk.language)
        with speaking(self._language):
            self._page = web_page(desk.language)
        self._changed = asyncio.Event()
        self._turns = Turns()
        self._knocks = door.Knocks()
        self._by_address = door.Pace(*PER_ADDRESS)
        self._by_seat = door.Pace(*PER_SEAT)
        self._new_seats = door.Pace(*NEW_SEATS)

    async def __aenter__(self) -> Self:
        bound = listen(self._address, self._port)
        self.entrance = Entrance(self._address, bound.getsockname()[1], self._code)
        allow_many()
        self._stopping = False
        self._runner = web.AppRunner(
            self._application(),
            access_log=None,
            logger=_quiet(),
            keepalive_timeout=IDLE,
            lingering_time=1.0,
            shutdown_timeout=2.0,
            max_line_size=1024,
            max_field_size=2048,
            max_headers=64,
            auto_decompress=False,
        )
        await self._runner.setup()
        server = self._runner.server
        assert server is not None
        self._listening = await asyncio.get_running_loop().create_server(
            lambda: Doorman(server, self._turns), sock=bound
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping = True
        self._listening.close()
        self.announce()
        await self._runner.cleanup()

    def announce(self) -> None:
        """Tell the phones that what `Desk.state` returns has changed."""
        self._changed.set()
        self._changed = asyncio.Event()

    def give_way(self) -> None:
        """Let the phones wait for a moment: a key is pressed, and what it does is shown first."""
        self._turns.give_way()

    def _application(self) -> web.Application:
        application = web.Application(client_max_size=door.BODY, middlewares=[self._guard])
        application.router.add_get("/", self._give_page, allow_head=False)
        application.router.add_post("/api/seat", self._give_seat)
        application.router.add_get("/api/question", self._tell, allow_head=False)
        application.router.add_post("/api/vote", self._take_vote)
        return application

    # --- what is asked for ----------------------------------------------------------------------------------------

    async def _give_page(self, _request: web.Request) -> web.StreamResponse:
        return web.Response(
            body=self._page.body,
            content_type="text/html",
            charset="utf-8",
            headers={**_ALWAYS, "Content-Security-Policy": self._page.policy},
        )

    async def _give_seat(self, request: web.Request) -> web.StreamResponse:
        sent = await self._fields(request, {"code": str})
        remote = request.remote or ""
        wait = self._knocks.wait(remote, monotonic())
        if wait is None:
            message = _("Many wrong codes were sent from your network. Wait a moment, then try again.")
            raise _RefusedError(429, message, door.Knocks.LONGEST_WAIT)
        await asyncio.sleep(wait)
        if not door.is_code(str(sent["code"]), self._code):
            self._knocks.wrong(remote, monotonic())
            raise _RefusedError(403, _("That is not the code of this class. Look at the big screen and try again."))
        self._keep_pace(self._new_seats, remote)
        if self._desk.seats >= MOST_SEATS:
            raise _RefusedError(503, _("This class is full."))
        token = door.new_token()
        await self._desk.admit(door.seat_key(token))
        return _json({"seat": token})

    async def _tell(self, request: web.Request) -> web.StreamResponse:
        seat = self._seat(request)
        if set(request.query) - {"after"}:
            raise _RefusedError(400, _("This is not a question that this page asks."))
        changed = self._changed
        if request.query.get("after") == self._mark() and not self._stopping:
            try:
                await asyncio.wait_for(changed.wait(), WAIT)
            except TimeoutError:
                return web.Response(status=204, headers=_api_headers())
            await self._turns.mine()
        question = self._desk.state()
        shown = None if question is None else _as_sent(question, self._desk.voted(seat))
        return _json({"mark": self._mark(), "title": self._desk.title, "question": shown})

    async def _take_vote(self, request: web.Request) -> web.StreamResponse:
        seat = self._seat(request)
        sent = await self._fields(request, {"question": int, "option": str})
        await self._desk.vote(seat, int(sent["question"]), str(sent["option"]))
        await self._turns.mine()
        return _json({"kept": sent["option"]})

    def _mark(self) -> str:
        return fingerprint(f"{self._desk.title}\n{self._desk.state()!r}")

    # --- who asks -------------------------------------------------------------------------------------------------

    @web.middleware
    async def _guard(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        with speaking(self._language):
            try:
                self._let_in(request)
                return await handler(request)
            except _RefusedError as refused:
                return _error(refused.status, str(refused), refused.retry)
            except UsageError as refused:
                return _error(409, str(refused))
            except StoreError:  # why is for the trainer: it names folders of this machine
                return _error(503, _("This cannot be kept just now. Your phone keeps trying."), 2.0)
            except web.HTTPException as refused:
                return _error(refused.status, _plainly(refused.status))

    def _let_in(self, request: web.Request) -> None:
        hosts, origins = request.headers.getall("Host", []), request.headers.getall("Origin", [])
        if not door.is_meant(self.entrance, hosts, origins, writes=request.method != "GET"):
            raise _RefusedError(403, _("This is only for {origin}.").format(origin=self.entrance.origin))
        seat = door.seat_of(request.headers.get("Authorization"))
        if seat is None or not self._desk.knows(seat):  # who has a seat has a pace of its own
            self._keep_pace(self._by_address, request.remote or "")

    def _seat(self, request: web.Request) -> str:
        seat = door.seat_of(request.headers.get("Authorization"))
        if seat is None or not self._desk.knows(seat):
            raise _RefusedError(401, _("You have no seat in this class. Type the code that is on the big screen."))
        self._keep_pace(self._by_seat, seat)
        return seat

    def _keep_pace(self, pace: door.Pace, key: str) -> None:
        wait = pace.take(key, monotonic())
        if wait:
            raise _RefusedError(429, _("That is too much at once. Wait a moment, then try again."), wait)

    async def _fields(self, request: web.Request, wanted: dict[str, type[int] | type[str]]) -> dict[str, int | str]:
        if request.content_type != "application/json":
            raise _RefusedError(415, _plainly(415))
        if (request.content_length or 0) > door.BODY:
            raise _RefusedError(413, _plainly(413))
        try:
            async with asyncio.timeout(SLOW):
                body = await request.read()
        except TimeoutError as error:
            raise _RefusedError(408, _("That took too long. Try again.")) from error
        except web.RequestPayloadError as error:
            raise _RefusedError(400, _plainly(415)) from error
        try:
            return door.fields(body, wanted)
        except UsageError as error:
            raise _RefusedError(400, str(error)) from error


# --- what is answered ---------------------------------------------------------------------------------------------


def _as_sent(question: Question, yours: str | None) -> dict[str, object]:
    return {
        "number": question.number,
        "asks": question.asks,
        "prompt": question.prompt,
        "options": question.options,
        "open": question.is_open,
        "told": question.told,
        "yours": yours,
    }


def _plainly(status: int) -> str:
    """Return in words what a status means; what is not here is no page of ours."""
    return {
        405: _("This address does not do that."),
        413: _("That is too large."),
        415: _("This cannot be read: it is not the JSON that this page sends."),
    }.get(status, _("There is nothing here. The page is at the address on the big screen."))


def _api_headers() -> dict[str, str]:
    return {**_ALWAYS, "Content-Security-Policy": _NO_PAGE}


def _json(value: object, status: int = 200) -> web.Response:
    return web.Response(
        text=as_json(value), status=status, content_type="application/json", charset="utf-8", headers=_api_headers()
    )


def _error(status: int, message: str, retry: float = 0.0) -> web.Response:
    answer = _json({"error": message}, status)
    if retry:
        answer.headers["Retry-After"] = str(int(retry) + 1)
    return answer


def _quiet() -> logging.Logger:
    """Return where the server writes: nowhere by itself, for the terminal belongs to the class."""
    logger = logging.getLogger("trainer.classroom")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    return logger
