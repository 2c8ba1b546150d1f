"""The questions before any number, one at a time."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Input, Static

from trainer.language import _
from trainer.practice.reflection import Answer as Given
from trainer.practice.reflection import Question
from trainer.practice.sitting import Sitting
from trainer.tui import actions
from trainer.tui.foreign import foreign
from trainer.tui.screens.page import Page, SittingPage
from trainer.tui.widgets.answer import Answer
from trainer.tui.widgets.placing import AxisField, RoseField


class ReflectionScreen(SittingPage):
    """One question at a time, in one's own words or as a place; Enter alone skips one."""

    ACTIONS = actions.REFLECTION
    CSS_PATH = "debrief.tcss"
    GUARDED = frozenset(("enter", "escape"))

    switcher = query_one("#questions", ContentSwitcher)

    def __init__(self, sitting: Sitting, given: Mapping[str, Given | None] | None = None, at: int = 0) -> None:
        super().__init__(sitting)
        self._questions = sitting.questions
        self._given = dict(given or sitting.answered)
        self._at = min(max(at, 0 if given else len(sitting.answered)), len(self._questions) - 1)

    def heading(self) -> str:
        """Return the heading."""
        return _("Before the numbers")

    def body(self) -> ComposeResult:
        """Lay out every question with its field; one is shown."""
        with ContentSwitcher(id="questions", initial=f"question-{self._at}"):
            for n, question in enumerate(self._questions):
                with Vertical(id=f"question-{n}", classes=f"question -{question.kind}"):
                    yield Static(foreign(f"{n + 1}/{len(self._questions)}  {question.text}", "bold"), classes="lead")
                    yield self._field(question)
                    yield Static(foreign(_how(question)), classes="hint")

    def _field(self, question: Question) -> Widget:
        given = self._given.get(question.id)
        if question.kind == "rose":
            return RoseField(str(given) if given else None)
        if question.kind == "closeness":
            return AxisField(given if isinstance(given, int) else None)
        return Answer(str(given or ""))

    def on_mount(self) -> None:
        """Let one answer at once."""
        self.show_question(self._at)

    def show_question(self, n: int) -> None:
        """Show a question and let one answer it."""
        self._at = n
        self.switcher.current = f"question-{n}"
        self.field.focus()
        self.refresh_bindings()

    @property
    def field(self) -> Widget:
        """Return the field of the question that is shown."""
        return next(widget for widget in self.query(f"#question-{self._at} > *") if widget.focusable)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep what was written."""
        self.go_on()

    def on_rose_field_placed(self, event: RoseField.Placed) -> None:
        """Keep the place on the Rose."""
        self.go_on()

    def on_axis_field_placed(self, event: AxisField.Placed) -> None:
        """Keep the step."""
        self.go_on()

    def go_on(self) -> None:
        """Go to the next question, or to the debrief after the last."""
        if self.too_small:
            return
        self.keep()
        self.keeping(self.pass_question)

    def pass_question(self) -> None:
        """Leave the question behind with what stands there, and ask the next."""
        question = self._questions[self._at].id
        self.sitting.answer(question, self._given.get(question))
        if self._at + 1 < len(self._questions):
            self.show_question(self._at + 1)
        else:
            self.finish()

    def keep(self) -> None:
        """Remember what stands in the field now."""
        field = self.field
        question = self._questions[self._at].id
        if isinstance(field, RoseField):
            self._given[question] = field.code
        elif isinstance(field, AxisField):
            self._given[question] = field.step
        elif isinstance(field, Input):
            self._given[question] = field.value

    def finish(self) -> None:
        """Keep the answers and show the debrief."""
        from trainer.tui.screens.debrief import DebriefScreen

        self.sitting.reflect(self._given)
        self.app.switch_screen(DebriefScreen(self.sitting))

    def again(self) -> Page:
        """Return this screen in the language spoken now, with what was answered."""
        self.keep()
        return ReflectionScreen(self.sitting, self._given, self._at)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer going back from the second question on."""
        if action == "back" and self._at == 0:
            return False
        return super().check_action(action, parameters)

    def on_click(self, event: events.Click) -> None:
        """Stay in the field, wherever one clicks."""
        self.field.focus()

    def action_back(self) -> None:
        """Go to the question before."""
        self.keep()
        self.show_question(self._at - 1)

    def action_skip(self) -> None:
        """Skip the questions that are left; what stands here is kept."""
        self.keep()
        self.keeping(self.finish)


def _how(question: Question) -> str:
    if question.kind == "rose":
        return _("Arrow keys move the mark; Enter goes on, also without an answer.")
    if question.kind == "closeness":
        return _("Arrow keys choose a step; Enter goes on, also without an answer.")
    return _("Enter goes on, also without an answer.")
