"""One sitting, from briefing to debrief, as values and steps; both players are thin over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from trainer.conversation import Moment, Run, Session
from trainer.conversation.cast import Wish
from trainer.conversation.run import Mode, Reason, with_reasons
from trainer.debrief import Debrief, debrief
from trainer.errors import ChoiceError, ScenarioError, TrainerError
from trainer.language import _
from trainer.practice.briefing import Briefing, briefing
from trainer.practice.entries import Entry, Option, answered, chosen, ended, spoken, transcript_entries
from trainer.practice.memory import Memory
from trainer.practice.page import Page, draw_seed, numbered, stepped
from trainer.practice.record import Record
from trainer.practice.reflection import Answer, Question, Reflection, questions, reflection, tidy
from trainer.records.times import now
from trainer.scenario.loader import load_scenario
from trainer.scenario.model import Scenario
from trainer.scenario.scene import Response

CONTEXT_TURNS = 2
"""How many turns one sees again before playing on from an earlier turn."""


class Sitting:
    """A conversation with a beginning and an end. Numbers come only after `reflect`.

    Responses are shuffled by seed and scene unless `as_written`. In practice one can play on from an earlier turn:
    that gives a sitting of its own, and what was chosen first stays the record. When the memory has a store, every
    step is kept in it unless it is not to be `saved`; a step that cannot be kept raises StoreError and was not made.
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
        memory: Memory | None = None,
        saved: bool = True,
    ) -> None:
        self.scenario = scenario
        self.mode = mode
        self.learner = learner
        self.as_written = as_written
        self.memory = Memory() if memory is None else memory
        self.session = Session(scenario, seed=draw_seed() if seed is None else seed, disposition=disposition)
        self.first = self
        """The sitting with the first choices: this one, unless it plays on from an earlier turn."""
        self.at = 0
        """The turn from which this sitting plays on; 0 for one that began at the beginning."""
        self.left_at = 0
        """The turn at which this sitting left the first talk; 0 for the first talk itself."""
        self.number = 0
        """Which of the ways tried this is, from 1; 0 for the first talk."""
        self.started = now()
        self.record = Record(self.memory.store) if saved and self.memory.store is not None else None
        """What is kept of this run; None when nothing is."""
        self.answered: dict[str, Answer | None] = {}
        """The questions that were gone past before the numbers, with what was answered."""
        self.branches: list[Sitting] = []
        """The ways tried from an earlier turn of this talk, in order."""
        self.left = False
        """Whether this was a branch that was left, or came to its end."""
        self._reflection: Reflection | None = None
        self._page = self._turn_page([], self.session.moment)

    @property
    def briefing(self) -> Briefing:
        """Return what is shown before the talk."""
        return briefing(self.scenario, self.memory.intention(self.scenario.id))

    @property
    def title(self) -> str:
        """Return the title of the scenario, and from which turn one plays on."""
        if not self.at:
            return self.scenario.title
        return _("{title}, again from turn {turn}").format(title=self.scenario.title, turn=self.at)

    @property
    def page(self) -> Page:
        """Return what is new and what can be chosen."""
        return self._page

    @property
    def entries(self) -> list[Entry]:
        """Return the conversation so far; one that plays on from an earlier turn shows two turns before it."""
        return list(transcript_entries(self.session.transcript, max(0, self.at - 1 - CONTEXT_TURNS)))

    @property
    def run(self) -> Run:
        """Return this sitting as a run: the first choices, and apart from them what was explored."""
        first = self.first
        given = first._reflection or Reflection()
        return replace(
            first.session.run,
            mode=first.mode,
            learner=first.learner,
            explored=tuple(way.session.explored(way.left_at) for way in first.tried),
            reflection=given.words,
            placed=given.placed or None,
            started=first.started,
        )

    @property
    def tried(self) -> list[Sitting]:
        """Return the branches on which something was chosen."""
        return [branch for branch in self.branches if branch.kept]

    @property
    def kept(self) -> bool:
        """Return whether something was chosen since this sitting began."""
        before = self.session.transcript.choices_before(self.at) if self.at else 0
        return len(self.session.chosen) > before

    @property
    def rewinds(self) -> bool:
        """Return whether there is a turn since this sitting began, to which one can go back."""
        return len(self.session.transcript.turns) >= max(1, self.at)

    @property
    def returns(self) -> bool:
        """Return whether the first talk, from which this one was tried, is still going on."""
        return self.first is not self and bool(self.first.page.options)

    def speak(self, language: str) -> bool:
        """Go on in another language, if the scenario is translated into it: the same talk, in other words.

        Return False when it cannot be read any more as it was when the talk began: then the words stay.
        """
        scenario = self._translated(language)
        if scenario is None:
            return False
        if scenario.language != self.scenario.language:
            self.scenario, self.session = scenario, Session.restore(scenario, self.session.run)
            self._page = self._still(self.session.moment)
        return self.first is self or self.first.speak(language)

    def _translated(self, language: str) -> Scenario | None:
        kept = self.first.record.file if self.first.record is not None else None
        for path in (self.scenario.path, kept):
            with suppress(ScenarioError):
                found = load_scenario(path, language) if path is not None else None
                if found is not None and found.digest == self.scenario.digest:
                    return found
        return None

    # --- the talk ---------------------------------------------------------------------------------------------

    @property
    def last_response(self) -> Response | None:
        """Return the response that was made last."""
        turns = self.session.transcript.turns
        return self.scenario.scenes[turns[-1].scene].responses[turns[-1].response] if turns else None

    def choose(self, number: int, reason: str = "") -> Page:
        """Make the response with this number, or take this step of a scale, perhaps with a reason.

        Raises ChoiceError when there is none.
        """
        options = self._page.options
        if not options:
            raise ChoiceError(_("There is nothing to choose here."))
        if not 1 <= number <= len(options):
            raise ChoiceError(
                _("There is no number {number}; choose 1 to {last}.").format(number=number, last=len(options))
            )
        name = options[number - 1].id
        scene, scale, reason = self.scenario.scenes[self.session.moment.scene], self._page.scale, tidy(reason)
        after = self.session.fork()
        moment = after.choose(name, reason)
        if self.first.record is not None:
            self.first.record.choose(self, after)
        self.session = after
        own = answered(scale, name, reason) if scale else chosen(scene.responses[name])
        self._page = self._turn_page([own], moment)
        self.left = self._page.ended
        return self._page

    def retrace(self, choices: Sequence[str], written: Iterable[Reason] = ()) -> None:
        """Make choices again that were kept. Raises ChoiceError for one that is no longer on offer."""
        for choice, reason in with_reasons(choices, written):
            self._page = self._turn_page([], self.session.choose(choice, reason or ""))

    def from_turn(self, turn: int) -> Sitting:
        """Return a sitting that plays on from before a turn (from 1), as everything was then.

        Raises TrainerError in an assessment, and for a turn that was not made.
        """
        talk = self.session.transcript
        if self.mode == "assess":
            raise TrainerError(_("After an assessment one does not play on from an earlier turn."))
        if not 1 <= turn <= len(talk.turns):
            raise TrainerError(_("There is no turn {turn}; there are {last}.").format(turn=turn, last=len(talk.turns)))
        again = Sitting(
            self.scenario,
            seed=self.session.seed,
            disposition=self.session.disposition,
            mode=self.mode,
            learner=self.learner,
            as_written=self.as_written,
            memory=self.memory,
            saved=False,
        )
        run = self.session.run
        again.session = Session.restore(self.scenario, replace(run, choices=run.choices[: talk.choices_before(turn)]))
        again.first, again.at = self.first, turn
        again.left_at = min(turn, self.left_at or turn)
        again.number = 1 + max((branch.number for branch in self.first.branches), default=0)
        again._page = again._still(again.session.moment)
        self.first.branches.append(again)
        return again

    def stop(self) -> None:
        """End this in the middle: nobody is asked to go on with it."""
        self.left = True
        if self.first.record is not None:
            self.first.record.stop(self)

    def close(self) -> None:
        """Leave this: another window may go on with it."""
        if self.first.record is not None:
            self.first.record.close()

    def keep_nothing(self) -> None:
        """Go on without saving; what was kept stays."""
        self.close()
        self.first.record = None

    # --- own words, then numbers --------------------------------------------------------------------------------

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return what is asked before any number."""
        ending = self.session.moment.ending
        return questions(self.scenario.endings[ending] if ending else None)

    def answer(self, question: str, answer: Answer | None) -> None:
        """Keep the answer to one question before the next is asked; an empty one skips it.

        Raises ValueError for a place that does not exist.
        """
        given = reflection({question: answer})
        if self.record is not None:
            self.record.answer(question, given.words.get(question, given.placed.get(question)))
        self.answered[question] = answer

    def reflect(self, answers: Mapping[str, Answer | None]) -> None:
        """Keep the answers, by question; what is empty was skipped. From now on numbers may be seen.

        Raises ValueError for a place that does not exist.
        """
        given = reflection(answers)
        if self.record is not None:
            self.record.reflect(given, self.session.transcript)
        self._reflection = given
        score = self.debrief.summary.practice_score
        if score is not None and self.session.moment.ending is not None and self.first is self:
            self.memory.keep_score(self.scenario.id, score)

    def intend(self, words: str) -> None:
        """Keep the one intention with which somebody leaves; an empty one takes it back."""
        given = self.reflection
        kept = {key: value for key, value in given.words.items() if key != "intention"}
        intention = tidy(words)
        if self.first.record is not None and intention != given.words.get("intention", ""):
            self.first.record.answer("intention", intention)
        self.first._reflection = replace(given, words={**kept, "intention": intention} if intention else kept)

    def remember(self, given: Reflection) -> None:
        """Take over what was answered before."""
        self._reflection = given

    @property
    def reflected(self) -> bool:
        """Return whether the questions were asked, so that numbers may be seen."""
        return self.first._reflection is not None

    @property
    def reflection(self) -> Reflection:
        """Return what was answered; nothing before `reflect`."""
        return self.first._reflection or Reflection()

    @property
    def debrief(self) -> Debrief:
        """Return the debrief. Raises TrainerError before `reflect`: own words come before numbers."""
        if self.first._reflection is None:
            raise TrainerError(_("Answer the questions first, or skip them."))
        return debrief(self.session.transcript)

    # --- what is on the page ------------------------------------------------------------------------------------

    def _turn_page(self, entries: list[Entry], moment: Moment) -> Page:
        entries.extend(spoken(moment.lines, self.scenario))
        if moment.ending is not None:
            entries.append(ended(moment.ending, self.scenario))
            self.memory.keep_ending(self.scenario.id, moment.ending)
        return replace(self._still(moment), entries=tuple(entries))

    def _still(self, moment: Moment) -> Page:
        """Return the page of a moment, with nothing new on it."""
        return Page((), self._options(moment), moment.ending is not None, moment.activity)

    def _options(self, moment: Moment) -> tuple[Option, ...]:
        if moment.activity is not None:
            return stepped(moment.activity)
        if moment.ending is not None:
            return ()
        return self._numbered(moment.scene, (offered.id for offered in moment.responses))

    def options_at(self, turn: int) -> tuple[Option, ...]:
        """Return what was on offer in a turn (from 1), numbered as it was then."""
        made = self.session.transcript.turns[turn - 1]
        return self._numbered(made.scene, made.offered)

    def _numbered(self, scene: str, offered: Iterable[str]) -> tuple[Option, ...]:
        shuffle = None if self.as_written else f"{self.session.seed}:{scene}"
        return numbered(self.scenario.scenes[scene], offered, shuffle)
