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
    intention: str = ""
    """With what one left an earlier talk."""

    @property
    def intended(self) -> str:
        """Return what one meant to try; empty without an intention."""
        return _("What you meant to try: {intention}").format(intention=self.intention) if self.intention else ""

    @property
    def way(self) -> str:
        """Return how one talks here."""
        return _("Numbers choose what you say, do or leave unsaid. The numbers about the talk come afterwards.")


def briefing(scenario: Scenario, intention: str | None = None) -> Briefing:
    """Return what one should know before the talk in a scenario, and the intention one left with before."""
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
        intention=intention or "",
    )
