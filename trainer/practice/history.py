"""Own talks over time, as both players tell them: the list of them, and the course of what is followed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from trainer.language import _, plural
from trainer.practice.dates import day
from trainer.practice.measures import IN_BAND, MEASURES, ROSE_FIT, SCORE, Measure, Scale, in_words, scale, values
from trainer.practice.memory import Memory
from trainer.practice.talks import NONE, Endings, Rows, row
from trainer.text import clean


@dataclass(frozen=True, slots=True)
class Practised:
    """A scenario somebody practised, with the title it had last and the number of talks."""

    id: str
    title: str
    count: int
    latest: str
    """When the latest talk began."""
    found: tuple[tuple[str, str], ...]
    """When each ending was found, and its id; the first comes first."""


@dataclass(frozen=True, slots=True)
class Course:
    """A measure over talks, the oldest first; None for a talk that does not have it. `lines` are its text twin."""

    key: str
    name: str
    short: str
    tells: str
    scale: Scale
    values: tuple[float | None, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class History:
    """Somebody's talks of one scenario, or of all with `scenario` None."""

    scenario: str | None
    scenarios: tuple[Practised, ...]
    """All that were practised, the one of the latest talk first."""
    rows: Rows
    courses: tuple[Course, ...]
    """None at all as long as no talk has numbers; the practice score comes last."""
    plotted: tuple[tuple[str, str], ...]
    """The run and the day of each value of the courses."""
    note: str
    """What to bear in mind with the courses, or why there are none; may be empty."""

    @property
    def title(self) -> str:
        """Return what it is about."""
        titles = {one.id: one.title for one in self.scenarios}
        return _("All scenarios") if self.scenario is None else titles.get(self.scenario, clean(self.scenario))


def history(memory: Memory, scenario: str | None = None, endings: Endings | None = None) -> History:
    """Return the history of the learner, over all scenarios or of one; empty when nothing is kept.

    Who asks more than once gives the same `endings`. Raises StoreError when the store cannot be read.
    """
    known = endings or Endings(memory)
    store, learner = memory.store, memory.learner
    practised = () if store is None else _practised(store.tallies(learner))
    looked_at = [one for one in practised if scenario in (None, one.id)]
    found = sorted(when for one in looked_at for when, _ending in one.found)
    rows = Rows(
        lambda most: [] if store is None else store.history(learner, scenario, most),
        lambda past: row(past, known, bisect_right(found, past.started)),
        sum(one.count for one in looked_at),
    )
    plotted = rows.with_numbers()
    numbers = [values(past, bisect_right(found, past.started)) for past in plotted]
    titles = known.titles(scenario, plotted[-1].id) if plotted and scenario is not None else {}
    return History(
        scenario,
        practised,
        rows,
        _courses(numbers, looked_at, titles),
        tuple((past.id, day(past.started)) for past in plotted),
        _note(len(rows), len(plotted), len(looked_at), memory),
    )


def _practised(tallies: Sequence[tuple[str, str, str | None, int, str, str]]) -> tuple[Practised, ...]:
    found = []
    for scenario, group in groupby(sorted(tallies, key=itemgetter(0)), key=itemgetter(0)):
        same = list(group)
        firsts = sorted((first, ending) for _scenario, _title, ending, _runs, first, _last in same if ending)
        latest, count = max(last for *_others, last in same), sum(runs for _s, _t, _e, runs, *_times in same)
        found.append(Practised(scenario, clean(same[0][1]), count, latest, tuple(firsts)))
    return tuple(sorted(found, key=lambda one: one.latest, reverse=True))


def _note(talks: int, with_numbers: int, scenarios: int, memory: Memory) -> str:
    if talks and with_numbers:
        mixed = _("Talks of different scenarios stand side by side here. One scenario by itself tells you more.")
        return mixed if scenarios > 1 else ""
    if talks:
        return _("There are no numbers yet. They come after a talk, when you have looked back on it.")
    if memory.store is None:
        return _("Nothing is kept at the moment, so there is nothing to look back on here.")
    return _("Nothing here yet. After your first talk you can look back on it here.")


# --- over time ----------------------------------------------------------------------------------------------


def _courses(
    numbers: Sequence[Mapping[str, float | None]], practised: Sequence[Practised], titles: Mapping[str, str]
) -> tuple[Course, ...]:
    if not numbers:
        return ()
    found = []
    for measure in MEASURES:
        course = tuple(one[measure.key] for one in numbers)
        lines = _endings_in_words(practised, titles) if measure.key == "endings" else in_words(measure, course)
        if measure is SCORE:
            lines = (*lines, _beside(numbers[-1]))
        marks = scale(measure, course, len(titles))
        found.append(Course(measure.key, _(measure.name), _(measure.short), _(measure.tells), marks, course, lines))
    return tuple(found)


def _beside(last: Mapping[str, float | None]) -> str:
    """Return what belongs beside a practice score: it never stands alone."""

    def told(measure: Measure) -> str:
        value = last[measure.key]
        return NONE if value is None else measure.form(value)

    return _("Beside it, in the last talk: {band} in the band, Rose fit {fit}.").format(
        band=told(IN_BAND), fit=told(ROSE_FIT)
    )


def _endings_in_words(practised: Sequence[Practised], titles: Mapping[str, str]) -> tuple[str, ...]:
    """Return the endings found: by title for one scenario that can be read, else how many."""
    if len(practised) != 1:
        return tuple(f"{one.title}: {_number_found(one)}" for one in practised)
    found = [titles[ending] for _when, ending in practised[0].found if ending in titles]
    if not found:
        return (_number_found(practised[0]),)
    return (
        _("Endings found so far: {n} of {all}. {titles}.").format(
            n=len(found), all=len(titles), titles=", ".join(found)
        ),
    )


def _number_found(one: Practised) -> str:
    return plural("{n} ending found.", "{n} endings found.", len(one.found))
