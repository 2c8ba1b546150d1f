"""What a class chooses from, and how it voted: numbered lines, or calm bars with counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from trainer.language import _
from trainer.practice.voting import Answer, Tally
from trainer.scenario.scene import Scale
from trainer.tui.foreign import foreign, wrapped
from trainer.tui.widgets.room import MEASURE, left_of

NOW, BEFORE = "▆", "▒"
"""What bars are drawn with: the last vote, and the one before it."""
INDENT = 4
LABEL = 30
"""Columns for an answer of a few words, its sign included."""
FEW_WORDS = 26
"""Characters of an answer that may stand before its bar."""


class Board(Widget):
    """Shows one thing at a time: what can be chosen, how it was voted, or a closing line."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._answers: Sequence[Answer] = ()
        self._tallies: Sequence[Tally] = ()
        self._scale: Scale | None = None
        self._text = ""

    def offer(self, answers: Sequence[Answer], scale: Scale | None = None) -> None:
        """Show what can be chosen; of a scale also what it asks."""
        self._show(answers=answers, scale=scale)

    def tell(self, tallies: Sequence[Tally]) -> None:
        """Show how the class voted."""
        self._show(tallies=tallies)

    def say(self, text: str) -> None:
        """Show a line in place of something to choose."""
        self._show(text=text)

    def _show(
        self,
        answers: Sequence[Answer] = (),
        tallies: Sequence[Tally] = (),
        scale: Scale | None = None,
        text: str = "",
    ) -> None:
        self._answers, self._tallies, self._scale, self._text = answers, tallies, scale, text
        self.refresh(layout=True)
        if isinstance(self.parent, Widget):
            self.parent.scroll_home(animate=False)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return as many rows as there are."""
        return len(self._rows(viewport.height))

    def render(self) -> Content:
        """Draw the rows in the column that everybody reads."""
        left = left_of(self.size.width)
        return Content("\n").join(row.pad_left(left) for row in self._rows(self.screen.size.height))

    def _rows(self, height: int) -> list[Content]:
        if self._text:
            return [foreign(line, "bold") for line in wrapped(self._text, MEASURE)]
        if self._tallies:
            return list(told(self._tallies, height // 2 + 2))
        return list(offered(self._answers, self._scale))


def offered(answers: Sequence[Answer], scale: Scale | None) -> Iterator[Content]:
    """Yield what can be chosen, its numbers hanging."""
    if scale is not None:
        for line in wrapped(scale.prompt, MEASURE):
            yield foreign(line, "bold")
    for answer in answers:
        sign = answer.sign.ljust(INDENT)
        for line in wrapped(answer.text, MEASURE - INDENT) or ("",):
            row = foreign(sign + line)
            yield row.stylize("bold $primary", 0, INDENT) if sign.strip() else row
            sign = " " * INDENT


def told(tallies: Sequence[Tally], most: int) -> Iterator[Content]:
    """Yield how it was voted, in at most so many rows if that can be done by saying less of each answer."""
    if all(len(tally.answer.text) <= FEW_WORDS for tally in tallies):
        found = list(_few_words(tallies))
        if len(found) > most:
            found = list(_few_words([tally for tally in tallies if not tally.is_empty]))
    else:
        found = list(_sentences(tallies, whole=True))
        if len(found) > most:
            found = list(_sentences(tallies, whole=False))
    yield from found


def _sentences(tallies: Sequence[Tally], whole: bool) -> Iterator[Content]:
    for tally in tallies:
        lines = wrapped(tally.answer.text, MEASURE - INDENT)
        shown = lines if whole or len(lines) == 1 else (f"{wrapped(tally.answer.text, MEASURE - INDENT - 2)[0]} …",)
        sign = tally.answer.sign.ljust(INDENT)
        for line in shown:
            yield foreign(sign + line).stylize("bold $primary", 0, INDENT)
            sign = " " * INDENT
        for bar in _bars(tally, tallies, MEASURE - INDENT):
            yield bar.pad_left(INDENT)


def _few_words(tallies: Sequence[Tally]) -> Iterator[Content]:
    for tally in tallies:
        label = f"{tally.answer.sign.ljust(INDENT)}{tally.answer.text}"
        for bar in _bars(tally, tallies, MEASURE - LABEL):
            yield Content.assemble(foreign(label.ljust(LABEL)).stylize("bold $primary", 0, INDENT), bar)
            label = ""


def _bars(tally: Tally, tallies: Sequence[Tally], width: int) -> Iterator[Content]:
    """Yield the bar of the vote before, if there was one, and that of this one, each with its count."""
    most = max(max(other.now, other.before or 0) for other in tallies)
    if tally.before is None:
        yield _bar(NOW, "", tally.now, most, width)
        return
    words = (_("first"), _("now"))
    wide = max(map(len, words)) + 1
    yield _bar(BEFORE, words[0].ljust(wide), tally.before, most, width)
    yield _bar(NOW, words[1].ljust(wide), tally.now, most, width)


def _bar(sign: str, word: str, count: int, most: int, width: int) -> Content:
    room = width - len(word) - 5
    length = max(1, round(room * count / most)) if count else 0
    number = f" {count}" if length else str(count)
    return Content.assemble(foreign(word), foreign(sign * length, "$primary"), foreign(number, "bold"))
