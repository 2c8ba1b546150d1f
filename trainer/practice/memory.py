"""What is remembered of earlier sittings: in the store, and beside it for as long as the program runs."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.errors import StoreError
from trainer.language import _

if TYPE_CHECKING:
    from trainer.records.past import Past
    from trainer.records.store import Store


class Memory:
    """What one learner did before; without a store, or until it is opened, only what this program saw.

    Scenarios go by their id. Only first talks count for `best`; an ending found by playing on from an earlier turn is
    found as well.
    """

    def __init__(self, folder: Path | None = None, learner: str | None = None) -> None:
        self.folder = folder
        """The data folder; None to keep nothing."""
        self.learner = learner
        self.store: Store | None = None
        """Where runs are kept, once it was opened."""
        self.place = ""
        """The id of the scenario one looked at last in the library."""
        self._best: dict[str, float] = {}
        self._endings: dict[str, set[str]] = {}

    def open(self) -> None:
        """Open the store, if there is to be one, and take in what it holds. Raises StoreError; one may try again."""
        if self.folder is not None and self.store is None:
            from trainer.records.store import Store

            self.store = Store(self.folder)
        self._read()

    def close(self) -> None:
        """Let go of the store."""
        if self.store is not None:
            self.store.close()

    @property
    def notice(self) -> str:
        """Return what there is to know about how things are kept; empty when they are kept as usual."""
        if self.store is None or not self.store.on_network:
            return ""
        return _("This folder is on a network, so saving is done in a slower way that is safe there.")

    def command(self, words: str) -> str:
        """Return how one calls the program with these words on the same data."""
        from trainer.records.folder import usual

        place = "" if self.folder is None or self.folder == usual() else f' --data-dir "{self.folder}"'
        return f"trainer{place} {words}"

    def keep_nothing(self) -> None:
        """Go on without saving."""
        self.folder = self.store = None

    def refresh(self) -> None:
        """Take in what was kept since, in another window too."""
        with suppress(StoreError):
            self._read()

    def _read(self) -> None:
        if self.store is None:
            return
        for scenario, score in self.store.best(self.learner).items():
            self.keep_score(scenario, score)
        for scenario, found in self.store.endings(self.learner).items():
            self._endings.setdefault(scenario, set()).update(found)

    @property
    def is_new(self) -> bool:
        """Return whether nothing was played yet."""
        return not self._best and not self._endings and not self.unfinished()

    # What cannot be read while somebody plays is not there: that saving fails is told when something is to be saved.

    def unfinished(self) -> list[Past]:
        """Return the talks one can go on with, the latest first."""
        with suppress(StoreError):
            return [] if self.store is None else self.store.unfinished(self.learner)
        return []

    def intention(self, scenario: str) -> str | None:
        """Return the intention one left with last."""
        with suppress(StoreError):
            return None if self.store is None else self.store.intention(self.learner, scenario)
        return None

    def choose(self, **chosen: str | None) -> None:
        """Keep a choice for good: language, theme, pace or learner; where that cannot be done it lasts as long as this.

        That saving does not work is told where it matters more.
        """
        if self.folder is not None:
            from trainer.records import settings

            with suppress(StoreError):
                settings.change(self.folder, **chosen)

    def keep_score(self, scenario: str, score: float) -> None:
        """Remember a practice score, 0 to 100, if it is the best so far."""
        self._best[scenario] = max(score, self._best.get(scenario, 0.0))

    def keep_ending(self, scenario: str, ending: str) -> None:
        """Remember an ending that was reached."""
        self._endings.setdefault(scenario, set()).add(ending)

    def best(self, scenario: str) -> float | None:
        """Return the best practice score so far; None without one."""
        return self._best.get(scenario)

    def endings(self, scenario: str) -> frozenset[str]:
        """Return the endings found so far."""
        return frozenset(self._endings.get(scenario, ()))
