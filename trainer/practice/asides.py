"""What one can ask for while playing: the coach, the client's thought, and where the client is on the Rose."""

from __future__ import annotations

from trainer.language import _
from trainer.practice import entries
from trainer.practice.sitting import Sitting
from trainer.theory import names
from trainer.theory.rose import Vector, mirror


def coach(sitting: Sitting) -> str:
    """Return the coach's note on the last response; only in practice."""
    response = sitting.last_response
    if response is None:
        return _("The coach speaks after your first response.")
    return _("Coach: {text}").format(text=response.coach) if response.coach else _("The coach has nothing to add here.")


def thoughts(sitting: Sitting) -> tuple[str, ...]:
    """Return what the clients thought of the last response; only in practice."""
    response = sitting.last_response
    if response is None:
        return (_("What the client thinks is told after your first response."),)
    if not response.thought:
        return (_("Nothing is to be heard of what the client thinks."),)
    addressed = sitting.session.transcript.turns[-1].judgement.addressed[0]
    return tuple(entries.thoughts(response, addressed, sitting.scenario))


def places(sitting: Sitting) -> tuple[tuple[str, Vector], ...]:
    """Return where everyone in the room is on the Rose now, by first name; nobody after the end."""
    moment = sitting.session.moment
    if moment.ending is not None:
        return ()
    scenario = sitting.scenario
    return tuple(
        (entries.first_name(scenario, key), scenario.personas[key].moods[moment.moods[key]].rose.vector)
        for key in scenario.present(scenario.scenes[moment.scene])
    )


def place_in_words(name: str, where: Vector) -> str:
    """Return where a client is, what that seems to say, and what it tends to invite; no score, and not the trainee."""
    return _("{client} is {place}, as if to say: {wish}. That tends to invite: {invited}.").format(
        client=name, place=names.place(where), wish=names.wish(where), invited=names.place(mirror(where))
    )
