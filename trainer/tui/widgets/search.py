"""The search field of the library."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

from trainer.text import clean

LONGEST = 60


class Search(Input, inherit_bindings=False):
    """A line to search with; Enter, arrows and the question mark keep what they mean on the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in Input.BINDINGS if isinstance(binding, Binding) and binding.key != "enter"
    ]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(max_length=LONGEST, select_on_focus=False, compact=True, id=id)
        self.cursor_blink = False

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Leave the question mark to the help."""
        return character != "?" and super().check_consume_key(key, character)

    def _on_key(self, event: events.Key) -> None:  # type: ignore[override]  # Textual calls it either way
        if event.character == "?":
            event.prevent_default()

    def _on_paste(self, event: events.Paste) -> None:
        """Take in lines as one, as much as fits."""
        event.stop()
        event.prevent_default()
        words = " ".join(clean(event.text[: 10 * LONGEST]).split())
        self.insert_text_at_cursor(words[: LONGEST - len(self.value)])
