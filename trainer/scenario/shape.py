"""From data to models: what pydantic refuses becomes problems with a place, a reason and a way out.

One mistake is one problem. What is refused leaves a gap (`gaps`, paths in the data), and whatever only follows from
a gap is not told. With the gaps taken out or filled in, the rest of the scenario is looked at in the same go.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from trainer.errors import Problem
from trainer.language import _
from trainer.scenario.fields import LINE_KEYS
from trainer.scenario.findings import EACH
from trainer.scenario.hints import curly, is_curly
from trainer.scenario.levels import belonging, known_keys, strays, value_at
from trainer.scenario.model import Scenario
from trainer.scenario.refusals import EXPLAIN, other
from trainer.scenario.source import Place, Source
from trainer.scenario.vocabulary import STAND_IN, suggestion
from trainer.text import closest

Path = tuple[str | int, ...]

_FILLERS: dict[str, Any] = {"rose": "M", "home": "M", "aim": "M", "closeness": 0, "format": 1, "language": "nl",
                            "outcome": "mixed", "side": "near", "start": "x", "to": "x",
                            "activity": "scale", "ends": ["-", "-"], "outcomes": [{"to": "x"}]}  # fmt: skip
_REQUIRED_TEXTS = frozenset(("title", "label", "name", "role", "prompt"))
_OF_THE_WHOLE = frozenset(("one_act", "too_short", "speaker", "missing"))
"""Refusals of a whole for what it lacks: they follow from a gap inside it."""
_ROUNDS = 10


class Spot(NamedTuple):
    """Where a path leads: its key (in a list, the value), with the file that key is in, and the value's place."""

    key: Any
    key_source: Source
    place: Place

    def at_key(self) -> tuple[Source, Any]:
        """Return the file and the mark of the key."""
        return self.key_source, self.key

    def at_value(self) -> tuple[Source, Any]:
        """Return the file and the mark of the value."""
        return self.place.source, self.place.mark

    def inside(self, text: str, offset: int) -> tuple[Source, Any]:
        """Return the file and the mark of a place inside a text, however the text is written there."""
        return self.place.source, self.place.source.within(self.place.mark, text, offset)


def find(place: Place, path: Sequence[str | int]) -> Spot:
    """Return the spot of a path; parts that are no keys of the file are skipped."""
    key, source = place.mark, place.source
    for part in path:
        inside = place.inside
        if isinstance(inside, dict):
            name = part if part in inside else _speaker(inside) if part in ("speaker", "text") else None
            if isinstance(name, str):
                source = place.source
                key, place = inside[name]
        elif isinstance(inside, list) and isinstance(part, int) and part < len(inside):
            place = inside[part]
            key, source = place.mark, place.source
    return Spot(key, source, place)


def _speaker(inside: dict[str, Any]) -> str | None:
    return next((key for key in inside if key not in LINE_KEYS), None)


class Shaped(NamedTuple):
    """What came of validating: the scenario (with gaps, only good for finding more), problems, and the gaps."""

    scenario: Scenario | None
    problems: list[Problem]
    gaps: set[Path]


def shape(data: Any, place: Place, gaps: set[Path]) -> Shaped:
    """Validate data that may already have gaps."""
    problems: list[Problem] = []
    if place.source.nulls:
        data = copy.deepcopy(data)
        problems += _take_out_nothing(data, place, gaps)
    try:
        return Shaped(Scenario.model_validate(data), problems, gaps)
    except ValidationError as error:
        lost = list(_take_out_strays(error, data, place, gaps))
        if lost:
            again = shape(_without(data, lost), place, gaps)
            return again._replace(problems=[*problems, *(problem for _path, problem in lost), *again.problems])
        errors = _told(error, data, gaps)
    problems += _Refusals(place, errors, gaps).problems()
    return Shaped(_repaired(copy.deepcopy(data), place, errors, gaps), problems, gaps)


def _told(error: ValidationError, data: Any, gaps: set[Path]) -> list[Any]:
    """Return what was refused, without what only follows from something else, with paths as they are in the data."""
    errors: list[Any] = [{**e, "path": _steps_path(data, e["loc"])} for e in error.errors(include_url=False)]
    refused = {e["path"] for e in errors if e["type"] not in _OF_THE_WHOLE}
    keys = {e["input"] for e in errors if e["loc"][-1:] == ("[key]",) and isinstance(e["input"], str)}
    told = []
    for e in errors:
        whole = (*e["path"], e["loc"][-1]) if e["type"] == "missing" else e["path"]
        known = gaps | refused if e["type"] == "too_short" else gaps
        lacks = e["type"] in _OF_THE_WHOLE and _touches(whole, known)
        filled_in = any(whole[: len(gap)] == gap for gap in gaps)
        is_use = e["loc"][-1:] != ("[key]",) and e["type"] in ("string_pattern_mismatch", "ambiguous_id")
        if not lacks and not filled_in and not (is_use and e["input"] in keys) and not _is_cut(e, gaps):
            told.append(e)
    return told


