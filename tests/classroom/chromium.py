"""Chromium without a window, driven over its DevTools protocol: each phone is a browser context of its own.

One Chromium serves all tests of a worker: a start takes seconds of all cores, a context next to nothing. Nothing is
tried again: what Chromium does not do within PATIENCE fails, with what it said itself.
"""

from __future__ import annotations

import asyncio
import base64
import itertools
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp

PATIENCE = 45.0
"""Seconds. On cores that are shared with much else a page can take 5 of them to begin."""
OPTIONS = [
    "--headless", "--remote-debugging-port=0", "--no-first-run", "--disable-gpu", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-proxy-server",
    "--hide-scrollbars", "--disable-dev-shm-usage", "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding", "--disable-backgrounding-occluded-windows",
]  # fmt: skip
"""Nothing but the pages, none of them slower for being behind another."""
if hasattr(os, "geteuid") and os.geteuid() == 0:
    OPTIONS.append("--no-sandbox")


def found() -> str | None:
    """Return where Chromium is on this machine."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


@contextmanager
def running(program: str) -> Iterator[str]:
    """Run Chromium and give its DevTools address; it leaves nothing behind, and sees nobody's home."""
    with TemporaryDirectory(
        prefix="chromium-", ignore_cleanup_errors=True
    ) as name:  # short: a socket's path fits in it
        folder = Path(name)
        with (folder / "said.txt").open("wb") as said:
            process = subprocess.Popen(
                [program, *OPTIONS, f"--user-data-dir={folder / 'data'}", "about:blank"],
                stdout=said,
                stderr=said,
                env={**os.environ, "HOME": name, "TMPDIR": name},
                start_new_session=True,
            )
        try:
            yield _address(process, folder)
        finally:
            _stop(process)


def _address(process: subprocess.Popen[bytes], folder: Path) -> str:
    file, deadline = folder / "data" / "DevToolsActivePort", time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        if file.exists() and len(lines := file.read_text().split()) == 2:
            return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
        time.sleep(0.02)
    raise AssertionError(f"Chromium did not start; it said: {(folder / 'said.txt').read_text(errors='replace')}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End Chromium and the processes of its pages."""
    if hasattr(os, "killpg"):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


@asynccontextmanager
async def connected(address: str) -> AsyncIterator[Browser]:
    """Speak with a Chromium that runs; the phones that were opened are gone afterwards."""
    async with aiohttp.ClientSession() as http, http.ws_connect(address, max_msg_size=0) as socket:
        browser = Browser(socket)
        listening = asyncio.create_task(browser.listen())
        try:
            yield browser
        finally:
            listening.cancel()


@dataclass
class Browser:
    """A Chromium, and the socket over which it is told what to do."""

    socket: aiohttp.ClientWebSocketResponse
    numbers: itertools.count[int] = field(default_factory=itertools.count)
    waiting: dict[int, asyncio.Future[Any]] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)
    """Errors in scripts and everything that the browser complains about."""

    async def listen(self) -> None:
        """Hand out answers until the socket closes; then nobody need wait for one any more."""
        async for message in self.socket:
            self._hear(json.loads(message.data))
        for answer in self.waiting.values():
            answer.set_exception(ConnectionError("Chromium is gone"))

    def _hear(self, told: dict[str, Any]) -> None:
        answer = self.waiting.pop(told.get("id", -1), None)
        if answer is not None:
            if not answer.done():  # somebody still waits for it
                answer.set_result(told)
        elif told.get("method") == "Runtime.exceptionThrown":
            details = told["params"]["exceptionDetails"]
            self.troubles.append(details.get("exception", {}).get("description") or details["text"])
        elif told.get("method") == "Log.entryAdded" and told["params"]["entry"]["source"] != "network":
            self.troubles.append(told["params"]["entry"]["text"])

    async def call(self, method: str, session: str | None = None, **params: object) -> Any:
        """Return what a method of the protocol answers."""
        number = next(self.numbers)
        self.waiting[number] = asyncio.get_running_loop().create_future()
        order = {"id": number, "method": method, "params": params}
        await self.socket.send_json(order | ({"sessionId": session} if session else {}))
        told = await asyncio.wait_for(self.waiting[number], PATIENCE)
        if "error" in told:
            raise LookupError(told["error"]["message"])
        return told["result"]

    async def phone(self, url: str, width: int = 390, dark: bool = False) -> Screen:
        """Return a phone that knows nothing yet, with a page open."""
        context = (await self.call("Target.createBrowserContext", disposeOnDetach=True))["browserContextId"]
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
        await screen.call("Emulation.setFocusEmulationEnabled", enabled=True)  # every phone is in somebody's hand
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

    async def online(self, here: bool) -> None:
        """Take the network away from this phone, or give it back."""
        await self.call("Network.enable")
        await self.call(
            "Network.emulateNetworkConditions", offline=not here, latency=0, downloadThroughput=-1, uploadThroughput=-1
        )

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
