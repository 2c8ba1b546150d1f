"""The comments of a file that was read: YAML passes them over, but an author may say something to the check there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from trainer.scenario.source import Source

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"(?<!\S)#[^\n]*")


class Comment(NamedTuple):
    """A comment: its place, counted from 1, and whether it has the line to itself. `words` begin with the `#`."""

    line: int
    column: int
    words: str
    alone: bool


def comments(source: Source) -> Iterator[Comment]:
    """Yield every comment of a file that YAML could read; a `#` inside a text is none."""
    text, at = source.text, 0
    for start, end in (*_texts(text), (len(text), len(text))):
        while found := _COMMENT.search(text, at, start):
            line_start = text.rfind("\n", 0, found.start()) + 1
            line, column = text.count("\n", 0, line_start) + 1, found.start() - line_start + 1
            alone = not text[line_start : found.start()].strip()
            yield Comment(line, column, found[0].rstrip(), alone)
            at = found.end()
        at = max(at, end)


def _texts(text: str) -> Iterator[tuple[int, int]]:
    """Yield where every scalar starts and ends; the line that opens a block is none of its text."""
    events: Any = yaml.parse(text, Loader=_Loader)
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            start, end = event.start_mark.index, event.end_mark.index
            yield (text.find("\n", start, end) + 1 or end, end) if event.style in ("|", ">") else (start, end)
