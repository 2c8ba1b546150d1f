"""Classes in the store: seats, ballots and votes, each on disk before it is acknowledged."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from trainer.errors import UsageError
from trainer.language import _
from trainer.records.database import Database
from trainer.records.times import now


class Standing(NamedTuple):
    """Where a class is: on which way, to which one it returns from a road not taken, or on the pages after the talk."""

    way: int = 0
    home: int | None = None
    looks_back: bool = False


class Begun(NamedTuple):
    """A way as it was begun: its number, the way it was begun on, and before which turn of that (from 1)."""

    way: int
    source: int
    turn: int


class Place(NamedTuple):
    """Where in a class a ballot stands: the way being tried, the choices made before, and its number there, from 0."""

    way: int
    choices: int
    ballot: int


@dataclass(frozen=True, slots=True)
class KeptBallot:
    """A ballot as it was kept; `hands` are typed counts, in place of the votes of seats."""

    place: Place
    number: int
    """Which ballot of the class this is, from 1."""
    scene: str
    asks: str
    options: tuple[str, ...]
    is_open: bool
    is_told: bool
    hands: Mapping[str, int] | None = None
    votes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptLesson:
    """A class as it was kept: the run of its talk, its code, its seats, its ballots, where it was and by which ways."""

    run: str
    code: str
    seats: frozenset[str]
    ballots: tuple[KeptBallot, ...]
    standing: Standing
    ways: tuple[Begun, ...]
    """By number, so that a way comes after the one it was begun on."""
    joined_at: tuple[str, int] | None
    """The host and the port where phones joined last."""


class HeldLesson(NamedTuple):
    """A class as a list shows it: the run of its talk, when it began, and how many votes it held."""

    run: str
    title: str
    started: str
    votes: int


class Lessons:
    """The classes in a database. Methods raise StoreError when they cannot keep or read what they should."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, run: str, code: str) -> None:
        """Keep that a run is the talk of a class."""
        self._database.execute("insert into lesson (run, code) values (?, ?)", (run, code))

    def together(self) -> AbstractContextManager[None]:
        """Keep everything that is done inside, or nothing."""
        return self._database.together()

    def admit(self, run: str, code: str, host: str, port: int) -> None:
        """Keep where phones join, and with what."""
        values = (code, host, port, run)
        self._database.execute("update lesson set code = ?, host = ?, port = ? where run = ?", values)

    def stand(self, run: str, standing: Standing) -> None:
        """Keep where the class is now."""
        self._database.execute("update lesson set way = ?, home = ?, looks_back = ? where run = ?", (*standing, run))

    def begin_way(self, run: str, begun: Begun) -> None:
        """Keep that a way was begun, before anything is chosen on it."""
        self._database.execute("insert into way values (?, ?, ?, ?)", (run, *begun))

    def end(self, run: str) -> None:
        """Keep that nobody is to be asked to go on with this class."""
        self._database.execute("update lesson set over = ? where run = ?", (now(), run))

    def seat(self, run: str, seat: str) -> None:
        """Keep that a seat was given out; while another window writes it is not kept, for a phone asks again."""
        with self._database.for_a_moment():
            self._database.execute("insert into seat values (?, ?, ?)", (run, seat, now()))

    def put(self, run: str, kept: KeptBallot) -> None:
        """Keep a ballot as it is now, without its votes."""
        hands = None if kept.hands is None else json.dumps(dict(kept.hands))
        about = (kept.number, kept.scene, kept.asks, json.dumps(kept.options))
        self._database.execute(
            "insert into ballot values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (run, way, choices, ballot)"
            " do update set is_open = excluded.is_open, is_told = excluded.is_told, hands = excluded.hands",
            (run, *kept.place, *about, kept.is_open, kept.is_told, hands),
        )

    def vote(self, run: str, place: Place, votes: Iterable[tuple[str, str]]) -> None:
        """Keep what seats voted, all of them or none: a seat's later vote takes the place of its earlier one.

        While another window writes they are not kept, for phones send them again.
        """
        with self._database.for_a_moment(), self._database.together():
            for seat, option in votes:
                self._database.execute(
                    "insert into vote values (?, ?, ?, ?, ?, ?, ?) on conflict (run, way, choices, ballot, seat)"
                    " do update set option = excluded.option, cast_at = excluded.cast_at",
                    (run, *place, seat, option, now()),
                )

    def holds(self, run: str) -> bool:
        """Return whether a run is the talk of a class."""
        return bool(self._database.rows("select 1 from lesson where run = ?", (run,)))

    def kept(self, run: str) -> KeptLesson:
        """Return a class. Raises UsageError when a run is none."""
        found = self._database.rows("select code, host, port, way, home, looks_back from lesson where run = ?", (run,))
        if not found:
            raise UsageError(_("The run {run} is not the talk of a class.").format(run=run))
        code, host, port, at, home, looks_back = found[0]
        seats = frozenset(seat for (seat,) in self._database.rows("select seat from seat where run = ?", (run,)))
        votes: dict[Place, dict[str, str]] = {}
        statement = "select way, choices, ballot, seat, option from vote where run = ? order by cast_at"
        for way, choices, ballot, seat, option in self._database.rows(statement, (run,)):
            votes.setdefault(Place(way, choices, ballot), {})[seat] = option
        rows = self._database.rows(
            "select way, choices, ballot, number, scene, asks, options, is_open, is_told, hands from ballot"
            " where run = ? order by way, choices, ballot",
            (run,),
        )
        begun = self._database.rows("select way, source, turn from way where run = ? order by way", (run,))
        return KeptLesson(
            run, code, seats, tuple(_ballot(row, votes) for row in rows), Standing(at, home, bool(looks_back)),
            tuple(Begun(*row) for row in begun), None if host is None else (host, port),
        )  # fmt: skip

    def held(self) -> list[HeldLesson]:
        """Return every class that voted or chose something, the latest first."""
        rows = self._database.rows(
            "select id, title, started,"
            " (select count(distinct number) from ballot where ballot.run = run.id"
            " and (hands is not null or exists (select 1 from vote where vote.run = run.id"
            " and vote.way = ballot.way and vote.choices = ballot.choices and vote.ballot = ballot.ballot))),"
            " (select count(*) from choice where choice.run = run.id) from run"
            " where exists (select 1 from lesson where lesson.run = run.id) order by started desc"
        )
        return [HeldLesson(run, title, started, votes) for run, title, started, votes, made in rows if votes or made]

    def unfinished(self, scenario: str) -> list[tuple[str, str]]:
        """Return the classes of a scenario that have not come to the numbers yet and were not stopped for good.

        Each is a run and when it began, the latest first.
        """
        return self._database.rows(
            "select id, started from run join lesson on lesson.run = run.id where scenario = ? and over is null"
            " and reflected is null order by started desc",
            (scenario,),
        )


def _ballot(row: tuple[Any, ...], votes: Mapping[Place, Mapping[str, str]]) -> KeptBallot:
    way, choices, ballot, number, scene, asks, options, is_open, is_told, hands = row
    place = Place(way, choices, ballot)
    return KeptBallot(
        place, number, scene, asks, tuple(json.loads(options)), bool(is_open), bool(is_told),
        None if hands is None else json.loads(hands), votes.get(place, {}),
    )  # fmt: skip
