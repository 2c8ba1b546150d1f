"""One sitting as plain text, from briefing to debrief, and again from an earlier turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial

from trainer.errors import StoreError
from trainer.language import _
from trainer.plain.asking import UndoneError, answer, keeping
from trainer.plain.debrief import tell
from trainer.plain.paper import EndOfInputError, StoppedError, as_number, ask, heading, say, show
from trainer.plain.reflection import reflect
from trainer.practice import asides, asked
from trainer.practice.briefing import Briefing
from trainer.practice.page import Page
from trainer.practice.parting import calm
from trainer.practice.shelf import size
from trainer.practice.sitting import Sitting


def play(sitting: Sitting) -> None:
    """Hold one conversation, from briefing to debrief; stop calmly when asked to or when the input ends."""
    brief(sitting.briefing)
    go_on(sitting)


def go_on(sitting: Sitting) -> None:
    """Hold the rest of a conversation, from where it stands to the debrief, and again from an earlier turn."""
    again: Sitting | None = sitting
    shown = False
    try:
        while again is not None:
            then = _held(again, shown)
            # who comes back from another way has seen the talk itself before
            shown = then is not None and again.returns and then is again.first
            again = then
    finally:
        sitting.close()


def _held(sitting: Sitting, shown: bool) -> Sitting | None:
    """Hold what is left of a conversation, with the questions and the debrief; return what somebody goes on with."""
    try:
        other = talk(sitting, shown)
        if sitting.returns and other is None:
            _stop(sitting)  # where there is no way on it has not come to an end
        if other is not None or sitting.returns:
            return other or sitting.first
        if not sitting.reflected:
            reflect(sitting)
    except EndOfInputError:
        _left(sitting)
        return None
    except StoppedError:
        _stop(sitting)
        print()
        say(calm(sitting))
        return sitting.first if sitting.returns else None
    return tell(sitting)


def _stop(sitting: Sitting) -> None:
    with suppress(StoreError):  # who wants to stop is not kept from it
        sitting.stop()


def _left(sitting: Sitting) -> None:
    """Say how one goes on later."""
    print()
    run = sitting.first.record.run if sitting.first.record is not None else ""
    if run:
        say(_("You stopped here, and what you said is kept. Go on later with:"))
        print("    " + sitting.memory.command(f"resume {run}"))  # whole, to be copied
    else:
        say(calm(sitting))


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


def talk(sitting: Sitting, shown: bool = False) -> Sitting | None:
    """Hold the conversation until it ends, or until somebody goes on with another way, which is returned.

    Raises StoppedError when somebody stops in the middle.
    """
    if shown:
        print()
        say(_("Back to your own talk, after turn {turn}.").format(turn=len(sitting.session.transcript.turns)))
        show(sitting.entries[-1:])
    else:
        if sitting.at:
            heading(sitting.title)
        show(sitting.entries)
    while sitting.page.options:
        other = _turn(sitting)
        if other is not None:
            return other
    if not sitting.page.ended:
        say(_("This scenario has no way on from here. Its author can find out why with `trainer check`."))
    return None


def _turn(sitting: Sitting) -> Sitting | None:
    """Make one turn, or return another way from an earlier one."""
    _offer(sitting.page)
    last = len(sitting.page.options)
    while True:
        typed = ask(_("Your choice (1-{last}):").format(last=last)).lower()
        number = as_number(typed, last)
        if number:
            reason = _reason(sitting.page)
            if reason is None:  # back to the scale
                return None
            print()
            with suppress(UndoneError):  # then it is offered again
                show(keeping(sitting, partial(sitting.choose, number, reason)).entries)
            return None
        if typed == "x":
            raise StoppedError
        if typed == "b" and sitting.mode == "practice" and sitting.rewinds:
            return _another_way(sitting)
        aside = _asides(sitting).get(typed)
        for line in aside() if aside else [_("Type a number from 1 to {last}, or x to stop.").format(last=last)]:
            say(line)


def _another_way(sitting: Sitting) -> Sitting | None:
    """Return the way somebody wants to try from an earlier turn."""
    given = answer(asked.earlier_turn(sitting))
    if given == asked.LEAVE:
        return None
    if sitting.first is not sitting:
        _stop(sitting)
    return sitting.from_turn(int(given))


def _offer(page: Page) -> None:
    print()
    if page.scale is not None:
        say(page.scale.prompt)
    for option in page.options:
        if option.text:  # on a scale only the ends have one
            say(option.text, indent=f"{option.number}. ", hanging="   ")


def _reason(page: Page) -> str | None:
    """Return why somebody takes a step of a scale, if it asks for that; None for who wants another step after all.

    Raises StoppedError for an x.
    """
    if page.scale is None or not page.scale.reason:
        return ""
    say(_("Why? What do you base it on?"))
    say(_("Enter goes on, also without an answer. Type b to go back to the scale, x to stop."))
    typed = ask(_("Your answer:"))
    if typed.lower() == "x":
        raise StoppedError
    return None if typed.lower() == "b" else typed


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
