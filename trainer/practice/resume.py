"""Coming back to a run: going on where it stopped, or opening it again."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from trainer.errors import ChoiceError, ScenarioError, TakenError, UsageError
from trainer.language import _
from trainer.practice.memory import Memory
from trainer.practice.record import Record
from trainer.practice.reflection import Answer, Reflection
from trainer.practice.sitting import Sitting
from trainer.records import edition
from trainer.records.past import Branch, Kept
from trainer.scenario.files import texts
from trainer.scenario.library import find
from trainer.scenario.loader import load_scenario
from trainer.scenario.model import Scenario

Stage = Literal["talk", "questions", "debrief"]


@dataclass(frozen=True, slots=True)
class Return:
    """A run that one comes back to, with its scenario as it is now, or as it was if that is gone."""

    kept: Kept
    scenario: Scenario
    original: Scenario | None
    """The scenario as it was when the run began, if it was kept and has not merely other words now."""
    leads: bool
    """Whether the choices that were made still lead somewhere in the scenario of now."""

    @property
    def changed(self) -> bool:
        """Return whether structure or scoring of the scenario changed since the run began."""
        return self.scenario.digest != self.kept.run.digest

    @property
    def stopped(self) -> bool:
        """Return whether somebody stopped in the middle of the talk, for good."""
        past = self.kept.past
        return past.ended is not None and past.ending is None and past.reflected is None

    @property
    def told(self) -> str:
        """Return what there is to know before one goes on; empty when there is nothing."""
        if not self.changed:
            return ""
        if self.leads:
            return _(
                "This scenario was changed since you began. What you chose can still be chosen, but the client may "
                "answer differently now."
            )
        return _(
            "This scenario was changed since you began, and what you chose no longer leads on. "
            "You can begin anew, or write your talk to a file."
        )

    def go_on(self, memory: Memory) -> Sitting:
        """Return the sitting as it stood; in a changed scenario it goes on, and is kept, as one of today.

        Raises TakenError when it is open in another window.
        """
        store = memory.store
        if store is None:
            return restored(self.kept, self.scenario, memory, None)
        lease = store.lease(self.kept.past.id)
        sitting = restored(self.kept, self.scenario, memory, Record(store, self.kept.past.id, lease))
        if self.changed:
            store.renew(self.kept.past.id, self.scenario.digest, texts(self.scenario))
        return sitting

    def reopen(self, memory: Memory) -> Sitting:
        """Return the sitting to look back on, with the scenario of then; not saved while another window has it.

        Raises UsageError when the scenario has changed too much and was not kept.
        """
        scenario = self._of_then
        record, store = None, memory.store
        if store is not None:
            with suppress(TakenError):
                record = Record(store, self.kept.past.id, store.lease(self.kept.past.id))
        return restored(self.kept, scenario, memory, record)

    def read(self, memory: Memory) -> Sitting:
        """Return the sitting as it stood, to look at: with the words of then if they were kept, and not saved.

        Raises UsageError when the scenario has changed too much and was not kept.
        """
        return restored(self.kept, self._of_then, memory, None)

    @property
    def _of_then(self) -> Scenario:
        if self.original is None and not self.leads:
            message = _("The scenario was changed since, and this talk can no longer be shown. It can be exported.")
            raise UsageError(message)
        return self.original or self.scenario

    def restart(self, memory: Memory) -> Sitting:
        """Return a new sitting in the scenario of now, in the same way."""
        run = self.kept.run
        return Sitting(
            self.scenario, mode=run.mode, learner=run.learner, as_written=self.kept.as_written, memory=memory
        )

    def give_up(self, memory: Memory) -> None:
        """Keep that nobody goes on with this run, unless another window does."""
        if memory.store is not None:
            with suppress(TakenError):
                lease = memory.store.lease(self.kept.past.id)
                memory.store.stop(self.kept.past.id)
                lease.release()


def returning(memory: Memory, run: str, shelves: Sequence[Path], language: str) -> Return:
    """Return a run of the store, by its id. Raises UsageError or ScenarioError when it cannot be opened."""
    store = memory.store
    if store is None:
        raise UsageError(_("Nothing is saved, so there is nothing to go back to."))
    kept = store.kept(run)
    now = _now(kept, shelves, language)
    if now is not None and now.digest == kept.run.digest:
        return Return(kept, now, None, leads=True)
    original = _as_it_was(kept, store.folder, language)
    if now is None and original is None:
        message = _("The scenario {name} of this talk is no longer there: {path}.")
        raise UsageError(message.format(name=kept.past.title, path=kept.path))
    scenario = now or original
    assert scenario is not None
    return Return(kept, scenario, original, _leads(kept, scenario))


def _now(kept: Kept, shelves: Sequence[Path], language: str) -> Scenario | None:
    """Return the scenario where it was, or else the one of this id in the library."""
    for name in (kept.path, kept.past.scenario):
        try:
            return load_scenario(find(name, shelves), language)
        except (UsageError, ScenarioError):
            continue
    return None


def _as_it_was(kept: Kept, folder: Path, language: str) -> Scenario | None:
    if kept.edition is None:
        return None
    try:
        found = load_scenario(edition.path(folder, kept.edition, kept.past.scenario), language)
    except ScenarioError:
        return None
    return found if found.digest == kept.run.digest else None


def _leads(kept: Kept, scenario: Scenario) -> bool:
    try:
        restored(kept, scenario, Memory(), None)
    except (ChoiceError, UsageError):
        return False
    return True


def restored(kept: Kept, scenario: Scenario, memory: Memory, record: Record | None = None) -> Sitting:
    """Return a sitting with everything that was chosen and answered. Raises ChoiceError where that is not on offer."""
    run = kept.run
    sitting = Sitting(
        scenario,
        seed=run.seed,
        disposition=run.disposition,
        mode=run.mode,
        learner=run.learner,
        as_written=kept.as_written,
        memory=memory,
        saved=False,
    )
    sitting.started = kept.past.started
    sitting.retrace(run.choices, run.reasons)
    for branch in kept.branches:
        _try_again(sitting, branch)
    sitting.answered = {key: _answer(key, text) for key, text in kept.answers.items() if key != "intention"}
    if kept.past.reflected is not None:
        sitting.remember(Reflection(run.reflection, run.placed or {}))
    sitting.record = record
    return sitting


def _try_again(first: Sitting, branch: Branch) -> None:
    way = first.from_turn(branch.left)
    way.at, way.number = branch.at, branch.number
    way.retrace(branch.choices, branch.reasons)
    way.left = branch.ended


def _answer(question: str, text: str) -> Answer:
    return int(text) if question == "closeness" and text else text


def stage(first: Sitting) -> tuple[Sitting, Stage]:
    """Return where somebody was: in the talk or on a branch of it, before the numbers, or after them."""
    if first.tried and not first.tried[-1].left:
        return first.tried[-1], "talk"
    if first.page.options:
        return first, "talk"
    return first, "debrief" if first.reflected else "questions"
