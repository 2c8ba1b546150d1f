"""Running the command `trainer` inside the test process: what it writes, where, and its exit status."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from typing import Any

from trainer.cli import main


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        """Return what was printed, read as JSON."""
        return json.loads(self.out)


def run(*words: object, typed: str | None = "", language: str | None = "en") -> Ran:
    """Run `trainer` with these words, in a language, with `typed` on standard input (None: closed)."""
    arguments = [str(word) for word in words]
    if language is not None:
        arguments = ["--language", language, *arguments]
    out, err = io.StringIO(), io.StringIO()
    status = 0
    with _typing(typed), redirect_stdout(out), redirect_stderr(err):
        try:
            main(arguments)
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
    return Ran(status, out.getvalue(), err.getvalue())


@contextmanager
def _typing(text: str | None) -> Iterator[None]:
    before = sys.stdin
    sys.stdin = None if text is None else io.StringIO(text)
    try:
        yield
    finally:
        sys.stdin = before
