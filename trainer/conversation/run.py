"""A run as data: what must be kept to have the conversation again, turn by turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Mode = Literal["practice", "assess"]


@dataclass(frozen=True, slots=True)
class Explored:
    """A branch tried after a rewind: from which turn, and what was chosen there."""

    at: int
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One sitting. `disposition` is a name, or a mapping when several personas have some; times are RFC 3339."""

    scenario: str
    digest: str
    language: str
    seed: int
    disposition: str | Mapping[str, str] | None
    choices: tuple[str, ...] = ()
    mode: Mode = "practice"
    learner: str | None = None
    explored: tuple[Explored, ...] = ()
    reflection: Mapping[str, str] = field(default_factory=dict)
    placed: Mapping[str, Any] | None = None
    started: str | None = None
    ended: str | None = None
