"""The debrief, page by page, in the order in which it teaches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from trainer.errors import StoreError
from trainer.language import _
from trainer.practice.review import reviews
from trainer.practice.section import Section
from trainer.practice.sitting import Sitting
from trainer.practice.sources import sources, turn_in_figures
from trainer.practice.telling import sections
from trainer.tui import actions
from trainer.tui.chapters.followed import Followed
from trainer.tui.chapters.intention import Intention
from trainer.tui.chapters.question import ReviewedTurn
from trainer.tui.chapters.reading import Reading
from trainer.tui.foreign import foreign
from trainer.tui.screens.page import Page, SittingPage
from trainer.tui.widgets.followed_transcript import FollowedTranscript
from trainer.tui.widgets.prose import Prose


class DebriefScreen(SittingPage):
    """Own words, both tracks, closeness, the turns that mattered, the whole, other roads, one intention."""

    ACTIONS = actions.DEBRIEF
    CSS_PATH: ClassVar = ["play.tcss", "debrief.tcss"]
    GUARDED = frozenset(("enter", "space", "escape", "q"))
    AUTO_FOCUS = ""  # the line on the last page would take the keys of the others

    pages = query_one("#chapters", ContentSwitcher)

    def __init__(
        self, sitting: Sitting, at: int = 0, turn: int = 1, picks: Mapping[int, int | None] | None = None
    ) -> None:
        super().__init__(sitting)
        self.debrief = sitting.debrief
        self._sections = sections(sitting)
        self._at = at % (len(self._sections) + 1)  # -1 is the last page
        self._turn = min(turn, len(self.debrief.transcript.turns))
        self._picks = dict(picks or {})

    def heading(self) -> str:
        """Return the heading."""
        return _("Debrief: {title}").format(title=self.sitting.title)

    def body(self) -> ComposeResult:
        """Lay out every page; one is shown."""
        yield Static(id="chapter")
        with ContentSwitcher(id="chapters", initial=f"chapter-{self._at}"):
            yield from self._chapters()

    def _chapters(self) -> Iterator[Widget]:
        asked = {review.turn: review for review in reviews(self.sitting, self.debrief)}
        for n, section in enumerate(self._sections):
            name = f"chapter-{n}"
            if section.picture and self._turn:
                yield Followed(self.debrief, section, self._turn, id=name)
            elif section.turn in asked:
                turn = section.turn
                yield ReviewedTurn(
                    self.debrief,
                    asked[turn],
                    self.sitting.mode,
                    shown=turn in self._picks,
                    picked=self._picks.get(turn),
                    id=name,
                )
            else:
                yield Reading(section.lines, id=name)
        yield Intention(self.sitting, id=f"chapter-{len(self._sections)}")

    def on_mount(self) -> None:
        """Open the page one came for."""
        self.show_page(self._at)

    @property
    def chapter(self) -> Widget:
        """Return the page that is shown."""
        return self.pages.query_one(f"#chapter-{self._at}")

    @property
    def section(self) -> Section | None:
        """Return what the page tells; None for the last one, where one writes."""
        return self._sections[self._at] if self._at < len(self._sections) else None

    def show_page(self, n: int) -> None:
        """Show a page."""
        self._at = n
        self.pages.current = f"chapter-{n}"
        self.query_one("#chapter", Static).update(foreign(f"{n + 1}/{len(self._sections) + 1}  {self.page_title}"))
        chapter = self.chapter
        if isinstance(chapter, Intention):
            chapter.intention.focus()
        else:
            self.set_focus(None)
        if isinstance(chapter, Followed):
            chapter.turn = self._turn
        self.refresh_bindings()

    @property
    def page_title(self) -> str:
        """Return the title of the page; that of a question does not tell its answer."""
        if self.section is None:
            return _("One intention, and once more") if self.sitting.mode == "practice" else _("One intention")
        chapter = self.chapter
        if isinstance(chapter, ReviewedTurn):
            return chapter.review.title
        return self.section.title

    def again(self) -> Page:
        """Return this screen in the language spoken now."""
        with suppress(StoreError):  # it stands there again, and is kept when one goes on
            self.query_one(Intention).keep()
        return DebriefScreen(self.sitting, self._at, self._turn, self._picks)

    def kept(self, step: Callable[[], None]) -> None:
        """Keep what was written on the last page, and then do something."""

        def keep() -> None:
            self.query_one(Intention).keep()
            step()

        self.keeping(keep)

    # --- what one can do ------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what the page at hand can do."""
        chapter = self.chapter if self.is_mounted else None
        followed, asked = isinstance(chapter, Followed), isinstance(chapter, ReviewedTurn)
        offered = {
            "turn": followed,
            "words": followed,
            "pick": asked,
            "go_on": not isinstance(chapter, Intention),
            "replay": (followed or asked) and self.sitting.mode == "practice",
            "sources": self.section is not None and bool(self.section.figures),
        }
        return offered.get(action, True) and super().check_action(action, parameters)

    def action_go_on(self) -> None:
        """Show the answer to a question, or the next page."""
        chapter = self.chapter
        if isinstance(chapter, ReviewedTurn) and not chapter.shown:
            self.action_pick(None)
        else:
            self.action_page(1)

    def action_page(self, step: int) -> None:
        """Go to the next page, or the one before."""
        if 0 <= self._at + step <= len(self._sections):
            self.kept(lambda: self.show_page(self._at + step))

    def action_turn(self, step: int) -> None:
        """Follow the talk a turn on, or back."""
        chapter = self.chapter
        if isinstance(chapter, Followed):
            self._turn = max(1, min(len(self.debrief.transcript.turns), self._turn + step))
            chapter.turn = self._turn

    def action_pick(self, number: int | None) -> None:
        """Answer the question of this page with a response, or only look."""
        chapter = self.chapter
        if not isinstance(chapter, ReviewedTurn) or chapter.shown:
            return
        if number is None or number <= len(chapter.review.options):
            self._picks[chapter.review.turn] = number
            chapter.show_answer(number)
            self.show_page(self._at)

    def action_words(self) -> None:
        """Show the picture in words, or as a picture."""
        chapter = self.chapter
        if isinstance(chapter, Followed):
            chapter.toggle_words()

    def action_sources(self) -> None:
        """Show where the numbers of this page come from."""
        from trainer.tui.screens.sources import SourcesScreen

        section, turn = self.section, self.turn_shown

        def told() -> tuple[Section, ...]:
            figures = (turn_in_figures(self.debrief, turn),) if turn else ()
            return (*figures, *sources(section.figures if section else ()))

        self.app.push_screen(SourcesScreen(told))

    @property
    def turn_shown(self) -> int:
        """Return the turn that the page is about; 0 for none."""
        chapter = self.chapter
        if isinstance(chapter, ReviewedTurn):
            return chapter.review.turn
        return self._turn if isinstance(chapter, Followed) else 0

    def action_replay(self) -> None:
        """Play on from the turn on this page."""
        if self.turn_shown:
            self.play_from(self.turn_shown)

    def action_scroll(self, how: str) -> None:
        """Scroll the page."""
        chapter = self.chapter
        readable = chapter.readable if isinstance(chapter, Followed) else chapter
        if isinstance(readable, Prose | FollowedTranscript):
            readable.scroll_page(how)

    def on_intention_written(self) -> None:
        """Keep the intention."""
        self.kept(lambda: None)

    def on_intention_turn_chosen(self, event: Intention.TurnChosen) -> None:
        """Play on from the turn that was chosen in the list."""
        self.play_from(event.turn)

    def play_from(self, turn: int) -> None:
        """Play on from a turn, as everything was then."""
        from trainer.tui.screens.play import PlayScreen

        def play() -> None:
            self.app.switch_screen(PlayScreen(self.sitting.from_turn(turn)))

        self.kept(play)

    def action_leave(self) -> None:
        """Leave the debrief, from a first talk by way of its last page."""
        if self.section is not None and self.sitting.first is self.sitting:
            self.kept(lambda: self.show_page(len(self._sections)))
        else:
            self.kept(lambda: self.trainer.leave_sitting(self.sitting))
