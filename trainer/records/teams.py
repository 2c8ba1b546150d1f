"""Teams in the store: which runs belong together, and whose turn it is."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import NamedTuple

from trainer.errors import UsageError
from trainer.language import _
from trainer.records.database import Database
from trainer.records.times import now


@dataclass(frozen=True, slots=True)
class KeptTeams:
    """Teams as they were kept: the run of each, in their order."""

    runs: tuple[str, ...]
    up: int
    """The team whose turn it is, from 0."""
    made: int
    """How many choices that team had made when its turn began."""
    looks_back: bool
    """Whether they were held side by side already."""


class HeldTeams(NamedTuple):
    """Teams as a list shows them: the run of the first one, when it began, and how many there were."""

    run: str
    title: str
    started: str
    teams: int


class TeamRuns:
    """The teams in a database, by the run of the first one. Methods raise StoreError when they cannot keep or read."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def together(self) -> AbstractContextManager[None]:
        """Keep everything that is done inside, or nothing."""
        return self._database.together()

    def begin(self, runs: Sequence[str]) -> None:
        """Keep that runs belong together, and that the first one begins."""
        with self._database.together():
            self._database.execute("insert into teams values (?, 0, 0, 0, null)", (runs[0],))
            for number, run in enumerate(runs):
                self._database.execute("insert into team values (?, ?, ?)", (run, runs[0], number))

    def give_turn(self, teams: str, up: int, made: int) -> None:
        """Keep whose turn it is, and how many choices that team has made."""
        self._database.execute("update teams set up = ?, made = ? where run = ?", (up, made, teams))

    def look_back(self, teams: str) -> None:
        """Keep that they are held side by side."""
        self._database.execute("update teams set looks_back = 1 where run = ?", (teams,))

    def end(self, teams: str) -> None:
        """Keep that nobody is to be asked to go on with these teams."""
        self._database.execute("update teams set over = ? where run = ?", (now(), teams))

    def holding(self, run: str) -> str | None:
        """Return the teams to which a run belongs, by the run of the first one; None when it belongs to none."""
        found = self._database.rows("select teams from team where run = ?", (run,))
        return str(found[0][0]) if found else None

    def held(self) -> list[HeldTeams]:
        """Return all teams of which one chose something, the latest first."""
        rows = self._database.rows(
            "select id, title, started, (select count(*) from team where team.teams = run.id) from run"
            " where exists (select 1 from team join choice on choice.run = team.run where team.teams = run.id)"
            " order by started desc"
        )
        return [HeldTeams(*row) for row in rows]

    def kept(self, teams: str) -> KeptTeams:
        """Return the teams to which a run belongs as the first one. Raises UsageError when there are none."""
        found = self._database.rows("select up, made, looks_back from teams where run = ?", (teams,))
        if not found:
            raise UsageError(_("There is no run {run}.").format(run=teams))
        runs = self._database.rows("select run from team where teams = ? order by number", (teams,))
        up, made, looks_back = found[0]
        return KeptTeams(tuple(run for (run,) in runs), up, made, bool(looks_back))

    def unfinished(self, scenario: str) -> list[tuple[str, str]]:
        """Return the teams in a scenario that have not come to the numbers yet and were not stopped for good.

        Each is the run of the first one and when it began, the latest first.
        """
        return self._database.rows(
            "select id, started from run join teams on teams.run = run.id where scenario = ? and over is null"
            " order by started desc",
            (scenario,),
        )
