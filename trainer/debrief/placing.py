"""Self against score: where a trainee says to have been, next to where the responses were."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from trainer.conversation.transcript import Transcript
from trainer.theory.rose import Vector, angle_between, mean, octant_of, position


@dataclass(frozen=True, slots=True)
class RosePlacing:
    """Both places on the Rose, and the degrees between them; None where one of them is in the middle."""

    own: Vector
    track: Vector
    degrees: float | None


@dataclass(frozen=True, slots=True)
class AxisPlacing:
    """The step one placed oneself on, and how often each step was used; steps are never averaged."""

    own: int
    used: tuple[tuple[int, int], ...]
    """Steps of closeness from far to near with the number of turns on each."""

    @property
    def most(self) -> tuple[int, ...]:
        """Return the step, or the steps, used most."""
        top = max(turns for _step, turns in self.used)
        return tuple(step for step, turns in self.used if turns == top)


def rose_placing(transcript: Transcript, code: str) -> RosePlacing | None:
    """Return a place on the Rose, such as `SB2`, next to the mean of the track; None without turns.

    Raises ValueError for a code that does not exist.
    """
    own = position(code).vector
    if not transcript.turns:
        return None
    track = mean([turn.judgement.rose.vector for turn in transcript.turns])
    both = "M" not in (octant_of(own), octant_of(track))
    return RosePlacing(own, track, angle_between(own, track) if both else None)


def axis_placing(transcript: Transcript, step: int) -> AxisPlacing | None:
    """Return a step of closeness next to the steps that were used; None without turns."""
    used = Counter(turn.judgement.closeness for turn in transcript.turns)
    return AxisPlacing(step, tuple(sorted(used.items()))) if used else None
