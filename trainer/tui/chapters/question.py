"""A turn looked at again: first a question, then what there is to say about it."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.conversation.run import Mode
from trainer.debrief import Debrief
from trainer.language import _
from trainer.practice.entries import Entry
from trainer.practice.review import Review, answer
from trainer.tui.chapters.reading import MARK
from trainer.tui.widgets.prose import Paragraph, Prose


class ReviewedTurn(Prose):
    """What was said, what one did, and what one would choose now; the answer comes after that."""

    def __init__(
        self,
        debrief: Debrief,
        review: Review,
        mode: Mode,
        *,
        shown: bool = False,
        picked: int | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own name
    ) -> None:
        super().__init__(centred=True, id=id)
        self.add_class("chapter")
        self._debrief = debrief
        self._mode: Mode = mode
        self.review = review
        self.shown = shown
        """Whether the answer is on the page."""
        self.picked = picked
        """The number chosen now; None for only looking."""

    def on_mount(self) -> None:
        """Show the question, or the answer that was asked for before."""
        self.show(self._answer() if self.shown else self._question())

    def show_answer(self, picked: int | None) -> None:
        """Show what there is to say, with what was chosen now."""
        self.shown, self.picked = True, picked
        self.show(self._answer())

    def _question(self) -> Iterator[Paragraph]:
        yield from map(_told, self.review.entries)
        yield Paragraph(self.review.question, "title")
        for n, option in enumerate(self.review.options):
            yield Paragraph(option.text, label=str(option.number), air=not n)
        yield Paragraph(_("A number chooses; Enter only shows the answer."), "quiet")

    def _answer(self) -> Iterator[Paragraph]:
        yield _told(self.review.entries[-1])
        for n, line in enumerate(answer(self._debrief, self.review, self.picked, self._mode)):
            yield Paragraph(line, label=MARK, air=not n)


def _told(entry: Entry) -> Paragraph:
    if entry.speaker:
        return Paragraph(entry.text, label=entry.speaker, air=False)
    return Paragraph(entry.text, "quiet", label="", air=False)
