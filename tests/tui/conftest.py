"""What the tests of the screens share."""

from __future__ import annotations

from typing import Any

import pytest
from textual._compositor import Compositor
from textual.css.stylesheet import Stylesheet

from tests.tui.stage import loaded


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the library, and a talk that goes on in another language, read what came along once for all tests."""
    for room in ("trainer.scenario.library", "trainer.practice.sitting"):
        monkeypatch.setattr(f"{room}.load_scenario", loaded)


@pytest.fixture(autouse=True)
def paint_when_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paint only what a test reads: without a terminal Textual paints every change, and throws it away."""

    paint = Compositor.render_update

    def paint_pictures(compositor: Compositor, full: bool = False, **how: Any) -> Any:
        if full:  # a picture is taken
            return paint(compositor, full, **how)
        compositor._dirty_regions.clear()
        return None

    monkeypatch.setattr(Compositor, "render_update", paint_pictures)


STYLES: dict[Any, Any] = {}


@pytest.fixture(autouse=True)
def read_styles_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read every stylesheet once for all tests, for each set of colours: that is a third of what a start costs."""
    parse = Stylesheet._parse_rules

    def parse_once(sheet: Stylesheet, *about: Any, **more: Any) -> Any:
        key = (tuple(sheet._variables.items()), about, tuple(more.items()))
        if key not in STYLES:
            STYLES[key] = parse(sheet, *about, **more)
        return STYLES[key]

    monkeypatch.setattr(Stylesheet, "_parse_rules", parse_once)
