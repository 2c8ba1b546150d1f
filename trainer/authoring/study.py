"""A scenario being studied: what rules look at, worked out when the first of them asks for it."""

from __future__ import annotations

from trainer.scenario.model import Scenario


class Study:
    """One scenario and what can be known about it."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
