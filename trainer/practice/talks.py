"""The talks one held, as a list shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from trainer.errors import StoreError, TrainerError
from trainer.language import _, current
from trainer.practice.dates import moment
from trainer.practice.measures import MEASURES, values
from trainer.practice.memory import Memory
from trainer.records.past import Past
from trainer.text import clean

PLOTTED = 60
"""The latest talks with numbers that a course looks at."""
LOOKED_THROUGH = 512
"""The latest talks among which those are looked for, however many there are."""
NONE = "-"
"""Stands for a number that a talk does not have."""


@dataclass(frozen=True, slots=True)
class Row:
    """A talk in words; `figures` are its numbers by the key of their measure, empty before it was looked back on."""

    id: str
    scenario: str
    date: str
    title: str
    how: str
    """How it ended, or where it stands."""
    figures: Mapping[str, str]


class Rows(Sequence[Row]):
    """Talks, the latest first; they are read from the store as far as one looks, and made into words one by one."""

    def __init__(self, read: Callable[[int], list[Past]], tell: Callable[[Past], Row], count: int) -> None:
        self._read, self._tell = read, tell
        self._count = count
        self._pasts: list[Past] = []
        self._told: dict[int, Row] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self[n] for n in range(*index.indices(len(self)))]
        place = range(len(self))[index]
        self.read(place + 1)
        if place not in self._told:
            self._told[place] = self._tell(self._pasts[place])
        return self._told[place]

    def read(self, wanted: int) -> list[Past]:
        """Return the latest talks, at least as many as wanted if there are, and not the newer ones of another window.

        Every reading doubles them: whoever goes through all of them reads each about twice.
        """
        if min(wanted, self._count) > len(self._pasts):
            most = max(2 * PLOTTED, 2 * len(self._pasts), wanted)
            try:
                found = self._read(most)
            except StoreError:
                if not self._pasts:
                    raise
                self._count = len(self._pasts)  # what cannot be read any more ends the list; opening it again tells why
            else:
                newest = self._pasts[0].started if self._pasts else ""
                self._pasts = [past for past in found if not newest or past.started <= newest]
                if len(found) < most:
                    self._count = len(self._pasts)
        return self._pasts

    def with_numbers(self) -> list[Past]:
        """Return the latest talks with numbers, the oldest of them first."""
        wanted, found = 0, list[Past]()
        while len(found) < PLOTTED and wanted < min(self._count, LOOKED_THROUGH):
            wanted = max(2 * PLOTTED, 2 * wanted)
            found = [past for past in self.read(wanted) if past.figures is not None and past.reflected is not None]
        return found[:PLOTTED][::-1]


class Endings:
    """What endings are called: each scenario is read once, as it is now, or as it was if that is gone."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._titles: dict[str, dict[str, str]] = {}

    def titles(self, scenario: str, run: str = "") -> dict[str, str]:
        """Return the titles of a scenario's endings by id; nothing when it cannot be read. `run` is one of its runs."""
        if scenario not in self._titles:
            from trainer.practice.resume import returning

            try:
                found = returning(self._memory, run, (), current())
            except TrainerError:
                self._titles[scenario] = {}
            else:
                known = [found.original, found.scenario]
                self._titles[scenario] = {key: e.title for one in known if one for key, e in one.endings.items()}
        return self._titles[scenario]

    def title(self, past: Past, ending: str) -> str:
        """Return what an ending is called, or at least its id."""
        return self.titles(past.scenario, past.id).get(ending) or clean(ending).replace("_", " ")


def row(past: Past, endings: Endings, found: int) -> Row:
    """Return a talk in words; `found` is the number of endings known by then."""
    forms = {measure.key: measure.form for measure in MEASURES}
    figures = {key: NONE if value is None else forms[key](value) for key, value in values(past, found).items()}
    how = _how(past, endings)
    if past.mode == "assess":
        how = _("assessment, {how}").format(how=how)
    return Row(past.id, past.scenario, moment(past.started), clean(past.title), how, figures)


def _how(past: Past, endings: Endings) -> str:
    if past.ended is None:
        return _("turn {turn}, not finished").format(turn=past.turns + 1)
    if past.ending is None:
        return _("stopped") if past.figures is None else _("nothing was left to choose")
    title = endings.title(past, past.ending)
    return title if past.reflected is not None else _("{ending}, not looked back on yet").format(ending=title)
