"""What is remembered of earlier sittings: the best score, the endings found, and the place in the library."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Memory:
    """Remembers for as long as the program runs. Scenarios go by their id.

    Only first talks count for `best`; an ending found by playing on from an earlier turn is found as well.
    """

    place: str = ""
    """The id of the scenario one looked at last in the library."""
    _best: dict[str, float] = field(default_factory=dict)
    _endings: dict[str, set[str]] = field(default_factory=dict)

    def keep_score(self, scenario: str, score: float) -> None:
        """Remember a practice score, 0 to 100, if it is the best so far."""
        self._best[scenario] = max(score, self._best.get(scenario, 0.0))

    def keep_ending(self, scenario: str, ending: str) -> None:
        """Remember an ending that was reached."""
        self._endings.setdefault(scenario, set()).add(ending)

    def best(self, scenario: str) -> float | None:
        """Return the best practice score so far; None without one."""
        return self._best.get(scenario)

    def endings(self, scenario: str) -> frozenset[str]:
        """Return the endings found so far."""
        return frozenset(self._endings.get(scenario, ()))
