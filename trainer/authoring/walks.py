"""Walks: the author's own tests, choices and what they must lead to."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trainer.authoring.expectations import Difference, too_late, unlike_the_end, unmet
from trainer.conversation import Session
from trainer.conversation.cast import castings
from trainer.debrief import summarize
from trainer.errors import ChoiceError
from trainer.language import _
from trainer.scenario.model import Scenario, Walk
from trainer.scenario.shape import find


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one walk went with one set of dispositions.

    `failure` is the first difference in words, or ''; `line` and `column` (from 1) lead to what was expected there, or
    to the walk. `choices`, `ending` and `score` are of the conversation so far.
    """

    walk: str
    disposition: Mapping[str, str]
    choices: tuple[str, ...]
    ending: str | None
    score: float | None
    failure: str
    file: str
    line: int
    column: int

    @property
    def place(self) -> str:
        """Return where to look, as editors understand it."""
        return f"{self.file}:{self.line}:{self.column}"

    @property
    def again(self) -> str:
        """Return the command that plays the conversation so far, to be copied into a shell."""
        names = self.disposition
        wishes = list(names.values()) if len(names) == 1 else [f"{key}={name}" for key, name in names.items()]
        options = [word for wish in wishes for word in ("--disposition", wish)]
        words = ["trainer", "replay", self.file, "--choose", ",".join(self.choices), *options]
        return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


def outcomes(scenario: Scenario, name: str | None = None) -> Iterator[Outcome]:
    """Yield every walk, or the one with this name, with every disposition it must hold for.

    Lines are expected in the words they were written in, so a scenario is loaded for this without a language.
    """
    for walk, disposition in ways(scenario):
        if name in (None, walk):
            yield take(scenario, walk, disposition)


def ways(scenario: Scenario) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the name of every walk with every set of dispositions it must hold for."""
    for name, walk in scenario.walks.items():
        for disposition in castings(scenario, walk.disposition):
            yield name, disposition


def take(scenario: Scenario, name: str, disposition: Mapping[str, str]) -> Outcome:
    """Return how a walk goes with these dispositions; it is taken up to the first difference."""
    session = Session(scenario, disposition=disposition)
    difference = next(_differences(scenario.walks[name], session), Difference((), ""))
    transcript = session.transcript
    line, column = 1, 1
    if scenario.place is not None:
        spot = find(scenario.place, ("walks", name, *difference.path))
        _source, mark = spot.at_value() if difference.path else spot.at_key()
        line, column = mark.line + 1, mark.column + 1
    return Outcome(
        walk=name,
        disposition=disposition,
        choices=session.run.choices,
        ending=transcript.ending,
        score=summarize(transcript).practice_score,
        failure=difference.text,
        file=str(scenario.path),
        line=line,
        column=column,
    )


def _differences(walk: Walk, session: Session) -> Iterator[Difference]:
    """Take a walk, and yield whatever is not as it expects; the conversation goes no further than one asks."""
    yield from unmet(walk, session.moment, 0)
    for n, choice in enumerate(walk.choose, 1):
        ending = session.moment.ending
        if ending is not None:
            message = _("Choice {n} (`{choice}`) cannot be made: the conversation ended with `{ending}`.")
            yield Difference(("choose", n - 1), message.format(n=n, choice=choice, ending=ending))
            return
        try:
            session.choose(choice)
        except ChoiceError as error:
            yield Difference(("choose", n - 1), _("Choice {n}: {why}").format(n=n, why=error))
            return
        yield from unmet(walk, session.moment, n)
    ending = session.moment.ending
    yield from too_late(walk, ending)
    yield from unlike_the_end(walk, ending, summarize(session.transcript).practice_score)
