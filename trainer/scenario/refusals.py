"""Why a value is refused, in an author's words: a code, a message and a hint for every kind of refusal."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from trainer.language import _
from trainer.scenario.fields import AMBIGUOUS_IDS, ID_PATTERN, LINE_KEYS
from trainer.scenario.vocabulary import suggestion

Told = tuple[str, str, str]
"""A code, a message and a hint; they are made from the value and a context: pydantic's, with its `path` in the data
and somebody who can be the `speaker` in an example."""

_NUMBER = r"[-+]?\d{1,9}(\.\d+)?"
_QUOTES = "\"' \u201c\u201d\u201e\u2018\u2019"


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


def _type(
    wanted: Callable[[], str], hint: Callable[[Any, Any], str] = lambda value, context: ""
) -> Callable[[Any, Any], Told]:
    def explain(value: Any, context: Any) -> Told:
        message = _("{wanted} was expected here, not {found}.").format(wanted=wanted(), found=_named(value))
        return "L203", message, hint(value, context)

    return explain


def _number_hint(value: Any, context: Any) -> str:
    """Return what to do with a number that YAML does not take for one."""
    words = value.strip(_QUOTES) if isinstance(value, str) else ""
    if re.fullmatch(_NUMBER, words):
        return _("Take the quotes away: `{number}`.").format(number=words)
    if re.fullmatch(_NUMBER, words.replace(" ", "")):
        return _("Write it without a space: `{number}`.").format(number=words.replace(" ", ""))
    if re.fullmatch(r"[-+]?\d+,\d+", words):
        return _("Write it with a point: `{number}`.").format(number=words.replace(",", "."))
    return ""


def _is_screenplay(path: Sequence[str | int]) -> bool:
    """Return whether lines, or one of them, are expected at a path."""
    whose = path[-1:] if path and isinstance(path[-1], str) else path[-2:-1]
    return path[:1] != ("walks",) and whose in (("lines",), ("reply",))


def _line_hint(value: Any, context: Any) -> str:
    if not _is_screenplay(context.get("path", ())):
        return ""
    hint = _('Write every line on a line of its own, after a dash and who says it: `- {name}: "..."`.')
    return hint.format(name=context["speaker"])


def _list_hint(value: Any, context: Any) -> str:
    return _line_hint(value, context) or _("Write `[a, b]`, or every item on its own line after `- `.")


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
    key = next((part for part in reversed(context["path"]) if isinstance(part, str)), "")
    if "ge" in context:
        message = _("`{key}` is at least {limit}, not {value}.").format(key=key, limit=context["ge"], value=value)
    else:
        message = _("`{key}` is at most {limit}, not {value}.").format(key=key, limit=context["le"], value=value)
    return "L204", message, ""


def _bad_id(value: Any, context: Any) -> Told:
    if context["pattern"] != ID_PATTERN:
        message = _("`{value}` is no code of a language.").format(value=str(value)[:40])
        return "L205", message, _("Write two small letters, for example `nl` or `en`.")
    message = _("`{value}` cannot be an id.").format(value=str(value)[:70])
    return "L205", message, id_rule(str(value))


def id_rule(text: str) -> str:
    """Return what an id looks like, with one that is made from a text, if that can be done."""
    rule = _("An id has small letters, digits and `_`, starts with a letter, and has 64 characters at most.")
    name = nearest_id(text)
    example = _("For example `{name}`.").format(name=name)  # by itself: what is inside an f-string is not extracted
    return f"{rule} {example}" if name else rule


def nearest_id(text: str) -> str:
    """Return the id that is most like a text, or '' when none is."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).lstrip("_0123456789")[:64].rstrip("_")
    return slug if re.fullmatch(ID_PATTERN, slug) and slug not in AMBIGUOUS_IDS else ""


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
    message = _("A response has exactly one of `say`, `do` and `silence`.")
    return "L207", message, _("Keep one of them.") if context["acts"] else _("Add `say: ...` inside it.")


def _line_speaker(value: Any, context: Any) -> Told:
    speakers = [key for key in value if key not in LINE_KEYS] if isinstance(value, dict) else []
    if len(speakers) > 1 and isinstance(value[speakers[0]], dict):
        hint = _("If `{key}` is part of what `{speaker}` says, put more spaces before it.")
        told = hint.format(key=speakers[1], speaker=speakers[0])
        return "L208", _("A line has exactly one speaker."), told
    hint = _("Write `- {name}: ...`, with `shows`, `towards` or `if` beside it if needed.")
    return "L208", _("A line has exactly one speaker."), hint.format(name=context["speaker"])


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


def _twice(value: Any, context: Any) -> Told:
    return "L204", _("The same name stands here twice."), _("Name everyone once.")


def _too_few(value: Any, context: Any) -> Told:
    return "L204", _("This may not be empty."), _("Add at least one.")


def _ends(value: Any, context: Any) -> Told:
    hint = _("Write what the lowest and what the highest answer mean: `[not at all, completely]`.")
    return "L204", _("A scale has exactly two ends."), hint


def other(value: Any, context: Any) -> Told:
    return "L203", _("{found} cannot stand here.").format(found=_capital(_named(value))), ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


EXPLAIN: dict[str, Callable[[Any, Any], Told]] = {
    "string_type": _text_wanted,
    "int_type": _type(lambda: _("A whole number"), _number_hint),
    "int_from_float": _type(lambda: _("A whole number")),
    "float_type": _type(lambda: _("A number"), _number_hint),
    "bool_type": _type(lambda: _("`true` or `false`"), lambda *_found: _("Write `true` or `false`, without quotes.")),
    "dict_type": _type(lambda: _("A mapping (`key: value`)")),
    "model_type": _type(lambda: _("A mapping (`key: value`)"), _line_hint),
    "tuple_type": _type(lambda: _("A list"), _list_hint),
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
    "twice": _twice,
    "ends": _ends,
}
