"""What can go wrong, in the words that everyone shares.

TrainerError
├── ScenarioError      a scenario cannot be loaded; carries every Problem at once
├── ChoiceError        a response that is not on offer now
├── StoreError         what is kept cannot be read or written
│   └── TakenError     a talk that is open in another window
└── UsageError         wrong use of a command: an unknown scenario, disposition or language
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in an author's file.

    `line` and `column` count from 1; `source` is the line itself, for the caret. `hint` says what to do.
    """

    file: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    hint: str = ""
    source: str = ""


class TrainerError(Exception):
    """Anything that is told to a user as one clear message."""


class ScenarioError(TrainerError):
    """A scenario that cannot be played; `problems` holds all that is in the way."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{p.file}:{p.line}:{p.column}: {p.message}" for p in self.problems))


class ChoiceError(TrainerError):
    """A response that is not on offer at this moment."""


class StoreError(TrainerError):
    """Something that is kept cannot be read or written; nothing that was kept before is lost by it."""


class TakenError(StoreError):
    """A talk that is open in another window."""


class UsageError(TrainerError):
    """A command asked for something that does not exist."""
