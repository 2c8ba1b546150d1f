"""What happens in a scene, as frozen values: lines, responses, activities and where they lead."""

from __future__ import annotations

from collections.abc import Container
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from trainer.scenario.fields import (
    BETWEEN,
    BandField,
    Closeness,
    Id,
    If,
    LineTexts,
    Model,
    Names,
    Once,
    People,
    Places,
    Rose,
    Text,
    Thoughts,
    by_speaker,
)
from trainer.theory.constants import AUTONOMY, Phase

VALUE = "value"
"""The answer on a scale, as conditions of its outcomes call it."""
TALKS_ONLY = ("responses", "to", "asks")
"""Keys that an activity does not have: it goes on by its outcomes, and asks for no place on the Rose or the axis."""
_ACTIVITIES_ONLY = frozenset(("prompt", "ends", "outcomes"))
"""Keys of an activity alone: a scene with several of them, and without responses, is one that lacks its `activity`."""
MOST_STEPS = 10
"""So many number keys there are."""


class Target(Model):
    """One entry of `to`."""

    to: Id
    condition: If | None = Field(default=None, alias="if")


def _targets(value: Any) -> Any:
    return [{"to": value}] if isinstance(value, str) else value


Ways = Annotated[tuple[Target, ...], Field(strict=False, min_length=1)]
Targets = Annotated[Ways, BeforeValidator(_targets, json_schema_input_type=Id | Ways)]


class Line(Model):
    """One line of the screenplay: who speaks, the texts, and what one sees meanwhile."""

    speaker: Id
    text: LineTexts
    shows: Text | None = None
    towards: Id | None = None
    condition: If | None = Field(default=None, alias="if")


Lines = Annotated[tuple[Annotated[Line, BeforeValidator(by_speaker)], ...], Field(strict=False)]
Kind = Literal["say", "do", "silence"]


class Response(Model):
    """One thing the trainee can say, do or leave unsaid, with its place on the Rose and the axis."""

    say: Text | None = None
    do: Text | None = None
    silence: Text | None = None
    tone: Text | None = None
    rose: Rose
    closeness: Closeness
    autonomy: Annotated[int, Field(ge=AUTONOMY[0], le=AUTONOMY[1])] = 0
    towards: People | None = None
    register_: Literal["plain", "jargon", "imitation"] | None = Field(default=None, alias="register")
    voice: Literal["role", "human"] | None = None
    address: Literal["u", "je"] | None = None
    triangle: Literal["rescuer", "persecutor", "victim", "coach", "challenger", "doer"] | None = None
    presence: Literal["wait", "greet", "near", "ask", "act"] | None = None
    pitfalls: Names = ()
    goals: dict[Id, int] = Field(default_factory=dict)
    meters: dict[Id, int] = Field(default_factory=dict)
    mood: dict[Id, Id] = Field(default_factory=dict)
    because: Text | None = None
    condition: If | None = Field(default=None, alias="if")
    once: bool = False
    reply: Lines = ()
    thought: Thoughts | None = None
    coach: Text | None = None
    to: Targets | None = None

    @model_validator(mode="after")
    def _one_act(self) -> Self:
        acts = (self.say is not None) + (self.do is not None) + (self.silence is not None)
        if acts != 1:
            raise PydanticCustomError("one_act", "exactly one of say, do, silence", {"acts": acts})
        return self

    @property
    def kind(self) -> Kind:
        """Return whether this is said, done or left unsaid."""
        if self.say is not None:
            return "say"
        return "do" if self.do is not None else "silence"

    @property
    def text(self) -> str:
        """Return the words, or what one does meanwhile."""
        return self.say or self.do or self.silence or ""

    @property
    def between(self) -> bool:
        """Return whether this is about what happens between the people in the room."""
        return self.towards == (BETWEEN,)

    def addressed(self, present: tuple[str, ...]) -> tuple[str, ...]:
        """Return who of those present is spoken to."""
        return present if self.towards is None or self.between else self.towards


class Asks(Model):
    """What a scene asks of the helper where it departs from what is computed."""

    rose: Places | None = None
    closeness: BandField | None = None
    limit: bool = False


class Scene(Model):
    """A moment of the talk: lines, then responses; without responses it is narration and passes by itself."""

    phase: Phase = "middle"
    present: Once | None = None
    meters: dict[Id, int] = Field(default_factory=dict)
    mood: dict[Id, Id] = Field(default_factory=dict)
    lines: Lines = ()
    responses: dict[Id, Response] = Field(default_factory=dict)
    to: Targets | None = None
    asks: Asks | None = None

    @property
    def passes(self) -> bool:
        """Return whether this is narration, which passes by itself."""
        return not self.responses


class Outcome(Model):
    """What one or more answers in an activity come to; of several the first whose condition holds."""

    condition: If | None = Field(default=None, alias="if")
    meters: dict[Id, int] = Field(default_factory=dict)
    mood: dict[Id, Id] = Field(default_factory=dict)
    reply: Lines = ()
    to: Id


def _both_ends(value: Any) -> Any:
    if isinstance(value, list) and len(value) != 2:
        raise PydanticCustomError("ends", "exactly two ends")
    return value


Ends = Annotated[tuple[Text, Text], Field(strict=False), BeforeValidator(_both_ends)]


class Scale(Scene):
    """An activity: one places something between two ends, and perhaps says why. No turn, so nothing is scored."""

    activity: Literal["scale"]
    prompt: Text
    ends: Ends
    steps: Annotated[int, Field(ge=2, le=MOST_STEPS)] = 7
    reason: bool = False
    outcomes: Annotated[tuple[Outcome, ...], Field(strict=False, min_length=1)]

    @property
    def passes(self) -> bool:
        """Return that this waits for an answer."""
        return False

    @property
    def answers(self) -> tuple[str, ...]:
        """Return every answer one can give, as choice ids."""
        return tuple(str(value) for value in range(1, self.steps + 1))


def is_activity(keys: Container[str]) -> bool:
    """Return whether a scene with these keys is meant as an activity, even if it does not say which."""
    return "activity" in keys or ("responses" not in keys and sum(key in keys for key in _ACTIVITIES_ONLY) > 1)


def _what(value: Any) -> str:
    found = is_activity(value) if isinstance(value, dict) else isinstance(value, Scale)
    return "an activity" if found else "a talk"


AnyScene = Annotated[Annotated[Scene, Tag("a talk")] | Annotated[Scale, Tag("an activity")], Discriminator(_what)]
