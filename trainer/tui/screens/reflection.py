"""The question before any number."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Input, Static

from trainer.language import _
from trainer.practice.sitting import Sitting
from trainer.tui import actions
from trainer.tui.foreign import foreign
from trainer.tui.screens.page import Page
from trainer.tui.widgets.answer import Answer


class ReflectionScreen(Page):
    """One question in one's own words; an empty answer skips it."""

    ACTIONS = actions.REFLECTION

    def __init__(self, sitting: Sitting, typed: str = "") -> None:
        super().__init__()
        self.sitting = sitting
        self._typed = typed

    def heading(self) -> str:
        """Return the heading."""
        return _("Before the numbers")

    def body(self) -> ComposeResult:
        """Lay out the question and a line to answer on."""
        yield Static(foreign(self.sitting.question), classes="lead")
        yield Answer(self._typed, id="answer")
        yield Static(foreign(_("Enter goes on to the debrief; an empty line skips the question.")), classes="lead")

    def on_mount(self) -> None:
        """Let one type at once."""
        self.query_one("#answer", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the answer and show the debrief."""
        if self.too_small:
            return
        self.go_on(event.value)

    def action_skip(self) -> None:
        """Go on without an answer."""
        self.go_on("")

    def go_on(self, answer: str) -> None:
        """Keep the answer and show the debrief."""
        from trainer.tui.screens.debrief import DebriefScreen

        self.sitting.reflect(answer)
        self.app.switch_screen(DebriefScreen(self.sitting))

    def again(self) -> Page:
        """Return this screen in the language spoken now, with what was typed."""
        return ReflectionScreen(self.sitting, self.query_one("#answer", Input).value)
