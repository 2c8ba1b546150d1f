"""What a walk expects, held against where the conversation stands: every difference, the first one first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from trainer.conversation import Moment
from trainer.conversation.screenplay import SpokenLine
from trainer.language import _, decimal
from trainer.scenario.model import Expectation, Heard, Walk

Path = tuple[str | int, ...]


class Difference(NamedTuple):
    """Something that is not as a walk expects: where that stands in the walk, and in words."""

    path: Path
    text: str


def unmet(walk: Walk, moment: Moment, n: int) -> Iterator[Difference]:
    """Yield everything expected after `n` choices that is not so."""
    where = _("After choice {n} (`{choice}`)").format(n=n, choice=walk.choose[n - 1]) if n else _("At the start")
    for index, expectation in enumerate(walk.expect):
        if expectation.after == n:
            for path, text in _differences(expectation, moment):
                yield Difference(("expect", index, *path), f"{where}: {text}")


def too_late(walk: Walk, ending: str | None) -> Iterator[Difference]:
    """Yield what is expected after more choices than there are."""
    last = len(walk.choose)
    for index, expectation in enumerate(walk.expect):
        if expectation.after > last:
            if ending is None:
                message = _("Something is expected after choice {n}, but the walk has only {last}.")
            else:
                message = _("Something is expected after choice {n}, but choice {last} led to the ending `{ending}`.")
            yield Difference(
                ("expect", index, "after"), message.format(n=expectation.after, last=last, ending=ending or "")
            )


def unlike_the_end(walk: Walk, ending: str | None, score: float | None) -> Iterator[Difference]:
    """Yield what a walk says of its end that is not so."""
    if walk.ending is not None and ending is None:
        message = _("Ending `{wanted}` was expected, but the conversation goes on.")
        yield Difference(("ending",), message.format(wanted=walk.ending))
    elif walk.ending is not None and ending != walk.ending:
        message = _("Ending `{wanted}` was expected, not `{found}`.")
        yield Difference(("ending",), message.format(wanted=walk.ending, found=ending))
    found = score if score is not None else 0.0
    if walk.at_least is not None and found < walk.at_least:
        message = _("At least {wanted} was expected; the practice score is {found}.")
        yield Difference(("at_least",), message.format(wanted=decimal(walk.at_least), found=decimal(found, ".1f")))
    if walk.below is not None and found >= walk.below:
        message = _("Below {wanted} was expected; the practice score is {found}.")
        yield Difference(("below",), message.format(wanted=decimal(walk.below), found=decimal(found, ".1f")))


def _differences(expected: Expectation, moment: Moment) -> Iterator[Difference]:
    if expected.scene is not None:
        yield from _scene(expected.scene, moment)
    for part, wanted, found in (("mood", expected.mood, moment.moods), ("meters", expected.meters, moment.meters)):
        for key, value in wanted.items():
            if found[key] != value:
                message = _("`{name}` is `{found}`, not `{wanted}`.")
                yield Difference((part, key), message.format(name=key, found=found[key], wanted=value))
    if expected.offered is not None:
        yield from _offered(expected.offered, tuple(response.id for response in moment.responses))
    if expected.lines is not None:
        yield from _lines(expected.lines, moment.lines)


def _scene(wanted: str, moment: Moment) -> Iterator[Difference]:
    if moment.ending is not None:
        message = _("scene `{wanted}` was expected, but the conversation ended with `{found}`.")
    else:
        message = _("scene `{wanted}` was expected, not `{found}`.")
    if moment.scene != wanted:
        yield Difference(("scene",), message.format(wanted=wanted, found=moment.scene))


def _offered(wanted: tuple[str, ...], found: tuple[str, ...]) -> Iterator[Difference]:
    sides = _sides(", ".join(wanted) or "-", ", ".join(found) or "-")
    for n, name in enumerate(wanted):
        if name not in found:
            yield Difference(("offered", n), _("`{name}` is not on offer.").format(name=name) + sides)
    for name in found:
        if name not in wanted:
            yield Difference(("offered",), _("`{name}` is on offer, unexpectedly.").format(name=name) + sides)


def _lines(wanted: tuple[Heard, ...], spoken: tuple[SpokenLine, ...]) -> Iterator[Difference]:
    found = [line for line in spoken if line.text]
    for n, (expected, heard) in enumerate(zip_longest(wanted, found), 1):
        if expected is None:
            sides = _sides(_("(nothing more)"), _worded(heard, expected))
            yield Difference(("lines",), _("line {n} was not expected.").format(n=n) + sides)
        elif heard is None:
            sides = _sides(_worded(expected, expected), _("(nothing more)"))
            yield Difference(("lines", n - 1), _("line {n} is not heard.").format(n=n) + sides)
        else:
            one, other = _worded(expected, expected), _worded(heard, expected)
            if one != other:
                same = next(k for k, (a, b) in enumerate(zip_longest(one, other)) if a != b)
                text = _("line {n} is different.").format(n=n) + _sides(one, other, same)
                yield Difference(("lines", n - 1), text)


def _worded(line: Heard | SpokenLine, asked: Heard | None) -> str:
    """Return a line as far as it is asked about, however the file folds it; without a question, who says what."""
    text = " ".join(line.text.split())
    if asked is None or asked.speaker is not None:
        text = f"{line.speaker}: {text}"
    if asked is not None and asked.towards is not None:
        text += f"  towards: {line.towards or '-'}"
    if asked is not None and asked.shows is not None:
        text += f"  shows: {' '.join((line.shows or '-').split())}"
    return text


def _sides(expected: str, found: str, same: int = 0) -> str:
    """Return both sides under each other, with a caret below the first sign that differs."""
    one, other = _("expected:"), _("found:")
    width = max(len(one), len(other))
    caret = f"\n  {' ' * (width + 1 + same)}^" if same else ""
    return f"\n  {one:<{width}} {expected}\n  {other:<{width}} {found}{caret}"
