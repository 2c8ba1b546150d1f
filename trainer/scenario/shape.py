"""From data to models: what pydantic refuses becomes problems with a place, a reason and a way out."""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from trainer.errors import Problem
from trainer.language import _
from trainer.scenario import model
from trainer.scenario.model import AMBIGUOUS_IDS, LINE_KEYS, Model, Scenario
from trainer.scenario.source import Place
from trainer.scenario.vocabulary import suggestion
from trainer.text import closest

Path = tuple[str | int, ...]

_BY_CONTAINER: dict[str, type[Model]] = {
    "personas": model.Persona, "moods": model.Mood, "shifts": model.Shift, "dispositions": model.Disposition,
    "meters": model.Meter, "pitfalls": model.Pitfall, "scenes": model.Scene, "responses": model.Response,
    "to": model.Target, "endings": model.Ending, "walks": model.Walk, "expect": model.Expectation,
}  # fmt: skip
_BY_NAME: dict[str, type[Model]] = {"you": model.Role, "asks": model.Asks, "band": model.Bands}
_FILLERS: dict[str, Any] = {"rose": "M", "home": "M", "aim": "M", "closeness": 0, "format": 1, "language": "nl",
                            "outcome": "mixed", "side": "near"}  # fmt: skip


class Spot(NamedTuple):
    """Where a path leads: the mark of its key (or of the value, in a list), of its value, and the value's place."""

    key: Any
    value: Any
    place: Place


def find(place: Place, path: Sequence[str | int]) -> Spot:
    """Return the spot of a path; parts that are no keys of the file are skipped."""
    key = place.mark
    for part in path:
        inside = place.inside
        if isinstance(inside, dict):
            name = part if part in inside else _speaker(inside) if part in ("speaker", "text") else None
            if isinstance(name, str):
                key, place = inside[name]
        elif isinstance(inside, list) and isinstance(part, int) and part < len(inside):
            place = inside[part]
            key = place.mark
    return Spot(key, place.mark, place)


def _speaker(inside: dict[str, Any]) -> str | None:
    return next((key for key in inside if key not in LINE_KEYS), None)


class Shaped(NamedTuple):
    """What came of validating: the scenario (perhaps repaired, for further checks), problems, names given up."""

    scenario: Scenario | None
    problems: list[Problem]
    dropped: set[str]


def shape(data: Any, place: Place) -> Shaped:
    """Validate data. With problems, the scenario is a repaired copy that only serves to find more of them."""
    try:
        return Shaped(Scenario.model_validate(data), [], set())
    except ValidationError as error:
        errors = error.errors(include_url=False)
    problems = _problems(errors, data, place)
    dropped: set[str] = set()
    data = copy.deepcopy(data)
    for _round in range(8):
        _repair(data, errors, dropped)
        try:
            return Shaped(Scenario.model_validate(data), problems, dropped)
        except ValidationError as error:
            errors = error.errors(include_url=False)
    return Shaped(None, problems, dropped)


# --- problems --------------------------------------------------------------------------------------------


def _problems(errors: Sequence[Any], data: Any, place: Place) -> list[Problem]:
    missing = {(e["loc"][:-1], e["loc"][-1]) for e in errors if e["type"] == "missing"}
    merged: set[tuple[Path, str | int]] = set()
    problems = []
    for error in errors:
        if error["type"] == "extra_forbidden":
            parent, key = error["loc"][:-1], str(error["loc"][-1])
            best = closest(key, [str(name) for where, name in missing if where == parent])
            if best:
                merged.add((parent, best))
            problems.append(_unknown_key(place, error["loc"], best))
    for error in errors:
        kind = error["type"]
        if kind == "missing" and (error["loc"][:-1], error["loc"][-1]) not in merged:
            problems.append(_missing(place, error["loc"]))
        elif kind not in ("missing", "extra_forbidden"):
            problems.append(_refused(place, error))
    return problems


def _unknown_key(place: Place, loc: Path, best: str | None) -> Problem:
    key = str(loc[-1])
    spot = find(place, loc)
    known = _known_keys(loc[:-1])
    hint = _("Did you mean `{name}`?").format(name=best) if best else suggestion(key, known)
    return spot.place.source.problem(spot.key, "L201", _("The key `{key}` is not known here.").format(key=key), hint)


