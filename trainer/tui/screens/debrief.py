"""The debrief: pictures with their text twins, the turns that mattered, the talk as a whole."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from trainer.language import N_, _
from trainer.practice import telling
from trainer.practice.sitting import Sitting
from trainer.practice.telling import Section
from trainer.tui.foreign import foreign
from trainer.tui.screens.page import Page
from trainer.tui.widgets.rose import RosePicture
from trainer.tui.widgets.timeline import TimelinePicture


class DebriefScreen(Page):
    """One page to scroll through."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll('up')", show=False),
        Binding("down", "scroll('down')", N_("Scroll"), show=True),
        Binding("pageup", "scroll('page_up')", show=False),
        Binding("pagedown,space", "scroll('page_down')", show=False),
        Binding("home", "scroll('home')", show=False),
        Binding("end", "scroll('end')", show=False),
        Binding("escape,q", "leave", N_("Done"), show=True),
    ]

    page = query_one("#debrief", VerticalScroll)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting

    def heading(self) -> str:
        """Return the heading."""
        return _("Debrief: {title}").format(title=self.sitting.scenario.title)

    def body(self) -> ComposeResult:
        """Lay out the debrief in the order in which it teaches."""
        debrief = self.sitting.debrief
        with VerticalScroll(id="debrief", classes="reading", can_focus=False):
            if self.sitting.answer:
                yield Static(_section(telling.own_words(self.sitting.answer)), classes="section")
            rose = telling.rose(debrief)
            yield Static(foreign(rose.title, "bold"), classes="title")
            yield RosePicture(debrief.tracks)
            yield Static(_lines(rose.lines), classes="section")
            closeness = telling.closeness(debrief)
            yield Static(foreign(closeness.title, "bold"), classes="title")
            yield TimelinePicture(debrief.timeline.points)
            yield Static(_lines(closeness.lines), classes="section")
            for section in (*telling.key_turns(debrief), telling.profile(debrief)):
                yield Static(_section(section), classes="section")

    def action_scroll(self, how: str) -> None:
        """Scroll the page."""
        scroll = getattr(self.page, f"scroll_{how}")
        scroll(animate=False)

    def action_leave(self) -> None:
        """Leave the debrief."""
        self.trainer.leave()


def _section(section: Section) -> Content:
    return Content.assemble(foreign(section.title, "bold"), "\n", _lines(section.lines))


def _lines(lines: tuple[str, ...]) -> Content:
    return Content("\n").join([foreign(line) for line in lines])
