"""Problems as an author reads them: place, code, message, the line with a caret, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from trainer.errors import Problem
from trainer.language import _


def as_text(problem: Problem) -> str:
    """Return a problem in full."""
    kind = _("error") if problem.severity == "error" else _("warning")
    lines = [f"{problem.file}:{problem.line}:{problem.column}: {kind} {problem.code}: {problem.message}"]
    if problem.source.strip():
        number = str(problem.line)
        start = max(0, problem.column - 61)
        shown = problem.source[start : start + 100]
        lines.append(f"  {number} | {shown}")
        lines.append(f"  {' ' * len(number)} | {' ' * (problem.column - 1 - start)}^")
    if problem.hint:
        lines.append("  " + _("Hint: {text}").format(text=problem.hint))
    return "\n".join(lines)


def in_full(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield problems in full; those that follow each other at one place stand together, under its line once."""
    for _place, here in groupby(problems, key=lambda problem: (problem.file, problem.line, problem.column)):
        first, *others = here
        yield "\n".join((as_text(first), *(as_text(replace(other, source="")) for other in others)))


def as_json(problem: Problem) -> dict[str, Any]:
    """Return a problem as data."""
    found = asdict(problem)
    del found["source"]
    return found


def as_annotation(problem: Problem) -> str:
    """Return a problem as a line that GitHub shows beside the code."""
    file = _escaped(Path(problem.file).as_posix(), ",:")
    place = f"file={file},line={problem.line},col={problem.column},title={problem.code}"
    text = " ".join(part for part in (problem.message, problem.hint) if part)
    return f"::{problem.severity} {place}::{_escaped(text)}"


def _escaped(text: str, also: str = "") -> str:
    for sign in "%\r\n" + also:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