def _known_keys(parent: Path) -> list[str]:
    names = [part for part in parent if not (isinstance(part, str) and part in ("text", "list", "mapping"))]
    found: type[Model] | None = Scenario
    if names:
        found = _BY_NAME.get(str(names[-1]))
        if found is None and len(names) > 1:
            found = _BY_CONTAINER.get(str(names[-2]))
    return [f.alias or name for name, f in found.model_fields.items()] if found else []


def _missing(place: Place, loc: Path) -> Problem:
    spot = find(place, loc[:-1])
    key = str(loc[-1])
    hint = _("Add `{key}: ...` inside it.").format(key=key)
    return spot.place.source.problem(spot.key, "L202", _("The key `{key}` is missing here.").format(key=key), hint)


def _refused(place: Place, error: Any) -> Problem:
    kind, loc, context, value = error["type"], error["loc"], error.get("ctx", {}), error["input"]
    is_key = loc[-1:] == ("[key]",)
    spot = find(place, loc[:-1] if is_key else loc)
    source = spot.place.source
    explain = _EXPLAIN.get(kind, _other)
    code, message, hint = explain(value, context)
    mark, offset = (spot.key if is_key or kind in ("one_act", "speaker") else spot.value), 0
    if kind == "condition":
        offset = condition_offset(spot.place, context["offset"])
    return source.problem(mark, code, message, hint, offset)


def condition_offset(place: Place, offset: int) -> int:
    """Return how far a place inside a condition lies from where its text starts in the file."""
    line = place.source.text.split("\n")[place.mark.line]
    quoted = line[place.mark.column : place.mark.column + 1] in ("'", '"')
    return offset + quoted


Told = tuple[str, str, str]


def _named(value: Any) -> str:
    """Return what a value is, in an author's words."""
    if value is None:
        return _("nothing")
    if isinstance(value, bool):
        return _("`true` or `false`")
    if isinstance(value, int | float):
        return _("the number {value}").format(value=value)
    if isinstance(value, list):
        return _("a list")
    return _("a mapping") if isinstance(value, dict) else _("the text `{value}`").format(value=str(value)[:40])


def _type(wanted: Callable[[], str], hint: Callable[[], str] = lambda: "") -> Callable[[Any, Any], Told]:
    def explain(value: Any, context: Any) -> Told:
        return (
            "L203",
            _("{wanted} was expected here, not {found}.").format(wanted=wanted(), found=_named(value)),
            hint(),
        )

    return explain


def _text_wanted(value: Any, context: Any) -> Told:
    if value is None:
        hint = _("Write the text after the colon.")
    elif isinstance(value, list):
        hint = _("If the text starts with `[`, put double quotes around it.")
    elif isinstance(value, dict):
        hint = _("If the text holds a colon, put double quotes around it.")
    else:
        hint = _("Put double quotes around it.")
    return (
        "L203",
        _("{wanted} was expected here, not {found}.").format(wanted=_("A text"), found=_named(value)),
        hint,
    )


def _one_of(value: Any, context: Any) -> Told:
    options = re.findall(r"'([^']*)'", context.get("expected", "")) or re.findall(r"\d+", context.get("expected", ""))
    message = _("{found} cannot stand here.").format(found=_capital(_named(value)))
    return "L204", message, suggestion(str(value), options)


def _range(value: Any, context: Any) -> Told:
    if "ge" in context:
        return (
            "L204",
            _("{value} is too low here.").format(value=value),
            _("The lowest is {limit}.").format(limit=context["ge"]),
        )
    return (
        "L204",
        _("{value} is too high here.").format(value=value),
        _("The highest is {limit}.").format(limit=context["le"]),
    )


def _bad_id(value: Any, context: Any) -> Told:
    message = _("`{value}` cannot be an id.").format(value=str(value)[:70])
    plain = unicodedata.normalize("NFKD", str(value)).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:64]
    rule = _("An id has small letters, digits and `_`, starts with a letter, and has 64 characters at most.")
    if re.fullmatch(model.ID_PATTERN, slug) and slug not in AMBIGUOUS_IDS:
        rule += " " + _("For example `{name}`.").format(name=slug)
    return "L205", message, rule


def _ambiguous(value: Any, context: Any) -> Told:
    message = _("`{value}` cannot be an id: many programs read it as yes or no.").format(value=value)
    return "L205", message, _("Choose another name, for example `{name}`.").format(name=f"{value}_1")


def _rose(value: Any, context: Any) -> Told:
    message = _("`{value}` is no place on the Rose.").format(value=str(value)[:40])
    return "L206", message, _("Write SB, BS, BT, TB, TO, OT, OS or SO with 1 to 4 behind it, or M.")


