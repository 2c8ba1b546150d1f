"""Own words and own places, asked before any number about the talk is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from trainer.language import _
from trainer.scenario.model import Ending
from trainer.text import clean
from trainer.theory.constants import CLOSENESS
from trainer.theory.rose import position

Kind = Literal["word", "words", "rose", "closeness"]
Answer = str | int
LONGEST = 2000
"""Characters of one answer; what is more is left out."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: `kind` tells what answers it, a text, a place on the Rose (`SB2`) or a step of closeness."""

    id: str
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Reflection:
    """What was answered, by question; what was skipped is not there. `placed` has the two places, `words` the rest."""

    words: Mapping[str, str] = field(default_factory=dict)
    placed: Mapping[str, Answer] = field(default_factory=dict)

    @property
    def rose(self) -> str | None:
        """Return the place on the Rose where the trainee says to have been."""
        code = self.placed.get("rose")
        return str(code) if code is not None else None

    @property
    def closeness(self) -> int | None:
        """Return the step of closeness the trainee says to have been on."""
        step = self.placed.get("closeness")
        return step if isinstance(step, int) else None


def questions(ending: Ending | None) -> tuple[Question, ...]:
    """Return what is asked after a talk: a feeling, plus and delta, the author's first question, and two places."""
    asked = ending.reflect[:1] if ending else ()
    return (
        Question("feeling", "word", _("One word: how do you feel now?")),
        Question("plus", "words", _("What went well?")),
        Question("delta", "words", _("What would you do differently next time?")),
        *(Question("asked", "words", text) for text in asked),
        Question("rose", "rose", _("Where on Leary's Rose were you in this talk, on the whole?")),
        Question("closeness", "closeness", _("How close were you in this talk, most of the time?")),
    )


def reflection(answers: Mapping[str, Answer | None]) -> Reflection:
    """Return answers as they are kept: cleaned, without what was skipped.

    Raises ValueError for a place that does not exist.
    """
    given = {key: tidy(value) if isinstance(value, str) else value for key, value in answers.items()}
    placed: dict[str, Answer] = {}
    rose, step = given.pop("rose", None), given.pop("closeness", None)
    if rose:
        placed["rose"] = position(str(rose)).code
    if step not in (None, ""):
        if not CLOSENESS[0] <= int(step) <= CLOSENESS[1]:
            raise ValueError(step)
        placed["closeness"] = int(step)
    return Reflection({key: str(value) for key, value in given.items() if value}, placed)


def tidy(text: str, longest: int = LONGEST) -> str:
    """Return typed words on one line, without control characters, as much as is kept."""
    spaced = " ".join(text[: 10 * LONGEST].split())  # before cleaning takes away the signs that part words
    return " ".join(clean(spaced).split())[:longest].strip()
