"""A talk to read, without anything to choose."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.getters import query_one

from trainer.language import _
from trainer.tui import actions
from trainer.tui.screens.page import Page, SittingPage
from trainer.tui.widgets.prose import Paragraph, Prose


class SpokenScreen(SittingPage):
    """What was said and seen so far."""

    ACTIONS = actions.SPOKEN

    prose = query_one("#spoken", Prose)

    def heading(self) -> str:
        """Return the heading."""
        return _("To read: {title}").format(title=self.sitting.title)

    def body(self) -> ComposeResult:
        """Lay out the talk."""
        yield Prose(self._paragraphs(), centred=True, id="spoken")

    def _paragraphs(self) -> Iterator[Paragraph]:
        for entry in self.sitting.entries:
            if entry.kind in ("client", "you"):
                yield Paragraph(entry.text, label=entry.speaker)
            else:
                yield Paragraph(entry.text, "quiet", label="")

    def again(self) -> Page:
        """Return this screen in the language spoken now."""
        return SpokenScreen(self.sitting)

    def action_scroll(self, how: str) -> None:
        """Scroll the talk."""
        self.prose.scroll_page(how)

    def action_leave(self) -> None:
        """Go back."""
        self.trainer.leave()
