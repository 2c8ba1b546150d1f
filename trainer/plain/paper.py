"""Asking and writing: everything is written once, from top to bottom, without screen control."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable

from trainer.language import _
from trainer.practice.entries import Entry

WIDTH = 72


class StoppedError(Exception):
    """Somebody wants to stop here."""


class EndOfInputError(StoppedError):
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


def ask_number(prompt: str, last: int) -> int | None:
    """Return a number from 1 to `last`; None for an empty line. Asks again for anything else.

    Raises StoppedError for an x.
    """
    while True:
        answer = ask(prompt)
        if not answer:
            return None
        if answer.lower() == "x":
            raise StoppedError
        number = as_number(answer, last)
        if number:
            return number
        say(_("Type a number from 1 to {last}.").format(last=last))


def as_number(answer: str, last: int) -> int | None:
    """Return the number someone typed if it is one from 1 to `last`."""
    typed = int(answer) if answer.isdecimal() and len(answer) < 5 else 0
    return typed if 1 <= typed <= last else None


def say(text: str = "", indent: str = "", hanging: str | None = None) -> None:
    """Write a paragraph, wrapped."""
    rest = indent if hanging is None else hanging
    for paragraph in text.split("\n") or [""]:
        print(textwrap.fill(paragraph, WIDTH, initial_indent=indent, subsequent_indent=rest, break_on_hyphens=False))


def heading(text: str) -> None:
    """Write a title with a line under it."""
    print()
    print(text)
    print("-" * min(len(text), WIDTH))


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
