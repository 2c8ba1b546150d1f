"""What happened, as frozen values: everything the debrief needs and nothing it has to look up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.conversation.cast import Client
from trainer.conversation.judgement import Judgement, judge
from trainer.conversation.screenplay import SpokenLine
from trainer.scenario.model import Scenario
from trainer.theory.constants import Phase


@dataclass(frozen=True, slots=True)
class Turn:
    """One response and the moment it was made in; `lines` is what followed."""

    scene: str
    response: str
    phase: Phase
    moods: Mapping[str, str]
    meters: Mapping[str, int]
    offered: tuple[str, ...]
    judgement: Judgement
    lines: tuple[SpokenLine, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """An activity that was answered, in own words too if it asks for a reason; `lines` is what followed.

    It is no turn: `turns` is how many came before it, and `moods` are those in which it was answered.
    """

    scene: str
    answer: str
    reason: str
    turns: int
    moods: Mapping[str, str]
    lines: tuple[SpokenLine, ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation so far: `opening` lines, turns, the moods they led to, and the ending if it was reached."""

    scenario: Scenario
    cast: Mapping[str, Client]
    disposition: str | Mapping[str, str] | None
    opening: tuple[SpokenLine, ...]
    turns: tuple[Turn, ...]
    moods: Mapping[str, str]
    ending: str | None
    answers: tuple[Answered, ...] = ()
    """The activities between the turns."""

    def answers_after(self, turn: int) -> tuple[Answered, ...]:
        """Return the activities between a turn (from 1; 0 is the opening) and the next."""
        return tuple(answered for answered in self.answers if answered.turns == turn)

    def choices_before(self, turn: int) -> int:
        """Return how many choices were made before a turn (from 1), activities included."""
        return turn - 1 + sum(answered.turns < turn for answered in self.answers)

    def moods_after(self, turn: int) -> Mapping[str, str]:
        """Return everyone's mood after a turn (from 1)."""
        for answered in self.answers_after(turn):
            return answered.moods
        return self.turns[turn].moods if turn < len(self.turns) else self.moods

    def judge(self, turn: Turn, response: str) -> Judgement:
        """Return the reading that another response on offer would have had in a turn."""
        scene = self.scenario.scenes[turn.scene]
        return judge(scene.responses[response], scene, self.scenario.present(scene), self.cast, turn.moods)
