"""A scenario compiled to tables, for one set of dispositions: what each response makes of each situation.

A table holds, for the bits it looks at, what they come to; it is filled the first time it is asked. Tables are
shared by what they stand for: every response that raises the same meter uses the same one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any, NamedTuple

from trainer.authoring.layout import Layout, Memory, chosen
from trainer.conversation.cast import Client, client
from trainer.conversation.guard import Guard, guard
from trainer.conversation.world import Act, act
from trainer.scenario.condition import Condition
from trainer.scenario.fields import ANY
from trainer.scenario.model import Scenario, Shift
from trainer.scenario.scene import Response, Scale, Scene, Target


class Table(dict[int, Any]):
    """What bits come to, worked out on demand."""

    __slots__ = ("_work_out",)

    def __init__(self, work_out: Callable[[int], Any]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, bits: int) -> Any:
        found = self[bits] = self._work_out(bits)
        return found


Lookup = tuple[int, Table]
"""A mask and the table of what it lets through."""
Ways = tuple[tuple[Lookup | None, int], ...]
"""Where a talk goes: the first whose condition holds, as the number of a place."""


class Move(NamedTuple):
    """One response: whether it is on offer, what it does to meters, then to moods, what it leaves, where it leads.

    In an activity it is one outcome, shown by one answer, and on offer where no smaller answer comes to that outcome.
    """

    number: int
    offered: Lookup | None
    meters: tuple[Lookup, ...]
    moods: tuple[Lookup, ...]
    remembered: int
    ways: Ways


class Entry(NamedTuple):
    """What entering a place does; `ways` are those of narration, which passes by itself."""

    remembered: int
    effects: tuple[Lookup, ...]
    ways: Ways | None


class Tables:
    """One scenario with one set of dispositions."""

    def __init__(self, scenario: Scenario, layout: Layout, dispositions: Mapping[str, str]) -> None:
        self.scenario, self.layout, self.dispositions = scenario, layout, dispositions
        self.cast: dict[str, Client] = {
            key: client(key, persona, dispositions.get(key)) for key, persona in scenario.personas.items()
        }
        self._personas = tuple(scenario.personas)
        self._shared: dict[Hashable, Lookup] = {}
        self.answers: dict[tuple[str, Act, bool], Lookup] = {}
        """How somebody (the id) answers an act when spoken to (True), or when only hearing it."""
        self.shifts = {
            (key, addressed): self._heard(key, addressed) for key in self.cast for addressed in (True, False)
        }
        self.outcomes = {key: self._outcomes(s) for key, s in scenario.scenes.items() if isinstance(s, Scale)}
        """By activity: the number of the outcome that each answer comes to, in the order of the answers."""
        self.tries = {key: self._tries(key, s) for key, s in scenario.scenes.items() if isinstance(s, Scale)}
        """By activity: the number of an outcome and an answer, for each of its moves."""
        self.activities = frozenset(layout.numbers[key] for key in self.tries)
        """The numbers of the places that are activities: what is chosen there is no turn."""
        self.ids = (*(self._ids(*item) for item in scenario.scenes.items()), *((),) * len(scenario.endings))
        """By number of a place: what can be chosen there, ids of responses or answers, in the order of the moves."""
        self.moves = tuple(self._moves(name, scene) for name, scene in scenario.scenes.items())
        self.moves += ((),) * len(scenario.endings)
        self.entries = tuple(self._entry(name, scenario.scenes.get(name)) for name in layout.places)
        self.plain = tuple(entry == Entry(0, (), None) for entry in self.entries)
        """By number of a place: whether entering it does nothing but being there."""
        self.passed: set[int] = set()
        """Every situation in which narration was passed so far."""

    def start(self) -> int:
        """Return the situation in which every talk begins."""
        layout = self.layout
        code = sum(field.bits(self.scenario.meters[key].start) for key, field in layout.meters.items())
        code += sum(field.bits(self.cast[key].start) for key, field in layout.moods.items())
        return self.enter(code, layout.numbers[self.scenario.start])

    def enter(self, code: int, place: int) -> int:
        """Return the situation of somebody who comes to a place, and passes what passes by itself."""
        layout = self.layout
        while True:
            entry = self.entries[place]
            code = (code & ~layout.place.mask) | place | entry.remembered
            for mask, table in entry.effects:
                code += table[code & mask]
            code &= layout.kept[place]
            if entry.ways is None:
                return code
            self.passed.add(code)
            place = leads(entry.ways, code)

    def after(self, code: int, move: Move) -> int:
        """Return the situation that a response on offer leads to."""
        moved = self.moved(code, move)
        return self.enter(moved, leads(move.ways, moved))

    def moved(self, code: int, move: Move) -> int:
        """Return what a response on offer makes of meters, moods and memories, before the talk goes anywhere."""
        turned = code
        for mask, table in move.meters:
            turned += table[code & mask]
        moved = turned
        for mask, table in move.moods:
            moved += table[turned & mask]
        return moved | move.remembered

    def on_offer(self, code: int) -> Iterator[Move]:
        """Yield what can be chosen in a situation, in the order of the file."""
        for move in self.moves[code & self.layout.place.mask]:
            if move.offered is None or move.offered[1][code & move.offered[0]]:
                yield move

    # --- compiling --------------------------------------------------------------------------------------------

    def _table(self, key: Hashable, make: Callable[[], Lookup]) -> Lookup:
        found = self._shared.get(key)
        if found is None:
            found = self._shared[key] = make()
        return found

    def _heard(self, key: str, addressed: bool) -> tuple[tuple[Shift, Guard | None], ...]:
        """Return the shifts by which somebody answers who is spoken to, or who only hears it."""
        rules = (shift for shift in self.cast[key].persona.shifts if addressed or shift.heard)
        return tuple((r, guard(r.condition, self._personas) if r.condition else None) for r in rules)

    def _ids(self, name: str, scene: Scene) -> tuple[str, ...]:
        return tuple(answer for _outcome, answer in self.tries[name]) if name in self.tries else tuple(scene.responses)

    def _moves(self, name: str, scene: Scene) -> tuple[Move, ...]:
        if isinstance(scene, Scale):
            return tuple(self._try(n, name, scene) for n in range(len(self.tries[name])))
        return tuple(self._move(n, name, key, scene) for n, key in enumerate(scene.responses))

    def _move(self, number: int, name: str, key: str, scene: Scene) -> Move:
        response = scene.responses[key]
        flag = self.layout.flags.get(chosen(name, key), 0)
        return Move(
            number,
            self._offered(response, flag if response.once else 0),
            self._meters(response.meters),
            (*self._shifts(response, scene), *self._given(response.mood)),
            flag,
            self._ways((*(response.to or ()), *(scene.to or ()))),
        )

    def _outcomes(self, scale: Scale) -> Lookup:
        conditions = [outcome.condition for outcome in scale.outcomes]
        guards = [guard(condition, self._personas) if condition else None for condition in conditions]
        mask = 0
        for condition in conditions:
            mask |= self.layout.reads(condition) if condition else 0

        def comes_to(bits: int) -> tuple[int, ...]:
            world = self.layout.world(bits, self.dispositions)
            seen = [world.answering(int(answer)) for answer in scale.answers]
            return tuple(next(n for n, holds in enumerate(guards) if not holds or holds(view)) for view in seen)

        return mask, Table(comes_to)

    def _tries(self, name: str, scale: Scale) -> tuple[tuple[int, str], ...]:
        """Return which answer may be the first that comes to which outcome; where that never changes, which is."""
        mask, outcomes = self.outcomes[name]
        if mask:
            return tuple((n, answer) for n in range(len(scale.outcomes)) for answer in scale.answers)
        return tuple((n, scale.answers[outcomes[0].index(n)]) for n in sorted(set(outcomes[0])))

    def _try(self, number: int, name: str, scale: Scale) -> Move:
        n, answer = self.tries[name][number]
        outcome, at = scale.outcomes[n], scale.answers.index(answer)
        mask, outcomes = self.outcomes[name]

        def is_first(bits: int) -> bool:
            found: tuple[int, ...] = outcomes[bits]
            return found[at] == n and n not in found[:at]

        return Move(
            number,
            (mask, Table(is_first)) if mask else None,
            self._meters(outcome.meters),
            self._given(outcome.mood),
            0,
            ((None, self.layout.numbers[outcome.to]),),
        )

    def _offered(self, response: Response, spent: int) -> Lookup | None:
        if response.condition is None:
            return (spent, Table(lambda bits: not bits)) if spent else None
        mask, holds = self.holds(response.condition)
        if not spent:
            return mask, holds
        return mask | spent, Table(lambda bits: not bits & spent and holds[bits & mask])

    def holds(self, condition: Condition) -> Lookup:
        """Return in which situations a condition of the story holds."""

        def make() -> Lookup:
            holds, layout, dispositions = guard(condition, self._personas), self.layout, self.dispositions
            return layout.reads(condition), Table(lambda bits: holds(layout.world(bits, dispositions)))

        return self._table(("if", condition.text), make)

    def _meters(self, effects: Mapping[str, int]) -> tuple[Lookup, ...]:
        return tuple([self._meter(key, change) for key, change in effects.items() if change])

    def _meter(self, key: str, change: int) -> Lookup:
        field = self.layout.meters[key]
        last = len(field.values) - 1

        def delta(bits: int) -> int:
            value = bits >> field.shift
            return (min(last, max(0, value + change)) - value) << field.shift

        return self._table(("meter", key, change), lambda: (field.mask, Table(delta)))

    def _given(self, moods: Mapping[str, str]) -> tuple[Lookup, ...]:
        return tuple([self._set(key, mood) for key, mood in moods.items()])

    def _set(self, key: str, mood: str) -> Lookup:
        field = self.layout.moods[key]
        wanted = field.bits(mood)
        return self._table(("mood", key, mood), lambda: (field.mask, Table(lambda bits: wanted - bits)))

    def _shifts(self, response: Response, scene: Scene) -> Iterator[Lookup]:
        """Yield how each person in the room answers by shifts of their own."""
        present = self.scenario.present(scene)
        addressed = response.addressed(present)
        for key in present:
            if key not in response.mood and self.shifts[key, key in addressed]:
                person = self.cast[key]
                met = act(response, person.band(scene.phase, scene.asks), person.persona.address)
                yield self._shift(key, met, key in addressed)

    def _shift(self, key: str, met: Act, addressed: bool) -> Lookup:
        known = key, met, addressed
        if known not in self.answers:
            self.answers[known] = self._answers(*known)
        return self.answers[known]

    def _answers(self, key: str, met: Act, addressed: bool) -> Lookup:
        layout, rules = self.layout, self.shifts[key, addressed]
        field = layout.moods[key]
        mask = field.mask
        for rule, _holds in rules:
            mask |= layout.reads(rule.condition) if rule.condition else 0

        def delta(bits: int) -> int:
            world = layout.world(bits, self.dispositions)
            world.act = met
            mood = world.moods[key]
            for rule, holds in rules:
                if (mood in rule.origin or ANY in rule.origin) and (holds is None or holds(world)):
                    return field.bits(rule.to) - field.bits(mood)
            return 0

        return mask, Table(delta)

    def _ways(self, targets: tuple[Target, ...]) -> Ways:
        ways = []
        for target in targets:
            ways.append((self.holds(target.condition) if target.condition else None, self.layout.numbers[target.to]))
            if target.condition is None:
                break
        return tuple(ways)

    def _entry(self, name: str, scene: Scene | None) -> Entry:
        flag = self.layout.flags.get(Memory("visited", name), 0)
        if scene is None:
            return Entry(flag, (), None)
        effects = () if name == self.scenario.start else (*self._meters(scene.meters), *self._given(scene.mood))
        return Entry(flag, effects, self._ways(scene.to or ()) if scene.passes else None)


def leads(ways: Ways, code: int) -> int:
    """Return the number of the place that a talk goes to."""
    for lookup, place in ways:
        if lookup is None or lookup[1][code & lookup[0]]:
            return place
    raise AssertionError("the loader lets no list of ways fall through")
