"""The files that make up a scenario: its own, its personas', and their translations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from trainer.scenario.loader import PERSONAS, languages, overlay_path
from trainer.scenario.model import Scenario
from trainer.scenario.source import is_file


def texts(scenario: Scenario) -> dict[str, str]:
    """Return the text of every file of a scenario by its path beside it; nothing for one that is in no file."""
    folder, found = scenario.path.parent, {}
    for file in _files(scenario):
        if is_file(file):
            with suppress(OSError, UnicodeDecodeError):
                found[file.relative_to(folder).as_posix()] = file.read_bytes().decode("utf-8-sig")
    return found


def _files(scenario: Scenario) -> Iterator[Path]:
    own = [scenario.path, *(scenario.path.parent / PERSONAS / f"{key}.yaml" for key in scenario.personas)]
    for file in own:
        yield file
        yield from (overlay_path(file, language) for language in languages(file))
