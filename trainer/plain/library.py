"""The library in plain text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from trainer.language import _
from trainer.plain.paper import EndOfInputError, as_number, ask, heading, say
from trainer.practice.memory import Memory
from trainer.practice.shelf import Book, book
from trainer.scenario.library import Listing, listings


def choose_scenario(shelves: Sequence[Path], language: str, memory: Memory | None = None) -> Listing | None:
    """Let someone pick a scenario by number; None when there is nothing to pick or the input ends."""
    on_shelf = list(listings(shelves, language))
    found = [listing for listing in on_shelf if listing.scenario is not None]
    heading(_("Scenarios"))
    for n, listing in enumerate(found, 1):
        _tell(book(listing, memory), f"{n}. ")
    for listing in on_shelf:
        if listing.scenario is None:
            _tell(book(listing), "-  ")
    if not found:
        say(_("There are no scenarios here. Give a folder with --library."))
        return None
    while True:
        try:
            answer = ask(_("Your choice (1-{last}):").format(last=len(found)))
        except EndOfInputError:
            return None
        number = as_number(answer, len(found))
        if number:
            return found[number - 1]
        if answer.lower() == "x":
            return None
        say(_("Type a number from 1 to {last}, or x to leave.").format(last=len(found)))


def _tell(told: Book, mark: str) -> None:
    """Write one scenario of the library."""
    say(told.title, indent=mark, hanging="   ")
    for text in (", ".join(told.facts), ", ".join(told.own), told.summary, told.note):
        if text:
            say(text, indent="   ")
