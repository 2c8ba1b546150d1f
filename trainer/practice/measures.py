"""What is followed from talk to talk: each measure with its name, its scale, and a course of it in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from trainer.language import N_, _, decimal, plural
from trainer.practice.section import signed
from trainer.records.past import Past
from trainer.theory.constants import CLOSENESS, OCTANTS

Scale = tuple[tuple[float, str], ...]
"""Values with their words, from the lowest to the highest; a scale that goes below 0 is as wide on both sides."""
TO_COMPARE = 3
"""Talks on either side of a comparison: with fewer, one good or bad day would be told as a course."""


def percent(value: float) -> str:
    """Return a share of 100."""
    return f"{round(value)}%"


def whole_down(value: float) -> str:
    """Return a whole number that is never rounded up to a better word."""
    return str(int(value))


def number(value: float) -> str:
    """Return a number, with one decimal if it is not whole."""
    return str(int(value)) if value == int(value) else decimal(value, ".1f")


def sum_of_signs(value: float) -> str:
    """Return a number with its sign."""
    return signed(int(value)) if value == int(value) else decimal(value, "+.1f")


def degrees(value: float) -> str:
    """Return an angle."""
    return f"{round(value)}°"


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that is followed; its words are translated where they are shown."""

    key: str
    name: str
    short: str
    """What stands above its numbers in a list."""
    tells: str
    form: Callable[[float], str]
    top: float = 100.0
    """The highest value there can be; 0 where that depends on what was reached."""
    bottom: float = 0.0
    step: float = 5.0
    """The smallest difference that is told."""
    less: str = N_("lower")
    more: str = N_("higher")
    """What a difference is called: what is no merit is not called higher."""


IN_BAND: Final = Measure(
    "in_band",
    N_("In the band"),
    N_("band"),
    N_("The share of your turns in which you were as near as fitted this client in this phase."),
    percent,
)
ROSE_FIT: Final = Measure(
    "rose_fit",
    N_("Rose fit"),
    N_("fit"),
    N_("How well your responses fitted on Leary's Rose, from 0 to 100, on average over a talk. A coarse measure."),
    whole_down,
)
SCORE: Final = Measure(
    "practice_score",
    N_("Practice score"),
    N_("score"),
    N_("First choices only. A practice score, not a test: read it beside the band and the Rose fit."),
    lambda value: str(round(value)),
)
MEASURES: Final = (
    IN_BAND,
    ROSE_FIT,
    Measure(
        "drawn_in",
        N_("Drawn in"),
        N_("drawn in"),
        N_("How far you went along with what the client invited, in the middle of the talk. Neither good nor bad."),
        percent,
        less=N_("less"),
        more=N_("more"),
    ),
    Measure(
        "autonomy",
        N_("Autonomy"),
        N_("autonomy"),
        N_("Added up over a talk. Above 0 the client decided more, below 0 you took over more."),
        sum_of_signs,
        top=0,
        bottom=-1,
        step=1,
        less=N_("you took over more"),
        more=N_("the client decided more"),
    ),
    Measure(
        "degrees",
        N_("Own place on the Rose"),
        N_("own Rose"),
        N_("How far the place you gave yourself was from your responses: 0° is the same direction, 180° the opposite."),
        degrees,
        top=180,
        step=15,
        less=N_("closer together"),
        more=N_("further apart"),
    ),
    Measure(
        "steps",
        N_("Own place on the axis"),
        N_("own step"),
        N_("How many steps the closeness you gave yourself was from the one you used most; 0 is the same."),
        number,
        top=CLOSENESS[1] - CLOSENESS[0],
        step=0.5,
        less=N_("closer together"),
        more=N_("further apart"),
    ),
    Measure(
        "octants",
        N_("Octants used"),
        N_("octants"),
        N_("How many of the eight octants your responses came from. Using many is no merit by itself."),
        number,
        top=len(OCTANTS),
        step=0.5,
        less=N_("fewer"),
        more=N_("more"),
    ),
    Measure(
        "endings",
        N_("Endings found"),
        N_("endings"),
        N_("How many different endings you had found by then, by playing on from an earlier turn too."),
        number,
        top=0,
    ),
    SCORE,
)
"""In the order in which they are read; the practice score comes last."""


def values(past: Past, found: int) -> dict[str, float | None]:
    """Return what is followed of a talk by the key of its measure; nothing before it was looked back on.

    `found` is the number of endings known by then. Shares run from 0 to 100 here.
    """
    figures = past.figures
    if figures is None or past.reflected is None:
        return {}
    return {
        "in_band": 100 * figures.in_band,
        "rose_fit": figures.rose_fit,
        "drawn_in": None if figures.drawn_in is None else 100 * figures.drawn_in,
        "autonomy": figures.autonomy,
        "degrees": past.apart.degrees,
        "steps": past.apart.steps,
        "octants": len(figures.octants),
        "endings": found,
        "practice_score": figures.practice_score,
    }


def scale(measure: Measure, course: Sequence[float | None], top: float = 0) -> Scale:
    """Return the scale of a course; `top` is the highest value there can be, where the measure does not say so."""
    known = [value for value in course if value is not None]
    if measure.bottom < 0:
        high = 3.0 * max(1, -(-max((abs(value) for value in known), default=0) // 3))
        marks = [-high, 0.0, high]
    else:
        high = measure.top or max([1.0, top, *known])
        marks = [0.0, high / 2, high] if high % 2 == 0 else [0.0, high]
    return tuple((mark, measure.form(mark)) for mark in marks)


def in_words(measure: Measure, course: Sequence[float | None]) -> tuple[str, ...]:
    """Return a course in words, the oldest value first: more than three talks are needed to speak of one."""
    known = [value for value in course if value is not None]
    missing = len(course) - len(known)
    if not known:
        return (_("None of these talks has this number."),)
    lines = [_ends(measure, known)]
    if len(known) > TO_COMPARE:
        lines.append(_lately(measure, known))
    if missing:
        lines.append(plural("{n} talk has no such number.", "{n} talks have no such number.", missing))
    return tuple(lines)


def _ends(measure: Measure, known: Sequence[float]) -> str:
    first, last = measure.form(known[0]), measure.form(known[-1])
    if len(known) == 1:
        return _("One talk: {value}.").format(value=first)
    if len(known) == 2:
        return _("Two talks: first {first}, then {last}.").format(first=first, last=last)
    return _("{n} talks: {first} in the first of them, {last} in the last.").format(
        n=len(known), first=first, last=last
    )


def _lately(measure: Measure, known: Sequence[float]) -> str:
    """Return the mean of the last talks, next to that of those before when there are enough of them."""
    now = _mean(known[-TO_COMPARE:])
    told = _("The last three on average: {now}.").format(now=measure.form(now))
    if len(known) < 2 * TO_COMPARE:
        return _("{told} That is little to go by: one talk more can change it.").format(told=told)
    before = _mean(known[-2 * TO_COMPARE : -TO_COMPARE])
    change = _("about the same")
    if abs(now - before) >= measure.step:
        change = _(measure.more if now > before else measure.less)
    return _("The last three on average: {now}; the three before: {before}. That is: {change}.").format(
        now=measure.form(now), before=measure.form(before), change=change
    )


def _mean(some: Sequence[float]) -> float:
    return sum(some) / len(some)
