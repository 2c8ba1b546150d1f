"""Files that are put in place whole."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def put(path: Path, text: str) -> None:
    """Write a file of UTF-8 so that who reads it meanwhile gets the old or the new one, whole. Raises OSError."""
    from tempfile import NamedTemporaryFile  # only who writes waits for this

    path = path.resolve()
    if path.exists() and not path.is_file():  # a pipe or a device takes what is written
        with path.open("w", encoding="utf-8", newline="") as there:
            there.write(text)
        return
    with NamedTemporaryFile("w", encoding="utf-8", newline="", dir=path.parent, prefix=".", delete=False) as file:
        made = Path(file.name)
        try:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            file.close()  # an open file cannot be renamed everywhere
            made.replace(path)
        finally:
            with suppress(OSError):  # it has its own name now, unless something went wrong
                made.unlink()
