"""A scenario being studied: what rules look at, worked out when the first of them asks for it."""

from __future__ import annotations

from functools import cached_property

from trainer.authoring.bots import Played, bots, bots_by_words
from trainer.authoring.choices import Choices
from trainer.authoring.explorer import MAX_STATES, Exploration, Way, explore
from trainer.authoring.layout import Layout
from trainer.authoring.scores import Scores, scores
from trainer.authoring.truths import Truths, truths
from trainer.scenario.model import Scenario


class Study:
    """One scenario and what can be known about it."""

    def __init__(self, scenario: Scenario, most: int | None = None) -> None:
        self.scenario = scenario
        self._most = MAX_STATES if most is None else most

    @cached_property
    def exploration(self) -> Exploration:
        """Return every situation that a talk can come to."""
        return explore(self.scenario, self._most)

    @cached_property
    def told(self) -> Exploration:
        """Return every situation, told apart also by what only conditions of lines remember."""
        if Layout(self.scenario, lines=True).kept == Layout(self.scenario).kept:
            return self.exploration
        return explore(self.scenario, self._most, lines=True)

    @cached_property
    def truths(self) -> Truths:
        """Return which conditions hold in which situations."""
        return truths(self.exploration, self.told)

    @cached_property
    def choices(self) -> Choices:
        """Return what there is to choose, and what comes of it."""
        return Choices(self.exploration)

    @cached_property
    def scores(self) -> Scores:
        """Return between which practice scores all talks lie."""
        return scores(self.exploration)

    def way_to(self, ending: str) -> Way | None:
        """Return a shortest way to an ending; where not everything was looked at, any way that was found."""
        scored = self.scores.by_ending.get(ending)
        return self.exploration.way_to(ending) or (scored.way if scored else None)

    @cached_property
    def bots(self) -> dict[str, Played]:
        """Return what players come to who do not listen."""
        return bots(self.exploration)


class TranslationStudy(Study):
    """A scenario in other words than the one that was studied: what can happen, and what it is worth, is the same."""

    def __init__(self, scenario: Scenario, original: Study) -> None:
        super().__init__(scenario)
        self._original = original

    @cached_property
    def exploration(self) -> Exploration:
        """Return every situation that a talk can come to."""
        return self._original.exploration

    @cached_property
    def choices(self) -> Choices:
        """Return what there is to choose, and what comes of it."""
        return self._original.choices

    @cached_property
    def bots(self) -> dict[str, Played]:
        """Return what players come to who look at nothing but words."""
        return bots_by_words(self.exploration, self.scenario)
