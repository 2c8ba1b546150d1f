"""The library in plain text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from trainer import language
from trainer.language import _
from trainer.plain.asking import open_memory
from trainer.plain.paper import EndOfInputError, as_number, ask, heading, say
from trainer.plain.player import play
from trainer.plain.returning import come_back
from trainer.practice.memory import Memory
from trainer.practice.shelf import Book, book, in_order, left_open
from trainer.practice.sitting import Sitting
from trainer.records.past import Past
from trainer.scenario.library import Listing, listings


def visit(shelves: Sequence[Path], memory: Memory, typed: bool) -> None:
    """Let someone pick scenarios and play them, one after another; a pipe picks one."""
    if not open_memory(memory):
        return
    while (chosen := choose_scenario(shelves, language.current(), memory)) is not None:
        if isinstance(chosen, Past):
            come_back(memory, chosen.id, shelves)
        elif chosen.scenario is not None:
            play(Sitting(chosen.scenario, learner=memory.learner, as_written=not typed, memory=memory))
        if not typed:
            break
        memory.refresh()


def choose_scenario(shelves: Sequence[Path], spoken: str, memory: Memory) -> Listing | Past | None:
    """Let someone pick a scenario by number, or go on with the talk that was left last.

    None when there is nothing to pick or the input ends.
    """
    on_shelf = in_order(listings(shelves, spoken), memory)
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
    left = next(iter(memory.unfinished()), None)
    if left is not None:
        print()
        say(left_open(left, "g"))
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
        if answer.lower() == "g" and left is not None:
            return left
        say(_("Type a number from 1 to {last}, or x to leave.").format(last=len(found)))


def _tell(told: Book, mark: str) -> None:
    """Write one scenario of the library."""
    say(told.title, indent=mark, hanging="   ")
    for text in (", ".join(told.facts), ", ".join(told.own), told.summary, told.note):
        if text:
            say(text, indent="   ")
