"""The library as both players tell it: one scenario after another, with what helps to choose."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.language import LANGUAGES, _, plural
from trainer.scenario.library import Listing


@dataclass(frozen=True, slots=True)
class Book:
    """A scenario on the shelf in words; `playable` is False for one with problems."""

    title: str
    facts: tuple[str, ...]
    summary: str
    note: str
    playable: bool


def book(listing: Listing) -> Book:
    """Return a listing in words."""
    scenario = listing.scenario
    if scenario is None:
        found = plural("{n} problem", "{n} problems", listing.problems)
        told = _("{problems}; `trainer check {path}` tells more").format(problems=found, path=listing.path)
        return Book(listing.id, (told,), "", "", playable=False)
    facts = [*size(scenario.level, scenario.minutes), ", ".join(LANGUAGES.get(c, c) for c in scenario.languages)]
    if listing.hidden:
        facts.append(plural("{n} more file with this name", "{n} more files with this name", len(listing.hidden)))
    return Book(scenario.title, tuple(facts), scenario.summary or "", scenario.note or "", playable=True)


def size(level: int | None, minutes: int | None) -> list[str]:
    """Return how hard and how long a conversation is, as far as its author says so."""
    facts = [_("level {level}").format(level=level)] if level else []
    return [*facts, plural("{n} minute", "{n} minutes", minutes)] if minutes else facts
