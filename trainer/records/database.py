"""One sqlite file, opened so that nothing acknowledged is lost, and its mishaps as clear messages."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from trainer.errors import StoreError
from trainer.language import N_, _
from trainer.records.folder import is_on_network, make_private
from trainer.records.schema import migrate

Connect = Callable[..., sqlite3.Connection]
PATIENCE = 5.0
"""Seconds that a window waits for another one that is writing."""
_REASONS = {
    sqlite3.SQLITE_BUSY: N_("another window was writing for too long"),
    sqlite3.SQLITE_LOCKED: N_("another window was writing for too long"),
    sqlite3.SQLITE_FULL: N_("the disk is full"),
    sqlite3.SQLITE_READONLY: N_("it may only be read"),
    sqlite3.SQLITE_CANTOPEN: N_("it cannot be opened"),
    sqlite3.SQLITE_PERM: N_("it may not be opened"),
    sqlite3.SQLITE_NOTADB: N_("it is damaged, or not a file of this program"),
    sqlite3.SQLITE_CORRUPT: N_("it is damaged"),
    sqlite3.SQLITE_IOERR: N_("the disk does not answer as it should"),
}


class Database:
    """An open store file; every statement raises StoreError in words."""

    def __init__(self, file: Path, connect: Connect = sqlite3.connect) -> None:
        self.file = file
        self.shared = is_on_network(file.parent)
        """Whether other machines may write here too: then sqlite keeps a journal that is safe there, but slower."""
        make_private(file)
        with self._told():
            self._connection = connect(file, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        try:
            with self._told():
                self._settle()
        except StoreError:
            self.close()
            raise

    def _settle(self) -> None:
        self._connection.execute("pragma secure_delete = on")
        self._connection.execute("pragma foreign_keys = on")
        self._connection.execute("pragma synchronous = full")
        migrate(self._connection, self.file)
        wanted = "delete" if self.shared else "wal"
        deadline = time.monotonic() + PATIENCE
        while True:  # sqlite does not wait by itself for who changes the journal
            try:
                mode = self._connection.execute(f"pragma journal_mode = {wanted}").fetchone()[0]
            except sqlite3.OperationalError as error:
                if _kind(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
            else:
                self.shared = mode != "wal"
                return

    def close(self) -> None:
        """Let go of the file."""
        with suppress(sqlite3.Error):
            self._connection.close()

    def execute(self, statement: str, values: Sequence[Any] = ()) -> None:
        """Do something; outside `together` it is on disk when this returns."""
        with self._told():
            self._connection.execute(statement, values)

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return what a question finds."""
        with self._told():
            return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def together(self) -> Iterator[None]:
        """Do everything inside or nothing; it is on disk when this ends, or when what it is part of ends."""
        if self._connection.in_transaction:
            yield
            return
        self.execute("begin immediate")
        try:
            yield
            self.execute("commit")
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("rollback")
            raise

    def forget_deleted(self) -> None:
        """Leave no byte of what was deleted in the file or its log. Raises StoreError while another window reads."""
        with self._told():
            self._connection.execute("vacuum")
            if not self.shared:
                busy = self._connection.execute("pragma wal_checkpoint(truncate)").fetchone()[0]
                if busy:
                    raise StoreError(_("Another window is reading. Close it and delete once more."))

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            reason = _REASONS.get(_kind(error))
            why = _(reason) if reason else str(error)
            raise StoreError(_("{file}: {why}.").format(file=self.file, why=why)) from None


def _kind(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
