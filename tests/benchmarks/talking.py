"""Rows about a conversation in progress: a session with its transcript, step by step."""

from __future__ import annotations

import gc
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from transitions import Event, Machine

from tests.benchmarks import peer
from tests.benchmarks.peer import Played, Story
from tests.benchmarks.table import DifferenceError, Row, timed
from trainer.conversation import Session
from trainer.scenario import Scenario, load_scenario

SMALL, LARGE = 50, 2_000
RUNS = 2_000
SLICE = 200  # runs at a stretch: short, so that whatever else the machine does falls on both sides
EVENTS_A_STEP = 2  # one of the story, one of the persona


class Pair(NamedTuple):
    """Seconds that both sides took for the same."""

    ours: float
    theirs: float


class Tale:
    """One generated story, ready for both sides."""

    def __init__(self, scenes: int) -> None:
        self.scenes = scenes
        self.story: Story = peer.story(scenes)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "peer_story.yaml"
            file.write_text(peer.as_yaml(self.story), encoding="utf-8")
            self.scenario: Scenario = load_scenario(file)

    def pair(self, runs: range) -> Pair:
        """Let sessions and dictionaries play the same runs. Raises DifferenceError."""
        ours, played = timed(lambda: play(self.scenario, runs))
        theirs, wanted = timed(lambda: peer.play(self.story, runs))
        if played != wanted:
            raise DifferenceError(
                f"At {self.scenes} scenes a Session does not play what the peer plays: {played.steps} steps"
                f" and checksum {played.checksum}, instead of {wanted.steps} and {wanted.checksum}."
            )
        return Pair(ours, theirs)


class EventTale(Tale):
    """The small story beside bare events of `transitions`: as many as its steps have."""

    def __init__(self) -> None:
        super().__init__(SMALL)
        self._event = _ring(SMALL)

    def pair(self, runs: range) -> Pair:
        """Let sessions play these runs, and trigger as many events on one machine."""
        ours, played = timed(lambda: play(self.scenario, runs))
        theirs, _none = timed(lambda: _bare(self._event, played.steps * EVENTS_A_STEP))
        return Pair(ours, theirs)


def play(scenario: Scenario, runs: range) -> Played:
    """Play a scenario once for each run, with the choices of the peer."""
    steps, checksum = 0, 0
    for run in runs:
        pick = random.Random(run)
        session = Session(scenario)
        while offered := session.moment.responses:
            session.choose(offered[pick.randrange(len(offered))].id)
        transcript, meters = session.transcript, session.moment.meters
        steps += len(transcript.turns)
        ending, mood = str(transcript.ending), transcript.moods["anna"]
        checksum = peer.add_ending(checksum, ending, meters["t0"], meters["t1"], mood)
    return Played(steps, checksum)


class _Model:
    """The least that a machine can move."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


def _ring(states: int) -> Event:
    """Return an event that moves a model round through so many states."""
    names = [f"s{n}" for n in range(states)]
    machine = Machine(model=None, states=names, initial=names[0], auto_transitions=False, send_event=True)
    for here, there in zip(names, [*names[1:], names[0]], strict=True):
        machine.add_transition("go", here, there)
    return machine.events["go"]


def _bare(event: Event, times: int) -> None:
    model = _Model("s0")
    for _time in range(times):
        event.trigger(model)


def _round(*tales: Tale) -> list[float]:
    """Return the ratio of each tale over all runs, played in turns."""
    gc.collect()
    pairs = [[tale.pair(range(first, first + SLICE)) for tale in tales] for first in range(0, RUNS, SLICE)]
    columns = zip(*pairs, strict=True)
    return [sum(pair.ours for pair in column) / sum(pair.theirs for pair in column) for column in columns]


def _ratios(rounds: int, *tales: Tale) -> list[list[float]]:
    _round(*tales)  # the first one warms up
    return [_round(*tales) for _time in range(rounds)]


def _steps(rounds: int) -> Sequence[float]:
    return [ratio for (ratio,) in _ratios(rounds, Tale(SMALL))]


def _growth(rounds: int) -> Sequence[float]:
    return [large / small for small, large in _ratios(rounds, Tale(SMALL), Tale(LARGE))]


def _machines(rounds: int) -> Sequence[float]:
    return [ratio for (ratio,) in _ratios(rounds, EventTale())]


ROWS = (
    Row("steps", "steps with transcript, 50 scenes", "a dictionary interpreter", 45, _steps, 9, 3),
    Row("growth", "the same ratio at 2,000 scenes", "the ratio at 50 scenes", 1.2, _growth, 9, 3),
    Row("machines", "steps with transcript, 50 scenes", "two bare events of `transitions`", 3, _machines, 9, 3),
)
