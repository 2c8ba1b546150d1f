"""Runs as they come back from the store."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.conversation.run import Reason, Run


@dataclass(frozen=True, slots=True)
class Figures:
    """A talk in the few numbers that are followed from run to run. Shares run 0..1, scores 0..100."""

    turns: int
    in_band: float
    rose_fit: float | None
    drawn_in: float | None
    autonomy: int
    progress: float
    practice_score: float | None
    octants: tuple[str, ...]
    """The octants of the responses, in the order of the Rose, each once."""


@dataclass(frozen=True, slots=True)
class Apart:
    """How far somebody's own place was from the talk's: degrees on the Rose, steps on the axis; None if not placed."""

    degrees: float | None = None
    steps: int | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """A run as a list shows it; times are RFC 3339 in UTC.

    A run that has `ended` without an `ending` was stopped. Numbers are for who has `reflected`.
    """

    id: str
    scenario: str
    title: str
    learner: str | None
    mode: str
    started: str
    ended: str | None = None
    ending: str | None = None
    reflected: str | None = None
    turns: int = 0
    """Responses made so far."""
    figures: Figures | None = None
    apart: Apart = Apart()
    found: tuple[str, ...] = ()
    """Endings reached by playing on from an earlier turn."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A way tried after a rewind: `left` is the turn at which it left the first talk, `at` where it was begun.

    `choices` are those from `left` on, with what was written to them; without `ended` somebody was still on it.
    """

    number: int
    left: int
    at: int
    choices: tuple[str, ...]
    ended: bool
    ending: str | None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """Everything that is kept of one run."""

    past: Past
    run: Run
    path: str
    """The file of the scenario when the run began."""
    as_written: bool
    branches: tuple[Branch, ...]
    answers: dict[str, str]
    """Every question that was gone past, in order, with the answer; an empty one was skipped."""
    edition: str | None
    """Under which name the scenario's files are kept as they were; see `trainer.records.edition`."""
