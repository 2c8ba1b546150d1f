"""A scenario being studied: what rules look at, worked out when the first of them asks for it."""

from __future__ import annotations

from functools import cached_property

from trainer.authoring.bots import Played, bots
from trainer.authoring.explorer import MAX_STATES, Exploration, explore
from trainer.authoring.scores import Scores, scores
from trainer.scenario.model import Scenario


class Study:
    """One scenario and what can be known about it."""

    def __init__(self, scenario: Scenario, most: int = MAX_STATES) -> None:
        self.scenario = scenario
        self._most = most

    @cached_property
    def exploration(self) -> Exploration:
        """Return every situation that a talk can come to."""
        return explore(self.scenario, self._most)

    @cached_property
    def scores(self) -> Scores:
        """Return between which practice scores all talks lie."""
        return scores(self.exploration)

    @cached_property
    def bots(self) -> dict[str, Played]:
        """Return what players come to who do not listen."""
        return bots(self.exploration)
