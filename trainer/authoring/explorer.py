"""Every situation that a conversation can come to, found by trying every response in every one of them.

The search goes turn by turn from the start, once for each set of dispositions, so the first way that is found to a
situation is a shortest one. Nothing is sampled: what is not found cannot happen. A search that is cut off (`complete`
is False) is followed by conversations held at random, and proves nothing about what was not found.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, repeat
from math import prod
from random import Random

from trainer.authoring.layout import Layout, Situation
from trainer.authoring.tables import Tables, leads
from trainer.conversation.cast import castings
from trainer.scenario.fields import ID_PATTERN
from trainer.scenario.loader import no_collection
from trainer.scenario.model import Scenario

MAX_STATES = 1_000_000
"""How many situations are looked at unless somebody asks for more; about 200 MB."""
MOST_TURNS = 40
"""No conversation is longer, where conversations are looked at one by one."""
WALKS = 2_000
"""How many conversations are held at random, by seeds 0, 1, 2 ..., where not everything can be looked at."""
MOST_CASTINGS = 256
"""How many sets of dispositions are looked at."""
_NOBODY = 2**32 - 1


@dataclass(frozen=True, slots=True)
class Way:
    """Choices that lead from the start to somewhere, and the dispositions with which they do."""

    disposition: Mapping[str, str]
    choices: tuple[str, ...]

    @property
    def turns(self) -> int:
        """Return how many of the choices are responses: an answer in an activity never looks like an id."""
        return sum(re.fullmatch(ID_PATTERN, choice) is not None for choice in self.choices)


class Reach:
    """What can be reached with one set of dispositions.

    `codes` are the situations by number, in the order of the turns it takes to get there; endings are among them.
    What can be chosen in number n, and what that leads to, stands in `choices` and `arrivals` from `firsts[n]` up to
    `firsts[n + 1]`.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.codes: list[int] = []
        self.parents = array("I")
        self.made = array("I")
        """By which response, as its number in the scene, each situation was reached from its parent."""
        self.firsts = array("I")
        self.choices = array("I")
        self.arrivals = array("I")
        self.passed: frozenset[int] = frozenset()
        """The situations in which narration was passed."""
        self.tried = 0
        """In how many situations, the first ones, everything was tried: in all, unless the search was cut off."""
        self.walks = 0
        """How many conversations were held at random, because the search was cut off."""

    def explore(self, most: int, walks: int) -> bool:
        """Try every response in every situation; where there are more than `most`, walk at random and return False."""
        start = self.tables.start()
        known = {start: 0}
        self.codes.append(start)
        self.parents.append(_NOBODY)
        self.made.append(0)
        complete = most > 0 and self._try_everything(known, most)
        self.tried = len(self.firsts)
        if not complete:
            self.walks = walks
            for seed in range(walks):
                self._walk(known, Random(seed))
        self.firsts.extend(repeat(len(self.arrivals), len(self.codes) + 1 - self.tried))
        self.passed = frozenset(self.tables.passed)
        return complete

    def _walk(self, known: dict[int, int], random: Random) -> None:
        tables, code = self.tables, self.codes[0]
        for _turn in range(MOST_TURNS):
            moves = list(tables.on_offer(code))
            if not moves:
                return
            move, before = moves[random.randrange(len(moves))], known[code]
            code = tables.after(code, move)
            if code not in known:
                self._add(known, code, before, move.number)

    def _add(self, known: dict[int, int], code: int, before: int, choice: int) -> None:
        known[code] = len(self.codes)
        self.codes.append(code)
        self.parents.append(before)
        self.made.append(choice)

    def _try_everything(self, known: dict[int, int], most: int) -> bool:
        # One loop, and everything that is needed in it at hand: this is where all the time goes.
        tables, layout = self.tables, self.tables.layout
        moves, plain, kept, enter, passed = tables.moves, tables.plain, layout.kept, tables.enter, tables.passed
        here, elsewhere = layout.place.mask, ~layout.place.mask
        codes, parents, made = self.codes, self.parents, self.made
        firsts, choices, arrivals = self.firsts, self.choices, self.arrivals
        for number, code in enumerate(codes):
            firsts.append(len(arrivals))
            for choice, offered, meters, moods, remembered, ways in moves[code & here]:
                if offered is not None and not offered[1][code & offered[0]]:
                    continue
                turned = code
                for mask, table in meters:
                    turned += table[code & mask]
                moved = turned
                for mask, table in moods:
                    moved += table[turned & mask]
                moved |= remembered
                place = ways[0][1] if ways[0][0] is None else leads(ways, moved)
                moved = ((moved & elsewhere) | place) & kept[place] if plain[place] else enter(moved, place)
                arrival = known.get(moved)
                if arrival is None:
                    arrival = known[moved] = len(codes)
                    codes.append(moved)
                    parents.append(number)
                    made.append(choice)
                choices.append(choice)
                arrivals.append(arrival)
            if len(codes) + len(passed) > most:
                return False
        return True

    def situation(self, number: int) -> Situation:
        """Return a situation in words and numbers."""
        return self.tables.layout.read(self.codes[number])

    def place(self, number: int) -> str:
        """Return the scene or ending of a situation."""
        return self.tables.layout.places[self.codes[number] & self.tables.layout.place.mask]

    def ending(self, number: int) -> str | None:
        """Return the ending that a situation is, if it is one."""
        place = self.codes[number] & self.tables.layout.place.mask
        return self.tables.layout.places[place] if place >= len(self.tables.scenario.scenes) else None

    @cached_property
    def activities(self) -> frozenset[int]:
        """Return the situations in which an activity is to be answered, which is no turn."""
        mask, found = self.tables.layout.place.mask, self.tables.activities
        return frozenset(n for n, code in enumerate(self.codes) if code & mask in found) if found else frozenset()

    def moves(self, number: int) -> range:
        """Return where in `choices` and `arrivals` the moves from a situation stand."""
        return range(self.firsts[number], self.firsts[number + 1])

    def response(self, number: int, move: int) -> str:
        """Return the id of the response that a move from a situation makes."""
        return self.tables.ids[self.codes[number] & self.tables.layout.place.mask][self.choices[move]]

    def way(self, number: int) -> Way:
        """Return a shortest way to a situation; after a search that was cut off, the first that was found."""
        chosen, here = list[str](), self.tables.layout.place.mask
        while (before := self.parents[number]) != _NOBODY:
            chosen.append(self.tables.ids[self.codes[before] & here][self.made[number]])
            number = before
        return Way(self.tables.dispositions, tuple(reversed(chosen)))

    @cached_property
    def visits(self) -> Counter[str]:
        """Return how many situations each scene and each ending has; narration counts how it was passed."""
        layout = self.tables.layout
        mask = layout.place.mask
        counted = Counter(code & mask for code in self.codes)
        counted.update(code & mask for code in self.passed)
        return Counter({layout.places[number]: count for number, count in counted.items()})

    @cached_property
    def offers(self) -> Counter[tuple[str, str]]:
        """Return in how many situations each response is on offer, by scene and response.

        In an activity: in how many an answer is the smallest that comes to some outcome.
        """
        mask, ids, places = self.tables.layout.place.mask, self.tables.ids, self.tables.layout.places
        counted: Counter[tuple[int, int]] = Counter()
        for number, code in enumerate(self.codes):
            place = code & mask
            if number < self.tried:
                for choice in self.choices[self.firsts[number] : self.firsts[number + 1]]:
                    counted[place, choice] += 1
            else:
                counted.update((place, move.number) for move in self.tables.on_offer(code))
        found: Counter[tuple[str, str]] = Counter()
        for (place, choice), n in counted.items():  # one answer may show several outcomes, each in its own situations
            found[places[place], ids[place][choice]] += n
        return found


