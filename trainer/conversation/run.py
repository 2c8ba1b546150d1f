"""A run as data: what must be kept to have the conversation again, turn by turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, get_args

Mode = Literal["practice", "assess", "class"]
"""Alone with help, alone without it, or with a class around one screen."""


def as_mode(text: str) -> Mode:
    """Return the mode of this name; what is no mode is practice."""
    return next((mode for mode in get_args(Mode) if mode == text), "practice")


class Chosen(NamedTuple):
    """A response that was made, or an answer in an activity with what was written to it (`reason`, perhaps empty)."""

    choice: str
    reason: str | None = None
    """None for a response."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What somebody wrote with an answer in an activity; `at` is which of the choices that was, from 1."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Explored:
    """A branch tried after a rewind: from which turn, and what was chosen there."""

    at: int
    choices: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """One sitting. `disposition` is a name, or a mapping when several personas have some; times are RFC 3339."""

    scenario: str
    digest: str
    language: str
    seed: int
    disposition: str | Mapping[str, str] | None
    choices: tuple[str, ...] = ()
    """Responses and answers in activities, in order."""
    mode: Mode = "practice"
    learner: str | None = None
    explored: tuple[Explored, ...] = ()
    reflection: Mapping[str, str] = field(default_factory=dict)
    placed: Mapping[str, Any] | None = None
    started: str | None = None
    ended: str | None = None
    reasons: tuple[Reason, ...] = ()


def reasons(made: Iterable[Chosen]) -> tuple[Reason, ...]:
    """Return what was written with choices, and with which of them."""
    return tuple(Reason(n, chosen.reason) for n, chosen in enumerate(made, 1) if chosen.reason)


def with_reasons(choices: Sequence[str], written: Iterable[Reason]) -> tuple[Chosen, ...]:
    """Return choices with what was written to them."""
    texts = {reason.at: reason.text for reason in written}
    return tuple(Chosen(choice, texts.get(n)) for n, choice in enumerate(choices, 1))
