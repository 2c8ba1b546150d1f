"""One sitting as plain text, from briefing to debrief, and again from an earlier turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial

from trainer.errors import StoreError
from trainer.language import _
from trainer.plain.asking import answer, keeping
from trainer.plain.debrief import tell
from trainer.plain.paper import EndOfInputError, StoppedError, as_number, ask, heading, say, show
from trainer.plain.reflection import reflect
from trainer.practice import asides, asked
from trainer.practice.briefing import Briefing
from trainer.practice.shelf import size
from trainer.practice.sitting import Page, Sitting


def play(sitting: Sitting) -> None:
    """Hold one conversation, from briefing to debrief; stop calmly when asked to or when the input ends."""
    brief(sitting.briefing)
    go_on(sitting)


def go_on(sitting: Sitting) -> None:
    """Hold the rest of a conversation, from where it stands to the debrief, and again from an earlier turn."""
    again: Sitting | None = sitting
    try:
        while again is not None:
            if not _held(again):
                return
            again = tell(again)
    finally:
        sitting.close()


def _held(sitting: Sitting) -> bool:
    """Hold a conversation and ask the questions after it; return whether there are numbers to tell."""
    try:
        talk(sitting)
        if not sitting.reflected:
            reflect(sitting)
    except EndOfInputError:
        _left(sitting)
    except StoppedError:
        with suppress(StoreError):  # who wants to stop is not kept from it
            sitting.stop()
        print()
        say(sitting.calm)
    else:
        return True
    return False


def _left(sitting: Sitting) -> None:
    """Say how one goes on later."""
    print()
    run = sitting.first.record.run if sitting.first.record is not None else ""
    if run:
        command = f"trainer resume {run}"
        say(_("You stopped here, and what you said is kept. Go on later with: {command}").format(command=command))
    else:
        say(sitting.calm)


def brief(briefing: Briefing) -> None:
    """Write what one should know before the talk."""
    heading(briefing.title)
    if briefing.note:
        say(_("Before you begin: {note}").format(note=briefing.note))
    if briefing.summary:
        print()
        say(briefing.summary)
    if briefing.role:
        print()
        say(_("You are: {role}.").format(role=briefing.role))
        if briefing.task:
            say(_("Your task: {task}").format(task=briefing.task))
    say(_("You talk with: {names}.").format(names=", ".join(briefing.clients)))
    if briefing.goals:
        say(_("What matters here:"))
    for goal in briefing.goals:
        say(goal, indent="- ", hanging="  ")
    facts = size(briefing.level, briefing.minutes)
    if facts:
        say(", ".join(facts))
    if briefing.intended:
        say(briefing.intended)
    say(briefing.way)
    say(_("Type x to stop at any moment, ? for what else you can type."))
    print()


def talk(sitting: Sitting) -> None:
    """Hold the conversation until it ends. Raises StoppedError when somebody stops in the middle."""
    if sitting.at:
        heading(sitting.title)
    show(sitting.entries)
    while not sitting.page.ended:
        if not sitting.page.options:
            say(_("This scenario has no way on from here. Its author can find out why with `trainer check`."))
            return
        _turn(sitting)


def _turn(sitting: Sitting) -> None:
    """Make one turn, or go back to an earlier one for a while."""
    _offer(sitting.page)
    last = len(sitting.page.options)
    while True:
        typed = ask(_("Your choice (1-{last}):").format(last=last)).lower()
        number = as_number(typed, last)
        if number:
            print()
            show(keeping(sitting, partial(sitting.choose, number)).entries)
            return
        if typed == "x":
            raise StoppedError
        if typed == "b" and sitting.mode == "practice" and sitting.kept:
            _try_another_way(sitting)
            return
        aside = _asides(sitting).get(typed)
        for line in aside() if aside else [_("Type a number from 1 to {last}, or x to stop.").format(last=last)]:
            say(line)


def _offer(page: Page) -> None:
    print()
    for option in page.options:
        say(option.text, indent=f"{option.number}. ", hanging="   ")


def _try_another_way(sitting: Sitting) -> None:
    """Try out from an earlier turn, and come back to the talk as it was."""
    given = answer(asked.earlier_turn(sitting))
    if given == asked.LEAVE:
        return
    again = sitting.from_turn(int(given))
    try:
        talk(again)
    except EndOfInputError:
        raise
    except StoppedError:
        again.stop()
    print()
    say(_("Back to your own talk, after turn {turn}.").format(turn=len(sitting.session.transcript.turns)))
    show(sitting.entries[-1:])


def _asides(sitting: Sitting) -> dict[str, Callable[[], Iterable[str]]]:
    """Return what one may type besides a number; coach and thoughts only in practice."""
    found: dict[str, Callable[[], Iterable[str]]] = {
        "r": lambda: [asides.place_in_words(*place) for place in asides.places(sitting)]
    }
    told = [_("r: where the client is on the Rose now."), _("x: stop at once, without a score.")]
    if sitting.mode == "practice":
        found["c"] = lambda: [asides.coach(sitting)]
        found["t"] = lambda: asides.thoughts(sitting)
        told = [
            _("c: what the coach says about your last response."),
            _("t: what the client thought of it."),
            _("b: go back to an earlier turn and try another way."),
            *told,
        ]
    found["?"] = lambda: told
    return found
