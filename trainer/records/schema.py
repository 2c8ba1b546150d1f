"""The tables of the store, and how an older store becomes one of today."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from trainer.errors import StoreError
from trainer.language import _
from trainer.records.folder import make_private, prepare

APPLICATION: Final = 0x526F6C65
"""Marks a database as one of this program ("Role")."""
MIGRATIONS: Final[tuple[str, ...]] = (
    """
    create table run (
        id text primary key,
        scenario text not null, title text not null, digest text not null, path text not null,
        edition text,
        language text not null, mode text not null, seed integer not null, disposition text,
        learner text, as_written integer not null,
        started text not null, ended text, ending text, reflected text,
        turns integer, in_band real, rose_fit real, drawn_in real, autonomy integer, progress real,
        practice_score real, octants text, degrees_apart real, steps_apart integer
    );
    create index run_of_learner on run (learner, started);
    create index run_of_scenario on run (learner, scenario, started);
    create table response (
        run text not null references run (id) on delete cascade,
        branch integer not null, turn integer not null, response text not null, made text not null,
        primary key (run, branch, turn)
    ) without rowid;
    create table branch (
        run text not null references run (id) on delete cascade,
        branch integer not null, turn_left integer not null, at integer not null, ended text, ending text,
        primary key (run, branch)
    ) without rowid;
    create table answer (
        run text not null references run (id) on delete cascade,
        question text not null, answer text not null, given integer not null,
        primary key (run, question)
    ) without rowid;
    """,
    """
    alter table response rename to choice;
    alter table choice rename column turn to number;
    alter table choice rename column response to choice;
    alter table choice add column reason text
    """,
    """
    create view talk as select * from run where mode <> 'class';
    create table lesson (
        run text primary key references run (id) on delete cascade, code text not null
    ) without rowid;
    create table seat (
        run text not null references lesson (run) on delete cascade,
        seat text not null, joined text not null,
        primary key (run, seat)
    ) without rowid;
    create table ballot (
        run text not null references lesson (run) on delete cascade,
        way integer not null, choices integer not null, ballot integer not null, number integer not null,
        scene text not null, asks text not null, options text not null,
        is_open integer not null, is_told integer not null, hands text,
        primary key (run, way, choices, ballot)
    ) without rowid;
    create table vote (
        run text not null, way integer not null, choices integer not null, ballot integer not null,
        seat text not null, option text not null, cast_at text not null,
        primary key (run, way, choices, ballot, seat),
        foreign key (run, way, choices, ballot) references ballot on delete cascade
    ) without rowid
    """,
    """
    alter table lesson add column host text;
    alter table lesson add column port integer;
    alter table lesson add column way integer not null default 0;
    alter table lesson add column home integer;
    alter table lesson add column looks_back integer not null default 0;
    alter table lesson add column over text;
    update lesson set
        way = coalesce((select max(branch) from branch where branch.run = lesson.run and ended is null), 0),
        over = (select coalesce(reflected, case when ending is null then ended end) from run where id = lesson.run);
    update lesson set home = coalesce(
        (select max(branch) from branch where branch.run = lesson.run and ended is null and branch < way), 0
    ) where way > 0;
    create table way (
        run text not null references lesson (run) on delete cascade,
        way integer not null, source integer not null, turn integer not null,
        primary key (run, way)
    ) without rowid;
    create table teams (
        run text primary key references run (id) on delete cascade,
        up integer not null, made integer not null, looks_back integer not null, over text
    ) without rowid;
    create table team (
        run text primary key references run (id) on delete cascade,
        teams text not null references teams (run) on delete cascade, number integer not null
    ) without rowid
    """,
)
"""What brings a store from each version to the next; the number of them is the version of today.

Branch 0 of `choice` is the first talk; `number` counts what was chosen in it, from 1, and `reason` is what was written
with an answer in an activity (null for a response). `turn_left` is where a branch left the first talk. `run.edition`
names a folder of `trainer.records.edition`, and `answer.given` orders the answers. `talk` are the runs somebody had
alone; a `lesson` is the run of a class, with its seats and what they voted. A ballot stands at a moment: the way being
tried (as `branch` of `choice`), and how many `choices` came before.

A class stands on `lesson.way`, and returns to `home` from a road not taken. Each `way` was begun before a turn of its
`source`, perhaps without a choice on it. Phones joined at `host` and `port`. `teams` are runs that belong together, by
the first of them; a `team` is one of these. It is the turn of the one that is `up`, which had `made` so many choices
when that began. `looks_back`: they went on to the pages after the talk. `over`: from then on nobody is asked to go on.
"""


def migrate(connection: sqlite3.Connection, file: Path) -> None:
    """Bring a store to the version of today; one that holds something is copied beside it before.

    Raises StoreError for a store of a newer program, or for a database of another one. When it fails the connection is
    to be closed: then nothing was changed.
    """
    version = _version(connection, file)
    if version == len(MIGRATIONS):
        return
    if version:
        _back_up(connection, file, version)
    connection.execute("begin exclusive")
    for script in MIGRATIONS[_version(connection, file) :]:  # another window may have been first
        for statement in script.split(";"):
            connection.execute(statement)
    connection.execute(f"pragma application_id = {APPLICATION}")
    connection.execute(f"pragma user_version = {len(MIGRATIONS)}")
    connection.execute("commit")


def _version(connection: sqlite3.Connection, file: Path) -> int:
    application = int(connection.execute("pragma application_id").fetchone()[0])
    version = int(connection.execute("pragma user_version").fetchone()[0])
    empty = not connection.execute("select count(*) from sqlite_master").fetchone()[0]
    if application == APPLICATION and version > len(MIGRATIONS):
        message = _("{file} was written by a newer version of this program. Install that one to go on with it.")
        raise StoreError(message.format(file=file))
    if application != APPLICATION and not (empty and not application and not version):
        raise StoreError(_("{file} is a database of another program; nothing was changed in it.").format(file=file))
    return version


def _back_up(connection: sqlite3.Connection, file: Path, version: int) -> None:
    """Copy a store to `backups/`, once per version."""
    prepare(backups(file))
    copy = backups(file) / f"{file.stem}-{version}{file.suffix}"
    if not copy.exists():
        make_private(copy)
        connection.execute("vacuum into ?", (str(copy),))


def backups(file: Path) -> Path:
    """Return the folder with the copies that were made before a migration."""
    return file.parent / "backups"
