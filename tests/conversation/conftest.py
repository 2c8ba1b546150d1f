"""Every conversation is held twice: straight on, and restored after every choice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conversation.drivers import Restored, Straight, Wish
from trainer.scenario.model import Scenario

Play = Callable[..., Straight]


@pytest.fixture(params=[Straight, Restored], ids=["straight", "restored"])
def play(request: pytest.FixtureRequest) -> Play:
    """Return how to hold a conversation: `play(scenario, "go", ...)` with these choices already made."""

    def begin(scenario: Scenario, *choices: str, seed: int = 0, disposition: Wish = None) -> Straight:
        driver: Straight = request.param(scenario, seed=seed, disposition=disposition)
        driver.choose(*choices)
        return driver

    return begin
