"""A report: what its page shows, as plain values with ready-made words, and the page made of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from trainer.records.rose_drawing import CloudPicture, RosePicture, cloud_drawing, rose_drawing
from trainer.records.timeline_drawing import TimelinePicture, timeline_drawing

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know about a talk, such as when it was held."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the conversation; `speaker` is empty for what is seen and for narration."""

    kind: Literal["seen", "client", "narration", "you", "ending"]
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class TurnCard:
    """One turn (from 1): what was said and what followed, its place in words, and what to write a remark under."""

    turn: int
    title: str
    phase: str
    pieces: tuple[Piece, ...]
    places: tuple[str, ...]
    pitfalls: tuple[str, ...]
    voices: tuple[str, ...]
    """The clients' thoughts and the coach; empty after an assessment."""
    remark: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """The whole conversation: what was heard before the first turn, the turns, and how it ended."""

    opening: tuple[Piece, ...]
    turns: tuple[TurnCard, ...]
    ending: tuple[Piece, ...]
    note: str
    """What becomes of the remarks."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: what it is about, its cells, and for cells with a bar how long that is (0..1)."""

    name: str
    cells: tuple[str, ...]
    bars: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A heading for every column, the first one included, and the rows."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of the page with its lines, and the picture, the table or the conversation that it is about."""

    title: str
    lines: tuple[str, ...] = ()
    shows: RosePicture | CloudPicture | TimelinePicture | Transcript | Table | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The whole page. `language` is that of the page, `spoken` that of the conversation (codes such as `nl`)."""

    language: str
    spoken: str
    title: str
    kind: str
    facts: tuple[Fact, ...]
    contents: str
    """What the list of parts is called."""
    parts: tuple[Part, ...]
    made_with: str


def rendered(report: Report) -> str:
    """Return a report as one HTML page that needs nothing beside it; no text in it becomes markup."""
    return _environment().get_template("report.html.jinja").render(report=report)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.tests["rose"] = lambda shown: isinstance(shown, RosePicture)
    environment.tests["cloud"] = lambda shown: isinstance(shown, CloudPicture)
    environment.tests["table"] = lambda shown: isinstance(shown, Table)
    environment.tests["timeline"] = lambda shown: isinstance(shown, TimelinePicture)
    environment.tests["transcript"] = lambda shown: isinstance(shown, Transcript)
    environment.filters["rose_drawing"] = rose_drawing
    environment.filters["cloud_drawing"] = cloud_drawing
    environment.filters["timeline_drawing"] = timeline_drawing
    return environment
