"""Playing: a quiet page with the conversation and what one can say, do or leave unsaid."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from time import monotonic
from typing import ClassVar, Final

from textual import events
from textual._path import CSSPathType
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.geometry import Size
from textual.getters import query_one
from textual.timer import Timer

from trainer.errors import StoreError
from trainer.language import _
from trainer.practice import asides, asked, parting
from trainer.practice.entries import Entry
from trainer.practice.page import Page as Moment
from trainer.practice.sitting import Sitting
from trainer.theory.rose import Vector
from trainer.tui import actions
from trainer.tui.actions import Action
from trainer.tui.screens.page import TALL, Page, SittingPage
from trainer.tui.widgets.aside import Aside
from trainer.tui.widgets.responses import Responses
from trainer.tui.widgets.transcript import Transcript

GOES_ON: Final = frozenset((*"1234567890", "enter"))
"""Keys that make the talk go on; held down they do so once."""
TITLE_AND_FOOTER: Final = 2
"""Rows that are neither talk nor responses."""
MOST_FOR_RESPONSES: Final = 0.7
"""The share of the other rows that responses take at most, as in play.tcss."""
ABOUT_THE_PROGRAM: Final = (
    *actions.EVERYWHERE,
    *(action for action in actions.PLAY if action.name in ("stop", "leave")),
)
NOT_ABOUT_THE_TALK: Final = frozenset(
    ("ctrl+c", *(key for action in ABOUT_THE_PROGRAM for key in action.keys.split(",")))
)


class PlayScreen(SittingPage):
    """Number keys choose; the client answers, line by line or at once; no number about the talk is shown here.

    Any key completes a reply that breathes and does nothing else; the keys that are not about the talk (help,
    language, theme, pace, X, Esc, Ctrl+C and Ctrl+Q) also do what they always do, so that nobody has to press twice
    to stop, but at the ending Esc only completes, so that nobody misses the last words.
    """

    ACTIONS = actions.PLAY
    CSS_PATH: ClassVar[CSSPathType | None] = "play.tcss"

    aside = query_one("#aside", Aside)
    transcript = query_one("#transcript", Transcript)
    responses = query_one("#responses", Responses)

    def __init__(self, sitting: Sitting, aside: str = "", pointed: int = -1) -> None:
        super().__init__(sitting)
        self._opened, self._pointed = aside, pointed
        self._asked_to_stop = False
        self._seen = True
        self._coming: deque[Entry] = deque()
        self._breath: Timer | None = None
        self._unread_until = 0.0
        self.words = ""
        """The reason that was written for a step that is not taken yet."""

    def heading(self) -> str:
        """Return the title of the scenario."""
        return self.sitting.title

    def body(self) -> ComposeResult:
        """Lay out the conversation above the responses."""
        with Vertical(id="talk"):
            yield Transcript(id="transcript")
            yield Aside(id="aside")
        with VerticalScroll(id="choices", can_focus=False):
            yield Responses(id="responses")

    def on_mount(self) -> None:
        """Show where the conversation stands."""
        self.show_talk()
        self.responses.cursor = self._pointed
        self.responses.focus()
        if self._opened:
            self.open_aside(self._opened)

    def on_resize(self, event: events.Resize) -> None:
        """Let what is open stand where there is room now."""
        self.fit_aside(event.size)

    def show_talk(self) -> None:
        """Show the conversation so far, from the last turn if not all fits, and what can be chosen."""
        entries = self.sitting.entries
        last = max((n for n, entry in enumerate(entries) if entry.kind == "you"), default=0)
        self.transcript.rewrite(entries[:last], entries[last:])
        self.show_options(self.sitting.page)

    def show_options(self, moment: Moment) -> None:
        """Show what can be chosen, or what comes after the end; while a reply breathes there is only room for it."""
        self.responses.offer(moment, self.closing(moment), self.breathing)
        self.refresh_bindings()

    def closing(self, moment: Moment) -> str:
        """Return what stands there when there is nothing to choose."""
        if moment.ended:
            return parting.afterwards(self.sitting)
        if not moment.options:
            return _("This scenario has no way on from here. Enter: a few questions, then the debrief.")
        return ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer going on only when there is nothing to choose, and the coach only in practice."""
        if action == "continue" and self.sitting.page.options:
            return False
        if action in ("coach", "thought", "rewind") and self.sitting.mode == "assess":
            return False
        if action == "rewind" and not (self.sitting.rewinds and self.sitting.page.options):
            return False
        if action == "leave" and self.too_small:
            return False
        return super().check_action(action, parameters)

    def told(self) -> tuple[Action, ...]:
        """Return what help tells; without coach and thoughts when assessing, and about a scale only at one."""
        silent = ("coach", "thought", "rewind") if self.sitting.mode == "assess" else ()
        silent = silent if self.sitting.page.scale else (*silent, "along")
        return tuple(action for action in self.ACTIONS if action.name not in silent)

    # --- a turn -----------------------------------------------------------------------------------------------

    def on_responses_response_chosen(self, event: Responses.ResponseChosen) -> None:
        """Make the turn that was chosen in the list."""
        if not self.too_small:
            self.action_choose(event.number)

    def action_choose(self, number: int) -> None:
        """Make a turn; a number that is not there, or that comes before one can see what is new, does nothing."""
        seen = self._seen and not self.breathing and monotonic() >= self._unread_until
        if not seen or number > len(self.sitting.page.options):
            return
        if self._asked_to_stop:
            self._asked_to_stop = False
            self.app.clear_notifications()
        scale = self.sitting.page.scale
        if scale is not None and scale.reason:
            from trainer.tui.screens.reason import ReasonScreen

            self.app.push_screen(ReasonScreen(self, number))
        else:
            self.take_step(number)

    def take_step(self, number: int, reason: str = "") -> None:
        """Take what has this number, as far as that can be kept."""
        self.keeping(lambda: self.make_turn(number, reason))

    def make_turn(self, number: int, reason: str = "") -> None:
        """Make a turn, or take a step of a scale, and show what follows, which is kept before it is shown."""
        moment = self.sitting.choose(number, reason)
        self.words = ""
        self.aside.close()
        self.remove_class("-aside")
        own, reply = moment.entries[:1], moment.entries[1:]
        if reply and not self.trainer.pace.direct:
            self.transcript.write(own)
            self.breathe(reply)
        else:
            self.transcript.write(moment.entries)
        self.show_options(moment)
        self.wait_until_seen()

    def wait_until_seen(self) -> None:
        """Take no choices until what is new is on the screen."""
        self._seen = False
        self.call_after_refresh(self.set_seen)

    def set_seen(self) -> None:
        """Take choices again: the client's answer is on the screen."""
        self._seen = True

    # --- a reply that breathes --------------------------------------------------------------------------------

    @property
    def breathing(self) -> bool:
        """Return whether lines are still to come."""
        return self._breath is not None

    def breathe(self, reply: Iterable[Entry]) -> None:
        """Let a reply come line by line, and then the responses."""
        self._coming.extend(reply)
        self._breath = self.set_timer(self.trainer.pace.pause(), self.show_next)

    def show_next(self) -> None:
        """Show the next line; after the last one, or when the page is full, what can be chosen."""
        if not self.breathing:
            return
        entry = self._coming.popleft() if self._coming else None
        if entry is not None:
            self.transcript.add((entry,))
        if entry is None or self.transcript.overflows:
            self.complete()
        else:
            after = entry.text if self._coming else ""
            self._breath = self.set_timer(self.trainer.pace.pause(after), self.show_next)

    def complete(self) -> None:
        """Show at once what is still to come."""
        if self._breath is None:
            return
        self._breath.stop()
        self._breath = None
        self.transcript.add(self._coming)
        self._coming.clear()
        self.responses.waiting = False
        # who presses a number now meant to complete the reply: the responses were not there yet
        self._unread_until = monotonic() + self.trainer.pace.repeat
        self.wait_until_seen()

    def on_key(self, event: events.Key) -> None:
        """Complete the reply that breathes, and stop what a held key repeats."""
        if self.too_small:
            return
        if self.trainer.keys.repeats(event.key, self.trainer.pace, strict=not self.breathing) and event.key in GOES_ON:
            event.stop()
        elif self.breathing:
            self.complete()
            last_words = event.key == "escape" and self.sitting.page.ended
            if last_words or event.key not in NOT_ABOUT_THE_TALK:
                event.stop()

    def on_click(self, event: events.Click) -> None:
        """Complete the reply that breathes, unless this is the second click of the double one that made the choice."""
        if event.chain == 1 and not self.too_small:
            self.complete()

    def on_screen_suspend(self) -> None:
        """Complete the reply when another screen comes: nothing happens where nobody looks."""
        self.complete()

    # --- beside the talk --------------------------------------------------------------------------------------

    def action_scroll(self, direction: int) -> None:
        """Look back in the talk, or forward again."""
        self.transcript.scroll_page(direction)

    def action_coach(self) -> None:
        """Show or put away the coach's note on the last response."""
        self.open_aside("coach")

    def action_thought(self) -> None:
        """Show or put away what the client thought."""
        self.open_aside("thought")

    def action_rose(self) -> None:
        """Show or put away where the client is on the Rose."""
        self.open_aside("rose")

    def open_aside(self, about: str) -> None:
        """Show or put away a word aside; where it stands in between, the newest line stays in view."""
        places: tuple[tuple[str, Vector], ...] = ()
        if about == "coach":
            lines: tuple[str, ...] = (asides.coach(self.sitting),)
        elif about == "thought":
            lines = asides.thoughts(self.sitting)
        else:
            places = asides.places(self.sitting)
            lines = tuple(asides.place_in_words(*place) for place in places)
        self.complete()
        self.aside.toggle(about, lines, places)
        self.fit_aside(self.size)

    def fit_aside(self, size: Size) -> None:
        """Let a word aside stand beside the talk, or in between where there is no room."""
        if self.aside.about:
            self.aside.fit(size.width, self.rows_beside(size.height))
        self.set_class(self.aside.in_between, "-aside")
        if self.aside.in_between:
            self.transcript.mark_read()

    def rows_beside(self, height: int) -> int:
        """Return how many rows a word aside can have beside the talk."""
        body = height - TITLE_AND_FOOTER
        air = 2 if height >= TALL else 1
        return body - min(len(self.responses.rows) + air, int(body * MOST_FOR_RESPONSES))

    def action_rewind(self) -> None:
        """Ask to which turn one wants to go back."""
        self.trainer.ask(lambda: asked.earlier_turn(self.sitting), self.play_from)

    def play_from(self, answer: str) -> None:
        """Try another way from an earlier turn."""
        if answer != asked.LEAVE:
            again = self.sitting.from_turn(int(answer))
            self.leave_branch()
            self.app.switch_screen(PlayScreen(again))

    def leave_branch(self) -> None:
        """Keep that nobody goes on with what was tried here."""
        if self.sitting.first is not self.sitting:
            with suppress(StoreError):  # then it is offered once more, which does no harm
                self.sitting.stop()

    def action_stop(self) -> None:
        """Stop at once."""
        from trainer.tui.screens.stopped import StoppedScreen

        with suppress(StoreError):  # who wants to stop is not kept from it
            self.sitting.stop()
        self.app.switch_screen(StoppedScreen(self.sitting))

    def again(self) -> Page:
        """Return this screen in the language spoken now, with what is open and what is pointed at."""
        screen = PlayScreen(self.sitting, self.aside.about, self.responses.cursor)
        screen.words = self.words
        return screen

    def action_continue(self) -> None:
        """Go on to what is asked before the numbers, or to the numbers where that was answered before."""
        if self.sitting.page.options:
            return
        if self.sitting.returns:
            self.trainer.leave_sitting(self.sitting)
        elif self.sitting.at:
            from trainer.tui.screens.debrief import DebriefScreen

            self.app.switch_screen(DebriefScreen(self.sitting))
        else:
            from trainer.tui.screens.reflection import ReflectionScreen

            self.app.switch_screen(ReflectionScreen(self.sitting))

    def action_leave(self) -> None:
        """Leave, the second time it is asked; after the end there is still the question and the debrief."""
        if not self.sitting.page.options:
            self.action_continue()
            return
        if self._asked_to_stop:
            self.leave_branch()
            self.trainer.leave_sitting(self.sitting)
            return
        self._asked_to_stop = True
        self.notify(parting.leaving(self.sitting), markup=False)
