"""Rules about what can happen: every one of them looks at all situations that a talk can come to.

What the map of the story already forbids is told by the rules of structure, not once more here. When there are more
situations than were looked at, only what was seen is told, never what was not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from trainer.authoring.explorer import MOST_CASTINGS, Exploration, Reach, Way
from trainer.authoring.rules.rule import Path, Remark, rule
from trainer.authoring.rules.showing import shown
from trainer.authoring.rules.structure import finishing, reachable
from trainer.authoring.study import Study
from trainer.authoring.truths import Truths
from trainer.language import _, plural
from trainer.scenario.shape import find

MOST_NAMED: Final = 3
"""Of the shifts that always come before another, so many are named."""


@rule("E501", "error")
def nothing_on_offer(study: Study) -> Iterator[Remark]:
    """In some situation every response of this scene is closed, so the talk stops here without an ending."""
    found: dict[str, list[tuple[Reach, int]]] = {}
    for reach, number in _stuck(study.exploration):
        found.setdefault(reach.place(number), []).append((reach, number))
    for scene, situations in found.items():
        way = _shortest(reach.way(number) for reach, number in situations)
        message = plural(
            "In {n} situation of `{scene}` there is no response on offer.",
            "In {n} situations of `{scene}` there is no response on offer.",
            len(situations),
            scene=scene,
        )
        hint = _("Leave one response without `if` and `once`. The shortest way there: {way}.").format(way=shown(way))
        yield Remark(("scenes", scene), message, hint)


def _stuck(exploration: Exploration) -> Iterator[tuple[Reach, int]]:
    """Yield every situation in which nothing can be chosen and that is no ending."""
    for reach in exploration.reaches:
        for number in range(reach.tried):
            if not reach.moves(number) and reach.ending(number) is None:
                yield reach, number


def _shortest(ways: Iterator[Way]) -> Way:
    return min(ways, key=lambda way: len(way.choices))


@rule("E502", "error")
def no_way_out(study: Study) -> Iterator[Remark]:
    """From this situation the talk can only go round: there is always something to choose, and never an ending."""
    if not study.exploration.complete:
        return
    told = study.scenario.scenes.keys() - finishing(study.scenario)
    for reach in study.exploration.reaches:
        for number in _traps(reach):
            scene = reach.place(number)
            if scene not in told:
                told.add(scene)
                message = _("Here the talk can get into a loop that has no way out, in `{scene}`.").format(scene=scene)
                hint = _("Give it a way towards an ending. The shortest way there: {way}.").format(
                    way=shown(reach.way(number))
                )
                yield Remark(("scenes", scene), message, hint)


def _traps(reach: Reach) -> Iterator[int]:
    """Yield for each loop without a way out the situation in it that is reached first."""
    lost = [number for number, free in enumerate(_escaping(reach)) if not free]
    seen: set[int] = set()
    for number in lost:
        if number not in seen:
            inside = _onwards(reach, number)
            if not inside & seen:
                yield number
            seen |= inside


def _escaping(reach: Reach) -> bytearray:
    """Return for each situation whether some way from there comes to a stop, in an ending or not."""
    free = bytearray(not reach.moves(number) for number in range(len(reach.codes)))
    arrivals, firsts = reach.arrivals, reach.firsts
    waiting = [number for number, found in enumerate(free) if not found]
    while True:
        left = []
        for number in reversed(waiting):
            if any(map(free.__getitem__, arrivals[firsts[number] : firsts[number + 1]])):
                free[number] = True
            else:
                left.append(number)
        if len(left) == len(waiting):
            return free
        waiting = left[::-1]


def _onwards(reach: Reach, number: int) -> set[int]:
    """Return every situation that can follow on one, itself included."""
    seen, ahead = {number}, [number]
    while ahead:
        here = ahead.pop()
        for arrival in reach.arrivals[reach.firsts[here] : reach.firsts[here + 1]]:
            if arrival not in seen:
                seen.add(arrival)
                ahead.append(arrival)
    return seen


@rule("E503", "error")
def ending_nobody_reaches(study: Study) -> Iterator[Remark]:
    """Ways lead to this ending, but their conditions never hold together, so no talk ends like this."""
    for ending in _unseen(study, study.scenario.endings):
        message = _("No conversation can reach the ending `{name}`.").format(name=ending)
        yield Remark(("endings", ending), message, _("Look at the `if` of the ways that lead here."))


@rule("E510", "error")
def scene_nobody_reaches(study: Study) -> Iterator[Remark]:
    """Ways lead to this scene, but their conditions never hold together, so nobody will ever see it."""
    for scene in _unseen(study, study.scenario.scenes):
        message = _("No conversation can reach the scene `{name}`.").format(name=scene)
        yield Remark(("scenes", scene), message, _("Look at the `if` of the ways that lead here."))


def _unseen(study: Study, places: Mapping[str, object]) -> Iterator[str]:
    """Yield the places that the map leads to and no conversation."""
    if study.exploration.complete:
        known = reachable(study.scenario)
        yield from (name for name in places if name in known and not study.exploration.visits[name])


@rule("E504", "warning")
def never_on_offer(study: Study) -> Iterator[Remark]:
    """People come to this scene, but never in a situation in which this response is on offer."""
    exploration = study.exploration
    if not exploration.complete:
        return
    for name, scene in study.scenario.scenes.items():
        for key in scene.responses if exploration.visits[name] else ():
            if not exploration.offers[name, key]:
                message = _("The response `{name}` is never on offer.").format(name=key)
                yield Remark(("scenes", name, "responses", key), message, _("Look at its `if`, or take it out."))


@rule("E505", "warning")
def always_true(study: Study) -> Iterator[Remark]:
    """This condition holds in every situation in which it is asked, so it decides nothing."""
    for path, text in _constant(study, True):
        message = _("`{text}` is true whenever it is asked.").format(text=text)
        yield Remark(path, message, _("Take it out, or look whether it says what you mean."), (text, 0))


@rule("E506", "warning")
def never_true(study: Study) -> Iterator[Remark]:
    """This condition never holds when it is asked, or an earlier shift always comes first: it makes nothing happen."""
    late = _too_late(study)
    for path, text in _constant(study, False):
        # a response that is closed everywhere is told as one that is never on offer
        if path[-3] != "responses" and path[:-1] not in late:
            message = _("`{text}` is never true when it is asked.").format(text=text)
            yield Remark(path, message, _("Take it out, or look whether it says what you mean."), (text, 0))
    for path, earlier in late.items():
        yield _comes_too_late(study, path, sorted(earlier)[:MOST_NAMED])


def _too_late(study: Study) -> dict[Path, set[Path]]:
    return study.truths.too_late if study.exploration.complete and study.told.complete else {}


def _comes_too_late(study: Study, path: Path, earlier: Iterable[Path]) -> Remark:
    message = _("This shift comes too late: whenever it could happen, an earlier one does.")
    hint = _("What comes first: {places}. Move this one up, or take it out.")
    hint = hint.format(places=", ".join(_lines(study, earlier)))
    condition = study.truths.conditions.get((*path, "if"))
    if condition is None:
        return Remark(path, message, hint)
    return Remark((*path, "if"), message, hint, (condition.text, 0))


def _lines(study: Study, paths: Iterable[Path]) -> Iterator[str]:
    """Yield where paths stand in the files, as file:line."""
    if study.scenario.place is None:
        return
    for path in paths:
        source, mark = find(study.scenario.place, path).at_value()
        yield f"{source.file}:{mark.line + 1}"


def _constant(study: Study, value: bool) -> Iterator[tuple[Path, str]]:
    if study.exploration.complete and study.told.complete:
        truths: Truths = study.truths
        for path, values in truths.values.items():
            if values == {value}:
                yield path, truths.conditions[path].text


@rule("E507", "warning")
def meter_that_never_moves(study: Study) -> Iterator[Remark]:
    """This meter has the same value in every situation, so it could as well not be there."""
    for key, values in _meters(study).items():
        if len(values) == 1:
            message = _("The meter `{name}` never moves.").format(name=key)
            yield Remark(("meters", key), message, _("Let a response move it, or take it out."))


@rule("E508", "warning")
def meter_at_its_edge(study: Study) -> Iterator[Remark]:
    """After the first turn this meter always sits at its lowest or its highest value: its range is too small."""
    for key, values in _meters(study, later=True).items():
        meter = study.scenario.meters[key]
        if meter.max - meter.min > 1 and len(values) > 1 and values <= {meter.min, meter.max}:
            message = _("The meter `{name}` always sits at its edge.").format(name=key)
            yield Remark(("meters", key), message, _("Give it a wider range, or smaller steps."))


def _meters(study: Study, later: bool = False) -> dict[str, set[int]]:
    """Return which values every meter has; with `later` without the situation in which a talk begins."""
    found: dict[str, set[int]] = {}
    for reach in study.exploration.reaches if study.exploration.complete else ():
        for key, field in reach.tables.layout.meters.items():
            bits = {code & field.mask for code in reach.codes[later:]}
            found.setdefault(key, set()).update(int(field.read(code)) for code in bits)
    return found


@rule("E509", "warning")
def too_many_situations(study: Study) -> Iterator[Remark]:
    """There are more situations than were looked at, so nothing can be said about what never happens."""
    if study.exploration.complete:
        return
    ways = study.exploration.castings
    if ways > MOST_CASTINGS:
        message = _("The clients can show up in {n} ways together; only the first {most} were looked at.")
        hint = _("Fewer dispositions, or fewer personas that have some, bring it down to {most}.")
        yield Remark(("personas",), message.format(n=ways, most=MOST_CASTINGS), hint.format(most=MOST_CASTINGS))
    else:
        message = _("This story has too many situations to look at all of them; it was tried by random talks.")
        hint = _("Fewer meters, smaller ranges or fewer `once` make it smaller.")
        yield Remark(("scenes",), message, hint)
