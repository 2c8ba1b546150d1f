"""A line to answer on, that keeps what fits of whatever is pasted into it."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from trainer.language import _
from trainer.practice.reflection import LONGEST, tidy


class Answer(Input):
    """An input for the trainee's own words."""

    def __init__(self, value: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(value, max_length=LONGEST, select_on_focus=False, id=id)

    def _on_paste(self, event: events.Paste) -> None:
        """Take in lines as one, as much as fits, and say so when not everything did."""
        event.stop()
        event.prevent_default()
        words = tidy(event.text, 2 * LONGEST)
        room = LONGEST - len(self.value)
        self.insert_text_at_cursor(words[:room])
        if len(words) > room:
            self.notify(_("There is room for {n} characters; the rest was left out.").format(n=LONGEST), markup=False)
