"""How many connections there may be: enough for a large class behind one address, and never all that a machine has."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from typing import Final, cast

from aiohttp import web

CONNECTIONS: Final = 1000
PER_ADDRESS: Final = 700
"""A phone needs one while it waits and one while it votes; old ones keep a few more. Proposal."""
_FILES: Final = 2048
"""What all connections need, and the program besides; macOS gives a program 256."""


class Doorman(asyncio.Protocol):
    """Hands a new connection over to the server, or closes it when there are too many."""

    def __init__(self, server: web.Server) -> None:
        self._server = server

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Let a connection in or close it."""
        opened = cast(asyncio.Transport, transport)
        host = _host(opened.get_extra_info("peername"))
        present = [_host(connection.peername) for connection in self._server.connections]
        if len(present) >= CONNECTIONS or present.count(host) >= PER_ADDRESS:
            opened.abort()
            return
        handler = self._server()
        opened.set_protocol(handler)
        handler.connection_made(opened)


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
