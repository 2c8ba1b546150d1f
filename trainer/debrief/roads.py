"""Roads not taken: where another response on offer would have led the story elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.conversation import Session
from trainer.conversation.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Road:
    """A response that was on offer in a turn (from 1), and the scene or ending it would have led to at once."""

    turn: int
    response: str
    to: str


def roads(transcript: Transcript) -> tuple[Road, ...]:
    """Return, turn by turn, every response on offer that would have led elsewhere than the one chosen.

    The talk is held again, and at each turn every other response is tried in a fork of it.
    """
    session = Session(transcript.scenario, disposition=transcript.disposition)
    found = []
    for n, turn in enumerate(transcript.turns, 1):
        for answered in transcript.answers_after(n - 1):
            session.choose(answered.answer)
        before = session.fork()
        taken = session.choose(turn.response).scene
        for response in turn.offered:
            if response != turn.response:
                to = before.fork().choose(response).scene
                if to != taken:
                    found.append(Road(n, response, to))
    return tuple(found)
