"""Everything one can do on every screen: the one table that feeds keys, footer, help and palette."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.binding import Binding, BindingType

from trainer.language import N_


@dataclass(frozen=True, slots=True)
class Action:
    """Something one can do: the method behind it, its keys, a word for the footer and a sentence for the help."""

    name: str
    keys: str
    label: str
    tells: str
    in_footer: bool = True

    def binding(self) -> Binding:
        """Return the keys as Textual wants them."""
        return Binding(self.keys, self.name, self.label, show=self.in_footer)


EVERYWHERE: Final = (
    Action("help", "question_mark,f1", N_("Help"), N_("Show what one can do here.")),
    Action("switch_language", "f2", N_("Language"), N_("Go on in the other language."), in_footer=False),
    Action("switch_theme", "f3", N_("Light or dark"), N_("Dark for oneself, light for a projector."), in_footer=False),
    Action("quit", "ctrl+q", N_("Quit"), N_("Leave the program."), in_footer=False),
)
LIBRARY: Final = (Action("leave", "q,escape", N_("Quit"), N_("Leave the program.")),)
BRIEFING: Final = (
    Action("begin", "enter", N_("Begin"), N_("Begin the talk.")),
    Action("leave", "escape,q", N_("Back"), N_("Go back.")),
)
PLAY: Final = (
    *(
        Action(f"choose({n})", str(n % 10), N_("Choose"), N_("Choose the response with this number."), False)
        for n in range(1, 11)
    ),
    Action("coach", "c", N_("Coach"), N_("What the coach says about your last response.")),
    Action("thought", "t", N_("Thought"), N_("What the client thought of it.")),
    Action("rose", "r", N_("Rose"), N_("Where the client is on the Rose now, and what that invites.")),
    Action("scroll(-1)", "pageup", N_("Back in the talk"), N_("Read what was said before.")),
    Action("scroll(1)", "pagedown", N_("Forward again"), N_("Go forward again to the newest line."), False),
    Action("continue", "enter", N_("Go on"), N_("Go on after the end.")),
    Action("stop", "x", N_("Stop here"), N_("Stop at once, without a score.")),
    Action("leave", "escape", N_("Leave"), N_("Leave the talk; asked twice."), False),
)
STOPPED: Final = (Action("leave", "enter,escape,q,x", N_("Done"), N_("Go back.")),)
REFLECTION: Final = (Action("skip", "escape", N_("Skip"), N_("Skip the question and go to the debrief.")),)
DEBRIEF: Final = (
    Action("scroll('up')", "up", N_("Up"), N_("Scroll up."), False),
    Action("scroll('down')", "down", N_("Scroll"), N_("Scroll down.")),
    Action("scroll('page_up')", "pageup", N_("Page up"), N_("A page up."), False),
    Action("scroll('page_down')", "pagedown,space", N_("Page down"), N_("A page down."), False),
    Action("scroll('home')", "home", N_("Top"), N_("To the top."), False),
    Action("scroll('end')", "end", N_("Bottom"), N_("To the bottom."), False),
    Action("leave", "escape,q", N_("Done"), N_("Leave the debrief.")),
)
HELP: Final = (Action("leave", "escape,enter,q,question_mark,f1", N_("Back"), N_("Go back.")),)


def bindings(actions: tuple[Action, ...]) -> list[BindingType]:
    """Return the keys of some actions, with those that work everywhere."""
    return [action.binding() for action in (*actions, *EVERYWHERE)]
