"""What is typed and what is pasted, told apart before a key is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

START, END = "\x1b[200~", "\x1b[201~"
MOST = 100_000
"""Characters of one paste that are looked at; what is more is left out."""
FLOOD = 400
"""Characters to read that arrive at once and that nobody types, even where pastes have no brackets."""
_ESCAPES = re.compile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|O.|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)|[^\x1b])?")


@dataclass(frozen=True, slots=True)
class Pasted:
    """Text that came from elsewhere, without escape sequences."""

    text: str


class Pasting:
    """Splits what a terminal sends into what is typed and what is pasted.

    A terminal puts brackets around a paste, but not every one takes escape sequences out of it: read as keys they
    would do anything. Without brackets a flood is a paste, until nothing comes for a moment.
    """

    def __init__(self) -> None:
        self._open = False
        self._text = ""
        self._flood = ""

    def split(self, text: str) -> Iterator[str | Pasted]:
        """Yield what came, in order; a paste when it is whole."""
        while text:
            if self._open:
                self._text += text
                inside, end, text = self._text.partition(END)
                if not end:
                    self._text = inside[:MOST] + inside[MOST:][-len(END) :]
                    return
                yield self._close(inside)
            else:
                typed, start, text = text.partition(START)
                if typed:
                    yield from self._typed(typed)
                if start:
                    yield from self.rest()
                    self._open = True

    def _typed(self, text: str) -> Iterator[str]:
        if self._flood or (len(text) >= FLOOD and len(_ESCAPES.sub("", text)) >= FLOOD):
            self._flood = (self._flood + text)[:MOST]
        else:
            yield text

    def rest(self) -> Iterator[Pasted]:
        """Yield the flood that is over, when nothing has come for a moment: what comes next is typed again."""
        if self._flood:
            text, self._flood = self._flood, ""
            yield Pasted(_ESCAPES.sub("", text))

    def give_up(self) -> Iterator[Pasted]:
        """Yield the paste that never ended, when nothing has come for a while."""
        if self._open:
            yield self._close(self._text)

    def _close(self, inside: str) -> Pasted:
        self._open, self._text = False, ""
        return Pasted(_ESCAPES.sub("", inside[:MOST]))
