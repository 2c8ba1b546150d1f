"""A page of the debrief to read."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.tui.widgets.prose import Paragraph, Prose

MARK = "·"


class Reading(Prose):
    """Lines of text in a column in the middle, each with a mark before it."""

    def __init__(self, lines: Sequence[str], *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__((Paragraph(line, label=MARK, air=False) for line in lines), centred=True, id=id)
        self.add_class("chapter")
