"""Nothing to see: everybody looks at each other, not at the screen."""

from __future__ import annotations

from textual import events
from textual.screen import Screen


class BlankScreen(Screen[None]):
    """An empty screen; any key or click brings back what was there, and does nothing else."""

    def on_key(self, event: events.Key) -> None:
        """Go back."""
        event.stop()
        event.prevent_default()
        self.app.pop_screen()

    def on_click(self) -> None:
        """Go back."""
        self.app.pop_screen()
