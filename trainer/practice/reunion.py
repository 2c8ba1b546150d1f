"""Coming back to a class, or to teams, that were left before the numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from trainer import language
from trainer.errors import ChoiceError, TrainerError, UsageError
from trainer.practice.lesson import Lesson
from trainer.practice.memory import Memory
from trainer.practice.resume import Return, restored, returning
from trainer.practice.teams import Teams
from trainer.records.lessons import KeptBallot, KeptLesson
from trainer.records.teams import KeptTeams
from trainer.scenario.model import Scenario
from trainer.scenario.scene import Scale


@dataclass(frozen=True, slots=True)
class LeftClass:
    """A class that was left, and when it began; `stood` is where it was, None where that is no longer to be had."""

    found: Return
    started: str
    kept: KeptLesson
    stood: Lesson | None

    @property
    def title(self) -> str:
        """Return the title of the scenario."""
        return self.found.kept.past.title

    def go_on(self, memory: Memory) -> Lesson:
        """Return the class where it stood. Raises TakenError when it is open in another window."""
        return Lesson.restored(self.found.go_on(memory), self.kept)


def left_class(memory: Memory, scenario: str, shelves: Sequence[Path]) -> LeftClass | None:
    """Return the class in a scenario, by its id, that was left last; None without one that can be read."""
    if memory.store is None:
        return None
    lessons = memory.store.lessons
    for run, started in lessons.unfinished(scenario)[:1]:
        try:
            found = returning(memory, run, shelves, language.current())
        except TrainerError:
            return None
        kept = lessons.kept(run)
        stood = _stood(found, kept)
        return LeftClass(found if stood else replace(found, leads=False), started, kept, stood)
    return None


def _stood(found: Return, kept: KeptLesson) -> Lesson | None:
    if not all(_fits(found.scenario, ballot) for ballot in kept.ballots):
        return None
    try:
        return Lesson.restored(restored(found.kept, found.scenario, Memory()), kept)
    except (ChoiceError, UsageError):
        return None


def _fits(scenario: Scenario, ballot: KeptBallot) -> bool:
    """Return whether everything that could be voted for is still there."""
    scene = scenario.scenes.get(ballot.scene)
    if scene is None or ballot.asks != "response":
        return scene is not None
    return set(ballot.options) <= set(scene.answers if isinstance(scene, Scale) else scene.responses)


def class_of(memory: Memory, run: str, shelves: Sequence[Path]) -> Lesson | None:
    """Return the class that a run is the talk of, as it was then, to look at; None when it is no talk of a class.

    Raises UsageError or ScenarioError when it cannot be shown.
    """
    if memory.store is None or not memory.store.lessons.holds(run):
        return None
    found = returning(memory, run, shelves, language.current())
    return Lesson.restored(found.read(memory), memory.store.lessons.kept(run))


def teams_of(memory: Memory, run: str, shelves: Sequence[Path]) -> Teams | None:
    """Return the teams that a run belongs to, as they were then, to look at; None when it belongs to none.

    Raises UsageError or ScenarioError when they cannot be shown.
    """
    first = None if memory.store is None else memory.store.teams.holding(run)
    if memory.store is None or first is None:
        return None
    kept = memory.store.teams.kept(first)
    found = (returning(memory, team, shelves, language.current()) for team in kept.runs)
    return Teams.restored([one.read(memory) for one in found], kept)


@dataclass(frozen=True, slots=True)
class LeftTeams:
    """Teams that were left, each by its own talk, and when they began."""

    found: tuple[Return, ...]
    started: str
    kept: KeptTeams

    @property
    def title(self) -> str:
        """Return the title of the scenario."""
        return self.found[0].kept.past.title

    @property
    def leads(self) -> bool:
        """Return whether every team can go on in the scenario of now."""
        return all(found.leads for found in self.found)

    @property
    def told(self) -> str:
        """Return what there is to know before one goes on; empty when there is nothing."""
        return next((found.told for found in self.found if not found.leads), self.found[0].told)

    def go_on(self, memory: Memory) -> Teams:
        """Return the teams where they stood. Raises TakenError when they are open in another window."""
        sittings = []
        try:
            for found in self.found:
                sittings.append(found.go_on(memory))
        except TrainerError:
            for sitting in sittings:
                sitting.close()
            raise
        return Teams.restored(sittings, self.kept)


def left_teams(memory: Memory, scenario: str, shelves: Sequence[Path]) -> LeftTeams | None:
    """Return the teams in a scenario, by its id, that were left last; None without any that can be read."""
    if memory.store is None:
        return None
    for run, started in memory.store.teams.unfinished(scenario)[:1]:
        kept = memory.store.teams.kept(run)
        try:
            found = tuple(returning(memory, team, shelves, language.current()) for team in kept.runs)
        except TrainerError:
            return None
        return LeftTeams(found, started, kept)
    return None
