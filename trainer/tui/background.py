"""What takes long, done away from the screen: keys are answered meanwhile."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from typing import TypeVar

from trainer import language
from trainer.errors import Problem

T = TypeVar("T")


async def in_background(step: Callable[[], T]) -> T:
    """Return what a step gives; who leaves the program does not wait for it, as for a thread of the event loop's own.

    That matters where a step may hang, as with a file on a network that is gone.
    """
    result: Future[T] = Future()
    result.set_running_or_notify_cancel()
    Thread(target=_do, args=(step, result), daemon=True).start()
    return await asyncio.wrap_future(result)


def _do(step: Callable[[], T], result: Future[T]) -> None:
    try:
        result.set_result(step())
    finally:
        error = sys.exc_info()[1]
        if error is not None:
            result.set_exception(error)


async def checked(path: Path) -> list[Problem] | None:
    """Return what `trainer check` finds, in the language spoken now; None when it did not come to an end.

    It may take many seconds of hard work, so it is a program of its own: that slows nothing down here, and it is
    ended when nobody waits for it any more.
    """
    words = ("-P", "-m", "trainer", "--language", language.current(), "check", "--format", "json", "--", str(path))
    paths = os.pathsep.join(filter(None, sys.path))
    try:
        process = await asyncio.create_subprocess_exec(
            sys.executable, *words, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL, env={**os.environ, "PYTHONPATH": paths}
        )
    except OSError:
        return None
    try:
        out, _nothing = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return [Problem(**problem) for problem in json.loads(out)] if process.returncode in (0, 1) and out else None
