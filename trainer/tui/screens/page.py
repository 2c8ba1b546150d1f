"""What every screen has: a title line, a footer, and a clear word when the terminal is too small."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import Vertical
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from trainer import language
from trainer.errors import StoreError
from trainer.language import _
from trainer.tui.actions import Action, bindings
from trainer.tui.foreign import foreign
from trainer.tui.widgets.footer import KeysFooter

if TYPE_CHECKING:
    from trainer.practice.sitting import Sitting
    from trainer.tui.app import TrainerApp

MIN_WIDTH, MIN_HEIGHT = 80, 24
TALL = 30
"""Rows from which there is room for air."""


class Page(Screen[None]):
    """A screen of the trainer. Subclasses give a heading and compose the body."""

    ACTIONS: ClassVar[tuple[Action, ...]] = ()
    """What one can do here; see `trainer.tui.actions`."""
    ALWAYS = frozenset(("leave", "quit"))
    """Actions that also work while the terminal is too small."""

    GUARDED = frozenset[str]()
    """Keys that do nothing while they are held down: nobody passes by what was not seen."""

    def __init_subclass__(cls, **options: Any) -> None:
        if "ACTIONS" in vars(cls):
            cls.BINDINGS = bindings(cls.ACTIONS)
        super().__init_subclass__(**options)

    @property
    def trainer(self) -> TrainerApp:
        """Return the application."""
        return cast("TrainerApp", self.app)

    def __init__(self) -> None:
        super().__init__()
        self._focused_before: Widget | None = None
        self._language = language.current()

    def heading(self) -> str:
        """Return the text of the title line."""
        return "Roleplay Trainer"

    def compose(self) -> ComposeResult:
        """Lay out title, body and footer, and the message that replaces them in a small terminal."""
        yield Static(foreign(self.heading()), id="heading")
        with Vertical(id="body"):
            yield from self.body()
        yield KeysFooter()
        yield Static(id="too-small")

    def again(self) -> Page:
        """Return a new screen at the same place, in the language spoken now."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Put notices of another screen away, and speak the language chosen meanwhile."""
        self.app.clear_notifications()
        if self._language != language.current():
            self.call_later(self.speak)

    def speak(self) -> None:
        """Go on in the language spoken now."""
        self.app.switch_screen(self.again())

    def on_key(self, event: events.Key) -> None:
        """Stop what a held key repeats."""
        if event.key in self.GUARDED and self.trainer.keys.repeats(event.key, self.trainer.pace):
            event.stop()

    def told(self) -> tuple[Action, ...]:
        """Return what help tells about this screen."""
        return self.ACTIONS

    def action_help(self) -> None:
        """Show what one can do here."""
        from trainer.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.told()))

    def action_blank(self) -> None:
        """Show nothing until a key is pressed."""
        from trainer.tui.screens.blank import BlankScreen

        self.app.push_screen(BlankScreen())

    def action_switch_language(self) -> None:
        """Go on in the other language."""
        others = [code for code in language.LANGUAGES if code != language.current()]
        language.use(others[0])
        self.trainer.memory.choose(language=others[0])
        self.speak()

    def action_switch_theme(self) -> None:
        """Go on in the other theme."""
        self.trainer.switch_theme()

    def body(self) -> ComposeResult:
        """Lay out what lies between title and footer."""
        return iter(())

    def on_resize(self, event: events.Resize) -> None:
        """Show the message while there is too little room; everything stays as it was behind it."""
        width, height = event.size
        self.set_class(height >= TALL, "-tall")
        small = self.too_small
        if small:
            text = _too_small().format(columns=MIN_WIDTH, rows=MIN_HEIGHT, width=width, height=height)
            self.query_one("#too-small", Static).update(foreign(text))
        if small == self.has_class("-too-small"):
            return
        if small:
            self._focused_before = self.focused
        self.set_class(small, "-too-small")
        if not small:
            self.set_focus(self._focused_before)
        self.refresh_bindings()

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """Return the keys that work now, described in the language spoken now."""
        return {
            key: active._replace(binding=replace(active.binding, description=_(active.binding.description)))
            if active.binding.description
            else active
            for key, active in super().active_bindings.items()
        }

    @property
    def too_small(self) -> bool:
        """Return whether there is too little room to work in."""
        return self.size.width < MIN_WIDTH or self.size.height < MIN_HEIGHT

    def check_action(self, action: str, parameters: tuple[Any, ...]) -> bool | None:
        """Let nothing happen that one cannot see."""
        return not (self.too_small and action not in self.ALWAYS)


class SittingPage(Page):
    """A screen about one conversation."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.sitting = sitting

    def speak(self) -> None:
        """Go on in the language spoken now, in the conversation too."""
        there = self.sitting.speak(language.current())
        super().speak()
        if not there:
            self.app.notify(_("The file of this talk was changed, so its words stay as they are."), markup=False)

    def keeping(self, step: Callable[[], None]) -> None:
        """Do a step that is kept; where that does not work, ask whether to try again or to go on without saving."""
        try:
            step()
        except StoreError as error:
            from trainer.practice import asked

            why = str(error)

            def then(answer: str) -> None:
                if answer == asked.WITHOUT:
                    self.sitting.keep_nothing()
                if answer != asked.LEAVE:
                    self.keeping(step)

            self.trainer.ask(lambda: asked.not_saved(why), then)


def _too_small() -> str:
    return _("Please make this window larger.\nNeeded: {columns} x {rows}. Now: {width} x {height}.\nNothing is lost.")
