"""Tests here speak English unless they say otherwise, whatever the machine speaks."""

from collections.abc import Iterator

import pytest

from trainer import language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English, and go back to what was spoken."""
    before = language.current()
    language.use("en")
    yield
    language.use(before)
