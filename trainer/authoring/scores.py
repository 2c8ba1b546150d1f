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
from trainer.authoring.tables import Tables
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
        """For every turn and state: twice the move that reached it best, and 1 if a boundary was crossed before.

        The first one is of what comes before any turn: the start, and activities that follow on it at once.
        """
        self.activities = reach.activities
        self.followed = 0

    def run(self) -> dict[str, Scored] | None:
        """Return the best conversation to every ending; None when that is too much work."""
        sums = array("d", repeat(_NEVER, self.states))
        sums[0] = 0.0
        active, found = [0], dict[str, _Found]()
        self.layers.append(array("I", repeat(0, self.states)))
        if self.activities:
            self._answer(active, sums, self.layers[0])
            active = [state for state in active if self.reach.ending(state) is None]
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
        if self.activities:
            self._answer(ahead, after, by)
        return ahead, after

    def _answer(self, ahead: list[int], sums: array[float], by: array[int]) -> None:
        """Go on from activities in the same turn, for answers are none; what they lead to stands in place of them."""
        size, firsts, arrivals = self.size, self.reach.firsts, self.reach.arrivals
        waiting = [state for state in ahead if state % size in self.activities]
        while waiting:
            state = waiting.pop()
            number = state % size
            for move in range(firsts[number], firsts[number + 1]):
                arrival = arrivals[move] + state - number
                if sums[state] > sums[arrival]:
                    if sums[arrival] == _NEVER:
                        ahead.append(arrival)
                    sums[arrival] = sums[state]
                    by[arrival] = move * 2 + (state >= size)
                    if arrivals[move] in self.activities:
                        waiting.append(arrival)
            self.followed += firsts[number + 1] - firsts[number]
        ahead[:] = [state for state in ahead if state % size not in self.activities]

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
        while turns or state:
            move, crossed = divmod(self.layers[turns][state], 2)
            number = bisect_right(self.reach.firsts, move) - 1
            chosen.append(self.reach.response(number, move))
            state = number + crossed * self.size
            if number not in self.activities:
                turns -= 1
        return Way(self.reach.tables.dispositions, tuple(reversed(chosen)))


_Chosen = tuple[str, "_Chosen"] | None
"""The choices of a conversation, the last one first."""


def _beam(worth: Worth, sign: int) -> dict[str, Scored]:
    """Return good conversations to as many endings as are found by following the best situations of each turn."""
    tables = worth.tables
    places, scenes = tables.layout.places, len(tables.scenario.scenes)
    layer: dict[tuple[int, bool], tuple[float, _Chosen]] = {
        (code, False): (0.0, answers)
        for code, answers in _answered(tables, tables.start(), None)
        if code & tables.layout.place.mask < scenes
    }
    found: dict[str, Scored] = {}
    for turn in range(1, MOST_TURNS + 1):
        ahead: dict[tuple[int, bool], tuple[float, _Chosen]] = {}
        for state, reached in layer.items():
            for after, total, chosen in _moves(worth, sign, *state, reached[1]):
                total += reached[0]
                if after not in ahead or total > ahead[after][0]:
                    ahead[after] = total, chosen
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


def _moves(
    worth: Worth, sign: int, code: int, violated: bool, chosen: _Chosen
) -> Iterator[tuple[tuple[int, bool], float, _Chosen]]:
    """Yield for each response on offer what it leads to, what it is worth, and the choices with it."""
    tables = worth.tables
    place = code & tables.layout.place.mask
    for move in tables.on_offer(code):
        crossed, value = violated or worth.crosses[place][move.number], sign * worth.value(code, move)
        made = (tables.ids[place][move.number], chosen)
        for after, answers in _answered(tables, tables.after(code, move), made):
            yield (after, crossed), value, answers


def _answered(tables: Tables, code: int, chosen: _Chosen) -> Iterator[tuple[int, _Chosen]]:
    """Yield a situation with the choices that led to it; of an activity those that its answers lead to."""
    here, seen, ahead = tables.layout.place.mask, {code}, [(code, chosen)]
    while ahead:
        code, chosen = ahead.pop()
        if code & here not in tables.activities:
            yield code, chosen
            continue
        for move in tables.on_offer(code):
            after = tables.after(code, move)
            if after not in seen:
                seen.add(after)
                ahead.append((after, (tables.ids[code & here][move.number], chosen)))


def _in_order(chosen: _Chosen) -> tuple[str, ...]:
    found = []
    while chosen is not None:
        choice, chosen = chosen
        found.append(choice)
    return tuple(reversed(found))
