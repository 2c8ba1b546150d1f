"""Everything one can do on every screen: the one table that feeds keys, footer, help and palette."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    bound: bool = True
    """Whether the screen listens to the keys; else a widget of it does."""

    def binding(self) -> Binding:
        """Return the keys as Textual wants them."""
        return Binding(self.keys, self.name, self.label, show=self.in_footer)


def _numbers(name: str, tells: str) -> tuple[Action, ...]:
    """Return the action of every number key; 0 stands for 10."""
    return tuple(Action(f"{name}({n})", str(n % 10), N_("Choose"), tells, False) for n in range(1, 11))


EVERYWHERE: Final = (
    Action("help", "question_mark,f1", N_("Help"), N_("Show what one can do here.")),
    Action("switch_language", "f2", N_("Language"), N_("Go on in the other language."), in_footer=False),
    Action("switch_theme", "f3", N_("Light or dark"), N_("Dark for oneself, light for a projector."), in_footer=False),
    Action("app.switch_pace", "f4", N_("Pace"), N_("Replies line by line (any key shows the rest) or at once."), False),
    Action("quit", "ctrl+q", N_("Quit"), N_("Leave the program."), in_footer=False),
)
LIBRARY: Final = (
    Action("move(-1)", "up", N_("Previous"), N_("Mark the scenario above."), False),
    Action("move(1)", "down", N_("Next"), N_("Mark the scenario below.")),
    Action("open", "enter", N_("Choose"), N_("Read the briefing of the scenario that is marked.")),
    Action("search", "tab", N_("Search"), N_("Search: just type a word of a title, a note or a name."), False),
    Action("go_on", "f6", N_("Go on"), N_("Go on with the talk that is not finished.")),
    Action("history", "f7", N_("History"), N_("Your own talks over time, and their debriefs.")),
    Action("clear", "escape", N_("Clear the search"), N_("Clear the search: show every scenario again.")),
    Action("scroll('page_up')", "pageup", N_("Page up"), N_("Go back in what is told about this scenario."), False),
    Action("scroll('page_down')", "pagedown", N_("Page down"), N_("Read on about this scenario."), False),
    Action("read_again", "f5", N_("Read again"), N_("Read the scenarios again, after a file was changed."), False),
    Action("leave", "escape", N_("Quit"), N_("Leave the program.")),
)
PLAY: Final = (
    *_numbers("choose", N_("Choose the response with this number.")),
    Action("point", "up,down,enter", N_("Point"), N_("Point at a response and choose it."), False, bound=False),
    Action("along", "left,right", N_("Point"), N_("Point at a step of a scale."), False, bound=False),
    Action("coach", "c", N_("Coach"), N_("What the coach says about your last response.")),
    Action("thought", "t", N_("Thought"), N_("What the client thought of it.")),
    Action("rose", "r", N_("Rose"), N_("Where the client is on the Rose now, and what that invites.")),
    Action("rewind", "b", N_("Earlier turn"), N_("Go back to an earlier turn and try another way.")),
    Action("scroll(-1)", "pageup", N_("Back in the talk"), N_("Read what was said before.")),
    Action("scroll(1)", "pagedown", N_("Forward again"), N_("Go forward again to the newest line."), False),
    Action("continue", "enter", N_("Go on"), N_("Go on after the end.")),
    Action("stop", "x", N_("Stop here"), N_("Stop at once, without a score.")),
    Action("leave", "escape", N_("Leave"), N_("Leave the talk; asked twice."), False),
)
_TALK: Final = {action.name: action for action in PLAY}
PREVIEW: Final = (
    *(action for action in PLAY if action.name.startswith("choose")),
    *(_TALK[name] for name in ("point", "along", "coach", "thought", "rose")),
    Action("rewind", "b", N_("Earlier turn"), N_("Go back to an earlier turn, and go on from there.")),
    Action("situation", "s", N_("Situation"), N_("Show or hide scene, moods, meters and response ids.")),
    Action("begin_again", "f5", N_("Begin again"), N_("Begin again, at the start or where you asked to begin.")),
    Action("continue", "enter", N_("Begin again"), N_("Begin again after the end."), False),
    Action("debrief", "d", N_("Debrief"), N_("Look at the debrief, after the end.")),
    Action("more", "tab", N_("Read on"), N_("Read on in what is told beside the talk."), False),
    *(replace(_TALK[name], in_footer=False) for name in ("scroll(-1)", "scroll(1)")),
    _TALK["leave"],
)
ASKING: Final = (
    *_numbers("choose", N_("Take the answer with this number.")),
    Action("point", "up,down", N_("Point"), N_("Point at an answer."), bound=False),
    Action("point", "enter", N_("Choose"), N_("Take the answer you point at."), bound=False),
    Action("leave", "escape,q", N_("Back"), N_("Change nothing and go back.")),
)
REASON: Final = (
    Action("next", "enter", N_("Go on"), N_("Go on with the talk, also without an answer."), bound=False),
    Action("leave", "escape", N_("Back"), N_("Go back to the scale and take another step.")),
)
SCROLL: Final = (
    Action("scroll('up')", "up", N_("Up"), N_("Scroll up."), False),
    Action("scroll('down')", "down", N_("Down"), N_("Scroll down."), False),
    Action("scroll('page_up')", "pageup", N_("Page up"), N_("A page up."), False),
    Action("scroll('page_down')", "pagedown", N_("Page down"), N_("A page down."), False),
    Action("scroll('home')", "home", N_("Top"), N_("To the top."), False),
    Action("scroll('end')", "end", N_("Bottom"), N_("To the bottom."), False),
)
CLASS: Final = (
    Action("vote", "space", N_("Vote"), N_("Open the vote, or close it.")),
    Action("reveal", "enter", N_("Show"), N_("Show the votes; once more, and the client reacts.")),
    Action("again", "v", N_("Vote again"), N_("Vote again; both votes are shown side by side.")),
    Action("hands", "s", N_("Hands"), N_("Show of hands: type how many there were for every answer.")),
    Action("asks", "w", N_("Vote on"), N_("Choose the next vote: response, Rose or closeness."), False),
    *_numbers("choose", N_("Take the response with this number, whatever was voted.")),
    Action("places", "a,r", N_("Rose"), N_("Show or hide the Rose and the axis."), False),
    Action("clock", "c", N_("Clock"), N_("A clock: 30 seconds, then 1, 2, 3, 5 minutes, then none."), False),
    Action("blank", "p", N_("Blank"), N_("Blank the screen; any key brings it back."), False),
    Action("phones", "j", N_("Phones"), N_("Show how phones join."), False),
    Action("back", "b", N_("Earlier turn"), N_("Go back to an earlier turn, and go on from there."), False),
    Action("fork", "f", N_("Other road"), N_("Look at a road not taken; F again comes back."), False),
    Action("scroll(-1)", "pageup", N_("Back in the talk"), N_("Read what was said before."), False),
    Action("scroll(1)", "pagedown", N_("Read on"), N_("Read on where not all fits."), False),
    Action("stop", "x", N_("Stop here"), N_("Stop for good, and look back if you like; asked first."), False),
    Action("leave", "escape", N_("Leave"), N_("Leave, and go on another time; asked twice."), False),
)
JOINING: Final = (Action("leave", "enter,space,escape,j,q", N_("Go on"), N_("Go on with the class.")),)
HANDS: Final = (
    Action("next", "enter,down", N_("Next"), N_("To the next answer; after the last one the counts are kept.")),
    Action("previous", "up", N_("Previous"), N_("To the answer before."), False),
    Action("keep", "ctrl+s", N_("Keep"), N_("Keep the counts as they are now.")),
    Action("leave", "escape", N_("Back"), N_("Change nothing and go back.")),
)
_IN_CLASS: Final = {action.name: action for action in CLASS}
CLASS_DEBRIEF: Final = (
    Action("go_on", "enter,space", N_("Go on"), N_("To the next page; after the last one to the numbers.")),
    Action("page(1)", "tab", N_("Next page"), N_("To the next page."), False),
    Action("page(-1)", "shift+tab", N_("Back"), N_("Back to the page before.")),
    *SCROLL,
    _IN_CLASS["blank"],
    replace(_IN_CLASS["fork"], in_footer=True),
    Action("report", "r", N_("Report"), N_("Write the report of this class in this folder.")),
    Action("leave", "escape,q", N_("Leave"), N_("Leave the class; asked twice.")),
)
TEAMS: Final = (
    *_numbers("choose", N_("Choose the response with this number.")),
    Action("reveal", "enter", N_("Go on"), N_("Give the turn to the next team.")),
    *(_IN_CLASS[name] for name in ("places", "clock", "blank", "scroll(-1)", "scroll(1)", "stop", "leave")),
)
STOPPED: Final = (Action("leave", "enter,escape,q,x", N_("Done"), N_("Go back.")),)
REFLECTION: Final = (
    Action("next", "enter", N_("Go on"), N_("Go on to the next question, also without an answer."), bound=False),
    Action("point", "up,down,left,right", N_("Point"), N_("Move the mark on the Rose or the axis."), bound=False),
    Action("clear", "delete", N_("Take away"), N_("Take the mark away."), bound=False),
    Action("back", "shift+tab", N_("Back"), N_("Back to the question before.")),
    Action("skip", "escape", N_("Skip"), N_("Skip the questions that are left and go to the debrief.")),
)
BRIEFING: Final = (
    Action("begin", "enter", N_("Begin"), N_("Begin the talk.")),
    *SCROLL,
    Action("leave", "escape,q", N_("Back"), N_("Go back.")),
)
DEBRIEF: Final = (
    Action("go_on", "enter,space", N_("Go on"), N_("Go on: show the answer, or the next page.")),
    Action("page(1)", "tab", N_("Next page"), N_("To the next page."), False),
    Action("page(-1)", "shift+tab", N_("Back"), N_("Back to the page before."), False),
    Action("turn(-1)", "left", N_("Turn back"), N_("Follow the talk: one turn back."), False),
    Action("turn(1)", "right", N_("Turn"), N_("Follow the talk: one turn on.")),
    *SCROLL,
    *_numbers("pick", N_("Choose the response you would make now.")),
    Action("words", "w", N_("In words"), N_("Show a picture in words, or as a picture again.")),
    Action("sources", "s", N_("Sources"), N_("Where the numbers on this page come from.")),
    Action("replay", "r", N_("Play from here"), N_("Play on from this turn; your first choices stay the record.")),
    Action("leave", "escape,q", N_("Done"), N_("Leave the debrief.")),
)
CLASS_NUMBERS: Final = (
    *(action for action in DEBRIEF if action.name not in ("replay", "leave")),
    _IN_CLASS["blank"],
    Action("leave", "escape,q", N_("Back"), N_("Go back to the pages without numbers.")),
)
SPOKEN: Final = (
    *SCROLL,
    Action("leave", "escape,enter,q", N_("Back"), N_("Go back.")),
)
SOURCES: Final = (
    *SCROLL,
    Action("leave", "escape,enter,q,s", N_("Back"), N_("Go back.")),
)
HISTORY: Final = (
    Action("open", "enter", N_("Open"), N_("Open the talk that is marked: go on with it, or look back on it.")),
    Action("move(-1)", "up", N_("Previous"), N_("Mark the talk above."), False),
    Action("move(1)", "down", N_("Next"), N_("Mark the talk below."), False),
    Action("page(-1)", "pageup", N_("Page up"), N_("A page up."), False),
    Action("page(1)", "pagedown", N_("Page down"), N_("A page down."), False),
    Action("end(-1)", "home", N_("Top"), N_("Mark the latest talk."), False),
    Action("end(1)", "end", N_("Bottom"), N_("Mark the first talk."), False),
    Action("measure(-1)", "left", N_("Measure before"), N_("Show the measure before this one."), False),
    Action("measure(1)", "right", N_("Measure"), N_("Show the next measure.")),
    Action("scenario(1)", "tab", N_("Scenario"), N_("Show the talks of the next scenario, or of all.")),
    Action("scenario(-1)", "shift+tab", N_("Scenario before"), N_("Show those of the scenario before."), False),
    Action("words", "w", N_("In words"), N_("Show a picture in words, or as a picture again.")),
    Action("leave", "escape,q", N_("Back"), N_("Go back.")),
)
HELP: Final = (Action("leave", "escape,enter,q,question_mark,f1", N_("Back"), N_("Go back.")),)


def bindings(actions: tuple[Action, ...]) -> list[BindingType]:
    """Return the keys of some actions, with those that work everywhere."""
    return [action.binding() for action in (*actions, *EVERYWHERE) if action.bound]
