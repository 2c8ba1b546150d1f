"""A program that takes votes with nothing around it: prints its port once it serves. The peer of a class.

Its three doors are those of a class: a seat is given to everybody, a question is asked once and then waited for, and a
vote is read and answered. Nothing is checked and nothing is kept.
"""

from __future__ import annotations

import asyncio
import itertools

from aiohttp import web

OPTIONS = ("again", "round", "wait", "stop")
_SEATS = itertools.count()


async def _give_seat(_request: web.Request) -> web.Response:
    return web.json_response({"seat": str(next(_SEATS))})


async def _tell(request: web.Request) -> web.Response:
    if request.query["after"]:
        await asyncio.Event().wait()
    return web.json_response({"mark": "1", "question": {"number": 1, "options": [[key, key] for key in OPTIONS]}})


async def _take_vote(request: web.Request) -> web.Response:
    sent = await request.json()
    return web.json_response({"kept": sent["option"]})


async def _serve() -> None:
    application = web.Application()
    application.router.add_post("/api/seat", _give_seat)
    application.router.add_get("/api/question", _tell)
    application.router.add_post("/api/vote", _take_vote)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, backlog=512)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve())
