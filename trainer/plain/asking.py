"""Questions about a run in plain text, and steps that are kept."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

from trainer.errors import StoreError
from trainer.language import _
from trainer.plain.paper import StoppedError, ask_number, heading, say
from trainer.practice import asked
from trainer.practice.asked import Asked
from trainer.practice.memory import Memory
from trainer.practice.sitting import Sitting

T = TypeVar("T")


class UndoneError(Exception):
    """Somebody goes back from a step that could not be kept: it was not done."""


def answer(about: Asked) -> str:
    """Ask something and return the id of the answer; the last one when somebody stops or the input ends."""
    heading(about.title)
    for part in about.text.split("\n\n"):
        say(part)
    last = len(about.answers)
    for number, (_name, text) in enumerate(about.answers, 1):
        say(text, indent=f"{number}. ", hanging="   ")
    try:
        number_given = ask_number(_("Your choice (1-{last}):").format(last=last), last)
    except StoppedError:
        number_given = None
    return about.answers[(number_given or last) - 1][0]


def keeping(sitting: Sitting, step: Callable[[], T]) -> T:
    """Do a step that is kept; where that does not work, ask what then.

    A pipe goes on without saving. Raises UndoneError for who goes back.
    """
    while True:
        try:
            return step()
        except StoreError as error:
            if not _again(error, asked.not_saved, sitting.keep_nothing):
                raise UndoneError from None


def open_memory(memory: Memory) -> bool:
    """Open what is kept; where that does not work, ask whether to play without saving. Return whether to go on."""
    while True:
        try:
            memory.open()
        except StoreError as error:
            if not _again(error, asked.not_opened, memory.keep_nothing):
                return False
        else:
            if memory.notice:
                say(memory.notice)
            return True


def _again(error: StoreError, about: Callable[[str], Asked], keep_nothing: Callable[[], None]) -> bool:
    """Ask what to do about a failure, and return whether to try again, perhaps without saving."""
    if sys.stdin is None or not sys.stdin.isatty():  # nobody there to ask
        say(str(error))
        say(_("Going on without saving."))
        keep_nothing()
        return True
    given = answer(about(str(error)))
    if given == asked.WITHOUT:
        keep_nothing()
    return given != asked.LEAVE
