"""The kinds of value in a scenario file: ids, texts, places on the Rose, bands and conditions, each checked alone."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, PlainValidator, StringConstraints, Tag
from pydantic_core import PydanticCustomError

from trainer.scenario.condition import Condition, ConditionError, parse
from trainer.theory.closeness import Band
from trainer.theory.constants import CLOSENESS
from trainer.theory.rose import Position, position

ID_PATTERN = r"^[a-z][a-z0-9_]{0,63}$"
AMBIGUOUS_IDS = frozenset(("yes", "no", "on", "off", "true", "false", "null"))
LINE_KEYS = frozenset(("shows", "towards", "if"))
NARRATOR, BETWEEN, ANY, OTHERWISE = "narrator", "between", "any", "otherwise"


def _id(value: str) -> str:
    if value in AMBIGUOUS_IDS:
        raise PydanticCustomError("ambiguous_id", "ambiguous")
    return value


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


def shape_of(value: Any) -> str:
    """Return which of the shapes a text may have this one has: it tells unions apart."""
    if isinstance(value, dict):
        return "mapping"
    return "list" if isinstance(value, list) else "text"


Format = Annotated[int, Field(ge=1, le=1)]
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN), AfterValidator(_id)]
Text = str
Rose = Annotated[Position, PlainValidator(_position)]
If = Annotated[Condition, PlainValidator(_condition)]
Closeness = Annotated[int, Field(ge=CLOSENESS[0], le=CLOSENESS[1])]
BandField = Annotated[Band, PlainValidator(_band)]
Names = Annotated[tuple[Id, ...], BeforeValidator(listed), Field(strict=False)]
People = Annotated[Names, Field(min_length=1), AfterValidator(once)]
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
