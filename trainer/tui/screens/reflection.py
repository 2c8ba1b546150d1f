"""The question before any number."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from trainer.language import N_, _
from trainer.practice.sitting import Sitting
from trainer.tui.foreign import foreign
from trainer.tui.screens.page import Page


class ReflectionScreen(Page):
    """One question in one's own words; an empty answer skips it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", N_("Stop"), show=True)]

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting

    def heading(self) -> str:
        """Return the heading."""
        return _("Before the numbers")

    def body(self) -> ComposeResult:
        """Lay out the question and a line to answer on."""
        yield Static(foreign(self.sitting.question), classes="lead")
        yield Input(max_length=2000, select_on_focus=False, id="answer")
        yield Static(foreign(_("Enter goes on to the debrief; an empty line skips the question.")), classes="lead")

    def on_mount(self) -> None:
        """Let one type at once."""
        self.query_one("#answer", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the answer and show the debrief."""
        if self.too_small:
            return
        from trainer.tui.screens.debrief import DebriefScreen

        self.sitting.reflect(event.value)
        self.app.switch_screen(DebriefScreen(self.sitting))

    def action_leave(self) -> None:
        """Go back without a debrief."""
        self.trainer.leave()
