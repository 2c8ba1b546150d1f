"""Stopping in the middle: at once, without a score, with a calm line."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Static

from trainer.language import _
from trainer.practice.parting import calm
from trainer.tui import actions
from trainer.tui.foreign import foreign
from trainer.tui.screens.page import Page, SittingPage


class StoppedScreen(SittingPage):
    """One calm line, and the way back."""

    ACTIONS = actions.STOPPED

    def heading(self) -> str:
        """Return the heading."""
        return _("Stopped")

    def body(self) -> ComposeResult:
        """Lay out the line."""
        yield Static(foreign(calm(self.sitting)), classes="lead")

    def again(self) -> Page:
        """Return this screen in the language spoken now."""
        return StoppedScreen(self.sitting)

    def action_leave(self) -> None:
        """Go back to the library, or to the debrief of the first talk."""
        self.trainer.leave_sitting(self.sitting)
