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
MOMENT = 0.1
"""Seconds that it waits with what is tried again anyway, for nothing else happens meanwhile. Proposal."""
_REASONS = {
    sqlite3.SQLITE_BUSY: N_("another window was writing for too long"),
    sqlite3.SQLITE_LOCKED: N_("another window was writing for too long"),
    sqlite3.SQLITE_FULL: N_("the disk is full"),
    sqlite3.SQLITE_READONLY: N_("it may only be read"),
    sqlite3.SQLITE_CANTOPEN: N_("it cannot be opened"),
    sqlite3.SQLITE_PERM: N_("it may not be opened"),
    sqlite3.SQLITE_NOTADB: N_("it is damaged, or not a file of this program"),
    sqlite3.SQLITE_CORRUPT: N_("it is damaged"),
    sqlite3.SQLITE_CONSTRAINT: N_("this talk was deleted meanwhile"),
    sqlite3.SQLITE_IOERR: N_("the disk does not answer as it should"),
}


class Database:
    """An open store file, of the version of today unless it is to stay `as_it_is`; mishaps are StoreErrors in words."""

    def __init__(self, file: Path, connect: Connect = sqlite3.connect, as_it_is: bool = False) -> None:
        self.file = file
        self.shared = is_on_network(file.parent)
        """Whether other machines may write here too: then sqlite keeps a journal that is safe there, but slower."""
        make_private(file)
        if _is_cut_off(file):
            raise trouble(file, _(_REASONS[sqlite3.SQLITE_CORRUPT]))
        with self._told():
            self._connection = connect(file, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        self._opened = self._place()
        try:
            with self._told():
                self._settle(as_it_is)
        except StoreError:
            self.close()
            raise

    def _settle(self, as_it_is: bool) -> None:
        self._connection.execute("pragma secure_delete = on")
        self._connection.execute("pragma foreign_keys = on")
        self._connection.execute("pragma synchronous = full")
        if as_it_is:
            return
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

    def _place(self) -> tuple[int, int] | None:
        """Return what the system knows the file by: sqlite goes on writing to one that was taken away."""
        try:
            found = self.file.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def close(self) -> None:
        """Let go of the file."""
        with suppress(sqlite3.Error):
            self._connection.close()

    def execute(self, statement: str, values: Sequence[Any] = ()) -> None:
        """Do something; outside `together` it is on disk when this returns."""
        if self._place() != self._opened:
            raise trouble(self.file, _("it was moved or deleted meanwhile"))
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
        finally:
            if self._connection.in_transaction:
                with suppress(sqlite3.Error):
                    self._connection.execute("rollback")

    @contextmanager
    def for_a_moment(self) -> Iterator[None]:
        """Wait only a moment for another window that is writing, with everything inside."""
        self._wait(MOMENT)
        try:
            yield
        finally:
            self._wait(PATIENCE)

    def _wait(self, seconds: float) -> None:
        with self._told():
            self._connection.execute(f"pragma busy_timeout = {round(1000 * seconds)}")

    def forget_deleted(self) -> None:
        """Leave no byte of what was deleted in the file or its log. Raises StoreError while another window reads."""
        with self._told():
            try:
                self._connection.execute("vacuum")
            except sqlite3.OperationalError as error:
                if _kind(error) != sqlite3.SQLITE_BUSY:
                    raise
            busy = self._connection.execute("pragma wal_checkpoint(truncate)").fetchone()[0]  # 0 without a log
        if busy:
            raise StoreError(_("Deleted, but another window is still reading. Close it and delete once more."))

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            reason = _REASONS.get(_kind(error))
            raise trouble(self.file, _(reason) if reason else str(error)) from None


def trouble(file: Path, why: str) -> StoreError:
    """Return what is the matter with a file."""
    return StoreError(_("{file}: {why}.").format(file=file, why=why))


def _is_cut_off(file: Path) -> bool:
    """Return whether a file is shorter than it says it is: sqlite only finds out when it comes to the missing part."""
    with suppress(OSError), file.open("rb") as opened:
        head = opened.read(32)
        if head.startswith(b"SQLite format 3\0"):
            page = int.from_bytes(head[16:18], "big")
            pages = int.from_bytes(head[28:32], "big")
            return file.stat().st_size < (65_536 if page == 1 else page) * pages
    return False


def _kind(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
