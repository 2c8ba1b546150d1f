"""One sitting, from briefing to debrief, as values and steps; both players are thin over it."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from trainer.conversation import Moment, Run, Session
from trainer.conversation.cast import Wish
from trainer.conversation.run import Mode
from trainer.debrief import Debrief, debrief
from trainer.errors import ChoiceError, TrainerError
from trainer.language import N_, _
from trainer.practice.entries import Entry, Option, chosen, ended, said, spoken, transcript_entries
from trainer.scenario.loader import load_scenario
from trainer.scenario.model import Response, Scenario
from trainer.text import clean

CALM = N_(
    "You stopped here, and that is fine. Nothing of this talk is kept or scored.\n"
    "If something stays with you, talk about it with a colleague today."
)
"""What is said to who stops in the middle."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """What one knows before the talk."""

    title: str
    summary: str
    note: str
    role: str
    task: str
    goals: tuple[str, ...]
    clients: tuple[str, ...]
    level: int | None
    minutes: int | None

    @property
    def way(self) -> str:
        """Return how one talks here."""
        return _("Numbers choose what you say, do or leave unsaid. The numbers about the talk come afterwards.")


@dataclass(frozen=True, slots=True)
class Page:
    """What one sees while playing: what is new, and what can be chosen now (nothing after an ending)."""

    entries: tuple[Entry, ...]
    options: tuple[Option, ...]
    ended: bool


class Sitting:
    """A conversation with a beginning and an end. Numbers come only after `reflect`.

    Responses are shuffled by seed and scene unless `as_written`.
    """

    def __init__(
        self,
        scenario: Scenario,
        *,
        seed: int | None = None,
        disposition: Wish = None,
        mode: Mode = "practice",
        learner: str | None = None,
        as_written: bool = False,
    ) -> None:
        self.scenario = scenario
        self.mode = mode
        self.learner = learner
        self.as_written = as_written
        self.session = Session(scenario, seed=draw_seed() if seed is None else seed, disposition=disposition)
        self._reflection: dict[str, str] | None = None
        self._page = self._turn_page([], self.session.moment)

    @property
    def briefing(self) -> Briefing:
        """Return what is shown before the talk."""
        return briefing(self.scenario)

    @property
    def page(self) -> Page:
        """Return what is new and what can be chosen."""
        return self._page

    @property
    def entries(self) -> list[Entry]:
        """Return the whole conversation so far."""
        return list(transcript_entries(self.session.transcript))

    @property
    def run(self) -> Run:
        """Return this sitting as a run."""
        return replace(self.session.run, mode=self.mode, learner=self.learner, reflection=self._reflection or {})

    def speak(self, language: str) -> None:
        """Go on in another language, if the scenario is translated into it: the same talk, in other words."""
        scenario = load_scenario(self.scenario.path, language)
        if scenario.language != self.scenario.language:
            self.scenario, self.session = scenario, Session.restore(scenario, self.session.run)
            self._page = Page((), self._options(self.session.moment), self.session.moment.ending is not None)

    @property
    def last_response(self) -> Response | None:
        """Return the response that was made last."""
        turns = self.session.transcript.turns
        return self.scenario.scenes[turns[-1].scene].responses[turns[-1].response] if turns else None

    def choose(self, number: int) -> Page:
        """Make the response with this number. Raises ChoiceError when there is none."""
        options = self._page.options
        if not options:
            raise ChoiceError(_("There is nothing to choose here."))
        if not 1 <= number <= len(options):
            raise ChoiceError(
                _("There is no number {number}; choose 1 to {last}.").format(number=number, last=len(options))
            )
        name = options[number - 1].id
        scene = self.scenario.scenes[self.session.moment.scene]
        made = chosen(scene.responses[name])
        self._page = self._turn_page([made], self.session.choose(name))
        return self._page

    @property
    def question(self) -> str:
        """Return the one question asked before any number: the author's for this ending, or a general one."""
        ending = self.session.moment.ending
        own = self.scenario.endings[ending].reflect if ending else ()
        return (
            own[0]
            if own
            else _("What did you do in this talk that you want to keep, and what would you try differently?")
        )

    def reflect(self, answer: str) -> None:
        """Keep the answer to the question; an empty one skips it."""
        words = clean(answer).strip()
        self._reflection = {"answer": words} if words else {}

    @property
    def answer(self) -> str:
        """Return what was answered; '' when the question was skipped or not yet asked."""
        return (self._reflection or {}).get("answer", "")

    @property
    def debrief(self) -> Debrief:
        """Return the debrief. Raises TrainerError before `reflect`: own words come before numbers."""
        if self._reflection is None:
            raise TrainerError(_("Answer the question first, or skip it."))
        return debrief(self.session.transcript)

    def _turn_page(self, entries: list[Entry], moment: Moment) -> Page:
        entries.extend(spoken(moment.lines, self.scenario))
        if moment.ending is not None:
            entries.append(ended(moment.ending, self.scenario))
        return Page(tuple(entries), self._options(moment), moment.ending is not None)

    def _options(self, moment: Moment) -> tuple[Option, ...]:
        if moment.ending is not None:
            return ()
        order = list(self.scenario.scenes[moment.scene].responses)
        if not self.as_written:
            random.Random(f"{self.session.seed}:{moment.scene}").shuffle(order)
        offered = sorted(moment.responses, key=lambda response: order.index(response.id))
        return tuple(Option(n, o.id, said(o.response)) for n, o in enumerate(offered, 1))


def briefing(scenario: Scenario) -> Briefing:
    """Return what one should know before the talk in a scenario."""
    return Briefing(
        title=scenario.title,
        summary=scenario.summary or "",
        note=scenario.note or "",
        role=scenario.you.role if scenario.you else "",
        task=(scenario.you.task or "") if scenario.you else "",
        goals=tuple(scenario.goals.values()),
        clients=tuple(f"{p.name} ({p.age})" if p.age is not None else p.name for p in scenario.personas.values()),
        level=scenario.level,
        minutes=scenario.minutes,
    )


def draw_seed() -> int:
    """Return a fresh seed, short enough to read aloud."""
    return random.SystemRandom().randrange(1, 1_000_000)
