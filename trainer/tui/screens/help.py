"""Help: everything one can do on the screen one came from, and everywhere."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from trainer.language import _
from trainer.tui import actions
from trainer.tui.actions import Action
from trainer.tui.foreign import foreign
from trainer.tui.screens.page import Page

KEY_COLUMN = 16


class HelpScreen(Page):
    """A page of keys and what they do."""

    ACTIONS = actions.HELP

    def __init__(self, about: tuple[Action, ...]) -> None:
        super().__init__()
        self._about = about

    def heading(self) -> str:
        """Return the heading."""
        return _("Help")

    def body(self) -> ComposeResult:
        """Lay out the keys of the screen below, then those that work everywhere."""
        with VerticalScroll(classes="reading"):
            yield Static(foreign("\n".join(_lines(self._about))), classes="section")
            yield Static(foreign(_("Everywhere"), "bold"), classes="title")
            yield Static(foreign("\n".join(_lines(actions.EVERYWHERE))), classes="section")

    def again(self) -> Page:
        """Return this screen in the language spoken now."""
        return HelpScreen(self._about)

    def action_help(self) -> None:
        """Go back: this is the help."""
        self.action_leave()

    def action_leave(self) -> None:
        """Go back to the screen below."""
        self.app.pop_screen()


def _lines(about: tuple[Action, ...]) -> Iterator[str]:
    """Yield one line per action; the numbers that choose a response are one."""
    numbers = [action for action in about if action.name.startswith(("choose", "pick"))]
    if numbers:
        yield f"{'1 - 9, 0':<{KEY_COLUMN}}{_(numbers[0].tells)}"
    for action in about:
        if action not in numbers:
            keys = ", ".join(
                _KEY_NAMES.get(key, key.capitalize() if len(key) > 1 else key) for key in action.keys.split(",")
            )
            yield f"{keys:<{KEY_COLUMN - 2}}  {_(action.tells)}"


_KEY_NAMES = {
    "question_mark": "?",
    "escape": "Esc",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "ctrl+q": "Ctrl+Q",
    "shift+tab": "Shift+Tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}
