"""What one knows before the talk."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.language import _
from trainer.scenario.model import Scenario


@dataclass(frozen=True, slots=True)
class Briefing:
    """Who one is, whom one meets and what it is about; what the author left out is empty."""

    title: str
    summary: str
    note: str
    role: str
    task: str
    goals: tuple[str, ...]
    clients: tuple[str, ...]
    level: int | None
    minutes: int | None

    @property
    def way(self) -> str:
        """Return how one talks here."""
        return _("Numbers choose what you say, do or leave unsaid. The numbers about the talk come afterwards.")


def briefing(scenario: Scenario) -> Briefing:
    """Return what one should know before the talk in a scenario."""
    return Briefing(
        title=scenario.title,
        summary=scenario.summary or "",
        note=scenario.note or "",
        role=scenario.you.role if scenario.you else "",
        task=(scenario.you.task or "") if scenario.you else "",
        goals=tuple(scenario.goals.values()),
        clients=tuple(f"{p.name} ({p.age})" if p.age is not None else p.name for p in scenario.personas.values()),
        level=scenario.level,
        minutes=scenario.minutes,
    )
