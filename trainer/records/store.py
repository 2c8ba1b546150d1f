"""Every run of everybody on this machine: each response is one row, on disk before anything follows from it."""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from trainer.conversation.run import Chosen, Explored, Run, as_mode, reasons
from trainer.errors import UsageError
from trainer.language import _
from trainer.records import edition, settings
from trainer.records.database import Connect, Database, trouble
from trainer.records.edition import Files
from trainer.records.folder import prepare
from trainer.records.lease import Lease
from trainer.records.lessons import Lessons
from trainer.records.past import Apart, Branch, Figures, Kept, Past
from trainer.records.schema import backups
from trainer.records.teams import TeamRuns
from trainer.records.times import now
from trainer.theory.rose import position

FILE = "runs.sqlite"
PLACES = ("rose", "closeness")
"""The answers that are places, not words."""
INTENTION = "intention"


class Store:
    """The runs in a data folder. Raises StoreError when it cannot be opened, read or written."""

    def __init__(self, folder: Path, connect: Connect = sqlite3.connect, clock: Callable[[], str] = now) -> None:
        prepare(folder)
        self.folder = folder
        self._clock = clock
        self._database = Database(folder / FILE, connect)

    @property
    def lessons(self) -> Lessons:
        """Return what is kept of classes."""
        return Lessons(self._database)

    @property
    def teams(self) -> TeamRuns:
        """Return what is kept of teams."""
        return TeamRuns(self._database)

    @property
    def on_network(self) -> bool:
        """Return whether the folder is one that more machines may write to."""
        return self._database.shared

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def lease(self, run: str) -> Lease:
        """Return the right to go on with a run. Raises TakenError while another window has it."""
        return Lease(self.folder, run)

    def together(self) -> AbstractContextManager[None]:
        """Keep everything that is done inside, or nothing."""
        return self._database.together()

    # --- while somebody talks -------------------------------------------------------------------------------

    def begin(self, run: Run, title: str, path: Path, as_written: bool, files: Files) -> str:
        """Keep a new run, without its choices, and the scenario's files, and return its id."""
        key = secrets.token_hex(4)
        kept_as = edition.keep(self.folder, files) if files else None
        self._database.execute(
            "insert into run (id, scenario, title, digest, path, edition, language, mode, seed, disposition,"
            " learner, as_written, started) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (key, run.scenario, title, run.digest, str(path.absolute()), kept_as, run.language, run.mode, run.seed,
             json.dumps(run.disposition), run.learner, as_written, run.started or self._clock()),
        )  # fmt: skip
        return key

    def renew(self, run: str, digest: str, files: Files) -> None:
        """Keep that a run goes on in a scenario that was changed meanwhile."""
        values = (digest, edition.keep(self.folder, files) if files else None, run)
        self._database.execute("update run set digest = ?, edition = ? where id = ?", values)

    def choose(self, run: str, number: int, made: Chosen, branch: int = 0) -> None:
        """Keep one choice, numbered from 1 in its talk; it is on disk when this returns."""
        values = (run, branch, number, made.choice, self._clock(), made.reason)
        self._database.execute("insert into choice values (?, ?, ?, ?, ?, ?)", values)

    def finish(self, run: str, number: int, made: Chosen, ending: str, figures: Figures) -> None:
        """Keep the choice that led to an ending, and the talk in numbers."""
        with self._database.together():
            self.choose(run, number, made)
            self._end(run, ending, figures)

    def _end(self, run: str, ending: str | None, figures: Figures | None) -> None:
        self._database.execute("update run set ended = ?, ending = ? where id = ?", (self._clock(), ending, run))
        if figures is not None:
            self._database.execute(
                "update run set turns = ?, in_band = ?, rose_fit = ?, drawn_in = ?, autonomy = ?, progress = ?,"
                " practice_score = ?, octants = ? where id = ?",
                (figures.turns, figures.in_band, figures.rose_fit, figures.drawn_in, figures.autonomy,
                 figures.progress, figures.practice_score, " ".join(figures.octants), run),
            )  # fmt: skip

    def stop(self, run: str, figures: Figures | None = None) -> None:
        """Keep that somebody stopped in the middle, or came to where nothing is on offer (with `figures`)."""
        self._end(run, None, figures)

    def branch(self, run: str, branch: int, left: int, at: int, first: int, made: Iterable[Chosen]) -> None:
        """Keep a way tried after a rewind to turn `at`, with what was chosen from turn `left` on.

        `first` is the number of the first of these choices.
        """
        with self._database.together():
            values = (run, branch, left, at)
            self._database.execute("insert into branch (run, branch, turn_left, at) values (?, ?, ?, ?)", values)
            for number, chosen in enumerate(made, first):
                self.choose(run, number, chosen, branch)

    def end_branch(self, run: str, branch: int, ending: str | None) -> None:
        """Keep that a branch came to an ending, or was left."""
        values = (self._clock(), ending, run, branch)
        self._database.execute("update branch set ended = ?, ending = ? where run = ? and branch = ?", values)

    # --- own words ------------------------------------------------------------------------------------------

    def answer(self, run: str, question: str, answer: str) -> None:
        """Keep one answer; an empty one was skipped."""
        self._database.execute(
            "insert into answer select ?, ?, ?, 1 + coalesce(max(given), 0) from answer where run = ?"
            " on conflict (run, question) do update set answer = excluded.answer",
            (run, question, answer, run),
        )

    def reflect(self, run: str, apart: Apart) -> None:
        """Keep that all was asked before the numbers, and how far own places were from the talk's."""
        self._database.execute(
            "update run set reflected = ?, ended = coalesce(ended, ?), degrees_apart = ?, steps_apart = ? where id = ?",
            (self._clock(), self._clock(), apart.degrees, apart.steps, run),
        )

    # --- coming back ----------------------------------------------------------------------------------------

    def kept(self, run: str) -> Kept:
        """Return everything that is kept of a run. Raises UsageError when there is none."""
        past = next(iter(self._pasts("run.id = ?", (run,))), None)
        if past is None:
            raise UsageError(_("There is no run {run}.").format(run=run))
        row = self._database.rows(
            "select digest, language, seed, disposition, as_written, path, edition from run where id = ?", (run,)
        )[0]
        with self._sound():
            return self._whole(past, row)

    def _whole(self, past: Past, row: tuple[Any, ...]) -> Kept:
        digest, language, seed, disposition, as_written, path, kept_as = row
        run = past.id
        answers = dict(self._database.rows("select question, answer from answer where run = ? order by given", (run,)))
        branches, made = self._branches(run), self._made(run, 0)
        words = {key: text for key, text in answers.items() if text and key not in PLACES}
        data = Run(
            past.scenario, digest, language, seed, json.loads(disposition), tuple(chosen.choice for chosen in made),
            mode=as_mode(past.mode),
            learner=past.learner,
            explored=tuple(Explored(branch.left, branch.choices, branch.reasons) for branch in branches),
            reflection=words,
            placed=_placed(answers),
            started=past.started,
            ended=past.ended,
            reasons=reasons(made),
        )  # fmt: skip
        return Kept(past, data, path, bool(as_written), branches, answers, kept_as)

    def edition_of(self, run: str) -> Path | None:
        """Return the file of the scenario as it was when a run began, if it was kept."""
        found = self._database.rows("select edition, scenario from run where id = ? and edition is not null", (run,))
        return edition.path(self.folder, *found[0]) if found else None

    def _made(self, run: str, branch: int) -> tuple[Chosen, ...]:
        statement = "select choice, reason from choice where run = ? and branch = ? order by number"
        rows = self._database.rows(statement, (run, branch))
        return tuple(Chosen(str(choice), None if reason is None else str(reason)) for choice, reason in rows)

    def _branches(self, run: str) -> tuple[Branch, ...]:
        statement = "select branch, turn_left, at, ended, ending from branch where run = ? order by branch"
        return tuple(self._branch(run, *row) for row in self._database.rows(statement, (run,)))

    def _branch(self, run: str, n: int, left: int, at: int, ended: str | None, ending: str | None) -> Branch:
        made = self._made(run, n)
        choices = tuple(chosen.choice for chosen in made)
        return Branch(n, left, at, choices, ended is not None, ending, reasons(made))

    def named(self, start: str) -> str:
        """Return the id of the run whose id begins like this. Raises UsageError when there is none, or several."""
        found = self._database.rows("select id from run where substr(id, 1, ?) = ?", (len(start), start))
        if not start or not found:
            raise UsageError(_("There is no run {run}. `trainer history` shows which there are.").format(run=start))
        if len(found) > 1:
            raise UsageError(_("More runs than one begin with {run}; write more of it.").format(run=start))
        return str(found[0][0])

    def unfinished(self, learner: str | None) -> list[Past]:
        """Return the runs one can go on with, the latest first: in the talk, before the numbers, or on a branch."""
        return self._pasts(
            "learner is ? and (ended is null or (ending is not null and reflected is null)"
            " or exists (select 1 from branch where branch.run = run.id and branch.ended is null))"
            " order by (select max(made) from choice where choice.run = run.id) desc",
            (learner,),
            "talk",
        )

    def history(self, learner: str | None, scenario: str | None = None, most: int = -1) -> list[Past]:
        """Return somebody's runs, the latest first, of one scenario or of all, `most` of them."""
        return self._pasts(
            "learner is ? and (? is null or scenario = ?) order by started desc limit ?",
            (learner, scenario, scenario, most),
            "talk",
        )

    def tallies(self, learner: str | None) -> list[tuple[str, str, str | None, int, str, str]]:
        """Return somebody's runs by scenario and ending, by playing on from an earlier turn too.

        Each has the scenario's id, its latest title, the ending or None, the number of first talks that came to it,
        and when the first and the last run began in which it was found.
        """
        statement = (
            "select scenario, (select title from talk as last where last.learner is :learner"
            " and last.scenario = found.scenario order by started desc limit 1),"
            " ending, sum(first), min(started), max(started) from ("
            "select scenario, ending, 1 as first, started from talk where learner is :learner union all"
            " select talk.scenario, branch.ending, 0, talk.started from talk join branch on branch.run = talk.id"
            " where learner is :learner and branch.ending is not null) as found group by scenario, ending"
        )
        return self._database.rows(statement.replace(":learner", "?"), (learner,) * 3)

    def _pasts(self, where: str, values: tuple[Any, ...], source: str = "run") -> list[Past]:
        rows = self._database.rows(
            "select id, scenario, title, learner, mode, started, ended, ending, reflected,"
            " (select count(*) from choice where choice.run = run.id and branch = 0 and reason is null),"
            " (select group_concat(ending, ' ') from branch where branch.run = run.id),"
            " degrees_apart, steps_apart,"
            " turns, in_band, rose_fit, drawn_in, autonomy, progress, practice_score, octants"
            f" from {source} as run where {where}",
            values,
        )
        with self._sound():
            return [_past(row) for row in rows]

    @contextmanager
    def _sound(self) -> Iterator[None]:
        """Tell that the file is damaged where it holds what was never written there."""
        try:
            yield
        except (ValueError, TypeError, AttributeError):
            raise trouble(self._database.file, _("it is damaged")) from None

    def best(self, learner: str | None) -> dict[str, float]:
        """Return the best practice score per scenario, of talks that reached an ending and were reflected on."""
        statement = (
            "select scenario, max(practice_score) from talk where learner is ? and reflected is not null"
            " and ending is not null and practice_score is not null group by scenario"
        )
        return dict(self._database.rows(statement, (learner,)))

    def endings(self, learner: str | None) -> dict[str, set[str]]:
        """Return the endings found per scenario, by playing on from an earlier turn too."""
        statement = (
            "select distinct scenario, ending from talk where learner is :learner and ending is not null union"
            " select talk.scenario, branch.ending from talk join branch on branch.run = talk.id"
            " where learner is :learner and branch.ending is not null"
        )
        found: dict[str, set[str]] = {}
        for scenario, ending in self._database.rows(statement.replace(":learner", "?"), (learner, learner)):
            found.setdefault(scenario, set()).add(ending)
        return found

    def intention(self, learner: str | None, scenario: str) -> str | None:
        """Return with what somebody last meant to leave: after this scenario, else after another one."""
        found = self._database.rows(
            "select answer from answer join talk on answer.run = talk.id where learner is ? and question = ?"
            " and answer <> '' order by scenario = ? desc, started desc limit 1",
            (learner, INTENTION, scenario),
        )
        return str(found[0][0]) if found else None

    # --- own data -------------------------------------------------------------------------------------------

    def learners(self) -> dict[str | None, int]:
        """Return the codes there are with their number of runs; None is who gave no code."""
        return dict(self._database.rows("select learner, count(*) from run group by learner order by learner"))

    def delete(self, learner: str | None) -> int:
        """Delete every run of somebody, in the backups too, so that no byte is left, and return how many there were.

        Raises StoreError when another window holds on to it: then it is deleted, but may still be found in the file.
        """
        count = len(self._database.rows("select 1 from run where learner is ?", (learner,)))
        for copy in sorted(backups(self._database.file).glob("*.sqlite")):
            database = Database(copy, as_it_is=True)
            _delete(database, learner)
            database.close()
        _delete(self._database, learner)
        if learner is not None and settings.read(self.folder).learner == learner:
            settings.change(self.folder, learner=None)
        used = self._database.rows("select distinct edition from run where edition is not null")
        edition.prune(self.folder, [name for (name,) in used])
        return count


def _delete(database: Database, learner: str | None) -> None:
    database.execute("delete from run where learner is ?", (learner,))
    database.forget_deleted()


def _placed(answers: Mapping[str, str]) -> dict[str, Any] | None:
    placed: dict[str, Any] = {}
    if answers.get("rose"):
        placed["rose"] = position(answers["rose"]).code
    if answers.get("closeness"):
        placed["closeness"] = int(answers["closeness"])
    return placed or None


def _past(row: tuple[Any, ...]) -> Past:
    (key, scenario, title, learner, mode, started, ended, ending, reflected, made, found, degrees, steps, *numbers) = (
        row
    )
    datetime.fromisoformat(started)
    figures = None
    if numbers[0] is not None:
        figures = Figures(*(*numbers[:-1], tuple(numbers[-1].split())))
    return Past(
        key, scenario, title, learner, mode, started, ended, ending, reflected, made, figures,
        Apart(degrees, steps), tuple(dict.fromkeys((found or "").split())),
    )  # fmt: skip
