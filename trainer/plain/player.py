"""One sitting as plain text, from briefing to debrief, and again from an earlier turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from trainer.language import _
from trainer.plain.debrief import tell
from trainer.plain.paper import StoppedError, as_number, ask, heading, say, show
from trainer.plain.reflection import reflect
from trainer.practice import asides
from trainer.practice.briefing import Briefing
from trainer.practice.shelf import size
from trainer.practice.sitting import Page, Sitting


def play(sitting: Sitting) -> None:
    """Hold one conversation, from briefing to debrief; stop calmly when asked to or when the input ends."""
    brief(sitting.briefing)
    again: Sitting | None = sitting
    while again is not None:
        try:
            talk(again)
            if again.first is again:
                reflect(again)
        except StoppedError:
            print()
            say(again.calm)
            return
        again = tell(again)


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
    say(briefing.way)
    say(_("Type x to stop at any moment, ? for what else you can type."))
    print()


def talk(sitting: Sitting) -> None:
    """Hold the conversation until it ends. Raises StoppedError when somebody stops in the middle."""
    if sitting.at:
        heading(sitting.title)
    show(sitting.entries)
    page = sitting.page
    while not page.ended:
        if not page.options:
            say(_("This scenario has no way on from here. Its author can find out why with `trainer check`."))
            return
        page = sitting.choose(_number(sitting, page))
        show(page.entries)


def _number(sitting: Sitting, page: Page) -> int:
    print()
    for option in page.options:
        say(option.text, indent=f"{option.number}. ", hanging="   ")
    last = len(page.options)
    while True:
        answer = ask(_("Your choice (1-{last}):").format(last=last)).lower()
        number = as_number(answer, last)
        if number:
            print()
            return number
        if answer == "x":
            raise StoppedError
        aside = _asides(sitting).get(answer)
        for line in aside() if aside else [_("Type a number from 1 to {last}, or x to stop.").format(last=last)]:
            say(line)


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
            *told,
        ]
    found["?"] = lambda: told
    return found
