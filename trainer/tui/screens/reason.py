"""Why somebody answers an activity as they do, in their own words."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one
from textual.widgets import Input, Static

from trainer.language import _
from trainer.practice.entries import answered
from trainer.practice.sitting import Sitting
from trainer.tui import actions
from trainer.tui.foreign import foreign
from trainer.tui.screens.page import Page, SittingPage
from trainer.tui.widgets.answer import Answer


class ReasonScreen(SittingPage):
    """One line to write on before a step of a scale is taken; Enter alone skips it, Esc goes back to the scale.

    The reason is given to who asked, after the screen went away.
    """

    ACTIONS = actions.REASON
    CSS_PATH = "asking.tcss"
    GUARDED = frozenset(("enter", "escape"))

    answer = query_one(Answer)

    def __init__(self, sitting: Sitting, number: int, then: Callable[[str], None], given: str = "") -> None:
        super().__init__(sitting)
        self._number, self._then, self._given = number, then, given

    def heading(self) -> str:
        """Return the title of the scenario."""
        return self.sitting.title

    def body(self) -> ComposeResult:
        """Lay out the step that was taken above the line for the reason."""
        with Vertical(id="asked"):
            if self.sitting.page.scale is not None:
                taken = answered(self.sitting.page.scale, str(self._number), "")
                yield Static(foreign(taken.text))
            yield Static(foreign(_("Why? What do you base it on?"), "bold"), classes="question")
            yield Answer(self._given)
            yield Static(foreign(_("Enter goes on, also without an answer.")), classes="hint")

    def on_mount(self) -> None:
        """Let one write at once."""
        self.answer.focus()

    def again(self) -> Page:
        """Return this screen in the language spoken now, with what was written."""
        return ReasonScreen(self.sitting, self._number, self._then, self.answer.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the step, with what was written."""
        if not self.too_small:
            self.app.pop_screen()
            self._then(event.value)

    def action_leave(self) -> None:
        """Go back to the scale; nothing was taken."""
        self.app.pop_screen()
