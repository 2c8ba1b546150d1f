"""The debrief: pictures with their text twins, the turns that mattered, the talk as a whole."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from trainer.language import _
from trainer.practice import telling
from trainer.practice.sitting import Sitting
from trainer.tui import actions
from trainer.tui.foreign import foreign
from trainer.tui.screens.page import Page
from trainer.tui.widgets.rose import RosePicture
from trainer.tui.widgets.timeline import TimelinePicture


class DebriefScreen(Page):
    """One page to scroll through."""

    ACTIONS = actions.DEBRIEF

    page = query_one("#debrief", VerticalScroll)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting

    def heading(self) -> str:
        """Return the heading."""
        return _("Debrief: {title}").format(title=self.sitting.scenario.title)

    def body(self) -> ComposeResult:
        """Lay out the debrief in the order in which it teaches."""
        sitting = self.sitting
        with VerticalScroll(id="debrief", classes="reading", can_focus=False):
            for section in telling.told(sitting.debrief, sitting.answer, sitting.mode):
                yield Static(foreign(section.title, "bold"), classes="title")
                if section.picture == "rose":
                    yield RosePicture(sitting.debrief.tracks)
                elif section.picture == "timeline":
                    yield TimelinePicture(sitting.debrief.timeline.points)
                yield Static(_lines(section.lines), classes="section")

    def again(self) -> Page:
        """Return this screen in the language spoken now."""
        return DebriefScreen(self.sitting)

    def action_scroll(self, how: str) -> None:
        """Scroll the page."""
        scroll = getattr(self.page, f"scroll_{how}")
        scroll(animate=False)

    def action_leave(self) -> None:
        """Leave the debrief."""
        self.trainer.leave()


def _lines(lines: tuple[str, ...]) -> Content:
    return Content("\n").join([foreign(line) for line in lines])
