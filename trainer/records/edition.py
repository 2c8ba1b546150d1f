"""The files of a scenario as they were when a talk began, so that the talk can be read when they have changed."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

from trainer.errors import StoreError
from trainer.language import _
from trainer.records.folder import prepare

Files = Mapping[str, str]
"""Texts by the path of their file beside the scenario: `x.yaml`, `x.en.yaml`, `personas/anouk.yaml`."""

_NAME = re.compile(r"""(personas/)?[^/\\:*?"<>|\x00-\x1f.][^/\\:*?"<>|\x00-\x1f]{0,200}\.ya?ml""")
LARGEST = 40_000_000
"""Characters that an edition may have in all."""


def keep(folder: Path, files: Files) -> str:
    """Keep files in a data folder, once for the same files, and return the name they have there.

    Raises StoreError when they cannot be written.
    """
    name = hashlib.sha256(json.dumps(dict(sorted(files.items()))).encode()).hexdigest()[:16]
    there = _place(folder, name)
    if not there.is_dir():
        prepare(there.parent)
        try:
            _put(files, there)
        except OSError as error:
            message = _("The scenario cannot be kept in {folder}: {why}.")
            raise StoreError(message.format(folder=there.parent, why=error.strerror or error)) from None
    return name


def _put(files: Files, there: Path) -> None:
    """Write files so that the folder is there whole or not at all; another window may be first."""
    made = Path(mkdtemp(prefix="new-", dir=there.parent))
    try:
        unpack(files, made)
        made.rename(there)
    except OSError:
        shutil.rmtree(made, ignore_errors=True)
        if not there.is_dir():
            raise


def path(folder: Path, name: str, scenario: str) -> Path:
    """Return where the file of a scenario lies in an edition."""
    return own_file(_place(folder, name), scenario)


def own_file(folder: Path, scenario: str) -> Path:
    """Return the file of a scenario in the folder of an edition."""
    found = (folder / f"{scenario}{ending}" for ending in (".yaml", ".yml"))
    return next((file for file in found if file.exists()), folder / f"{scenario}.yaml")


def prune(folder: Path, used: Collection[str]) -> None:
    """Delete the editions that no run needs any more."""
    with suppress(OSError):
        for there in _place(folder, ".").iterdir():
            if there.name not in used and not there.name.startswith("new-"):
                shutil.rmtree(there, ignore_errors=True)


def _place(folder: Path, name: str) -> Path:
    return folder / "editions" / name


def checked(found: object) -> Files:
    """Return files that came from elsewhere. Raises ValueError when a name leads elsewhere or a text is no text."""
    if not isinstance(found, dict) or sum(len(text) for text in found.values() if isinstance(text, str)) > LARGEST:
        raise ValueError
    for name, text in found.items():
        if not (isinstance(text, str) and _NAME.fullmatch(name)):
            raise ValueError(name)
        text.encode()
    return found


def unpack(files: Files, folder: Path) -> None:
    """Write files into an empty folder."""
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
