"""Questions about a run that are no part of the talk: what to do when it cannot simply go on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from trainer.language import _
from trainer.practice.entries import said
from trainer.practice.resume import Return
from trainer.practice.sitting import Sitting

AGAIN, WITHOUT, LEAVE, GO_ON, RESTART, EXPORT, READ = "again", "without", "leave", "go_on", "restart", "export", "read"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with its answers, by id and in words; the last one changes nothing."""

    title: str
    text: str
    answers: tuple[tuple[str, str], ...]
    start: int = 0
    """Which of them is pointed at first, from 0."""


def not_opened(why: str) -> Asked:
    """Return what is asked when the store cannot be opened."""
    return Asked(
        _("Saving does not work"),
        "\n\n".join([why, _("You can play without saving: then nothing of your talks is kept after you leave.")]),
        ((WITHOUT, _("Play without saving.")), (AGAIN, _("Try again.")), (LEAVE, _("Leave."))),
    )


def not_saved(why: str) -> Asked:
    """Return what is asked when a step of a talk cannot be kept."""
    return Asked(
        _("This was not saved"),
        "\n\n".join([why, _("What you did just now was not done yet.")]),
        (
            (AGAIN, _("Try again.")),
            (WITHOUT, _("Go on without saving: what follows is not kept.")),
            (LEAVE, _("Go back; nothing changes.")),
        ),
    )


def changed(found: Return) -> Asked:
    """Return what is asked when a scenario was changed since a run began."""
    ways = ((GO_ON, _("Go on where you were.")),) if found.leads else ()
    return Asked(
        found.kept.past.title,
        found.told,
        (
            *ways,
            (RESTART, _("Begin anew. Your old talk stays in the history.")),
            (EXPORT, _("Write your talk to a file.")),
            (LEAVE, _("Go back.")),
        ),
    )


def taken(found: Return) -> Asked:
    """Return what is asked when a run is open in another window."""
    text = _("This talk is open in another window. There you can go on with it; here you can read it.")
    answers = ((READ, _("Read the talk so far.")), (RESTART, _("Begin a new talk here.")), (LEAVE, _("Go back.")))
    return Asked(found.kept.past.title, text, answers)


def stopped(found: Return) -> Asked:
    """Return what is asked about a talk that was stopped in the middle."""
    text = _("You stopped this talk in the middle. It has no numbers, but you can read it.")
    return Asked(found.kept.past.title, text, ((READ, _("Read the talk.")), (LEAVE, _("Go back."))))


def cannot(why: str) -> Asked:
    """Return what is told when a run cannot be opened."""
    return Asked(_("This does not work"), why, ((LEAVE, _("Go back.")),))


def exported(path: Path) -> Asked:
    """Return what is told when a run was written to a file."""
    return Asked(_("Written"), _("Your talk is in {path}.").format(path=path), ((LEAVE, _("Go back.")),))


def earlier_turn(sitting: Sitting) -> Asked:
    """Return what is asked who wants to go back in the talk: to which turn."""
    scenario, turns = sitting.scenario, sitting.session.transcript.turns
    text = _(
        "Before which turn? You try out from there, as everything was then. Your own talk stays as it is: you come "
        "back to it afterwards."
    )
    made = (said(scenario.scenes[turn.scene].responses[turn.response]) for turn in turns)
    return Asked(
        _("Back to an earlier turn"),
        text,
        (*((str(n), text) for n, text in enumerate(made, 1)), (LEAVE, _("Stay here."))),
    )
