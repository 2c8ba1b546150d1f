"""Own talks over time: the course of one measure, and the list of talks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Static

from trainer.errors import StoreError
from trainer.language import _, plural
from trainer.practice.history import Course, History, history
from trainer.practice.memory import Memory
from trainer.practice.talks import PLOTTED, Endings
from trainer.tui import actions
from trainer.tui.foreign import foreign
from trainer.tui.screens.page import MIN_HEIGHT, Page
from trainer.tui.widgets.course import CoursePicture
from trainer.tui.widgets.prose import Paragraph, Prose
from trainer.tui.widgets.runs import RunList

WIDE = 120
"""Columns from which the list stands beside the plot."""
PLOT_ROWS, PLOT_MOST = 9, 24
"""Rows of the plot with its days, in the smallest window and in a large one."""
BELOW = 26
"""Rows that words, bars and air take at most where the plot has them below it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one is: the scenario, None for all; the measure and the talk, from 0; whether the plot is in words."""

    scenario: str | None = None
    measure: int = 0
    talk: int = 0
    words: bool = False


class HistoryScreen(Page):
    """The plot above the list, or beside it where there is room; then the plot is told in words as well."""

    ACTIONS = actions.HISTORY
    CSS_PATH = "history.tcss"

    picture = query_one("#course", CoursePicture)
    words = query_one("#course-words", Prose)
    runs = query_one("#runs", RunList)

    @dataclass
    class RunChosen(Message):
        """Somebody wants to open a talk, by the id of its run."""

        run_id: str

    def __init__(self, memory: Memory, place: Place | None = None) -> None:
        super().__init__()
        self._memory = memory
        self._endings = Endings(memory)
        self._history: History | None = None
        self._place = place or Place()
        self._away = False

    def heading(self) -> str:
        """Return the heading."""
        return _("Your talks over time")

    def body(self) -> ComposeResult:
        """Lay out the plot and the list, and a sentence for when there is neither."""
        yield Static(id="which")
        with Container(id="sides"):
            with Vertical(id="over"):
                yield Static(id="measure")
                yield CoursePicture(id="course")
                yield Static(id="tells")
                yield Prose(id="course-words")
            yield RunList(id="runs")
        yield Prose(id="instead")

    def again(self) -> Page:
        """Return this screen in the language spoken now."""
        return HistoryScreen(self._memory, self.place)

    @property
    def place(self) -> Place:
        """Return where one is."""
        return replace(self._place, talk=self.runs.cursor)

    # --- reading ----------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Read what there is."""
        self.load()

    def on_screen_suspend(self) -> None:
        """Remember that a talk may change meanwhile."""
        self._away = True

    def on_screen_resume(self) -> None:
        """Come back with what was done meanwhile, at the same talk."""
        if self._away:
            self._away = False
            marked = self.runs.row
            self._place = self.place
            self.load()
            rows, at = self.runs.rows, self._place.talk
            if marked:  # a talk that was begun since has pushed it down
                same = (n for n in range(at, min(at + 10, len(rows))) if rows[n].id == marked.id)
                self.runs.move(next(same, at) - self.runs.cursor)
                self.follow()

    def load(self) -> None:
        """Read the talks of the scenario that is shown, and show them."""
        try:
            found = history(self._memory, self._place.scenario, self._endings)
            if found.scenario is None and len(found.scenarios) == 1:  # one scenario and all are the same
                found = history(self._memory, found.scenarios[0].id, self._endings)
        except StoreError as error:
            self._history, instead = None, str(error)
        else:
            self._history, instead = found, found.note
        empty = self._history is None or not self._history.rows
        self.set_class(empty, "-empty")
        self.query_one("#instead", Prose).show([Paragraph(instead)] if empty else ())
        if self._history is not None and not empty:
            self._place = replace(self._place, scenario=self._history.scenario)
            self.show_talks(self._history)

    # --- showing ----------------------------------------------------------------------------------------------

    def show_talks(self, told: History) -> None:
        """Show the talks of a scenario, or of all."""
        ids = self._scenarios(told)
        number = f"{ids.index(told.scenario) + 1}/{len(ids)}  " if len(ids) > 1 else ""
        count = plural("{n} talk", "{n} talks", len(told.rows))
        self.query_one("#which", Static).update(foreign(f"{number}{told.title} · {count}"))
        self.set_class(not told.courses, "-no-course")
        titled = told.scenario is None
        self.runs.show(told.rows, told.courses, self.measure, titled=titled, cursor=self._place.talk)
        self.show_measure()

    def _scenarios(self, told: History) -> list[str | None]:
        """Return what Tab goes through."""
        ids: list[str | None] = [one.id for one in told.scenarios]
        return [None, *ids] if len(ids) > 1 else ids

    @property
    def course(self) -> Course | None:
        """Return the course that is shown; None as long as there are no numbers."""
        courses = self._history.courses if self._history else ()
        return courses[self._place.measure] if courses else None

    @property
    def measure(self) -> str:
        """Return the key of the measure that is shown."""
        return self.course.key if self.course else ""

    def show_measure(self) -> None:
        """Show the plot of a measure, what it tells, and its course in words."""
        told, course = self._history, self.course
        self.set_class(self._place.words, "-words")
        if told is None or course is None:
            self.query_one("#tells", Static).update(foreign(told.note if told else ""))
            self.words.show(())
        else:
            number = f"{self._place.measure + 1}/{len(told.courses)}"
            talks = len(told.plotted)
            counted = plural("{n} talk with numbers", "{n} talks with numbers", talks)
            if talks == PLOTTED:
                counted = _("the last {n} talks with numbers").format(n=talks)
            self.query_one("#measure", Static).update(foreign(f"{number}  {course.name} · {counted}"))
            self.query_one("#tells", Static).update(foreign(course.tells))
            notes = [Paragraph(told.note, "quiet")] if told.note else []
            self.words.show([*(Paragraph(line, air=False) for line in course.lines), *notes])
            self.runs.show_measure(course.key)
        self.follow()
        self.refresh_bindings()

    def follow(self) -> None:
        """Let the talk that is marked stand out in the plot."""
        told, course, row = self._history, self.course, self.runs.row
        if told is not None and course is not None:
            ids = [run for run, _day in told.plotted]
            here = ids.index(row.id) if row and row.id in ids else -1
            self.picture.show(course, [day for _run, day in told.plotted], here)

    def on_resize(self, event: events.Resize) -> None:
        """Give the plot what there is room for."""
        width, height = event.size
        self.set_class(width >= WIDE, "-wide")
        rows = height - BELOW if width >= WIDE else PLOT_ROWS + (height - MIN_HEIGHT) // 3
        self.picture.styles.height = max(PLOT_ROWS, min(PLOT_MOST, rows))
        self.refresh_bindings()

    # --- doing ------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[Any, ...]) -> bool | None:
        """Offer only what there is something for."""
        told = self._history
        talks = bool(told and told.rows)
        offered = {
            **dict.fromkeys(("open", "move", "page", "end"), talks),
            "measure": talks and self.course is not None,
            "words": talks and self.course is not None and not self.has_class("-wide"),
            "scenario": talks and told is not None and len(told.scenarios) > 1,
        }
        return offered.get(action, True) and super().check_action(action, parameters)

    def action_move(self, step: int) -> None:
        """Mark another talk."""
        self.runs.move(step)
        self.follow()

    def action_page(self, way: int) -> None:
        """Mark a talk a page further."""
        self.runs.page(way)
        self.follow()

    def action_end(self, way: int) -> None:
        """Mark the latest talk, or the first one."""
        self.action_move(way * len(self.runs.rows))

    def action_measure(self, step: int) -> None:
        """Show another measure."""
        if self._history is not None:
            measure = (self._place.measure + step) % len(self._history.courses)
            self._place = replace(self.place, measure=measure)
            self.show_measure()

    def action_scenario(self, step: int) -> None:
        """Show the talks of another scenario, or of all."""
        if self._history is not None:
            ids = self._scenarios(self._history)
            scenario = ids[(ids.index(self._history.scenario) + step) % len(ids)]
            self._place = replace(self._place, scenario=scenario, talk=0)
            self.load()

    def action_words(self) -> None:
        """Show the plot in words, or as a plot."""
        self._place = replace(self.place, words=not self._place.words)
        self.show_measure()

    def action_open(self) -> None:
        """Open the talk that is marked."""
        if self.runs.row is not None:
            self.post_message(self.RunChosen(self.runs.row.id))

    def on_run_list_run_clicked(self, event: RunList.RunClicked) -> None:
        """Mark what was clicked; a second click opens it."""
        self.follow()
        if event.again:
            self.action_open()

    def action_leave(self) -> None:
        """Go back."""
        self.trainer.leave()