def _is_cut(error: Any, gaps: set[Path]) -> bool:
    """Return whether this is a condition that a comma cut inside braces: what came after it is told as such."""
    *above, _key = error["path"] or ("",)
    beside = (str(gap[-1]) for gap in gaps if gap[:-1] == tuple(above))
    return error["type"] == "condition" and not error["ctx"]["found"] and any(key.endswith(")") for key in beside)


def _touches(path: Path, gaps: set[Path]) -> bool:
    """Return whether a gap lies at a path, above it or inside it."""
    return any(all(a in (b, EACH) for a, b in zip(path, gap, strict=False)) for gap in gaps)


def follows(needs: Sequence[Path], gaps: set[Path]) -> bool:
    """Return whether a gap explains that one of the needed things is not there."""
    return any(_touches(need, gaps) for need in needs)


def _take_out_nothing(data: Any, place: Place, gaps: set[Path]) -> Iterator[Problem]:
    """Take out every key without a value, and tell those that are not told yet."""
    refused = _refused_nothings(data)
    for path in list(_nothings(data)):
        *above, last = path
        holder = value_at(data, tuple(above))
        gaps.update((path, (*above, re.split(r"\W", str(last))[0])))  # `{to klaar}`: then `to` is not missing
        spot = find(place, path)
        if not spot.place.source.is_told(spot.key):
            below = spot.key_source is spot.place.source and spot.key.line < spot.place.mark.line
            source, mark = spot.at_key() if below else spot.at_value()
            context = {"path": path, "speaker": _anybody(place)}
            yield source.problem(mark, *EXPLAIN.get(refused.get(path, "string_type"), other)(None, context))
        if isinstance(holder, dict):
            del holder[last]
        else:
            holder[last] = "-"


def _take_out_strays(
    error: ValidationError, data: Any, place: Place, gaps: set[Path]
) -> Iterator[tuple[Path, Problem]]:
    """Yield the keys that stand too far to the left, with what is told about them; what lacks them has a gap."""
    refused = [(e["type"], _steps_path(data, e["loc"])) for e in error.errors(include_url=False)]
    for path, homes in strays(refused, data):
        spot = find(place, path)
        if find(place, homes[-1]).place.source is not spot.key_source:
            continue  # the file of a persona ends right above it, as far as the data goes
        gaps.update((path, *((*home, path[-1]) for home in homes)))
        name = next(part for part in reversed(homes[-1]) if isinstance(part, str))
        message = _("The key `{key}` stands too far to the left.").format(key=path[-1])
        hint = _("Put more spaces before it, so that it stands inside `{name}`.").format(name=name)
        yield path, spot.key_source.problem(spot.key, "L201", message, hint)


def _without(data: Any, lost: Sequence[tuple[Path, Problem]]) -> Any:
    data = copy.deepcopy(data)
    for path, _problem in lost:
        del value_at(data, path[:-1])[path[-1]]
    return data


def _refused_nothings(data: Any) -> dict[Path, str]:
    """Return why nothing is refused where it is, by path: that tells what was expected there."""
    try:
        Scenario.model_validate(data)
    except ValidationError as error:
        return {_steps_path(data, e["loc"]): e["type"] for e in error.errors() if e["input"] is None}
    return {}


def _nothings(data: Any, path: Path = ()) -> Iterator[Path]:
    if data is None:
        yield path
    elif isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _nothings(value, (*path, key))


# --- problems --------------------------------------------------------------------------------------------


