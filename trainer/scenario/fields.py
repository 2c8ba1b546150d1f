"""The kinds of value in a scenario file: ids, texts, places on the Rose, bands and conditions, each checked alone."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainSerializer,
    PlainValidator,
    StringConstraints,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from trainer.scenario.condition import Condition, ConditionError, parse
from trainer.theory.closeness import Band
from trainer.theory.constants import CLOSENESS, INTENSITIES, OCTANTS
from trainer.theory.rose import Position, position

ID_PATTERN = r"^[a-z][a-z0-9_]{0,63}$"
AMBIGUOUS_IDS = frozenset(("yes", "no", "on", "off", "true", "false", "null"))
LINE_KEYS = frozenset(("shows", "towards", "if"))
NARRATOR, BETWEEN, ANY, OTHERWISE = "narrator", "between", "any", "otherwise"


class Model(BaseModel):
    """A mapping in the file: known keys only, no silent conversions, frozen."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, populate_by_name=False)


def _id(value: str) -> str:
    if value in AMBIGUOUS_IDS:
        raise PydanticCustomError("ambiguous_id", "ambiguous")
    return value


def _numbered(value: Any) -> Any:
    return str(value) if type(value) is int else value


def _choice(value: str) -> str:
    if not value.removeprefix("-").isdecimal() and not re.fullmatch(ID_PATTERN, value):
        raise PydanticCustomError("string_pattern_mismatch", "neither an id nor an answer", {"pattern": ID_PATTERN})
    return _id(value)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "not a text")
    return value


def _position(value: Any) -> Position:
    code = _text(value)
    try:
        return position(code)
    except ValueError:
        raise PydanticCustomError("rose", "not a place on the Rose", {"code": code}) from None


def _condition(value: Any) -> Condition:
    try:
        return parse(_text(value))
    except ConditionError as error:
        context = {"expected": error.expected, "offset": error.offset, "found": error.found}
        raise PydanticCustomError("condition", "not a condition", context) from None


def _band(value: Any) -> Band:
    if not (isinstance(value, list) and len(value) == 2 and all(type(end) is int for end in value)):
        raise PydanticCustomError("band", "not a band")
    low, high = value
    if not CLOSENESS[0] <= low <= high <= CLOSENESS[1]:
        raise PydanticCustomError("band", "not a band")
    return Band(low, high)


def once(value: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse a list that names somebody twice."""
    if len(set(value)) < len(value):
        raise PydanticCustomError("twice", "named twice")
    return value


def listed(value: Any) -> Any:
    """Return one name as a list of one."""
    return [value] if isinstance(value, str) else value


def by_speaker(value: Any) -> Any:
    """Return a line with its speaker and its text under keys of their own."""
    if not isinstance(value, dict):
        return value
    speakers = [key for key in value if key not in LINE_KEYS]
    if len(speakers) != 1:
        raise PydanticCustomError("speaker", "one speaker", {"count": len(speakers)})
    line = {key: value[key] for key in value if key in LINE_KEYS}
    return {**line, "speaker": speakers[0], "text": value[speakers[0]]}


def heard(value: Any) -> Any:
    """Return a line that is expected by its words alone, or by speaker as any line."""
    return by_speaker(value) if isinstance(value, dict) else {"text": _text(value)}


def shape_of(value: Any) -> str:
    """Return which of the shapes a text may have this one has: it tells unions apart."""
    if isinstance(value, dict):
        return "mapping"
    return "list" if isinstance(value, list) else "text"


Format = Annotated[int, Field(ge=1, le=1)]
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN), AfterValidator(_id)]
_Answer = int | Annotated[str, StringConstraints(pattern=r"^[0-9]+$")]
Choice = Annotated[str, BeforeValidator(_numbered, json_schema_input_type=Id | _Answer), AfterValidator(_choice)]
Text = str
CODES = ("M", *(f"{octant}{n}" for octant in OCTANTS for n in ("", *range(1, INTENSITIES + 1))))
Rose = Annotated[Position, PlainValidator(_position), WithJsonSchema({"enum": list(CODES)})]
_Roses = Annotated[tuple[Rose, ...], Field(strict=False, min_length=1)]
Places = Annotated[_Roses, BeforeValidator(listed, json_schema_input_type=Rose | _Roses)]
If = Annotated[Condition, PlainValidator(_condition), WithJsonSchema({"type": "string", "minLength": 1})]
Closeness = Annotated[int, Field(ge=CLOSENESS[0], le=CLOSENESS[1])]
_END = {"type": "integer", "minimum": CLOSENESS[0], "maximum": CLOSENESS[1]}
_ENDS = {"type": "array", "items": _END, "minItems": 2, "maxItems": 2}
BandField = Annotated[Band, PlainValidator(_band), PlainSerializer(list), WithJsonSchema(_ENDS)]
Listed = Annotated[tuple[Id, ...], Field(strict=False)]
Once = Annotated[Listed, Field(json_schema_extra={"uniqueItems": True}), AfterValidator(once)]
Names = Annotated[Listed, BeforeValidator(listed, json_schema_input_type=Id | Listed)]
_Some = Annotated[Listed, Field(min_length=1, json_schema_extra={"uniqueItems": True}), AfterValidator(once)]
People = Annotated[_Some, BeforeValidator(listed, json_schema_input_type=Id | _Some)]
Visits = Annotated[tuple[Text, ...], Field(strict=False, min_length=1)]
Texts = Annotated[
    Annotated[Text, Tag("text")] | Annotated[Visits, Tag("list")],
    Discriminator(shape_of),
]
LineTexts = Annotated[
    Annotated[Text, Tag("text")] | Annotated[Visits, Tag("list")] | Annotated[dict[Id, Texts], Tag("mapping")],
    Discriminator(shape_of),
]
Thoughts = Annotated[
    Annotated[Text, Tag("text")] | Annotated[dict[Id, Text], Tag("mapping")],
    Discriminator(shape_of),
]

Wishes = Annotated[
    Annotated[Id, Tag("text")] | Annotated[dict[Id, Id], Tag("mapping")],
    Discriminator(shape_of),
]
