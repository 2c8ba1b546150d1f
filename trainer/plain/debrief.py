"""The debrief in plain text: every section, the flagged turns as a question first, one intention, and once more."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from trainer.language import _
from trainer.plain.asking import UndoneError, keeping
from trainer.plain.paper import StoppedError, as_number, ask, ask_number, heading, say, show
from trainer.practice.review import Review, answer, reviews
from trainer.practice.section import Section
from trainer.practice.sitting import Sitting
from trainer.practice.sources import SOURCES, sources
from trainer.practice.telling import sections


def tell(sitting: Sitting) -> Sitting | None:
    """Write the debrief; return a sitting that plays on from an earlier turn if somebody wants that."""
    asked = {review.turn: review for review in reviews(sitting, sitting.debrief)}
    for section in sections(sitting):
        if section.turn in asked:
            _review(sitting, asked[section.turn])
        else:
            write(section)
    try:
        if sitting.first is sitting:
            heading(_("One intention"))
            intention = ask(_("What will you try in your next talk? (Enter skips)"))
            if intention:
                with suppress(UndoneError):
                    keeping(sitting, partial(sitting.intend, intention))
        return _once_more(sitting)
    except StoppedError:
        return None


def write(section: Section) -> None:
    """Write a section of the debrief."""
    heading(section.title)
    for line in section.lines:
        say(line, hanging="    ")


def _review(sitting: Sitting, review: Review) -> None:
    heading(review.title)
    show(review.entries)
    print()
    say(review.question)
    for option in review.options:
        say(option.text, indent=f"{option.number}. ", hanging="   ")
    last = len(review.options)
    try:
        picked = ask_number(_("Your choice now (1-{last}, Enter only looks):").format(last=last), last)
    except StoppedError:
        picked = None
    print()
    for line in answer(sitting.debrief, review, picked, sitting.mode):
        say(line, hanging="    ")


def _once_more(sitting: Sitting) -> Sitting | None:
    """Return the sitting somebody wants to go on with; tell on request where the numbers come from."""
    last = len(sitting.session.transcript.turns)
    practising = sitting.mode == "practice" and last > 0
    while True:
        print()
        if practising:
            typed = ask(
                _("Play on from a turn (1-{last}), s for the sources of the numbers, Enter ends:").format(last=last)
            )
        else:
            typed = ask(_("s for the sources of the numbers, Enter ends:"))
        if typed.lower() in ("", "x"):
            return None
        if typed.lower() == "s":
            for section in sources(SOURCES):
                write(section)
            continue
        turn = as_number(typed, last) if practising else None
        if turn:
            return sitting.from_turn(turn)
        say(_("Type a number, s, or only Enter."))
