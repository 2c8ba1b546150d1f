"""What an author writes, as frozen values: the models mirror the YAML key by key; `scene` holds what is in a scene.

Shapes are checked here, one value at a time; what refers to what is checked in `references`.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, PrivateAttr, StringConstraints

from trainer.scenario.fields import (
    BandField,
    Choice,
    Format,
    Id,
    If,
    Model,
    People,
    Rose,
    Text,
    Wishes,
    heard,
)
from trainer.scenario.scene import AnyScene, Lines, Scene
from trainer.scenario.source import Place
from trainer.theory.closeness import Band
from trainer.theory.constants import DEFAULT_BAND


class Ending(Model):
    """How a conversation can end."""

    title: Text
    outcome: Literal["good", "mixed", "hard"]
    lines: Lines = ()
    reflect: tuple[Text, ...] = Field(default=(), strict=False)


class Meter(Model):
    """A whole number with a fixed range."""

    label: Text | None = None
    start: int = 0
    min: Annotated[int, Field(ge=-1000, le=1000)] = 0
    max: Annotated[int, Field(ge=-1000, le=1000)] = 5


class Pitfall(Model):
    """A pitfall of the scenario's own."""

    label: Text
    side: Literal["near", "far"]
    question: Text | None = None
    """What the debrief asks about it; else a general question for its side."""


class Role(Model):
    """Who the trainee is in this conversation."""

    role: Text
    task: Text | None = None


class Mood(Model):
    """A state of a persona: where it is on the Rose and what one sees."""

    label: Text
    rose: Rose
    shows: Text | None = None


class Shift(Model):
    """A rule by which a persona's mood changes after a response."""

    origin: People = Field(alias="from")
    to: Id
    condition: If | None = Field(default=None, alias="if")
    heard: bool = False


class Bands(Model):
    """The closeness band per phase."""

    opening: BandField = Band(*DEFAULT_BAND)
    middle: BandField = Band(*DEFAULT_BAND)
    closing: BandField = Band(*DEFAULT_BAND)


Reactance = Annotated[float, Field(ge=0, le=1)]


class Disposition(Model):
    """How a persona shows up today: what it changes for one run."""

    weight: Annotated[int, Field(ge=0, le=1000)] = 1
    start: Id | None = None
    reactance: Reactance | None = None
    band: Bands | None = None
    home: Rose | None = None
    aim: Rose | None = None


class Persona(Model):
    """A client: set point, aim, moods and what moves them."""

    format: Format = 1
    name: Text
    age: Annotated[int, Field(ge=0, le=130)] | None = None
    about: Text | None = None
    address: Literal["u", "je"] | None = None
    home: Rose
    aim: Rose
    reactance: Reactance = 0.0
    reads: Annotated[tuple[Id, ...], Field(strict=False)] = ()
    band: Bands = Bands()
    start: Id
    moods: Annotated[dict[Id, Mood], Field(min_length=1)]
    shifts: Annotated[tuple[Shift, ...], Field(strict=False)] = ()
    dispositions: dict[Id, Disposition] = Field(default_factory=dict)


class Heard(Model):
    """A line that a walk expects: the words; who says them and what one sees only where that is written."""

    text: Text
    speaker: Id | None = None
    shows: Text | None = None
    towards: Id | None = None


_Heard = Annotated[Heard, BeforeValidator(heard, json_schema_input_type=Text | Heard)]
HeardLines = Annotated[tuple[_Heard, ...], Field(strict=False)]


class Expectation(Model):
    """What must hold after some turns of a walk."""

    after: Annotated[int, Field(ge=0)]
    scene: Id | None = None
    mood: dict[Id, Id] = Field(default_factory=dict)
    meters: dict[Id, int] = Field(default_factory=dict)
    offered: Annotated[tuple[Id, ...], Field(strict=False)] | None = None
    lines: HeardLines | None = None


class Walk(Model):
    """The author's own test: choices and what they must lead to."""

    choose: Annotated[tuple[Choice, ...], Field(strict=False)]
    disposition: Wishes | None = None
    ending: Id | None = None
    at_least: Annotated[float, Field(ge=0, le=100)] | None = None
    below: Annotated[float, Field(ge=0, le=100)] | None = None
    expect: Annotated[tuple[Expectation, ...], Field(strict=False)] = ()


class Scenario(Model):
    """A whole conversation, personas included. Two loads are two scenarios: equality is identity."""

    format: Format
    title: Text
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    summary: Text | None = None
    note: Text | None = None
    level: Annotated[int, Field(ge=1, le=3)] | None = None
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    you: Role | None = None
    goals: dict[Id, Text] = Field(default_factory=dict)
    personas: Annotated[dict[Id, Persona], Field(min_length=1)]
    meters: dict[Id, Meter] = Field(default_factory=dict)
    pitfalls: dict[Id, Pitfall] = Field(default_factory=dict)
    start: Id
    scenes: Annotated[dict[Id, AnyScene], Field(min_length=1)]
    endings: Annotated[dict[Id, Ending], Field(min_length=1)]
    walks: dict[Id, Walk] = Field(default_factory=dict)

    _path: Path = PrivateAttr(default=Path("scenario.yaml"))
    _place: Place | None = PrivateAttr(default=None)
    _languages: tuple[str, ...] = PrivateAttr(default=())

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    @property
    def id(self) -> str:
        """Return the id by which runs remember this scenario: the file's name without its ending."""
        return self._path.stem

    @property
    def path(self) -> Path:
        """Return the file this came from."""
        return self._path

    @property
    def place(self) -> Place | None:
        """Return where everything stands in the file, if it came from one."""
        return self._place

    @cached_property
    def digest(self) -> str:
        """Return a short hash of structure and scoring: texts and translations do not change it."""
        from trainer.scenario.digest import digest

        return digest(self)

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages this scenario can be played in, the one it was written in first."""
        return self._languages or (self.language,)

    def present(self, scene: Scene) -> tuple[str, ...]:
        """Return who is in the room in a scene, in the order of the file."""
        return tuple(self.personas) if scene.present is None else scene.present

    def bind(self, path: Path, place: Place, languages: tuple[str, ...]) -> Self:
        """Remember where this scenario came from."""
        self._path, self._place, self._languages = path, place, languages
        return self