@dataclass(frozen=True)
class Exploration:
    """Everything that can happen in a scenario: one reach for each set of dispositions."""

    scenario: Scenario
    reaches: tuple[Reach, ...]
    complete: bool

    @cached_property
    def visits(self) -> Counter[str]:
        """Return in how many situations a talk can be in each scene and ending."""
        return sum((reach.visits for reach in self.reaches), Counter())

    @cached_property
    def offers(self) -> Counter[tuple[str, str]]:
        """Return in how many situations each response is on offer."""
        return sum((reach.offers for reach in self.reaches), Counter())

    @property
    def castings(self) -> int:
        """Return in how many ways the clients can show up together; no more than MOST_CASTINGS were looked at."""
        return prod(len(persona.dispositions) or 1 for persona in self.scenario.personas.values())

    @property
    def walks(self) -> int:
        """Return how many conversations were held at random."""
        return sum(reach.walks for reach in self.reaches)

    @property
    def situations(self) -> int:
        """Return how many situations there are, endings not counted."""
        return sum(count for place, count in self.visits.items() if place in self.scenario.scenes)

    def way_to(self, place: str) -> Way | None:
        """Return a shortest way to a scene in which one can choose, or to an ending; None where there is none.

        After a search that was cut off it is the first way that was found.
        """
        return self._ways.get(place)

    @cached_property
    def _ways(self) -> dict[str, Way]:
        found: dict[str, Way] = {}
        for reach in self.reaches:
            mask, places = reach.tables.layout.place.mask, reach.tables.layout.places
            firsts: dict[int, int] = {}
            for number, code in enumerate(reach.codes):
                firsts.setdefault(code & mask, number)
            for place, number in firsts.items():
                way = reach.way(number)
                known = found.get(places[place])
                if known is None or len(way.choices) < len(known.choices):
                    found[places[place]] = way
        return found


def explore(scenario: Scenario, most: int = MAX_STATES, lines: bool = False) -> Exploration:
    """Return everything that can happen in a scenario, unless that is more than `most` situations, endings included.

    With `lines` situations are also told apart by what only conditions of lines can read.
    """
    layout = Layout(scenario, lines)
    reaches: list[Reach] = []
    every = list(islice(castings(scenario), MOST_CASTINGS + 1))
    complete = len(every) <= MOST_CASTINGS
    with no_collection():
        for dispositions in every[:MOST_CASTINGS]:
            reach = Reach(Tables(scenario, layout, dispositions))
            reaches.append(reach)
            complete = reach.explore(most, -(-WALKS // len(every))) and complete
            most -= len(reach.codes) + len(reach.passed)
    return Exploration(scenario, tuple(reaches), complete)
