"""What is said to who stops, wants to leave, or has come to the end of a talk."""

from __future__ import annotations

from trainer.language import _
from trainer.practice.sitting import Sitting


def calm(sitting: Sitting) -> str:
    """Return what is said to who stops in the middle."""
    if sitting.at:
        return _("You stopped trying out, and that is fine. Your first talk stays as it was.")
    return _(
        "You stopped here, and that is fine. No numbers follow.\n"
        "If something stays with you, talk about it with a colleague today."
    )


def leaving(sitting: Sitting) -> str:
    """Return what is said to who wants to leave in the middle, before that is done."""
    if sitting.returns:
        return _("Esc once more goes back to your own talk.")
    if sitting.at:
        return _("Esc once more goes back to the debrief.")
    if sitting.record is not None and sitting.kept:
        return _("Esc once more leaves. What you said is kept: you can go on with it later.")
    return _("Esc once more stops here. Nothing of this conversation is kept.")


def afterwards(sitting: Sitting) -> str:
    """Return what comes when there is nothing more to choose."""
    if sitting.returns:
        turns = len(sitting.first.session.transcript.turns)
        return _("So far for trying out. Enter: back to your own talk, after turn {turn}.").format(turn=turns)
    return _("Enter: the debrief.") if sitting.at else _("Enter: a few questions, then the debrief.")
