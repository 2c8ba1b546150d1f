"""Talks that somebody held before, made to measure: in a store of their own, a day apart."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from trainer.conversation.run import Chosen, Mode, Run
from trainer.practice.memory import Memory
from trainer.records.past import Apart, Figures
from trainer.records.store import Store

SCENARIOS = Path(__file__).parents[2] / "scenarios"
FIGURES: dict[str, Any] = {
    "turns": 4, "in_band": 0.5, "rose_fit": 60.0, "drawn_in": 0.4, "autonomy": 0, "progress": 0.2,
    "practice_score": 55.0, "octants": ("SB", "SO"),
}  # fmt: skip


class Years:
    """A store in which talks are put; a day passes before each, the first is held on 1 November 2026 at 10:00 UTC."""

    def __init__(self, folder: Path, learner: str | None = None) -> None:
        self._now = datetime(2026, 10, 31, 10, tzinfo=UTC)
        self.memory = Memory(folder / "kept", learner)
        self.store = self.memory.store = Store(folder / "kept", clock=self._clock)

    def _clock(self) -> str:
        return self._now.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def begin(self, scenario: str = "house", title: str = "The house", turns: int = 3, mode: Mode = "practice") -> str:
        """Hold a talk that is not finished, and return the id of its run."""
        self._now = (self._now + timedelta(days=1)).replace(hour=10, minute=0)
        data = Run(scenario, "0" * 64, "en", 1, {}, (), mode=mode, learner=self.memory.learner)
        run = self.store.begin(data, title, SCENARIOS / f"{scenario}.yaml", False, {})
        for turn in range(1, turns + 1):
            self.store.choose(run, turn, Chosen("go"))
        self._now += timedelta(minutes=5)
        return run

    def hold(self, ending: str = "out", *, reflected: bool = True, apart: Apart = Apart(), **more: Any) -> str:  # noqa: B008
        """Hold a talk to its end, with these figures, and look back on it."""
        figures = {key: more.pop(key) for key in list(more) if key in FIGURES and key != "turns"}
        run = self.begin(**more)
        self.store.finish(run, 4, Chosen("go"), ending, Figures(**{**FIGURES, **figures}))
        if reflected:
            self.store.reflect(run, apart)
        return run

    def try_again(self, run: str, ending: str) -> None:
        """Play on from the second turn of a talk, to another ending."""
        number = 1 + len(self.store.kept(run).branches)
        self.store.branch(run, number, 2, 2, 2, [Chosen("other")])
        self.store.end_branch(run, number, ending)
