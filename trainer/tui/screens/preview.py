"""Playing a scenario that is being written: what is saved shows at once, and the talk goes on where it was."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar, Final

from textual import events, work
from textual._path import CSSPathType
from textual.app import ComposeResult
from textual.geometry import Size
from textual.getters import query_one
from textual.widgets import Static

from trainer import language
from trainer.language import _
from trainer.practice.asked import LEAVE
from trainer.practice.page import Page as Moment
from trainer.practice.preview import Preview
from trainer.practice.watch import Reading, Watch
from trainer.tui import actions
from trainer.tui.background import checked, in_background
from trainer.tui.foreign import foreign
from trainer.tui.screens.page import Page
from trainer.tui.screens.play import TITLE_AND_FOOTER, PlayScreen
from trainer.tui.widgets.problems import Problems

EVERY: Final = 0.15
"""Seconds between two looks at the files."""
LEAST_FOR_TALK, LEAST_FOR_CHOICES = 5, 3
"""Rows that talk (as in play.tcss) and responses keep."""


class PreviewScreen(PlayScreen, inherit_bindings=False):
    """The play screen with what an author wants to know beside it; nothing of the talk is kept."""

    ACTIONS = actions.PREVIEW
    CSS_PATH: ClassVar[CSSPathType | None] = ["play.tcss", "preview.tcss"]

    problems = query_one("#problems", Problems)

    def __init__(
        self, preview: Preview, watch: Watch, aside: str = "", pointed: int = -1, situation: bool = True
    ) -> None:
        super().__init__(preview.sitting, aside, pointed)
        self.preview, self.watch_files = preview, watch
        self._situation = situation
        self._looking = False

    def heading(self) -> str:
        """Return the title of the scenario."""
        return _("Preview: {title}").format(title=self.sitting.title)

    def body(self) -> ComposeResult:
        """Lay out the talk, and what is told to its author beside or below it."""
        yield from super().body()
        yield Problems(id="problems")

    def on_mount(self) -> None:
        """Look at the files from now on."""
        self.set_interval(EVERY, self.look)
        self.check_files()

    # --- the files ------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Look whether the files say something new, unless that is being done."""
        if not self._looking:
            self._looking = True
            self._look()

    @work(group="look")
    async def _look(self) -> None:
        reading = await in_background(partial(self.watch_files.look, language.current()))
        self._looking = False
        if reading is not None and reading.language == language.current():
            self.take(reading)

    def take(self, reading: Reading) -> None:
        """Go on in what the files say now."""
        self.preview.take(reading)
        self.show_again()
        self.call_after_refresh(self.check_files)

    def check_files(self) -> None:
        """Have the files checked, if they can be played; a check of what was saved before is given up."""
        self.workers.cancel_group(self, "check")
        if not self.preview.held:
            self._check()

    @work(group="check")
    async def _check(self) -> None:
        self.preview.keep_check(await checked(self.watch_files.path))
        self.tell()

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_again(self) -> None:
        """Show the talk as it is now, with what was open and pointed at if that is still there."""
        self.complete()
        before, pointed, aside = self.responses.options, self.responses.cursor, self.aside.about
        self.sitting = self.preview.sitting
        self.query_one("#heading", Static).update(foreign(self.heading()))
        self.show_talk()
        if [option.id for option in before] == [option.id for option in self.responses.options]:
            self.responses.cursor = pointed
        if aside:
            self.aside.close()
            self.open_aside(aside)

    def show_options(self, moment: Moment) -> None:
        """Show what can be chosen, by its ids too, and what is told beside the talk."""
        if self._situation and moment.scale is None:
            moment = replace(moment, options=self.preview.options(moment.options))
        super().show_options(moment)
        self.tell()

    def closing(self, moment: Moment) -> str:
        """Return what stands there when there is nothing to choose."""
        if moment.options:
            return ""
        if moment.ended:
            return _("The end. Enter: begin again. D: look at the debrief.")
        return _("There is no way on from here. Enter: begin again.")

    def tell(self) -> None:
        """Tell beside the talk what there is to know."""
        self.problems.tell(self.preview.situation if self._situation else (), self.preview.told, self.size)
        self.make_room(self.size.height)

    def make_room(self, height: int) -> None:
        """Leave room for the talk, and for what is told below it: where responses do not fit one scrolls."""
        talk = LEAST_FOR_TALK + (self.aside.rows if self.aside.in_between else 0)
        room = max(LEAST_FOR_CHOICES, height - TITLE_AND_FOOTER - talk - self.problems.rows)
        self.query_one("#choices").styles.max_height = room if self.problems.rows else None
        self.refresh_bindings()

    def on_resize(self, event: events.Resize) -> None:
        """Let what is told stand where there is room now."""
        self.problems.fit(event.size)

    def fit_aside(self, size: Size) -> None:
        """Let a word aside stand where there is room now."""
        super().fit_aside(size)
        self.make_room(size.height)

    def rows_beside(self, height: int) -> int:
        """Return 0: beside the talk stands what is told."""
        return 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the debrief after the end, and going back and reading on where there is something to go to."""
        turns = bool(self.sitting.session.transcript.turns)
        offered = {
            "debrief": turns and self.sitting.page.ended,
            "rewind": turns,
            "more": self.is_mounted and self.problems.more,
        }
        if action in offered:
            return offered[action] and not self.too_small
        return super().check_action(action, parameters)

    # --- what one can do ------------------------------------------------------------------------------------------

    def make_turn(self, number: int, reason: str = "") -> None:
        """Make a turn; from now on that is the place."""
        super().make_turn(number, reason)
        self.preview.follow()
        self.tell()

    def action_rewind(self) -> None:
        """Ask to which turn one wants to go back."""
        self.trainer.ask(lambda: self.preview.earlier_turn, self.play_from)

    def play_from(self, answer: str) -> None:
        """Go on from an earlier turn."""
        if answer != LEAVE:
            self.preview.go_back(int(answer))
            self.show_again()

    def action_begin_again(self) -> None:
        """Begin again, at the start or where somebody asked to begin."""
        self.preview.begin_again()
        self.show_again()

    def action_continue(self) -> None:
        """Begin again when there is nothing more to choose."""
        if not self.sitting.page.options:
            self.action_begin_again()

    def action_debrief(self) -> None:
        """Show the debrief of this talk."""
        from trainer.tui.screens.debrief import DebriefScreen

        self.app.push_screen(DebriefScreen(self.preview.looked_back()))

    def action_situation(self) -> None:
        """Show or hide where the talk stands and what everything is called."""
        self._situation = not self._situation
        pointed = self.responses.cursor
        self.show_options(self.sitting.page)
        self.responses.cursor = pointed

    def action_more(self) -> None:
        """Read on in what is told."""
        self.problems.read_on()

    def speak(self) -> None:
        """Go on in the language spoken now, in the talk too if it is translated."""
        self.preview.take(self.watch_files.read(language.current()))
        self.app.switch_screen(self.again())

    def again(self) -> Page:
        """Return this screen in the language spoken now, with what is open and what is pointed at."""
        pointed = self.responses.cursor
        screen = PreviewScreen(self.preview, self.watch_files, self.aside.about, pointed, self._situation)
        screen.words = self.words
        return screen

    def action_leave(self) -> None:
        """Leave, the second time it is asked in the middle of a talk."""
        if not self.sitting.page.options:
            self.trainer.leave_sitting(self.sitting)
        else:
            super().action_leave()
