"""Random stories that go on for a while: more people, more to choose, fewer closed doors than in `strategies`.

A story is made from a number, so that every one of them is as likely to be rich as any other.
"""

from __future__ import annotations

from random import Random
from typing import Any

from hypothesis import strategies as st

from tests.conversation.strategies import Author, Dice, Plain
from tests.conversation.test_random_stories import loaded
from trainer.scenario.model import Scenario

KINDS_OF_SCENE = (3, 2, 4, 3, 2, 3, 1, 0)
"""How many responses a scene may have; without any it is narration."""


class Fair(Dice):
    """Chance that throws every number as often."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)

    def number(self, low: int, high: int) -> int:
        return self.random.randint(low, high)


class Novelist(Author):
    """Who writes stories in which there is much to explore."""

    def __init__(self, dice: Dice, most_people: int = 3) -> None:
        self.dice = dice
        self.people = ["ada", "bob", "cas"][: dice.number(1, most_people)]
        self.moods = {key: ["m0", "m1", "m2"][: dice.number(1, 3)] for key in self.people}
        self.ways = {key: ["d0", "d1"][: dice.one([0, 0, 1, 2])] for key in self.people}
        self.meters = ["t0", "t1"][: dice.number(0, 2)]
        self.scenes = [f"s{n}" for n in range(dice.number(3, 6))]
        self.endings = ["e0", "e1", "e2"][: dice.number(1, 3)]
        self.responses = {key: [f"r{n}" for n in range(dice.one(KINDS_OF_SCENE))] for key in self.scenes}
        self.lay_scales()

    def way(self, places: list[str], *, closed: bool = True) -> Any:
        """Return where to go on, to an ending less often than in `strategies`."""
        more = [place for place in places if place in self.scenes] if self.dice.chance() else []
        return super().way([*places, *more], closed=closed)

    def shift(self, moods: list[str], reads: list[str]) -> Plain:
        made = super().shift(moods, reads)
        if reads and self.dice.chance():
            made["if"] = self.comparison([("meter", key) for key in reads], self.named())
        return made

    def response(self, present: list[str], *, free: bool) -> Plain:
        response = super().response(present, free=free)
        response[next(kind for kind in ("say", "do", "silence") if kind in response)] = "Well? " * self.dice.number(
            1, 3
        )
        if self.dice.often():
            response.pop("if", None)
        return response


def story(seed: int) -> Scenario:
    """Return the story that a number stands for."""
    return loaded(Novelist(Fair(seed)).story())


numbers = st.integers(0, 10**9)
"""Each of these is a story."""