def _band(value: Any, context: Any) -> Told:
    return (
        "L204",
        _("This is no band."),
        _("Write two whole numbers from -3 to 3, the lowest first: `[0, 1]`."),
    )


def _one_act(value: Any, context: Any) -> Told:
    return "L207", _("A response has exactly one of `say`, `do` and `silence`."), _("Keep one of them.")


def _line_speaker(value: Any, context: Any) -> Told:
    hint = _("Write `- anouk: ...`, with `shows`, `towards` or `if` beside it if needed.")
    return "L208", _("A line has exactly one speaker."), hint


def _condition(value: Any, context: Any) -> Told:
    found = context["found"]
    expected = {
        "operand": _("a name or a number"),
        "connective": _("`and`, `or` or the end"),
        "comparison": _("a comparison, such as `>= 2`"),
        "options": _("options between brackets: `in (a, b)`"),
        "bracket": _("a closing bracket"),
        "sign": _("`==`, `!=`, `<`, `<=`, `>` or `>=`"),
        "shorter": _("a shorter condition"),
    }[context["expected"]]
    if found:
        message = _("This condition cannot be read at `{found}`.").format(found=found)
    else:
        message = _("This condition stops too early.")
    hint = _("Use `==` to compare.") if found == "=" else _("Expected here: {what}.").format(what=expected)
    return "L308", message, hint


def _too_few(value: Any, context: Any) -> Told:
    return "L204", _("This may not be empty."), _("Add at least one.")


def _other(value: Any, context: Any) -> Told:
    return "L203", _("{found} cannot stand here.").format(found=_capital(_named(value))), ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


_EXPLAIN: dict[str, Callable[[Any, Any], Told]] = {
    "string_type": _text_wanted,
    "int_type": _type(lambda: _("A whole number")),
    "int_from_float": _type(lambda: _("A whole number")),
    "float_type": _type(lambda: _("A number")),
    "bool_type": _type(lambda: _("`true` or `false`"), lambda: _("Write `true` or `false`, without quotes.")),
    "dict_type": _type(lambda: _("A mapping (`key: value`)")),
    "model_type": _type(lambda: _("A mapping (`key: value`)")),
    "tuple_type": _type(lambda: _("A list"), lambda: _("Write `[a, b]`, or every item on its own line after `- `.")),
    "literal_error": _one_of,
    "greater_than_equal": _range,
    "less_than_equal": _range,
    "string_pattern_mismatch": _bad_id,
    "ambiguous_id": _ambiguous,
    "rose": _rose,
    "band": _band,
    "one_act": _one_act,
    "speaker": _line_speaker,
    "condition": _condition,
    "too_short": _too_few,
}


# --- repair ----------------------------------------------------------------------------------------------


def _repair(data: Any, errors: Sequence[Any], dropped: set[str]) -> None:
    """Take out or fill in what was refused, so that the rest can be looked at; note the names that go."""
    for error in sorted(errors, key=lambda e: [str(part).zfill(8) for part in e["loc"]], reverse=True):
        loc = error["loc"][:-1] if error["loc"][-1:] == ("[key]",) else error["loc"]
        if error["type"] == "missing":
            parent = _steps(data, loc[:-1])[-1][1]
            if isinstance(parent, dict):
                parent[loc[-1]] = _FILLERS.get(str(loc[-1]), "-")
            continue
        steps = _steps(data, loc)
        if len(steps) < 2:
            continue
        holder, (key, value) = steps[-2][1], steps[-1]
        _note(key, dropped)
        _note(value, dropped)
        if key in _FILLERS or key in ("title", "label", "name"):
            holder[key] = _FILLERS.get(str(key), "-")
        else:
            del holder[key]


def _steps(data: Any, loc: Path) -> list[tuple[Any, Any]]:
    """Return the keys and values met on a path, the data itself first."""
    steps = [(None, data)]
    for part in loc:
        value = steps[-1][1]
        name: Any = part
        if isinstance(value, dict) and part not in value and part in ("speaker", "text"):
            name = _speaker(value)
        listed = isinstance(value, list) and isinstance(name, int) and name < len(value)
        if listed or (isinstance(value, dict) and name in value):
            steps.append((name, value[name]))
    return steps


def _note(value: Any, dropped: set[str]) -> None:
    if isinstance(value, str):
        dropped.add(value)
    elif isinstance(value, dict):
        for key, item in value.items():
            _note(key, dropped)
            _note(item, dropped)
    elif isinstance(value, list):
        for item in value:
            _note(item, dropped)
