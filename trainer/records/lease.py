"""One run is open in one window: a lock that the system lets go of when a window is gone, however it went."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from trainer.errors import TakenError
from trainer.language import _
from trainer.records.folder import PRIVATE_FILE, prepare, unusable


class Lease:
    """The right to go on with one run, held from making it until `release`.

    Raises TakenError while another window holds it, StoreError when the folder cannot be used.
    """

    def __init__(self, folder: Path, run: str) -> None:
        from filelock import FileLock, Timeout

        self._file = folder / "open" / f"{run}.lock"
        prepare(self._file.parent)
        self._lock = FileLock(self._file, mode=PRIVATE_FILE, is_singleton=False)
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            raise TakenError(_("This talk is open in another window.")) from None
        except OSError as error:
            raise unusable(self._file.parent, error) from None

    def release(self) -> None:
        """Let another window go on with this run."""
        if self._lock.is_locked:
            with suppress(OSError):  # an open file cannot be removed everywhere; then it stays, empty
                self._file.unlink()
            self._lock.release()
