"""The briefing: what one should know before the talk."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from trainer.language import _
from trainer.practice.shelf import size
from trainer.practice.sitting import Briefing, Sitting
from trainer.tui import actions
from trainer.tui.foreign import foreign
from trainer.tui.screens.page import Page


class BriefingScreen(Page):
    """Who you are, whom you meet, what it is about; Enter begins."""

    ACTIONS = actions.BRIEFING

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting

    def heading(self) -> str:
        """Return the title of the scenario."""
        return self.sitting.briefing.title

    def body(self) -> ComposeResult:
        """Lay out the briefing."""
        with VerticalScroll(classes="reading"):
            for paragraph in _paragraphs(self.sitting.briefing):
                yield Static(paragraph, classes="paragraph")

    def again(self) -> Page:
        """Return this screen in the language spoken now."""
        return BriefingScreen(self.sitting)

    def action_begin(self) -> None:
        """Begin the talk."""
        from trainer.tui.screens.play import PlayScreen

        self.app.switch_screen(PlayScreen(self.sitting))

    def action_leave(self) -> None:
        """Go back."""
        self.trainer.leave()


def _paragraphs(briefing: Briefing) -> Iterator[Content]:
    if briefing.summary:
        yield foreign(briefing.summary)
    if briefing.note:
        yield foreign(briefing.note, "italic")
    if briefing.role:
        yield foreign(_("You are: {role}.").format(role=briefing.role))
    if briefing.task:
        yield foreign(briefing.task)
    yield foreign(_("You talk with: {names}.").format(names=", ".join(briefing.clients)))
    if briefing.goals:
        yield foreign("\n".join([_("What matters here:"), *(f"  - {goal}" for goal in briefing.goals)]))
    facts = size(briefing.level, briefing.minutes)
    if facts:
        yield foreign(" · ".join(facts))
    yield foreign(briefing.way)
