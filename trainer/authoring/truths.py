"""Where conditions hold and where they do not, over all situations in which they are asked.

A condition is asked where the talk asks it: that of a response when its scene is entered, that of a way when every
way before it is closed, that of a shift when the mood fits and no shift before it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from trainer.authoring.explorer import Exploration, Reach
from trainer.authoring.tables import Move, Tables
from trainer.conversation.guard import Guard
from trainer.conversation.world import World
from trainer.scenario.condition import Condition
from trainer.scenario.fields import ANY
from trainer.scenario.model import Ending, Shift
from trainer.scenario.scene import Line, Scale, Scene, Target

Path = tuple[str | int, ...]


@dataclass
class Truths:
    """What conditions came to: by the path of each, the condition and the values it had."""

    conditions: dict[Path, Condition] = field(default_factory=dict)
    values: dict[Path, set[bool]] = field(default_factory=dict)
    fired: set[Path] = field(default_factory=set)
    """The shifts that ever happen."""
    passed: dict[Path, set[Path]] = field(default_factory=dict)
    """By a shift that could have happened: the earlier ones that did."""

    @property
    def too_late(self) -> dict[Path, set[Path]]:
        """Return the shifts that could happen and never do, each with the earlier ones that always come first."""
        return {path: earlier for path, earlier in self.passed.items() if path not in self.fired}

    def ask(self, path: Path, condition: Condition, tables: Tables, codes: Iterable[int]) -> list[int]:
        """Ask a condition in these situations, and return those in which it does not hold."""
        mask, table = tables.holds(condition)
        self.note(path, condition, {bool(table[bits]) for bits in {code & mask for code in codes}})
        return [code for code in codes if not table[code & mask]]

    def note(self, path: Path, condition: Condition, values: set[bool]) -> None:
        """Remember that a condition had these values."""
        self.conditions[path] = condition
        self.values.setdefault(path, set()).update(values)


def truths(exploration: Exploration, told: Exploration) -> Truths:
    """Return what every condition comes to; those of lines are asked in `told`, where their memories are kept."""
    found = Truths()
    for reach in exploration.reaches:
        for name, codes, scene in _places(reach):
            if isinstance(scene, Scene):
                _ask_scene(found, reach.tables, ("scenes", name), scene, codes)
        _ask_shifts(found, reach.tables)
    for reach in told.reaches:
        for name, codes, place in _places(reach):
            path = ("scenes" if isinstance(place, Scene) else "endings", name)
            _ask_lines(found, reach.tables, (*path, "lines"), place.lines, codes)
            for key, response in place.responses.items() if isinstance(place, Scene) else ():
                if any(line.condition for line in response.reply):
                    moved = _made(reach.tables, name, key, codes)
                    _ask_lines(found, reach.tables, (*path, "responses", key, "reply"), response.reply, moved)
            if isinstance(place, Scale):
                _ask_outcomes(found, reach.tables, path, place, codes)
    return found


def _places(reach: Reach) -> Iterator[tuple[str, list[int], Scene | Ending]]:
    """Yield every scene and ending with its situations."""
    scenario, layout = reach.tables.scenario, reach.tables.layout
    codes: list[list[int]] = [[] for _place in layout.places]
    for found in (reach.codes, reach.passed):
        for code in found:
            codes[code & layout.place.mask].append(code)
    for name, here in zip(layout.places, codes, strict=True):
        yield name, here, scenario.scenes.get(name) or scenario.endings[name]


def _made(tables: Tables, scene: str, response: str, codes: Iterable[int]) -> list[int]:
    """Return what a response makes of these situations, where it is on offer, before the talk goes anywhere."""
    place = tables.layout.numbers[scene]
    return _moved(tables, tables.moves[place][tables.ids[place].index(response)], codes)


def _moved(tables: Tables, move: Move, codes: Iterable[int]) -> list[int]:
    if move.offered is None:
        return [tables.moved(code, move) for code in codes]
    mask, offered = move.offered
    return [tables.moved(code, move) for code in codes if offered[code & mask]]


def _ask_scene(found: Truths, tables: Tables, path: Path, scene: Scene, codes: list[int]) -> None:
    for key, response in scene.responses.items():
        own = (*path, "responses", key)
        if response.condition:
            found.ask((*own, "if"), response.condition, tables, codes)
        targets = [((*own, "to", n), target) for n, target in enumerate(response.to or ())]
        targets += [((*path, "to", n), target) for n, target in enumerate(scene.to or ())]
        if targets[0][1].condition:
            _ask_ways(found, tables, targets, _made(tables, str(path[-1]), key, codes))
    if scene.passes:
        _ask_ways(found, tables, [((*path, "to", n), target) for n, target in enumerate(scene.to or ())], codes)


def _ask_outcomes(found: Truths, tables: Tables, path: Path, scale: Scale, codes: list[int]) -> None:
    """Ask the lines of replies; which outcomes there are is told by the answers that show them."""
    name = str(path[-1])
    for (n, _answer), move in zip(tables.tries[name], tables.moves[tables.layout.numbers[name]], strict=True):
        _ask_lines(found, tables, (*path, "outcomes", n, "reply"), scale.outcomes[n].reply, _moved(tables, move, codes))


def _ask_ways(found: Truths, tables: Tables, targets: list[tuple[Path, Target]], codes: list[int]) -> None:
    for path, target in targets:
        if target.condition is None:
            return
        codes = found.ask((*path, "if"), target.condition, tables, codes)


def _ask_lines(found: Truths, tables: Tables, path: Path, lines: Iterable[Line], codes: list[int]) -> None:
    for n, line in enumerate(lines):
        if line.condition:
            found.ask((*path, n, "if"), line.condition, tables, codes)


def _ask_shifts(found: Truths, tables: Tables) -> None:
    """Ask the shifts of whoever answered an act, in every situation in which that happened."""
    for (key, met, addressed), (_mask, table) in tables.answers.items():
        shifts = tables.cast[key].persona.shifts
        places: dict[int, Path] = {id(shift): ("personas", key, "shifts", n) for n, shift in enumerate(shifts)}
        rules = [(places[id(shift)], shift, holds) for shift, holds in tables.shifts[key, addressed]]
        for bits in table:
            world = tables.layout.world(bits, tables.dispositions)
            world.act = met
            mood = world.moods[key]
            _answer(found, world, [rule for rule in rules if mood in rule[1].origin or ANY in rule[1].origin])


def _answer(found: Truths, world: World, rules: Iterable[tuple[Path, Shift, Guard | None]]) -> None:
    """Note what the shifts that fit the mood come to: the first that holds happens, the others could have."""
    first: Path | None = None
    for path, shift, holds in rules:
        value = holds is None or holds(world)
        if first is None:
            if shift.condition:
                found.note((*path, "if"), shift.condition, {value})
            if value:
                first = path
                found.fired.add(path)
        elif value:
            found.passed.setdefault(path, set()).add(first)
            if shift.condition:
                found.conditions[(*path, "if")] = shift.condition
