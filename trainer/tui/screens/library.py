"""The library: what there is to practise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.getters import query_one
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from trainer import language
from trainer.language import _
from trainer.tui import actions
from trainer.tui.foreign import foreign
from trainer.tui.screens.page import Page

if TYPE_CHECKING:
    from trainer.practice.shelf import Book
    from trainer.scenario.library import Listing


class LibraryScreen(Page):
    """A list of scenarios; they are read after the first paint."""

    ACTIONS = actions.LIBRARY

    options = query_one("#listings", OptionList)
    status = query_one("#status", Static)

    def __init__(self, shelves: Callable[[], tuple[Path, ...]]) -> None:
        super().__init__()
        self._shelves = shelves
        self._listings: list[Listing] = []
        self._spoken = language.current()

    def body(self) -> ComposeResult:
        """Lay out the list."""
        yield Static(foreign(_("Choose a conversation to practise: arrow keys, then Enter.")), classes="lead")
        yield OptionList(id="listings")
        yield Static(foreign(_("Reading the scenarios...")), id="status")

    def again(self) -> Page:
        """Return this screen in the language spoken now."""
        return LibraryScreen(self._shelves)

    def on_screen_resume(self) -> None:
        """Read again when another language was chosen meanwhile."""
        if self._spoken != language.current():
            self.call_later(self.app.switch_screen, self.again())

    def on_mount(self) -> None:
        """Start reading when something is on the screen."""
        self.options.focus()
        self.call_after_refresh(self.read_listings)

    @work(thread=True, exclusive=True)
    def read_listings(self) -> None:
        """Read every scenario that can be found, away from the screen."""
        from trainer.scenario.library import listings

        found = list(listings(self._shelves(), language.current()))
        self.app.call_from_thread(self.show_listings, found)

    def show_listings(self, found: list[Listing]) -> None:
        """Put what was read into the list."""
        from trainer.practice.shelf import book

        self._listings = found
        self.options.clear_options()
        self.options.add_options([Option(_prompt(told), disabled=not told.playable) for told in map(book, found)])
        self.options.highlighted = next((n for n, listing in enumerate(found) if listing.scenario), None)
        self.status.update(foreign("" if found else _("There are no scenarios here. Give a folder with --library.")))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open what was chosen."""
        self.open_listing(event.option_index)

    def open_listing(self, index: int) -> None:
        """Go to the briefing of a scenario."""
        scenario = self._listings[index].scenario
        if scenario is None or self.too_small:
            return
        from trainer.practice.sitting import Sitting
        from trainer.tui.screens.briefing import BriefingScreen

        self.app.push_screen(BriefingScreen(Sitting(scenario)))

    def action_leave(self) -> None:
        """Leave the program."""
        self.app.exit()


def _prompt(told: Book) -> Content:
    parts: list[Content | str] = [foreign(told.title, "bold"), foreign("  " + " · ".join(told.facts)), "\n"]
    if told.summary:
        parts += [foreign(told.summary), "\n"]
    if told.note:
        parts += [foreign(told.note, "italic"), "\n"]
    return Content.assemble(*parts)
