"""Where the numbers of a page come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from textual.app import ComposeResult
from textual.getters import query_one

from trainer.language import _
from trainer.practice.section import Section
from trainer.tui import actions
from trainer.tui.screens.page import Page
from trainer.tui.widgets.prose import Paragraph, Prose


class SourcesScreen(Page):
    """Every number in words: formula, constants, and who says so."""

    ACTIONS = actions.SOURCES

    prose = query_one("#sources", Prose)

    def __init__(self, told: Callable[[], Sequence[Section]]) -> None:
        super().__init__()
        self._told = told

    def heading(self) -> str:
        """Return the heading."""
        return _("Where the numbers come from")

    def body(self) -> ComposeResult:
        """Lay out one source after another."""
        yield Prose(self._paragraphs(), centred=True, id="sources")

    def _paragraphs(self) -> Iterator[Paragraph]:
        for section in self._told():
            yield Paragraph(section.title, "title")
            for line in section.lines:
                yield Paragraph(line, air=False)

    def again(self) -> Page:
        """Return this screen in the language spoken now."""
        return SourcesScreen(self._told)

    def action_scroll(self, how: str) -> None:
        """Scroll the page."""
        self.prose.scroll_page(how)

    def action_leave(self) -> None:
        """Go back to the debrief."""
        self.app.pop_screen()
