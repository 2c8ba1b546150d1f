"""How many connections there may be, enough for a large class behind one address; what they send takes turns."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from typing import Final, cast

from aiohttp import web

from trainer.classroom.turns import Turns

CONNECTIONS: Final = 1000
PER_ADDRESS: Final = 700
"""A phone needs one while it waits and one while it votes; old ones keep a few more. Proposal."""
_FILES: Final = 2048
"""What all connections need, and the program besides; macOS gives a program 256."""


class Doorman(asyncio.Protocol):
    """Hands a new connection over to the server, or closes it when there are too many; what comes in takes turns."""

    def __init__(self, server: web.Server, turns: Turns) -> None:
        self._server, self._turns = server, turns

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Let a connection in or close it."""
        opened = cast(asyncio.Transport, transport)
        host = _host(opened.get_extra_info("peername"))
        present = [_host(connection.peername) for connection in self._server.connections]
        if len(present) >= CONNECTIONS or present.count(host) >= PER_ADDRESS:
            opened.abort()
            return
        handler = self._server()
        opened.set_protocol(Guest(handler, opened, self._turns))
        handler.connection_made(opened)


class Guest(asyncio.Protocol):
    """A connection that was let in: what it sends waits for its turn, and meanwhile no more of it is read."""

    def __init__(self, handler: asyncio.Protocol, transport: asyncio.Transport, turns: Turns) -> None:
        self._handler, self._transport, self._turns = handler, transport, turns

    def data_received(self, data: bytes) -> None:
        """Take what was sent; the server reads it later."""
        self._transport.pause_reading()
        self._turns.later(lambda: self._read(data))

    def _read(self, data: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.resume_reading()
            self._handler.data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell the server that a phone is gone."""
        self._handler.connection_lost(exc)

    def pause_writing(self) -> None:
        """Tell the server that a phone does not read."""
        self._handler.pause_writing()

    def resume_writing(self) -> None:
        """Tell the server that a phone reads again."""
        self._handler.resume_writing()


def _host(peer: object) -> str:
    return str(peer[0]) if isinstance(peer, tuple) and peer else ""


def allow_many() -> None:
    """Let this program have as many connections open as a class needs, where the machine can be asked for that."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
