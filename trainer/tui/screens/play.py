"""Playing: a quiet page with the conversation and what one can say, do or leave unsaid."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.getters import query_one

from trainer.language import N_, _
from trainer.practice.sitting import Page as Moment
from trainer.practice.sitting import Sitting
from trainer.tui.screens.page import Page
from trainer.tui.widgets.responses import Responses
from trainer.tui.widgets.transcript import Transcript


class PlayScreen(Page):
    """Number keys choose; the client answers at once; no number about the talk is shown here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"choose({n})", show=False) for n in range(1, 10)),
        Binding("pageup", "scroll(-1)", N_("Back in the talk"), show=True),
        Binding("pagedown", "scroll(1)", show=False),
        Binding("enter", "continue", N_("Go on"), show=True),
        Binding("escape", "leave", N_("Stop"), show=True),
    ]

    transcript = query_one("#transcript", Transcript)
    responses = query_one("#responses", Responses)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self._asked_to_stop = False

    def heading(self) -> str:
        """Return the title of the scenario."""
        return self.sitting.scenario.title

    def body(self) -> ComposeResult:
        """Lay out the conversation above the responses."""
        yield Transcript(id="transcript")
        with VerticalScroll(id="choices", can_focus=False):
            yield Responses(id="responses")

    def on_mount(self) -> None:
        """Show where the conversation stands."""
        self.transcript.write(self.sitting.entries)
        self.show_options(self.sitting.page)
        self.responses.focus()

    def show_options(self, moment: Moment) -> None:
        """Show what can be chosen, or what comes after the end."""
        self.responses.options = moment.options
        if moment.ended:
            self.responses.closing = _("Enter: one question, then the debrief.")
        elif not moment.options:
            self.responses.closing = _("This scenario has no way on from here. Enter: the debrief.")
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer going on only when there is nothing to choose."""
        if action == "continue" and self.sitting.page.options:
            return False
        return super().check_action(action, parameters)

    def on_responses_response_chosen(self, event: Responses.ResponseChosen) -> None:
        """Make the turn that was chosen in the list."""
        if not self.too_small:
            self.action_choose(event.number)

    def action_choose(self, number: int) -> None:
        """Make a turn; a number that is not there does nothing."""
        if number > len(self.sitting.page.options):
            return
        self._asked_to_stop = False
        moment = self.sitting.choose(number)
        self.transcript.write(moment.entries)
        self.show_options(moment)

    def action_scroll(self, direction: int) -> None:
        """Look back in the talk, or forward again."""
        if direction < 0:
            self.transcript.action_page_up()
        else:
            self.transcript.action_page_down()

    def action_continue(self) -> None:
        """Go on to the question before the numbers."""
        if not self.sitting.page.options:
            from trainer.tui.screens.reflection import ReflectionScreen

            self.app.switch_screen(ReflectionScreen(self.sitting))

    def action_leave(self) -> None:
        """Stop, the second time it is asked."""
        if self._asked_to_stop or self.sitting.page.ended:
            self.trainer.leave()
            return
        self._asked_to_stop = True
        self.notify(_("Esc once more stops here. Nothing of this conversation is kept."), markup=False)
