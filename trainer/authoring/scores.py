"""The lowest and the highest practice score that a conversation can get, with the conversation that gets it.

Layer by layer: of all ways to a situation in so many turns only the best one matters, whatever comes after it. Where
that is too much work, only the best situations of a layer are followed; then the score is what was found, not proven.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import repeat
from typing import NamedTuple

from trainer.authoring.explorer import MOST_TURNS, Exploration, Reach, Way
from trainer.authoring.worth import Worth

BUDGET = 20_000_000
"""How many moves are followed before only the best situations are."""
BEAM = 2_000
"""How many situations of a layer those are."""
_NEVER = float("-inf")


@dataclass(frozen=True, slots=True)
class Scored:
    """A conversation to its ending, and its practice score."""

    score: float
    ending: str
    way: Way


@dataclass(frozen=True, slots=True)
class Scores:
    """The lowest score, the highest one, and the highest one by ending; None and empty where no talk ends in time."""

    lowest: Scored | None
    highest: Scored | None
    by_ending: Mapping[str, Scored]
    exact: bool


def scores(exploration: Exploration) -> Scores:
    """Return between which practice scores all conversations of at most 40 turns lie that reach an ending."""
    lowest: dict[str, Scored] = {}
    highest: dict[str, Scored] = {}
    exact = exploration.complete
    for reach in exploration.reaches:
        worth = Worth(reach.tables)
        values = worth.moves(reach)
        for found, sign in ((highest, 1), (lowest, -1)):
            best = _Search(reach, worth, values, sign).run() if exploration.complete else None
            exact = exact and best is not None
            for ending, scored in (_beam(worth, sign) if best is None else best).items():
                known = found.get(ending)
                if known is None or scored.score * sign > known.score * sign:
                    found[ending] = scored
    return Scores(
        min(lowest.values(), key=lambda scored: scored.score, default=None),
        max(highest.values(), key=lambda scored: scored.score, default=None),
        highest,
        exact,
    )


class _Found(NamedTuple):
    score: float
    turns: int
    state: int


class _Search:
    """The best scores (`sign` 1) or the lowest (-1) for one set of dispositions.

    A state is a situation, and with responses that cross a boundary also whether that has happened: the number of
    the situation, or that and the number of all situations.
    """

    def __init__(self, reach: Reach, worth: Worth, values: Sequence[float], sign: int) -> None:
        self.reach, self.worth, self.values, self.sign = reach, worth, values, sign
        self.size = len(reach.codes)
        self.crossing = worth.crossing(reach)
        self.states = self.size * (2 if self.crossing else 1)
        self.layers: list[array[int]] = []
        """For every turn and state: twice the move that reached it best, and 1 if a boundary was crossed before."""
        self.followed = 0

    def run(self) -> dict[str, Scored] | None:
        """Return the best conversation to every ending; None when that is too much work."""
        sums = array("d", repeat(_NEVER, self.states))
        sums[0] = 0.0
        active, found = [0], dict[str, _Found]()
        for turn in range(1, MOST_TURNS + 1):
            active, sums = self._layer(active, sums)
            if not active:
                break
            active = [state for state in active if not self._ended(state, sums[state], turn, found)]
            if self.followed > BUDGET:
                return None
        return {
            ending: Scored(score * self.sign, ending, self._way(turns, state))
            for ending, (score, turns, state) in found.items()
        }

    def _layer(self, active: list[int], sums: array[float]) -> tuple[list[int], array[float]]:
        """Follow every move from the active states; return the states of the next turn and their best sums."""
        sign, size, values = self.sign, self.size, self.values
        arrivals, firsts, crossing = self.reach.arrivals, self.reach.firsts, self.crossing
        after, by, ahead = array("d", repeat(_NEVER, self.states)), array("I", repeat(0, self.states)), []
        for state in active:
            number = state if state < size else state - size
            base, crossed = sums[state], state - number
            for move in range(firsts[number], firsts[number + 1]):
                arrival = arrivals[move]
                if crossed or move in crossing:
                    arrival += size
                total = base + sign * values[move]
                if total > after[arrival]:
                    if after[arrival] == _NEVER:
                        ahead.append(arrival)
                    after[arrival] = total
                    by[arrival] = move * 2 + (crossed > 0)
            self.followed += firsts[number + 1] - firsts[number]
        self.layers.append(by)
        return ahead, after

    def _ended(self, state: int, total: float, turn: int, found: dict[str, _Found]) -> bool:
        """Return whether a conversation ended here; the best one to its ending is kept."""
        number = state % self.size
        ending = self.reach.ending(number)
        if ending is None:
            return False
        mean, violated = self.sign * total / turn, state >= self.size
        score = self.sign * self.worth.score(mean, self.reach.codes[number], violated)
        if ending not in found or score > found[ending].score:
            found[ending] = _Found(score, turn, state)
        return True

    def _way(self, turns: int, state: int) -> Way:
        chosen = []
        for by in reversed(self.layers[:turns]):
            move, crossed = divmod(by[state], 2)
            number = bisect_right(self.reach.firsts, move) - 1
            chosen.append(self.reach.response(number, move))
            state = number + crossed * self.size
        return Way(self.reach.tables.dispositions, tuple(reversed(chosen)))


_Chosen = tuple[str, "_Chosen"] | None
"""The choices of a conversation, the last one first."""


def _beam(worth: Worth, sign: int) -> dict[str, Scored]:
    """Return good conversations to as many endings as are found by following the best situations of each turn."""
    tables = worth.tables
    places, scenes = tables.layout.places, len(tables.scenario.scenes)
    layer: dict[tuple[int, bool], tuple[float, _Chosen]] = {(tables.start(), False): (0.0, None)}
    found: dict[str, Scored] = {}
    for turn in range(1, MOST_TURNS + 1):
        ahead: dict[tuple[int, bool], tuple[float, _Chosen]] = {}
        for state, reached in layer.items():
            for after, total, choice in _moves(worth, sign, *state):
                total += reached[0]
                if after not in ahead or total > ahead[after][0]:
                    ahead[after] = total, (choice, reached[1])
        going = {}
        for (code, violated), reached in ahead.items():
            place = code & tables.layout.place.mask
            if place < scenes:
                going[code, violated] = reached
                continue
            score = worth.score(sign * reached[0] / turn, code, violated)
            known = found.get(places[place])
            if known is None or sign * score > sign * known.score:
                found[places[place]] = Scored(score, places[place], Way(tables.dispositions, _in_order(reached[1])))
        layer = dict(nlargest(BEAM, going.items(), key=lambda item: item[1][0]))
    return found


def _moves(worth: Worth, sign: int, code: int, violated: bool) -> Iterator[tuple[tuple[int, bool], float, str]]:
    """Yield for each response on offer what it leads to, what it is worth, and its id."""
    tables = worth.tables
    place = code & tables.layout.place.mask
    for move in tables.on_offer(code):
        after = tables.after(code, move), violated or worth.crosses[place][move.number]
        yield after, sign * worth.value(code, move), tables.responses[place][move.number]


def _in_order(chosen: _Chosen) -> tuple[str, ...]:
    found = []
    while chosen is not None:
        choice, chosen = chosen
        found.append(choice)
    return tuple(reversed(found))
