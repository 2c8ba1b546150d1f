"""What somebody chose for good: language, theme, pace and learner code, in a small file beside the runs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from trainer.errors import StoreError, UsageError
from trainer.language import LANGUAGES, _
from trainer.records.folder import prepare
from trainer.records.writing import put

NAME = "settings.json"
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,31}")
"""What a learner's code looks like: no spaces, so that nobody writes a name by accident."""
CHOICES: Mapping[str, tuple[str, ...]] = {
    "language": tuple(LANGUAGES),
    "theme": ("dark", "projector"),
    "pace": ("breathing", "direct"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen; None is left to the program."""

    language: str | None = None
    theme: str | None = None
    pace: str | None = None
    learner: str | None = None


def read(folder: Path) -> Settings:
    """Return the settings in a folder; what is not there, or is no setting, is left to the program."""
    file = folder / NAME
    with suppress(OSError, ValueError, RecursionError):
        text = file.read_text(encoding="utf-8")
        import json  # only who has settings waits for this

        found = json.loads(text)
        if isinstance(found, dict):
            return Settings(**{key: _fitting(key, found.get(key)) for key in asdict(Settings())})
    return Settings()


def _fitting(key: str, value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    fits = value in CHOICES[key] if key in CHOICES else CODE.fullmatch(value) is not None
    return value if fits else None


def change(folder: Path, **chosen: str | None) -> Settings:
    """Keep some settings beside those there are, and return all. Raises StoreError when that cannot be done.

    The file is put in place whole: who reads it meanwhile gets the old or the new one.
    """
    settings = replace(read(folder), **chosen)
    prepare(folder)
    import json

    kept = {key: value for key, value in asdict(settings).items() if value is not None}
    try:
        put(folder / NAME, json.dumps(kept, indent=1) + "\n")
    except OSError as error:
        message = _("The settings cannot be saved in {folder}: {why}.")
        raise StoreError(message.format(folder=folder, why=error.strerror)) from None
    return settings


def code(text: str | None) -> str | None:
    """Return a learner's code if it is one; None for none. Raises UsageError for anything else."""
    if text is None or CODE.fullmatch(text):
        return text
    message = _("`{code}` is no code: use letters, digits, dots and dashes, at most 32, and no name.")
    raise UsageError(message.format(code=text))
