"""Looking back in front of a class, page by page; the numbers come when the trainer goes on to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from textual._path import CSSPathType
from textual.app import ComposeResult
from textual.getters import query_one
from textual.widgets import Static

from trainer import language
from trainer.errors import UsageError
from trainer.language import _
from trainer.practice import class_asked, class_debrief, class_report, teams
from trainer.practice.asked import LEAVE
from trainer.practice.class_debrief import Sheet
from trainer.practice.lesson import Lesson
from trainer.practice.sitting import Sitting
from trainer.practice.teams import Teams
from trainer.tui import actions
from trainer.tui.foreign import foreign
from trainer.tui.screens.debrief import DebriefScreen
from trainer.tui.screens.page import Page, SittingPage
from trainer.tui.widgets.prose import Paragraph, Prose
from trainer.tui.widgets.room import MEASURE

LONG_NOTICE = 20.0
"""Seconds that one can read where the report is."""


class SharedPagesScreen(SittingPage):
    """Pages for everybody to read. Subclasses say what is on them, and what comes after the last."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["debrief.tcss", "classroom.tcss"]
    GUARDED = frozenset(("enter", "space", "escape", "q", "f", "p", "r"))

    prose = query_one("#page", Prose)

    def __init__(self, sitting: Sitting, at: int = 0) -> None:
        super().__init__(sitting)
        self._at = at
        self._asked_to_leave = False

    def sheets(self) -> Sequence[Sheet]:
        """Return the pages."""
        raise NotImplementedError

    def what_follows(self) -> str:
        """Return what stands under the last page."""
        raise NotImplementedError

    def body(self) -> ComposeResult:
        """Lay out the title of the page above it."""
        yield Static(id="chapter")
        yield Prose(centred=True, column=MEASURE, id="page")

    def on_mount(self) -> None:
        """Open the page one came for."""
        self.pages = tuple(self.sheets())
        self.show_page(min(self._at, len(self.pages) - 1))

    def show_page(self, n: int) -> None:
        """Show a page."""
        self._at, sheet = n, self.pages[n]
        self.query_one("#chapter", Static).update(foreign(f"{n + 1}/{len(self.pages)}  {sheet.title}"))
        last = [Paragraph(self.what_follows())] if n + 1 == len(self.pages) else []
        self.prose.show([*paragraphs(sheet), *last])
        self.refresh_bindings()

    def action_page(self, step: int) -> None:
        """Go to the next page, or the one before."""
        self._asked_to_leave = False
        if 0 <= self._at + step < len(self.pages):
            self.show_page(self._at + step)

    def action_go_on(self) -> None:
        """Go to the next page, and after the last one on."""
        if self._at + 1 < len(self.pages):
            self.action_page(1)
        else:
            self.after_the_last()

    def after_the_last(self) -> None:
        """Do what comes after the last page."""

    def action_scroll(self, how: str) -> None:
        """Scroll the page."""
        self.prose.scroll_page(how)

    def written(self) -> str:
        """Write a report of what is on the pages into the folder one is in, and return in words where it is."""
        raise NotImplementedError

    def action_report(self) -> None:
        """Write the report, and say where it is."""
        try:
            told = self.written()
        except UsageError as error:
            told = str(error)
        self.app.clear_notifications()
        self.notify(told, markup=False, timeout=LONG_NOTICE)

    def action_leave(self) -> None:
        """Leave, the second time it is asked."""
        if self._asked_to_leave:
            self.leave()
        else:
            self._asked_to_leave = True
            self.app.clear_notifications()
            self.notify(_("Esc once more leaves the class."), markup=False)

    def leave(self) -> None:
        """Leave the class."""
        self.trainer.leave_sitting(self.sitting.first)


def paragraphs(sheet: Sheet) -> Iterator[Paragraph]:
    """Yield a page for everybody: what belongs together stands together."""
    before = False
    for line in sheet.lines:
        yield Paragraph(line.text, label=line.label or None, air=not (before and line.label))
        before = bool(line.label)


