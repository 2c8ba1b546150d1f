"""The library: what there is to practise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from trainer import language
from trainer.language import _, plural
from trainer.practice.memory import Memory
from trainer.tui import actions
from trainer.tui.foreign import foreign
from trainer.tui.screens.page import Page
from trainer.tui.widgets.prose import Paragraph, Prose
from trainer.tui.widgets.search import Search
from trainer.tui.widgets.shelf import Shelf

if TYPE_CHECKING:
    from trainer.practice.shelf import Book
    from trainer.records.past import Past
    from trainer.scenario.library import Listing

WIDE = 120
"""Columns from which what is told about a scenario stands beside the list."""


class LibraryScreen(Page):
    """A list of scenarios to search and choose from; they are read after the first paint."""

    ACTIONS = actions.LIBRARY

    label = query_one("#search-label", Static)
    search = query_one("#search", Search)
    tally = query_one("#tally", Static)
    shelf = query_one("#shelf", Shelf)
    details = query_one("#details", Prose)

    @dataclass
    class ListingsRead(Message):
        """Scenarios were read; `whole` when these are all."""

        listings: tuple[Listing, ...]
        whole: bool

    def __init__(self, shelves: Callable[[], tuple[Path, ...]], memory: Memory) -> None:
        super().__init__()
        self._shelves = shelves
        self._memory = memory
        self._words = ""
        self._listings: tuple[Listing, ...] = ()
        self._books: list[Book] = []
        self.reading = True
        """Whether there may be more scenarios than are shown."""
        self._open: Past | None = None
        """The talk that was left last, if one can go on with it."""
        self._offered: frozenset[str] = frozenset()
        """Which of clear, move and open can be done now: the footer says so."""

    def body(self) -> ComposeResult:
        """Lay out the list; what stands around it comes after the first paint."""
        with Vertical(id="finding"):
            yield Shelf(id="shelf")

    # --- reading ----------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Say what is done first, and do it when that is on the screen."""
        self.shelf.show([], -1, self._instead())
        self.call_after_refresh(self.furnish)

    async def furnish(self) -> None:
        """Put the search field above the list and a place to tell more below it or beside it, and start reading."""
        fields = Horizontal(Static(id="search-label"), Search(id="search"), Static(id="tally"), id="searching")
        await self.query_one("#finding").mount(Static(id="open"), fields, before=0)
        await self.query_one("#body").mount(Prose(id="details"))
        self.search.focus()
        self.show_words()
        self.trainer.open_memory(self.start)

    def start(self, _app: object) -> None:
        """Read the scenarios, now that one may know what one did with them before."""
        self._open = next(iter(self._memory.unfinished()), None)
        self.show_open()
        self.read_listings()

    @work(thread=True, exclusive=True)
    def read_listings(self) -> None:
        """Read every scenario that can be found, away from the screen; show the first ones soon."""
        from trainer.scenario.library import listings

        worker, found = get_current_worker(), []
        for listing in listings(self._shelves(), language.current()):
            if worker.is_cancelled:
                return
            found.append(listing)
            if len(found).bit_count() == 1:  # after 1, 2, 4, 8...: showing must not cost more than reading
                self.post_message(self.ListingsRead(tuple(found), whole=False))
        self.post_message(self.ListingsRead(tuple(found), whole=True))

    def on_library_screen_listings_read(self, event: ListingsRead) -> None:
        """Show what was read so far, unless more is shown already."""
        if event.whole or len(event.listings) > len(self._listings):
            self._listings = event.listings
            self.reading = not event.whole
            self.show_books()

    def on_screen_resume(self) -> None:
        """Come back with what was achieved meanwhile."""
        if self._listings:
            self._memory.refresh()
            self._open = next(iter(self._memory.unfinished()), None)
            self.show_open()
            self.show_books()

    def speak(self) -> None:
        """Go on in the language spoken now, at the same place and with the same search."""
        self._language = language.current()
        self.show_words()
        self.refresh_bindings()
        self.action_read_again()

    # --- showing ----------------------------------------------------------------------------------------------

    def show_words(self) -> None:
        """Show everything that is said in the language spoken now."""
        self.label.update(foreign(_("Search")))
        self.search.placeholder = _("just type a word")
        self.show_open()
        self.show_books()

    def show_open(self) -> None:
        """Offer to go on with the talk that was left last."""
        from trainer.practice.shelf import left_open

        line = self.query_one("#open", Static)
        line.display = self._open is not None
        line.update(foreign("" if self._open is None else left_open(self._open, "F6")))
        self.refresh_bindings()

    def show_books(self) -> None:
        """Show the scenarios that fit the search, with the mark where it was."""
        found = self._found() if self._listings else []
        self.shelf.show(found, self._marked(found), self._instead())
        self.tally.update(foreign(self._tally(len(found))))
        self.show_details()

    def _found(self) -> list[Book]:
        from trainer.practice.shelf import (  # not before the first paint: it brings pydantic along
            book,
            in_order,
            search,
        )

        self._books = [book(listing, self._memory) for listing in in_order(self._listings, self._memory)]
        return search(self._books, self._words)

    def _marked(self, found: list[Book]) -> int:
        """Return which of these is marked: the one looked at last, else the first that can be played."""
        ids = [told.id for told in found]
        if self._memory.place in ids:
            return ids.index(self._memory.place)
        to_come = self._memory.place and self._memory.place not in (told.id for told in self._books)
        if self.reading and (to_come or not any(told.playable for told in found)):
            return -1
        return next((n for n, told in enumerate(found) if told.playable), 0)

    def _instead(self) -> str:
        """Return what stands in an empty list."""
        if self._books:
            return _("Nothing here is about “{words}”. Esc clears the search.").format(words=self._words.strip())
        if self.reading:
            return _("Reading the scenarios...")
        return _("There are no scenarios here. Give a folder with --library.")

    def _tally(self, found: int) -> str:
        if self.reading:
            return plural("{n} scenario so far", "{n} scenarios so far", len(self._books)) if self._books else ""
        if not self._words.strip():
            return plural("{n} scenario", "{n} scenarios", len(self._books))
        return plural("{found} of {n} scenario", "{found} of {n} scenarios", len(self._books), found=found)

    def show_details(self) -> None:
        """Tell more about the scenario that is marked, and remember it."""
        marked = self.shelf.book
        if marked is None:
            self.details.show(())
        else:
            self.details.show(self._details(marked), stay=self._memory.place == marked.id)
            self._memory.place = marked.id
        can = {"clear": self._words, "move": self.shelf.count > 1, "open": marked is not None and marked.playable}
        offered = frozenset(name for name, now in can.items() if now)
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()

    def _details(self, marked: Book) -> list[Paragraph]:
        from trainer.practice.briefing import briefing
        from trainer.tui.widgets.outline import about, people, warning

        wide = self.has_class("-wide")
        if marked.scenario is None:
            more = [Paragraph(marked.summary), Paragraph(_("When the file was mended, F5 reads it again."), "quiet")]
        else:
            told = briefing(marked.scenario)
            more = [*about(told), *warning(told)]
            if wide or not more:
                more += people(told)
        facts = [Paragraph(" · ".join(facts), "quiet", air=False) for facts in (marked.facts, marked.own) if facts]
        return [Paragraph(marked.title, "title"), *facts, *more] if wide else more

    def on_resize(self, event: events.Resize) -> None:
        """Tell as much as there is room for."""
        self.set_class(event.size.width >= WIDE, "-wide")
        if self._listings:
            self.call_after_refresh(self.show_details)

    # --- doing ------------------------------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search while one types."""
        if event.value != self._words:
            self._words = event.value
            self.show_books()

    def on_shelf_book_clicked(self, event: Shelf.BookClicked) -> None:
        """Tell about what was clicked; a second click opens it."""
        self.show_details()
        if event.again:
            self.action_open()

    def check_action(self, action: str, parameters: tuple[Any, ...]) -> bool | None:
        """Let Enter open what can be played, and let Esc clear a search before it leaves."""
        if action in ("clear", "move", "open") and action not in self._offered:
            return False
        if action == "leave" and self._words and not self.too_small:
            return False
        if action == "go_on" and self._open is None:
            return False
        if action == "history" and self._memory.store is None:
            return False
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        """Go to the briefing of the scenario that is marked."""
        scenario = self.shelf.book.scenario if self.shelf.book else None
        if scenario is None or self.too_small:
            return
        from trainer.practice.sitting import Sitting
        from trainer.tui.screens.briefing import BriefingScreen

        sitting = Sitting(scenario, learner=self._memory.learner, memory=self._memory)
        self.app.push_screen(BriefingScreen(sitting))

    def action_go_on(self) -> None:
        """Go on with the talk that was left last."""
        from trainer.tui.returning import come_back

        if self._open is not None:
            come_back(self.trainer, self._open.id)

    def action_history(self) -> None:
        """Show one's own talks over time."""
        from trainer.tui.opening import history

        history(self.trainer)

    def action_move(self, step: int) -> None:
        """Mark the scenario above or below."""
        self.shelf.move(step)
        self.show_details()

    def action_search(self) -> None:
        """Go to the search field."""
        self.search.focus()

    def action_clear(self) -> None:
        """Show every scenario again."""
        self.search.value = ""

    def action_scroll(self, how: str) -> None:
        """Read on, or back, in what is told about a scenario."""
        self.details.scroll_page(how)

    def action_read_again(self) -> None:
        """Read the scenarios again."""
        self.reading = True
        self.read_listings()

    def action_leave(self) -> None:
        """Leave the program."""
        self.app.exit()
