"""Playing: a quiet page with the conversation and what one can say, do or leave unsaid."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.getters import query_one

from trainer.language import _
from trainer.practice import asides
from trainer.practice.sitting import Page as Moment
from trainer.practice.sitting import Sitting
from trainer.theory.rose import Vector
from trainer.tui import actions
from trainer.tui.screens.page import Page
from trainer.tui.widgets.aside import Aside
from trainer.tui.widgets.responses import Responses
from trainer.tui.widgets.transcript import Transcript


class PlayScreen(Page):
    """Number keys choose; the client answers at once; no number about the talk is shown here."""

    ACTIONS = actions.PLAY

    aside = query_one("#aside", Aside)
    transcript = query_one("#transcript", Transcript)
    responses = query_one("#responses", Responses)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting
        self._asked_to_stop = False
        self._seen = True

    def heading(self) -> str:
        """Return the title of the scenario."""
        return self.sitting.scenario.title

    def body(self) -> ComposeResult:
        """Lay out the conversation above the responses."""
        yield Transcript(id="transcript")
        yield Aside(id="aside")
        with VerticalScroll(id="choices", can_focus=False):
            yield Responses(id="responses")

    def on_mount(self) -> None:
        """Show where the conversation stands."""
        entries = self.sitting.entries
        last = max((n for n, entry in enumerate(entries) if entry.kind == "you"), default=0)
        self.transcript.write(entries[:last])
        self.transcript.write(entries[last:])
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
        """Offer going on only when there is nothing to choose, and the coach only in practice."""
        if action == "continue" and self.sitting.page.options:
            return False
        if action in ("coach", "thought") and self.sitting.mode == "assess":
            return False
        if action == "leave" and self.too_small:
            return False
        return super().check_action(action, parameters)

    def on_responses_response_chosen(self, event: Responses.ResponseChosen) -> None:
        """Make the turn that was chosen in the list."""
        if not self.too_small:
            self.action_choose(event.number)

    def action_choose(self, number: int) -> None:
        """Make a turn; a number that is not there, or that comes before one can see what is new, does nothing."""
        if number > len(self.sitting.page.options) or not self._seen:
            return
        self._seen = False
        self.call_after_refresh(self.set_seen)
        self._asked_to_stop = False
        self.aside.close()
        moment = self.sitting.choose(number)
        self.transcript.write(moment.entries)
        self.show_options(moment)

    def set_seen(self) -> None:
        """Take choices again: the client's answer is on the screen."""
        self._seen = True

    def action_scroll(self, direction: int) -> None:
        """Look back in the talk, or forward again."""
        if direction < 0:
            self.transcript.action_page_up()
        else:
            self.transcript.action_page_down()

    def action_coach(self) -> None:
        """Show or put away the coach's note on the last response."""
        self.show_aside("coach", (asides.coach(self.sitting),))

    def action_thought(self) -> None:
        """Show or put away what the client thought."""
        self.show_aside("thought", asides.thoughts(self.sitting))

    def action_rose(self) -> None:
        """Show or put away where the client is on the Rose."""
        places = asides.places(self.sitting)
        self.show_aside("rose", tuple(asides.place_in_words(*place) for place in places), places)

    def show_aside(self, about: str, lines: tuple[str, ...], places: tuple[tuple[str, Vector], ...] = ()) -> None:
        """Show or put away a word aside; the newest line stays in view."""
        self.transcript.mark_read()
        self.aside.toggle(about, lines, places)

    def action_stop(self) -> None:
        """Stop at once."""
        from trainer.tui.screens.stopped import StoppedScreen

        self.app.switch_screen(StoppedScreen())

    def again(self) -> Page:
        """Return this screen in the language spoken now."""
        return PlayScreen(self.sitting)

    def action_continue(self) -> None:
        """Go on to the question before the numbers."""
        if not self.sitting.page.options:
            from trainer.tui.screens.reflection import ReflectionScreen

            self.app.switch_screen(ReflectionScreen(self.sitting))

    def action_leave(self) -> None:
        """Leave, the second time it is asked; after the end there is still the question and the debrief."""
        if self.sitting.page.ended:
            self.action_continue()
            return
        if self._asked_to_stop:
            self.trainer.leave()
            return
        self._asked_to_stop = True
        self.notify(_("Esc once more stops here. Nothing of this conversation is kept."), markup=False)
