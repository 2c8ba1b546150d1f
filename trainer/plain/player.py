"""One sitting as plain text: everything is written once, from top to bottom, without screen control."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path

from trainer.language import _
from trainer.practice.entries import Entry
from trainer.practice.shelf import Book, book, size
from trainer.practice.sitting import CALM, Briefing, Page, Sitting
from trainer.practice.telling import Section, told
from trainer.scenario.library import Listing, listings

WIDTH = 72


class EndOfInputError(Exception):
    """There is nothing more to read: the pipe closed or someone pressed the end-of-file key."""


def ask(prompt: str) -> str:
    """Return one answer from standard input. Raises EndOfInputError at its end."""
    print(prompt, end=" ", flush=True)
    try:
        line = sys.stdin.readline() if sys.stdin else ""
    except KeyboardInterrupt:
        line = ""
    if not line:
        print()
        raise EndOfInputError
    if not sys.stdin.isatty():
        print()
    return line.strip()


def say(text: str = "", indent: str = "", hanging: str | None = None) -> None:
    """Write a paragraph, wrapped."""
    rest = indent if hanging is None else hanging
    for paragraph in text.split("\n") or [""]:
        print(textwrap.fill(paragraph, WIDTH, initial_indent=indent, subsequent_indent=rest))


def heading(text: str) -> None:
    """Write a title with a line under it."""
    print()
    print(text)
    print("-" * min(len(text), WIDTH))


# --- one sitting ------------------------------------------------------------------------------------------


def play(sitting: Sitting) -> None:
    """Hold one conversation, from briefing to debrief; stop calmly when the input ends."""
    brief(sitting.briefing)
    try:
        page = sitting.page
        show(page.entries)
        while not page.ended:
            if not page.options:
                say(_("This scenario has no way on from here. Its author can find out why with `trainer check`."))
                break
            page = sitting.choose(_number(page))
            show(page.entries)
        heading(_("Before the numbers"))
        say(sitting.question)
        sitting.reflect(ask(_("Your answer (Enter skips):")))
    except EndOfInputError:
        print()
        say(_(CALM))
        return
    for section in told(sitting.debrief, sitting.answer, sitting.mode):
        write(section)


def brief(briefing: Briefing) -> None:
    """Write what one should know before the talk."""
    heading(briefing.title)
    for text in (briefing.summary, briefing.note):
        if text:
            say(text)
    if briefing.role:
        print()
        say(_("You are: {role}.").format(role=briefing.role))
        say(briefing.task)
    say(_("You talk with: {names}.").format(names=", ".join(briefing.clients)))
    if briefing.goals:
        say(_("What matters here:"))
    for goal in briefing.goals:
        say(goal, indent="- ", hanging="  ")
    facts = size(briefing.level, briefing.minutes)
    if facts:
        say(", ".join(facts))
    say(briefing.way)
    say(_("Type x to stop at any moment."))
    print()


def show(entries: Iterable[Entry]) -> None:
    """Write what is new in the conversation."""
    for entry in entries:
        if entry.kind == "seen":
            say(f"({entry.text})", indent="  ")
        elif entry.kind == "narration":
            say(entry.text)
        elif entry.kind == "ending":
            print()
            say(entry.text)
        else:
            say(f"{entry.speaker}: {entry.text}", hanging="    ")


def _number(page: Page) -> int:
    print()
    for option in page.options:
        say(option.text, indent=f"{option.number}. ", hanging="   ")
    last = len(page.options)
    while True:
        answer = ask(_("Your choice (1-{last}):").format(last=last))
        number = _as_number(answer, last)
        if number:
            print()
            return number
        if answer.lower() == "x":
            raise EndOfInputError
        say(_("Type a number from 1 to {last}, or x to stop.").format(last=last))


def _as_number(answer: str, last: int) -> int | None:
    """Return the number someone typed if it is one from 1 to `last`."""
    typed = int(answer) if answer.isdecimal() and len(answer) < 5 else 0
    return typed if 1 <= typed <= last else None


def write(section: Section) -> None:
    """Write a section of the debrief."""
    heading(section.title)
    for line in section.lines:
        say(line, hanging="    ")


# --- the library ------------------------------------------------------------------------------------------


def choose_scenario(shelves: Sequence[Path], language: str) -> Listing | None:
    """Let someone pick a scenario by number; None when there is nothing to pick or the input ends."""
    on_shelf = list(listings(shelves, language))
    found = [listing for listing in on_shelf if listing.scenario is not None]
    heading(_("Scenarios"))
    for n, listing in enumerate(found, 1):
        _tell(book(listing), f"{n}. ")
    for listing in on_shelf:
        if listing.scenario is None:
            _tell(book(listing), "-  ")
    if not found:
        say(_("There are no scenarios here. Give a folder with --library."))
        return None
    while True:
        try:
            number = _as_number(ask(_("Your choice (1-{last}):").format(last=len(found))), len(found))
        except EndOfInputError:
            return None
        if number:
            return found[number - 1]
        say(_("Type a number from 1 to {last}.").format(last=len(found)))


def _tell(told: Book, mark: str) -> None:
    """Write one scenario of the library."""
    say(told.title, indent=mark, hanging="   ")
    for text in (", ".join(told.facts), told.summary, told.note):
        if text:
            say(text, indent="   ")
