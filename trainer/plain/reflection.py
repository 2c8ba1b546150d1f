"""The questions before the numbers, in plain text."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from trainer.language import _
from trainer.plain.asking import UndoneError, keeping
from trainer.plain.paper import EndOfInputError, StoppedError, as_number, ask, heading, say
from trainer.practice.reflection import Answer, Question
from trainer.practice.sitting import Sitting
from trainer.theory import names
from trainer.theory.constants import CLOSENESS, OCTANTS
from trainer.theory.rose import position

PLACES = (*OCTANTS, "M")


def reflect(sitting: Sitting) -> None:
    """Ask every question; an empty line skips one, and when the input ends after it the rest is skipped too.

    An x skips the rest. Raises EndOfInputError when the input ends before anything was answered: then there is no
    debrief.
    """
    heading(_("Before the numbers"))
    say(_("Enter skips a question, x skips all that are left."))
    typed = False
    try:
        while left := [question for question in sitting.questions if question.id not in sitting.answered]:
            print()
            say(left[0].text)
            with suppress(UndoneError):  # then it is asked again
                keeping(sitting, partial(sitting.answer, left[0].id, _answer(left[0])))
                typed = True
    except EndOfInputError:
        if not typed:
            raise
    except StoppedError:
        pass
    try:
        keeping(sitting, partial(sitting.reflect, sitting.answered))
    except UndoneError:  # one goes on later, with the answers that were kept
        raise EndOfInputError from None


def _answer(question: Question) -> Answer | None:
    if question.kind == "rose":
        return _rose()
    if question.kind == "closeness":
        return _closeness()
    typed = ask(_("Your answer:"))
    if typed.lower() == "x":
        raise StoppedError
    return typed


def _rose() -> str | None:
    for n, code in enumerate(PLACES, 1):
        where = position(code).vector
        say(_("{place}: {wish}").format(place=names.place(where), wish=names.wish(where)), indent=f"{n}. ")
    while True:
        answer = ask(_("A number (1-{last}), or a code with its strength such as SB3:").format(last=len(PLACES)))
        number = as_number(answer, len(PLACES))
        if number:
            return PLACES[number - 1]
        if _skips(answer):
            return None
        try:
            return position(answer.upper()).code
        except ValueError:
            say(_("There is no such place on the Rose."))


def _closeness() -> int | None:
    low, high = CLOSENESS
    for step in range(high, low - 1, -1):
        say(names.closeness(step), indent="  ")
    while True:
        answer = ask(_("A step ({low} to +{high}):").format(low=low, high=high))
        if _skips(answer):
            return None
        digits = answer.removeprefix("+").removeprefix("-")
        step = int(answer) if digits.isdecimal() and len(digits) < 3 and len(answer) - len(digits) < 2 else high + 1
        if low <= step <= high:
            return step
        say(_("Type a step from {low} to +{high}.").format(low=low, high=high))


def _skips(answer: str) -> bool:
    """Return whether a question is skipped. Raises StoppedError for an x."""
    if answer.lower() == "x":
        raise StoppedError
    return not answer
