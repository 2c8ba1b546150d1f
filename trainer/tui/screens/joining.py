"""How phones join a class: the address, the code, and a picture that phones can read."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from trainer.classroom.address import Entrance, qr_rows, spaced
from trainer.language import _, plural
from trainer.practice.lesson import Lesson
from trainer.tui import actions
from trainer.tui.foreign import foreign
from trainer.tui.screens.page import Page

EVERY = 1.0
"""Seconds between two looks at how many phones there are."""


class JoiningScreen(Page):
    """Stands in front of the class until the trainer goes on; who is late is shown it again."""

    ACTIONS = actions.JOINING
    CSS_PATH = "classroom.tcss"

    def __init__(self, lesson: Lesson, entrance: Entrance, before: str = "") -> None:
        super().__init__()
        self._lesson, self._entrance, self._before = lesson, entrance, before

    def heading(self) -> str:
        """Return what it is about."""
        return _("Join with your phone")

    def body(self) -> ComposeResult:
        """Lay out the picture beside what there is to type."""
        entrance = self._entrance
        with Horizontal(id="joining"):
            yield Static(foreign("\n".join(qr_rows(entrance.join_url))), id="qr")
            with Vertical(id="joining-words"):
                yield Static(foreign(_("Scan this picture, or type this address:")))
                yield Static(foreign(entrance.origin, "bold"), classes="large")
                yield Static(foreign(_("The code of this class:")))
                yield Static(foreign(spaced(entrance.code), "bold"), classes="large")
                yield Static(
                    foreign(_("Who can open it: {whom}.").format(whom=entrance.address.open_to)), classes="hint"
                )
                yield Static(id="joined")
                if self._before:
                    yield Static(foreign(self.moved()), classes="hint")

    def on_mount(self) -> None:
        """Look every second how many phones there are."""
        self.set_interval(EVERY, self.count)
        self.count()

    def count(self) -> None:
        """Show how many phones joined."""
        many = plural("{n} phone joined.", "{n} phones joined.", len(self._lesson.seats))
        self.query_one("#joined", Static).update(foreign(many))

    def moved(self) -> str:
        """Return what phones do that joined at another address before."""
        told = _("This class is no longer at {address}. Phones that joined there join once more, here.")
        return told.format(address=self._before)

    def again(self) -> Page:
        """Return this screen in the language spoken now."""
        return JoiningScreen(self._lesson, self._entrance, self._before)

    def action_leave(self) -> None:
        """Go on with the class."""
        self.app.pop_screen()
