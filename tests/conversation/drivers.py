"""Two ways of holding a conversation that must never differ: straight on, and restored after every choice."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from trainer.conversation import Moment, Run, Session, Transcript, Turn
from trainer.conversation.judgement import Judgement
from trainer.conversation.run import Explored, Reason
from trainer.conversation.screenplay import SpokenLine
from trainer.scenario.model import Scenario

Wish = str | Mapping[str, str] | None


def kept(run: Run) -> Run:
    """Return a run as it comes back from where it was kept: through JSON."""
    data: dict[str, Any] = json.loads(json.dumps(asdict(run)))
    explored = tuple(Explored(item["at"], tuple(item["choices"]), _reasons(item)) for item in data["explored"])
    return Run(**{**data, "choices": tuple(data["choices"]), "explored": explored, "reasons": _reasons(data)})


def _reasons(data: dict[str, Any]) -> tuple[Reason, ...]:
    return tuple(Reason(**item) for item in data["reasons"])


def choosable(moment: Moment) -> list[str]:
    """Return what can be chosen at a moment: responses, or the answers of an activity."""
    return list(moment.activity.answers) if moment.activity else [response.id for response in moment.responses]


def why(session: Session) -> str:
    """Return what is written with the next choice, wherever it may be written down."""
    return f"Because of {len(session.choices)}."


class Straight:
    """One session from beginning to end."""

    def __init__(self, scenario: Scenario, *, seed: int = 0, disposition: Wish = None) -> None:
        self.scenario = scenario
        self.session = Session(scenario, seed=seed, disposition=disposition)

    def choose(self, *responses: str) -> Moment:
        """Make these choices and return the last moment."""
        for response in responses:
            self.session.choose(response, why(self.session))
            self.after()
        return self.session.moment

    def after(self) -> None:
        """Do what this driver does after every choice."""

    @property
    def moment(self) -> Moment:
        return self.session.moment

    @property
    def transcript(self) -> Transcript:
        return self.session.transcript

    @property
    def turns(self) -> tuple[Turn, ...]:
        return self.session.transcript.turns

    @property
    def judged(self) -> Judgement:
        """Return the reading of the last turn."""
        return self.turns[-1].judgement

    @property
    def offered(self) -> list[str]:
        """Return what can be chosen now."""
        return choosable(self.moment)

    @property
    def texts(self) -> list[str]:
        """Return what was said since the last choice."""
        return [line.text for line in self.moment.lines if line.text]

    @property
    def lines(self) -> tuple[SpokenLine, ...]:
        """Return what was said and seen since the last choice."""
        return self.moment.lines


class Restored(Straight):
    """A session that is kept and restored after every choice."""

    def after(self) -> None:
        before = self.session
        self.session = Session.restore(self.scenario, kept(before.run))
        assert self.session.moment == before.moment
        assert self.session.transcript.turns == before.transcript.turns
        assert self.session.transcript.answers == before.transcript.answers
        assert self.session.run == before.run