class _Refusals:
    """The problems of one validation; adds the gaps they leave."""

    def __init__(self, place: Place, errors: Sequence[Any], gaps: set[Path]) -> None:
        self.place, self.errors, self.gaps = place, errors, gaps

    def problems(self) -> Iterator[Problem]:
        merged: set[Path] = set()
        for error in self.errors:
            if error["type"] == "extra_forbidden":
                yield self._unknown_key(error, merged)
        for error in self.errors:
            kind = error["type"]
            if kind == "missing":
                whole = (*error["path"], error["loc"][-1])
                self.gaps.add(whole)
                if whole not in merged:
                    yield self._missing(error)
            elif kind != "extra_forbidden":
                if error["loc"][-1:] != ("[key]",) and kind != "one_act":
                    self.gaps.add(error["path"])
                yield self._refused(error)

    def _unknown_key(self, error: Any, merged: set[Path]) -> Problem:
        path: Path = error["path"]
        parent, key = path[:-1], str(path[-1])
        missing = [str(e["loc"][-1]) for e in self.errors if e["type"] == "missing" and e["path"] == parent]
        keys = find(self.place, parent).place.keyed
        known = known_keys(parent, keys)
        first = key.split(" ")[0]
        colon = " " in key and first in known
        elsewhere = belonging(key, parent, keys)
        best = first if colon else closest(key, missing) or (closest(key, known) if not elsewhere else None)
        self.gaps.add(path)
        if best:
            merged.add((*parent, best))
            self.gaps.add((*parent, best))
        source, mark = find(self.place, path).at_key()
        if colon:
            message = _("A colon is missing after `{key}`.").format(key=first)
            hint = _('Write `{key}: "..."`, with the whole text between the quotes.').format(key=first)
            return source.problem(mark, "L201", message, hint)
        hint = _("Did you mean `{name}`?").format(name=best) if best else elsewhere or suggestion(key, known)
        return source.problem(mark, "L201", _("The key `{key}` is not known here.").format(key=key), hint)

    def _missing(self, error: Any) -> Problem:
        spot, key = find(self.place, error["path"]), str(error["loc"][-1])
        source, mark = spot.at_key() if spot.key_source is spot.place.source else spot.at_value()
        hint = _("Add `{key}: ...` inside it.").format(key=key)
        return source.problem(mark, "L202", _("The key `{key}` is missing here.").format(key=key), hint)

    def _refused(self, error: Any) -> Problem:
        kind, value = error["type"], error["input"]
        context = {**error.get("ctx", {}), "path": error["path"], "speaker": _anybody(self.place)}
        spot = find(self.place, error["path"])
        code, message, hint = EXPLAIN.get(kind, other)(value, context)
        if is_curly(value):
            hint = curly()
        if kind == "condition":
            source, mark = spot.inside(value, context["offset"])
        else:
            at_key = error["loc"][-1:] == ("[key]",) or kind in ("one_act", "speaker")
            source, mark = spot.at_key() if at_key else spot.at_value()
        return source.problem(mark, code, message, hint)


def _anybody(place: Place) -> str:
    """Return the id of somebody who can speak, for an example."""
    return next((str(key) for key in find(place, ("personas",)).place.keyed if key.isidentifier()), "anouk")


# --- repair ----------------------------------------------------------------------------------------------


def _repaired(data: Any, place: Place, errors: list[Any], gaps: set[Path]) -> Scenario | None:
    """Return the scenario with its gaps taken out or filled in, or None when nothing can be made of it."""
    for _round in range(_ROUNDS):
        for error in sorted(errors, key=lambda e: [str(part).zfill(8) for part in e["path"]], reverse=True):
            _repair(data, place, error, gaps)
        try:
            return Scenario.model_validate(data)
        except ValidationError as error:
            errors = [{**e, "path": _steps_path(data, e["loc"])} for e in error.errors(include_url=False)]
    return None


def _repair(data: Any, place: Place, error: Any, gaps: set[Path]) -> None:
    path: Path = error["path"]
    if not _is_there(data, path):
        return  # an earlier repair took it away
    value = value_at(data, path)
    if error["type"] == "missing":
        if isinstance(value, dict):
            gaps.add((*path, error["loc"][-1]))
            value[error["loc"][-1]] = _filler(error["loc"][-1]) or "-"
    elif error["type"] == "one_act":
        for act in [act for act in ("say", "do", "silence") if act in value][1:]:
            del value[act]
        if not {"say", "do", "silence"} & value.keys():
            value["say"] = "-"
    elif path:
        holder, key = value_at(data, path[:-1]), path[-1]
        if error["loc"][-1:] == ("[key]",):
            fresh = _fresh(str(key), holder)
            holder[fresh] = holder.pop(key)
            keyed = find(place, path[:-1]).place.keyed
            if key in keyed:
                keyed[fresh] = keyed[str(key)]  # so that what is found inside has its place
        elif isinstance(holder, dict) and _filler(key) not in (None, value):
            holder[key] = _filler(key)
        else:
            del holder[key]
        gaps.add(path)


def _filler(key: str | int) -> Any:
    """Return what can stand in for a required value; None for what can be left out."""
    return "-" if key in _REQUIRED_TEXTS else copy.deepcopy(_FILLERS.get(str(key)))


def _fresh(key: str, taken: Any) -> str:
    """Return an id in place of one that was refused; nothing refers to it, and nobody is advised to."""
    name = STAND_IN
    while name in taken:
        name += "z"
    return name


def _is_there(data: Any, path: Path) -> bool:
    for part in path:
        listed = isinstance(data, list) and isinstance(part, int) and part < len(data)
        if not listed and not (isinstance(data, dict) and part in data):
            return False
        data = data[part]
    return True


def _steps_path(data: Any, loc: Sequence[str | int]) -> Path:
    """Return a pydantic location as a path in the data: what is no key there is dropped."""
    path: list[str | int] = []
    for part in loc:
        name: Any = part
        if isinstance(data, dict) and part not in data and part in ("speaker", "text"):
            name = _speaker(data)
        listed = isinstance(data, list) and isinstance(name, int) and name < len(data)
        if listed or (isinstance(data, dict) and name in data):
            path.append(name)
            data = data[name]
    return tuple(path)
