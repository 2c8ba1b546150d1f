"""What the tests of the screens share."""

from __future__ import annotations

import pytest

from tests.tui.stage import loaded


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the library, and a talk that goes on in another language, read what came along once for all tests."""
    for room in ("trainer.scenario.library", "trainer.practice.sitting"):
        monkeypatch.setattr(f"{room}.load_scenario", loaded)
