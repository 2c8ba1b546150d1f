"""Tests here leave the language, the working directory and the user's own folders as they were."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from trainer import language


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Work in an empty folder with an empty home, and speak afterwards what was spoken before."""
    before = language.current()
    desk = tmp_path / "desk"
    desk.mkdir()
    monkeypatch.chdir(desk)
    monkeypatch.setenv("HOME", str(desk))
    monkeypatch.setenv("USERPROFILE", str(desk))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(desk / name.lower()))
    yield
    language.use(before)
