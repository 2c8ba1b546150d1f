"""The library as both players tell it: one scenario after another, with what helps to choose."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from trainer.language import LANGUAGES, _, plural
from trainer.practice.memory import Memory
from trainer.records.past import Past
from trainer.scenario.library import Listing
from trainer.scenario.model import Scenario
from trainer.text import clean

FIRST = "eerste_gesprek"
"""The scenario that explains the program while one plays it."""
_PLAIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True, slots=True)
class Book:
    """A scenario on the shelf in words; one that cannot be played has no `scenario`: `summary` says what to do."""

    id: str
    title: str
    facts: tuple[str, ...]
    """How hard, how long, in which languages; what the author left out is left out."""
    summary: str = ""
    note: str = ""
    own: tuple[str, ...] = ()
    """What one did with it before: the best score and the endings found; empty without a memory."""
    scenario: Scenario | None = None

    @property
    def playable(self) -> bool:
        """Return whether one can talk here."""
        return self.scenario is not None


def book(listing: Listing, memory: Memory | None = None) -> Book:
    """Return a listing in words."""
    scenario = listing.scenario
    if scenario is None:
        return _broken(listing)
    facts = [_("begin here")] if listing.id == FIRST and memory is not None and memory.is_new else []
    facts += [*size(scenario.level, scenario.minutes), ", ".join(LANGUAGES.get(c, c) for c in scenario.languages)]
    if listing.hidden:
        facts.append(plural("{n} more file with this name", "{n} more files with this name", len(listing.hidden)))
    return Book(
        listing.id,
        scenario.title,
        tuple(facts),
        scenario.summary or "",
        scenario.note or "",
        () if memory is None else own(scenario, memory),
        scenario,
    )


def in_order(listings: Iterable[Listing], memory: Memory) -> list[Listing]:
    """Return listings as they stand on the shelf: what cannot be played last, for a newcomer the first talk first."""
    first = FIRST if memory.is_new else None
    return sorted(listings, key=lambda listing: (listing.scenario is None, listing.id != first))


def _broken(listing: Listing) -> Book:
    name = clean(listing.id)
    facts = (_("cannot be played yet"), plural("{n} problem", "{n} problems", listing.problems))
    todo = _("This file still has mistakes. Whoever wrote it can mend them: `trainer check {path}` tells more.")
    return Book(name, name, facts, todo.format(path=_typed(listing.path)))


def _typed(path: Path) -> str:
    """Return a path as one types it on a command line."""
    words = clean(str(path))
    return f'"{words}"' if " " in words else words


def own(scenario: Scenario, memory: Memory) -> tuple[str, ...]:
    """Return the best practice score (0 to 100) so far and how many endings were found."""
    best, found = memory.best(scenario.id), len(memory.endings(scenario.id) & scenario.endings.keys())
    endings = plural("{found} of {n} ending found", "{found} of {n} endings found", len(scenario.endings), found=found)
    if best is not None:
        return _("best score {score}").format(score=round(best)), endings
    return (endings,) if found else (_("not played yet"), endings)


def left_open(past: Past, key: str) -> str:
    """Return which talk one can go on with by a key, and where it stood."""
    if past.reflected is not None:
        where = _("You were trying something out in “{title}”. {key}: go on there.")
    elif past.ending is not None:
        where = _("Your talk “{title}” has ended; the questions are still open. {key}: go on there.")
    else:
        where = _("Your talk “{title}” is not finished: turn {turn}. {key}: go on there.")
    return where.format(title=past.title, turn=past.turns + 1, key=key)


def size(level: int | None, minutes: int | None) -> list[str]:
    """Return how hard and how long a conversation is, as far as its author says so."""
    facts = [_("level {level}").format(level=level)] if level else []
    return [*facts, plural("{n} minute", "{n} minutes", minutes)] if minutes else facts


def search(books: Iterable[Book], words: str) -> list[Book]:
    """Return the books with every one of these words somewhere in them, in the same order; without words all.

    A word may stand inside a longer one; capitals, accents and punctuation make no difference.
    """
    wanted = folded(words).split()
    return [told for told in books if not wanted or _has(told, wanted)]


def _has(told: Book, wanted: list[str]) -> bool:
    texts = [told.id, told.title]
    if told.scenario is not None:
        role = told.scenario.you.role if told.scenario.you else ""
        texts += [told.summary, told.note, role, *(persona.name for persona in told.scenario.personas.values())]
    text = folded("\n".join(texts))
    return all(word in text for word in wanted)


def folded(text: str) -> str:
    """Return letters, digits and spaces of a text in small letters without accents."""
    small = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN_LETTERS)
    return "".join(sign for sign in unicodedata.normalize("NFKD", small) if sign.isalnum() or sign.isspace())
