"""Players who take a response without listening, and the score each of them comes to: a good scenario resists them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from random import Random
from typing import Final

from trainer.authoring.explorer import MOST_TURNS, Exploration, Way
from trainer.authoring.tables import Move, Tables
from trainer.authoring.worth import Worth
from trainer.scenario.model import Scenario
from trainer.scenario.scene import Response
from trainer.theory.rose import angle_between, position

RANDOM: Final = "random"
RANDOM_RUNS: Final = 1_000
MOST_CHOICES: Final = 2 * MOST_TURNS
"""Answers in activities are no turns, but a bot does not go round in them for ever either."""
_AWAY: Final = 180.0
_DIGITS: Final = 9


def _angle(code: str) -> Callable[[int, Response], float]:
    wanted = position(code).vector

    def angle(_number: int, response: Response) -> float:
        vector = response.rose.vector
        # The middle has no direction. Rounded, because angles that are the same differ in their last digits.
        return round(angle_between(vector, wanted), _DIGITS) if hypot(*vector) else _AWAY

    return angle


TASTES: Final[Mapping[str, Callable[[int, Response], float]]] = {
    "first": lambda number, response: number,
    "last": lambda number, response: -number,
    "longest": lambda number, response: -len(response.text),
    "shortest": lambda number, response: len(response.text),
    "friendliest": lambda number, response: -round(response.rose.vector.x, _DIGITS),
    "closest": lambda number, response: -response.closeness,
    "most_distant": lambda number, response: response.closeness,
    "always_SB": _angle("SB"),
    "always_SO": _angle("SO"),
}
"""What each bot wants least of, of a response and its number in the scene; of equals it takes the first in the file."""
BY_WORDS: Final = ("longest", "shortest")
"""Bots for which it matters in which language a scenario is."""
Chooser = Callable[[int, Sequence[Move]], Move]


@dataclass(frozen=True, slots=True)
class Played:
    """What a bot came to: the practice score (0 without a turn), and the conversation; `random` has only a mean."""

    score: float
    way: Way


def bots(exploration: Exploration) -> dict[str, Played]:
    """Return what every bot comes to, each with the dispositions that suit it best."""
    found = _best(exploration, exploration.scenario, TASTES)
    for reach in exploration.reaches:
        worth = Worth(reach.tables)
        scores = [_play(reach.tables, worth, _chance(Random(seed))).score for seed in range(RANDOM_RUNS)]
        _keep(found, RANDOM, Played(sum(scores) / len(scores), Way(reach.tables.dispositions, ())))
    return found


def bots_by_words(exploration: Exploration, scenario: Scenario) -> dict[str, Played]:
    """Return what the bots come to that look at words, in the same story told in other words."""
    return _best(exploration, scenario, BY_WORDS)


def _best(exploration: Exploration, scenario: Scenario, names: Iterable[str]) -> dict[str, Played]:
    found: dict[str, Played] = {}
    for reach in exploration.reaches:
        worth = Worth(reach.tables)
        for name in names:
            _keep(found, name, _play(reach.tables, worth, _taste(name, reach.tables, scenario)))
    return found


def _keep(found: dict[str, Played], name: str, played: Played) -> None:
    if name not in found or played.score > found[name].score:
        found[name] = played


def _taste(name: str, tables: Tables, scenario: Scenario) -> Chooser:
    """Return who takes what it wants most; back in a situation where it was before, what it wants next."""
    places = tables.layout.place.mask
    wants = [
        [TASTES[name](number, response) for number, response in enumerate(scene.responses.values())]
        or _tastes_of_answers(name, len(tables.tries.get(key, ())))
        for key, scene in scenario.scenes.items()
    ]
    been: Counter[int] = Counter()

    def choose(code: int, moves: Sequence[Move]) -> Move:
        ordered = sorted(moves, key=lambda move: wants[code & places][move.number])
        been[code] += 1
        return ordered[min(been[code], len(ordered)) - 1]

    return choose


def _tastes_of_answers(name: str, many: int) -> list[float]:
    """Return what a bot wants least of in an activity, where nothing has a place on the Rose or the axis."""
    return [-number if name == "last" else number for number in range(many)]


def _chance(random: Random) -> Chooser:
    return lambda _code, moves: moves[random.randrange(len(moves))]


def _play(tables: Tables, worth: Worth, choose: Chooser) -> Played:
    code, values, violated, chosen = tables.start(), list[float](), False, list[str]()
    while len(values) < MOST_TURNS and len(chosen) < MOST_CHOICES:
        moves = list(tables.on_offer(code))
        if not moves:
            break
        move = choose(code, moves)
        place = code & tables.layout.place.mask
        if place not in tables.activities:
            values.append(worth.value(code, move))
        violated = violated or worth.crosses[place][move.number]
        chosen.append(tables.ids[place][move.number])
        code = tables.after(code, move)
    score = worth.score(sum(values) / len(values), code, violated) if values else 0.0
    return Played(score, Way(tables.dispositions, tuple(chosen)))
