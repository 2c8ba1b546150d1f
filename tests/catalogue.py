"""Keep the message catalogues: `python -m tests.catalogue` takes new messages in and compiles what is there."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import trainer
from trainer.language import CATALOGUES

PACKAGE = Path(trainer.__file__).parent
KEYWORDS = {"_": None, "N_": None, "plural": (1, 2)}


def path(language: str, ending: str = "po") -> Path:
    """Return the file of a catalogue."""
    return CATALOGUES / language / "LC_MESSAGES" / f"trainer.{ending}"


def messages() -> Catalog:
    """Return every message in the program, rule explanations included."""
    from trainer.authoring.rules import RULES

    catalogue = Catalog(project="roleplay-trainer", charset="utf-8")
    for file, _line, message, _comments, context in sorted(
        extract_from_dir(str(PACKAGE), keywords=KEYWORDS), key=lambda found: (found[0], found[1])
    ):
        catalogue.add(message, locations=[(f"trainer/{file}", 1)], context=context)
    for _severity, function in RULES.values():
        file = f"{function.__module__.replace('.', '/')}.py"
        catalogue.add((function.__doc__ or "").strip(), locations=[(file, 1)])
    return catalogue


def read(language: str) -> Catalog:
    """Return the catalogue as it is kept."""
    with path(language).open("rb") as file:
        return read_po(file, locale=language)


def compiled(catalogue: Catalog) -> bytes:
    """Return the compiled form of a catalogue."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def update(language: str) -> int:
    """Take new messages into a catalogue, compile it, and return how many still have no translation."""
    file = path(language)
    catalogue = read(language) if file.exists() else Catalog(locale=language)
    catalogue.update(messages(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    _plain_header(catalogue)
    with file.open("wb") as out:
        write_po(out, catalogue, omit_header=False, sort_output=True, width=110)
    path(language, "mo").write_bytes(compiled(read(language)))
    return sum(not message.string or not all(forms(message.string)) for message in catalogue if message.id)


def _plain_header(catalogue: Catalog) -> None:
    """Say in the header only what is so; a date would change it at every run."""
    catalogue.fuzzy = False
    catalogue.header_comment = "# The Dutch of Roleplay Trainer."
    catalogue.project, catalogue.version = "Roleplay Trainer", "1"
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = ""
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)


def forms(string: object) -> tuple[str, ...]:
    """Return the singular, or singular and plural, of a message."""
    return (string,) if isinstance(string, str) else tuple(string)  # type: ignore[arg-type]


if __name__ == "__main__":
    missing = update("nl")
    print(f"{missing} messages without a translation")  # noqa: T201
    sys.exit(bool(missing))
