"""A piece of a debrief in words, and the small words that every piece needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from trainer.language import _
from trainer.scenario.model import Scenario
from trainer.theory import names

Picture = Literal["rose", "timeline"]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its paragraphs; they are the text twin of its `picture`, if it has one.

    `figures` names the numbers told here; `trainer.practice.sources` says where each comes from.
    """

    title: str
    lines: tuple[str, ...]
    picture: Picture | None = None
    figures: tuple[str, ...] = ()
    turn: int = 0
    """The turn that this is about, for one that is asked about before it is told; else 0."""


def signed(step: int) -> str:
    """Return a step on the axis with its sign; 0 has none."""
    return f"{step:+d}" if step else "0"


def pitfall_name(pitfall: str, scenario: Scenario) -> str:
    """Return what a pitfall is called."""
    own = scenario.pitfalls.get(pitfall)
    return own.label if own else _(names.PITFALL_NAMES[pitfall])


def pitfall_question(pitfall: str, scenario: Scenario) -> str:
    """Return what to ask oneself about a pitfall."""
    own = scenario.pitfalls.get(pitfall)
    if own is None:
        return _(names.PITFALL_QUESTIONS[pitfall])
    general = names.NEAR_QUESTION if own.side == "near" else names.FAR_QUESTION
    return own.question or _(general)
