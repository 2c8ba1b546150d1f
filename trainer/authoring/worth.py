"""What each response is worth in each situation, with the formulas of the debrief, worked out once for each mood."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from itertools import repeat

from trainer.authoring.explorer import Reach
from trainer.authoring.tables import Lookup, Move, Table, Tables
from trainer.conversation.judgement import Judgement, judge
from trainer.debrief.summary import at_aim, progress, scored, turn_value
from trainer.scenario.scene import Scene
from trainer.theory.constants import VIOLATION


class Worth:
    """The readings of one scenario with one set of dispositions."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        scenes = tables.scenario.scenes
        self._values = tuple(
            tuple(self._value(scene, key) for key in scene.responses) if scene.responses else self._nothing(name)
            for name, scene in scenes.items()
        )
        self.crosses = tuple(
            tuple(VIOLATION in response.pitfalls for response in scene.responses.values())
            or (False,) * len(tables.tries.get(name, ()))
            for name, scene in scenes.items()
        )
        """By number of a scene and of a response in it: whether it crosses a boundary."""
        self._no_way_to_go = at_aim(tables.cast)
        self._progress: Lookup = tables.layout.every_mood, Table(lambda bits: progress(tables.cast, self._moods(bits)))

    def value(self, code: int, move: Move) -> float:
        """Return what a response is worth in a situation, 0 to 100."""
        mask, table = self._values[code & self.tables.layout.place.mask][move.number]
        return float(table[code & mask])

    def judge(self, code: int, response: str) -> Judgement:
        """Return the whole reading of a response in a situation."""
        scenario = self.tables.scenario
        scene = scenario.scenes[str(self.tables.layout.place.read(code))]
        return judge(scene.responses[response], scene, scenario.present(scene), self.tables.cast, self._moods(code))

    def score(self, mean: float, code: int, violated: bool) -> float:
        """Return the practice score of a talk that came to this situation with turns worth so much on average."""
        mask, table = self._progress
        return scored(mean, None if self._no_way_to_go else table[code & mask], violated)

    def moves(self, reach: Reach) -> array[float]:
        """Return what every move of a reach is worth, in the order of its `choices`."""
        here, values = self.tables.layout.place.mask, self._values
        found = array("d", repeat(0.0, len(reach.choices)))
        first = 0
        for code, last in zip(reach.codes, reach.firsts[1:], strict=False):
            if first < last:
                lookups = values[code & here]
                for move in range(first, last):
                    mask, table = lookups[reach.choices[move]]
                    found[move] = table[code & mask]
                first = last
        return found

    def crossing(self, reach: Reach) -> frozenset[int]:
        """Return the moves of a reach that cross a boundary."""
        crosses, here = self.crosses, self.tables.layout.place.mask
        if not any(map(any, crosses)):
            return frozenset()
        return frozenset(
            move
            for number, code in enumerate(reach.codes)
            for move in reach.moves(number)
            if crosses[code & here][reach.choices[move]]
        )

    def _value(self, scene: Scene, key: str) -> Lookup:
        scenario, cast, response = self.tables.scenario, self.tables.cast, scene.responses[key]
        present = scenario.present(scene)
        mask = sum(self.tables.layout.moods[person].mask for person in response.addressed(present))
        return mask, Table(lambda bits: turn_value(judge(response, scene, present, cast, self._moods(bits))))

    def _nothing(self, name: str) -> tuple[Lookup, ...]:
        """Return what the moves of an activity are worth: nothing, for they are no turns."""
        return ((0, Table(lambda _bits: 0.0)),) * len(self.tables.tries.get(name, ()))

    def _moods(self, code: int) -> Mapping[str, str]:
        return {key: str(field.read(code)) for key, field in self.tables.layout.moods.items()}
