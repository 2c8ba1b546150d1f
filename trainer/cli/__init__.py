"""The command `trainer`: one verb each, and nothing imported that a verb does not need."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line. The interface language is settled before any text is made."""
    from trainer import language

    words = list(sys.argv[1:] if arguments is None else arguments)
    language.use(_asked_language(words) or _chosen_language(words) or language.preferred())
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # a pipe speaks UTF-8 with the line ends it is given on every system; a terminal what it always speaks
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="replace", newline="" if stream is sys.stdout else None)
    from trainer.cli.group import trainer

    try:
        trainer.main(words, prog_name="trainer")
    except BrokenPipeError:  # whoever was reading has heard enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        print(language._("This cannot be written: {why}.").format(why=error.strerror), file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _asked_language(words: Sequence[str]) -> str | None:
    from trainer.language import LANGUAGES

    value = _asked(words, "--language")
    return value if value in LANGUAGES else None


def _chosen_language(words: Sequence[str]) -> str | None:
    """Return the language somebody chose for good."""
    from pathlib import Path

    from trainer.errors import StoreError
    from trainer.records import folder, settings

    asked = _asked(words, "--data-dir")
    with suppress(StoreError):
        return settings.read(Path(asked) if asked else folder.usual()).language
    return None


def _asked(words: Sequence[str], option: str) -> str:
    for n, word in enumerate(words):
        name, sign, value = word.partition("=")
        if name == option:
            return value if sign else words[n + 1] if n + 1 < len(words) else ""
    return ""
