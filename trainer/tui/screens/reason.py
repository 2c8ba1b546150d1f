"""Why somebody answers an activity as they do, in their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.getters import query_one
from textual.widgets import Input, Static

from trainer.language import _
from trainer.practice.entries import answered
from trainer.tui import actions
from trainer.tui.foreign import foreign
from trainer.tui.screens.page import Page, SittingPage
from trainer.tui.widgets.answer import Answer

if TYPE_CHECKING:
    from trainer.tui.app import TrainerApp
    from trainer.tui.screens.play import PlayScreen


class Reason(Answer):
    """The line to write on; what the key that took the step repeats while it is held down is not written."""

    def __init__(self, value: str) -> None:
        super().__init__(value)
        self._held = True

    async def _on_key(self, event: events.Key) -> None:
        """Leave out what a held number repeats."""
        if event.is_printable:
            app = cast("TrainerApp", self.app)
            self._held = app.keys.repeats(event.key, app.pace, strict=True) and self._held
            if self._held:
                event.stop()
                event.prevent_default()


class ReasonScreen(SittingPage):
    """One line to write on before a step of a scale is taken; Enter alone skips it, Esc goes back to the scale.

    What was written stays with the talk below until the step is taken.
    """

    ACTIONS = actions.REASON
    CSS_PATH = "asking.tcss"

    answer = query_one(Reason)

    def __init__(self, play: PlayScreen, number: int) -> None:
        super().__init__(play.sitting)
        self._play, self._number = play, number
        self._scene = play.sitting.session.moment.scene

    def heading(self) -> str:
        """Return the title of the scenario."""
        return self.sitting.title

    def body(self) -> ComposeResult:
        """Lay out the step that was taken above the line for the reason."""
        with Vertical(id="asked"):
            if self.sitting.page.scale is not None:
                taken = answered(self.sitting.page.scale, str(self._number), "")
                with VerticalScroll(id="taken", can_focus=False):
                    yield Static(foreign(taken.text))
            yield Static(foreign(_("Why? What do you base it on?"), "bold"), classes="question")
            yield Reason(self._play.words)
            yield Static(foreign(_("Enter goes on, also without an answer.")), classes="hint")

    def on_mount(self) -> None:
        """Let one write at once, with the step in view however long the question was."""
        self.answer.focus()
        for taken in self.query("#taken"):
            taken.scroll_end(animate=False)

    def on_key(self, event: events.Key) -> None:
        """Stop what a held key repeats: nobody skips a question that was not seen."""
        if event.key in ("enter", "escape") and self.trainer.keys.repeats(event.key, self.trainer.pace, strict=True):
            event.stop()

    def again(self) -> Page:
        """Return this screen in the language spoken now, with what was written."""
        self._play.words = self.answer.value
        return ReasonScreen(self._play, self._number)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the step, with what was written; not on a scale that was changed meanwhile, in a preview."""
        if self.too_small:
            return
        self.action_leave()
        now = self._play.sitting
        if now.session.moment.scene == self._scene and now.page.scale and self._number <= now.page.scale.steps:
            self._play.take_step(self._number, event.value)

    def action_leave(self) -> None:
        """Go back to the scale; nothing was taken."""
        self._play.words = self.answer.value
        self.app.pop_screen()
