"""The last page of the debrief: one intention, and once more from an earlier turn."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input, Static

from trainer.conversation.run import Mode
from trainer.language import _
from trainer.practice.entries import Option, said
from trainer.practice.sitting import Sitting
from trainer.tui.foreign import foreign
from trainer.tui.widgets.answer import Answer
from trainer.tui.widgets.responses import Responses


class Intention(Vertical):
    """A line to write on, and the turns one can play on from."""

    intention = query_one(Answer)
    turns = query_one(Responses)

    @dataclass
    class TurnChosen(Message):
        """Somebody wants to play on from this turn."""

        turn: int

    class Written(Message):
        """Somebody wrote an intention."""

    def __init__(self, sitting: Sitting, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id, classes="chapter")
        self._sitting = sitting

    def compose(self) -> ComposeResult:
        """Lay out the line and the list."""
        with Vertical(classes="question"):
            yield Static(foreign(_("What will you try in your next talk?"), "bold"), classes="lead")
            yield Answer(self._sitting.reflection.words.get("intention", ""))
            yield Static(foreign(_and_then(self._sitting.mode)), classes="lead")
        with VerticalScroll(id="turns", can_focus=False):
            yield Responses(alone=True)

    def on_mount(self) -> None:
        """Offer the turns."""
        if self._sitting.mode == "practice":
            scenario, turns = self._sitting.scenario, self._sitting.session.transcript.turns
            self.turns.options = tuple(
                Option(n, turn.response, said(scenario.scenes[turn.scene].responses[turn.response]))
                for n, turn in enumerate(turns, 1)
            )

    def keep(self) -> None:
        """Keep the intention as it stands."""
        self._sitting.intend(self.intention.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the list."""
        event.stop()
        self.post_message(self.Written())
        self.turns.focus()
        self.turns.action_move(1)

    def on_responses_response_chosen(self, event: Responses.ResponseChosen) -> None:
        """Play on from the turn that was pointed at."""
        event.stop()
        self.post_message(self.TurnChosen(event.number))


def _and_then(mode: Mode) -> str:
    """Return what one can do after that."""
    if mode == "practice":
        return _("Once more from an earlier turn? Point at it, then Enter. Esc leaves.")
    return _("That was it. Esc goes back.") if mode == "class" else _("That was it. Esc leaves.")
