"""What every test may count on: a language that is set, and no colours or themes from outside."""

from __future__ import annotations

import gc
import os
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.practice.past_talks import Years
from trainer import language

if TYPE_CHECKING:
    from tests.classroom.chromium import Browser

for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL"):  # before textual is imported
    os.environ.pop(name, None)


# Looking for garbage would take a quarter of the time that the tests of the screens need.
gc.set_threshold(100_000, 50, 1000)


HOMES = count()


def pytest_collection_finish() -> None:
    """Look for garbage no more in what was read to collect the tests: it stays to the end."""
    gc.freeze()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test away from the data of whoever runs it, and return the folder it has instead, not made yet."""
    folder = tmp_path_factory.getbasetemp() / f"home-{next(HOMES)}"
    for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(folder))
    return folder


@pytest.fixture
def years(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Years:
    """Return an empty store to put talks in, with the clock on the wall at UTC."""
    monkeypatch.setattr("trainer.practice.dates.local", datetime.fromisoformat)
    return Years(tmp_path)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English in every test, whatever the machine's locale or an earlier test said."""
    language.use("en")
    yield
    language.use("en")


@pytest.fixture(scope="session")
def devtools() -> Iterator[str]:
    """Run one Chromium for every test that opens a page, and give its address."""
    from tests.classroom import chromium

    program = chromium.found()
    if program is None:
        pytest.skip("there is no Chromium here to open the page with")
    with chromium.running(program) as address:
        yield address


@pytest.fixture
async def browser(devtools: str) -> AsyncIterator[Browser]:
    """Return a browser without any phones yet."""
    from tests.classroom import chromium

    async with chromium.connected(devtools) as browser:
        yield browser