class ClassDebriefScreen(SharedPagesScreen):
    """The path, the votes, where the class was divided, other roads, what to talk about; then the numbers."""

    ACTIONS = actions.CLASS_DEBRIEF

    def __init__(self, lesson: Lesson, at: int = 0) -> None:
        super().__init__(lesson.talk, at)
        self.lesson = lesson

    def heading(self) -> str:
        """Return the heading."""
        return _("Looking back together: {title}").format(title=self.sitting.scenario.title)

    def sheets(self) -> Sequence[Sheet]:
        """Return what a class looks back on."""
        return class_debrief.sheets(self.lesson)

    def what_follows(self) -> str:
        """Return that numbers come now."""
        return _("Enter: the numbers.")

    def again(self) -> Page:
        """Return this screen in the language spoken now."""
        return ClassDebriefScreen(self.lesson, self._at)

    def after_the_last(self) -> None:
        """Go on to the numbers: from now on the class has seen them."""

        def go_on() -> None:
            if not self.sitting.reflected:
                self.sitting.first.reflect({})
            self.app.push_screen(ClassNumbersScreen(self.sitting))

        self.keeping(go_on)

    def written(self) -> str:
        """Write the report, with the votes as a table beside it."""
        page = class_report.write_report(self.lesson, Path()).absolute()
        return _("The report is in {path}, and beside it the votes as a table (.csv).").format(path=page)

    def action_fork(self) -> None:
        """Ask for a road not taken to look at."""
        if not self.lesson.roads:
            self.notify(_("Every other response leads to the same scene."), markup=False)
        else:
            self.trainer.ask(lambda: class_asked.other_roads(self.lesson), self.take_road)

    def take_road(self, answer: str) -> None:
        """Look at a road not taken; at its end one comes back."""
        from trainer.tui.screens.classroom import ClassroomScreen

        if answer != LEAVE:
            turn, _space, response = answer.partition(" ")

            def take() -> None:
                self.lesson.fork(int(turn), response)
                self.lesson.sitting.speak(language.current())
                self.app.switch_screen(ClassroomScreen(self.lesson))

            self.keeping(take)


class ClassNumbersScreen(DebriefScreen):
    """The ordinary debrief in front of a class; one comes back from it to the pages before."""

    ACTIONS = actions.CLASS_NUMBERS

    def again(self) -> Page:
        """Return this screen in the language spoken now."""
        return ClassNumbersScreen(self.sitting, self._at, self._turn, self._picks)

    def action_leave(self) -> None:
        """Go back to the pages without numbers."""

        def back() -> None:
            self.app.pop_screen()

        self.kept(back)


class TeamsComparedScreen(SharedPagesScreen):
    """The teams side by side; the numbers are on the last page."""

    ACTIONS = tuple(action for action in actions.CLASS_DEBRIEF if action.name != "fork")

    def __init__(self, given: Teams, at: int = 0) -> None:
        super().__init__(given.sitting, at)
        self.teams = given

    def heading(self) -> str:
        """Return the heading."""
        return _("Side by side: {title}").format(title=self.sitting.scenario.title)

    def sheets(self) -> Sequence[Sheet]:
        """Return the teams side by side."""
        return teams.compared(self.teams.sittings)

    def show_page(self, n: int) -> None:
        """Show a page; who came to the last one has seen the numbers."""
        show = super().show_page

        def keep() -> None:
            if n == len(self.pages) - 1:
                self.teams.end()
            show(n)

        self.keeping(keep)

    def what_follows(self) -> str:
        """Return what one can do when all was seen."""
        return _("R: write the report. Esc: leave.")

    def again(self) -> Page:
        """Return this screen in the language spoken now."""
        return TeamsComparedScreen(self.teams, self._at)

    def speak(self) -> None:
        """Go on in the language spoken now, in the talk of every team."""
        for sitting in self.teams.sittings:
            sitting.speak(language.current())
        super().speak()

    def written(self) -> str:
        """Write the report."""
        page = class_report.write_teams_report(self.teams.sittings, Path()).absolute()
        return _("The report is in {path}.").format(path=page)

    def leave(self) -> None:
        """Leave the class."""
        self.teams.close()
        self.trainer.leave()
