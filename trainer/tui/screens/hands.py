"""A show of hands: how many there were for every answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Static

from trainer.language import _
from trainer.practice.voting import Answer
from trainer.tui import actions
from trainer.tui.foreign import foreign, wrapped
from trainer.tui.screens.page import Page
from trainer.tui.widgets.room import MEASURE

ROOM = MEASURE - 10
"""Columns for an answer, beside its count."""
MANY = 6
"""More answers than this stand close together."""


class HandsScreen(Page):
    """A number behind every answer; what is left empty is none. The counts are given to who asked.

    Where nothing was typed nothing changes; what is typed takes the place of votes from phones, if it `replaces` any.
    """

    ACTIONS = actions.HANDS
    CSS_PATH = "hands.tcss"
    GUARDED = frozenset(("enter", "escape"))

    def __init__(
        self,
        answers: Callable[[], Sequence[Answer]],
        question: Callable[[], str],
        then: Callable[[Mapping[str, int]], None],
        replaces: bool = False,
        given: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._answers, self._question, self._then, self._given = answers, question, then, given
        self._replaces = replaces

    def heading(self) -> str:
        """Return the heading."""
        return _("Show of hands")

    def body(self) -> ComposeResult:
        """Lay out the answers, each with its count."""
        yield Static(foreign(self._question(), "bold"), id="hands-question")
        answers = self._answers()
        with VerticalScroll(id="hands", classes="close" if len(answers) > MANY else "", can_focus=False):
            for n, answer in enumerate(answers):
                with Horizontal(classes="hand"):
                    words = f"{answer.sign} {answer.text}".strip()
                    yield Static(foreign("\n".join(wrapped(words, ROOM))), classes="answer")
                    given = self._given[n] if n < len(self._given) else ""
                    yield Input(given, restrict=r"[0-9]*", max_length=3, compact=True, select_on_focus=False)
        hint = _("How many hands? Empty is none. Enter: the next one; after the last they are kept.")
        if self._replaces:
            replaced = _("What you type takes the place of the votes from phones.")
            hint = f"{replaced} {hint}"
        yield Static(foreign(hint), id="hands-hint")

    def on_mount(self) -> None:
        """Begin with the first answer."""
        self.fields[0].focus()

    @property
    def fields(self) -> list[Input]:
        """Return where counts are typed."""
        return list(self.query(Input))

    def again(self) -> Page:
        """Return this screen in the language spoken now, with what was typed."""
        typed = [field.value for field in self.fields]
        return HandsScreen(self._answers, self._question, self._then, self._replaces, typed)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on with what was typed."""
        event.stop()
        if not self.too_small:
            self.action_next()

    def _go(self, step: int) -> None:
        fields = self.fields
        at = next((n for n, field in enumerate(fields) if field.has_focus), 0) + step
        if at < len(fields):
            fields[max(0, at)].focus()
        else:
            self.action_keep()

    def action_next(self) -> None:
        """Go to the next answer; after the last one the counts are kept."""
        self._go(1)

    def action_previous(self) -> None:
        """Go to the answer before."""
        self._go(-1)

    def action_keep(self) -> None:
        """Give the counts to who asked, if there are any."""
        typed = zip(self._answers(), self.fields, strict=True)
        counts = {answer.counts_as: int(field.value) for answer, field in typed if field.value}
        self.app.pop_screen()
        if counts:
            self._then(counts)

    def action_leave(self) -> None:
        """Change nothing."""
        self.app.pop_screen()
