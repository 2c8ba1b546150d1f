"""A question about a run, with numbered answers."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.getters import query_one
from textual.widgets import Static

from trainer.practice.asked import Asked
from trainer.practice.entries import Option
from trainer.tui import actions
from trainer.tui.foreign import foreign
from trainer.tui.screens.page import Page
from trainer.tui.widgets.responses import Responses


class AskingScreen(Page):
    """What is the matter, and what one can do; the answer is given to who asked, after the screen went away."""

    ACTIONS = actions.ASKING
    CSS_PATH = "asking.tcss"

    responses = query_one(Responses)

    def __init__(self, asked: Callable[[], Asked], then: Callable[[str], None]) -> None:
        super().__init__()
        self._asked, self._then = asked, then
        self.asked = asked()

    def heading(self) -> str:
        """Return what it is about."""
        return self.asked.title

    def body(self) -> ComposeResult:
        """Lay out the question above its answers."""
        with Vertical(id="asked"):
            yield Static(foreign(self.asked.text))
        with VerticalScroll(id="answers", can_focus=False):
            yield Responses(alone=True)

    def on_mount(self) -> None:
        """Offer the answers."""
        answers = enumerate(self.asked.answers, 1)
        self.responses.options = tuple(Option(n, name, text) for n, (name, text) in answers)
        self.responses.cursor = self.asked.start
        self.responses.focus()

    def again(self) -> Page:
        """Return this screen in the language spoken now."""
        return AskingScreen(self._asked, self._then)

    def on_responses_response_chosen(self, event: Responses.ResponseChosen) -> None:
        """Take the answer that was chosen in the list."""
        self.action_choose(event.number)

    def action_choose(self, number: int) -> None:
        """Take an answer."""
        if number <= len(self.asked.answers) and not self.too_small:
            self.app.pop_screen()
            self._then(self.asked.answers[number - 1][0])

    def action_leave(self) -> None:
        """Take the last answer, which changes nothing."""
        self.action_choose(len(self.asked.answers))
