"""Chromium without a window, driven over its DevTools protocol: each phone is a browser context of its own."""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import os
import shutil
import signal
import subprocess
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any

import aiohttp

PATIENCE = 20.0
STALLED = 6.0
"""Chromium itself sometimes hangs, mostly while it starts or loads: then a test is tried again, in another one."""
TRIES = 4
OPTIONS = [
    "--headless", "--remote-debugging-port=0", "--no-first-run", "--disable-gpu", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-proxy-server",
    "--hide-scrollbars",
]  # fmt: skip
if hasattr(os, "geteuid") and os.geteuid() == 0:
    OPTIONS.append("--no-sandbox")


def found() -> str | None:
    """Return where Chromium is on this machine."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


def tried_again(test: Callable[[Path], Awaitable[None]]) -> Callable[[Path], Awaitable[None]]:
    """Let a test begin anew when Chromium does not answer any more; what always hangs fails."""

    @wraps(test)
    async def patient(tmp_path: Path) -> None:
        for n in range(TRIES - 1):
            with suppress(TimeoutError):
                return await test(tmp_path / f"try{n}")
        return await test(tmp_path / "last")

    return patient


@dataclass
class Browser:
    """One Chromium, and the socket over which it is told what to do."""

    socket: aiohttp.ClientWebSocketResponse
    numbers: itertools.count[int] = field(default_factory=itertools.count)
    waiting: dict[int, asyncio.Future[Any]] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    """Errors in scripts and everything that the browser complains about."""

    async def listen(self) -> None:
        """Hand out answers until the socket closes."""
        async for message in self.socket:
            told = json.loads(message.data)
            if told.get("method") == "Runtime.exceptionThrown":
                self.troubles.append(told["params"]["exceptionDetails"]["exception"]["description"])
            elif told.get("method") == "Log.entryAdded" and told["params"]["entry"]["source"] != "network":
                self.troubles.append(told["params"]["entry"]["text"])
            elif told.get("id") in self.waiting:
                self.waiting.pop(told["id"]).set_result(told)

    async def call(self, method: str, session: str | None = None, **params: object) -> Any:
        """Return what a method of the protocol answers."""
        number = next(self.numbers)
        self.waiting[number] = asyncio.get_running_loop().create_future()
        order = {"id": number, "method": method, "params": params}
        await self.socket.send_json(order | ({"sessionId": session} if session else {}))
        told = await asyncio.wait_for(self.waiting[number], STALLED)
        if "error" in told:
            raise LookupError(told["error"]["message"])
        return told["result"]

    async def phone(self, url: str, width: int = 390, dark: bool = False) -> Screen:
        """Return a phone that knows nothing yet, with a page open."""
        for _try in range(TRIES):
            context = (await self.call("Target.createBrowserContext"))["browserContextId"]
            with suppress(TimeoutError):
                async with asyncio.timeout(STALLED):
                    return await self._open(context, url, width, dark)
        raise AssertionError(f"Chromium did not open {url}")

    async def _open(self, context: str, url: str, width: int, dark: bool) -> Screen:
        target = (await self.call("Target.createTarget", url="about:blank", browserContextId=context))["targetId"]
        session = (await self.call("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        screen = Screen(self, session)
        for domain in ("Page", "Runtime", "Log"):
            await screen.call(f"{domain}.enable")
        await screen.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=760, deviceScaleFactor=2, mobile=True
        )
        theme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        await screen.call("Emulation.setEmulatedMedia", features=[theme])
        await screen.open(url)
        await screen.until(f"location.href === {json.dumps(url)} && document.readyState === 'complete'")
        return screen


@dataclass
class Screen:
    """What one phone shows."""

    browser: Browser
    session: str

    async def call(self, method: str, **params: object) -> Any:
        return await self.browser.call(method, self.session, **params)

    async def open(self, url: str) -> None:
        """Go to an address; what is there need not be loaded when this returns."""
        await self.call("Page.navigate", url=url)

    async def run(self, script: str) -> Any:
        """Return the value of an expression on the page."""
        told = await self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    async def until(self, test: str) -> None:
        """Wait until an expression holds; what cannot be asked yet, for the page is loading, does not."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while asyncio.get_running_loop().time() < deadline:
            with suppress(LookupError):
                if await self.run(f"(() => {{ try {{ return Boolean({test}); }} catch {{ return false; }} }})()"):
                    return
            await asyncio.sleep(0.03)
        raise AssertionError(f"not within {PATIENCE} s: {test}; the page says: {await self.text()}")

    async def says(self, words: str) -> None:
        """Wait until some words can be read."""
        await self.until(f"document.body.innerText.includes({json.dumps(words)})")

    async def text(self) -> str:
        """Return everything that can be read."""
        return str(await self.run("document.body.innerText"))

    async def choose(self, value: str) -> None:
        """Touch an answer."""
        await self.run(f"document.querySelector('input[value={json.dumps(value)}]').click()")

    async def press(self, button: str) -> None:
        """Touch a button, by its id."""
        await self.run(f"document.getElementById({json.dumps(button)}).click()")

    async def key(self, key: str, code: int, text: str = "") -> None:
        """Press a key."""
        kind = "keyDown" if text else "rawKeyDown"
        for event in (kind, "keyUp"):
            await self.call(
                "Input.dispatchKeyEvent", type=event, key=key, code=key, windowsVirtualKeyCode=code, text=text
            )

    async def reads(self) -> list[tuple[str, str]]:
        """Return what a screen reader meets: roles and names, in order."""
        nodes = (await self.call("Accessibility.getFullAXTree"))["nodes"]
        return [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node["ignored"]]

    async def picture(self, path: Path) -> None:
        """Keep a picture of the whole page."""
        told = await self.call("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(told["data"]))


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Browser]:
    """Run Chromium with its data in a folder."""
    async with aiohttp.ClientSession() as http:
        process, socket = await _start(http, folder)
        running = Browser(socket)
        listening = asyncio.create_task(running.listen())
        try:
            yield running
        finally:
            listening.cancel()
            _stop(process)


async def _start(
    http: aiohttp.ClientSession, folder: Path
) -> tuple[subprocess.Popen[bytes], aiohttp.ClientWebSocketResponse]:
    for tried in range(TRIES):
        data = folder / str(tried)
        options = [*OPTIONS, f"--user-data-dir={data}", "about:blank"]
        command = [str(found()), *options]
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        with suppress(TimeoutError):
            async with asyncio.timeout(STALLED):
                port, path = await _address(data / "DevToolsActivePort")
                return process, await http.ws_connect(f"ws://127.0.0.1:{port}{path}", max_msg_size=0)
        _stop(process)
    raise AssertionError("Chromium did not start")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End Chromium and the processes of its pages; one that hangs is not waited for."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    with suppress(subprocess.TimeoutExpired):
        process.wait(5)


async def _address(file: Path) -> tuple[str, str]:
    while not file.exists() or len(lines := file.read_text().split()) < 2:
        await asyncio.sleep(0.02)
    return lines[0], lines[1]
