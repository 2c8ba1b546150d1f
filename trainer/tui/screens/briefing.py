"""The briefing: what one should know before the talk."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.getters import query_one

from trainer.language import _
from trainer.practice.briefing import Briefing
from trainer.practice.shelf import size
from trainer.tui import actions
from trainer.tui.screens.page import Page, SittingPage
from trainer.tui.widgets.outline import about, people, warning
from trainer.tui.widgets.prose import Paragraph, Prose

TALL = 30
"""Rows from which there is room for the title above the text too."""


class BriefingScreen(SittingPage):
    """The note first, then what it is about, who you are and whom you meet; Enter begins."""

    ACTIONS = actions.BRIEFING

    prose = query_one("#briefing", Prose)

    def heading(self) -> str:
        """Return the heading."""
        return _("Briefing: {title}").format(title=self.sitting.briefing.title)

    def body(self) -> ComposeResult:
        """Lay out the briefing."""
        yield Prose(centred=True, id="briefing")

    def on_resize(self, event: events.Resize) -> None:
        """Write the title above the text where there is room, and where the title line is too short for it."""
        tall = event.size.height >= TALL
        self.set_class(tall, "-tall")
        titled = tall or cell_len(self.heading()) > event.size.width - 2
        self.prose.show(_paragraphs(self.briefing(), titled, self.way()), stay=True)

    def briefing(self) -> Briefing:
        """Return what is told."""
        return self.sitting.briefing

    def way(self) -> str:
        """Return how one talks here."""
        return self.briefing().way

    def again(self) -> Page:
        """Return this screen in the language spoken now."""
        return BriefingScreen(self.sitting)

    def action_begin(self) -> None:
        """Begin the talk."""
        from trainer.tui.screens.play import PlayScreen

        self.app.switch_screen(PlayScreen(self.sitting))

    def action_scroll(self, how: str) -> None:
        """Scroll the text."""
        self.prose.scroll_page(how)

    def action_leave(self) -> None:
        """Go back."""
        self.trainer.leave()


def _paragraphs(briefing: Briefing, titled: bool, way: str) -> Iterator[Paragraph]:
    if titled:
        yield Paragraph(briefing.title, "title")
    facts = size(briefing.level, briefing.minutes)
    if facts:
        yield Paragraph(" · ".join(facts), "quiet", air=False)
    yield from warning(briefing)
    yield from about(briefing)
    yield from people(briefing)
    if briefing.intended:
        yield Paragraph(briefing.intended)
    yield Paragraph(way, "quiet")
