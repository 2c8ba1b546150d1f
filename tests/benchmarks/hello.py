"""The least that a Textual app can paint: the peer of the first paint."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.widgets import Static

WORDS = "Hello, World!"


class Hello(App[None]):
    """One widget with two words."""

    def compose(self) -> ComposeResult:
        """Say it."""
        yield Static(WORDS)


if __name__ == "__main__":
    Hello().run()
