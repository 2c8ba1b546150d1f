"""What is kept of one sitting while it is held: each step is on disk before anything follows from it."""

from __future__ import annotations

from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.conversation import Session, Transcript
from trainer.debrief.placing import axis_placing, rose_placing
from trainer.debrief.summary import summarize
from trainer.errors import StoreError
from trainer.practice.reflection import Answer, Reflection
from trainer.records.past import Apart, Figures
from trainer.scenario.files import texts
from trainer.theory.constants import OCTANTS

if TYPE_CHECKING:
    from trainer.practice.sitting import Sitting
    from trainer.records.lease import Lease
    from trainer.records.lessons import Lessons
    from trainer.records.store import Store
    from trainer.records.teams import TeamRuns


class Record:
    """One run in the store, and the right to go on with it; there is none before the first choice.

    Every method raises StoreError when it cannot keep what it should; then nothing is kept of that step.
    """

    def __init__(self, store: Store, run: str = "", lease: Lease | None = None) -> None:
        self._store = store
        self.run = run
        """The id of the run; empty as long as nothing is kept."""
        self._lease = lease

    @property
    def file(self) -> Path | None:
        """Return the file of the scenario as it is kept; None when nothing is."""
        with suppress(StoreError):
            return self._store.edition_of(self.run) if self.run else None
        return None

    def close(self) -> None:
        """Let another window go on with this run."""
        if self._lease is not None:
            self._lease.release()
            self._lease = None

    def choose(self, sitting: Sitting, after: Session) -> None:
        """Keep what was chosen last, and what it ended; `after` is the talk with it."""
        if sitting.first is not sitting:
            self._choose_on_branch(sitting, after)
        elif self.run:
            self._keep(self.run, after)
        else:
            with self._store.together():
                run = self._begin(sitting)
                self._keep(run, after)
                self._lease = self._store.lease(run)
            self.run = run

    @property
    def lessons(self) -> Lessons:
        """Return what is kept of classes."""
        return self._store.lessons

    @property
    def teams(self) -> TeamRuns:
        """Return what is kept of teams."""
        return self._store.teams

    def together(self) -> AbstractContextManager[None]:
        """Keep everything that is done inside, or nothing."""
        return self._store.together()

    def begin(self, sitting: Sitting) -> None:
        """Keep a run before anything was chosen in it, as that of a class."""
        run = self._begin(sitting)
        self._lease = self._store.lease(run)
        self.run = run

    def _begin(self, sitting: Sitting) -> str:
        scenario = sitting.scenario
        return self._store.begin(sitting.run, scenario.title, scenario.path, sitting.as_written, texts(scenario))

    def _keep(self, run: str, after: Session) -> None:
        number, made = after.last
        if after.moment.ending is None:
            self._store.choose(run, number, made)
        else:
            self._store.finish(run, number, made, after.moment.ending, figures(after.transcript))

    def _choose_on_branch(self, sitting: Sitting, after: Session) -> None:
        made, number = after.chosen, sitting.number
        with self._store.together():
            if sitting.kept:
                self._store.choose(self.run, len(made), made[-1], number)
            else:
                before = after.transcript.choices_before(sitting.left_at)
                self._store.branch(self.run, number, sitting.left_at, sitting.at, before + 1, made[before:])
            if after.moment.ending is not None:
                self._store.end_branch(self.run, number, after.moment.ending)

    def stop(self, sitting: Sitting) -> None:
        """Keep that somebody stopped in the middle."""
        if sitting.first is not sitting:
            if sitting.kept and not sitting.page.ended:
                self._store.end_branch(self.run, sitting.number, None)
        elif self.run:
            self._store.stop(self.run)

    def answer(self, question: str, answer: Answer | None) -> None:
        """Keep one answer; without one the question was skipped."""
        if self.run:
            self._store.answer(self.run, question, "" if answer is None else str(answer))

    def reflect(self, given: Reflection, transcript: Transcript) -> None:
        """Keep the answers, that all was asked, and how far own places were from the talk's."""
        if not self.run:
            return
        with self._store.together():
            for question, answer in (*given.words.items(), *given.placed.items()):
                self.answer(question, answer)
            if transcript.ending is None:
                self._store.stop(self.run, figures(transcript))
            self._store.reflect(self.run, apart(given, transcript))


def figures(transcript: Transcript) -> Figures:
    """Return a talk in the few numbers that are followed from run to run."""
    summary = summarize(transcript)
    readings = [turn.judgement for turn in transcript.turns]
    used = {reading.rose.octant for reading in readings}
    return Figures(
        turns=len(readings),
        in_band=summary.in_band,
        rose_fit=sum(reading.rose_fit for reading in readings) / len(readings) if readings else None,
        drawn_in=summary.drawn_in,
        autonomy=summary.autonomy,
        progress=summary.progress,
        practice_score=summary.practice_score,
        octants=tuple(octant for octant in OCTANTS if octant in used),
    )


def apart(given: Reflection, transcript: Transcript) -> Apart:
    """Return how far own places were from the talk's: from its mean direction, and from the steps used most."""
    rose = rose_placing(transcript, given.rose) if given.rose else None
    axis = axis_placing(transcript, given.closeness) if given.closeness is not None else None
    return Apart(
        degrees=rose.degrees if rose else None,
        steps=min(abs(axis.own - step) for step in axis.most) if axis else None,
    )
