"""A scale between two ends, as rows of text: what is asked, the ends, and the steps to point at."""

from __future__ import annotations

from itertools import zip_longest

from trainer.language import _
from trainer.scenario.scene import Scale
from trainer.tui.foreign import foreign, wrapped
from trainer.tui.widgets.transcript import COLUMN

LINE = "─"
GAP = 3
"""Columns at least between the texts of the two ends."""


def rows(scale: Scale) -> tuple[str, ...]:
    """Return a scale as rows; the steps stand in the row `steps_row`, each at its `column`."""
    return (*_above(scale), _steps(scale), _how(scale))


def steps_row(scale: Scale) -> int:
    """Return which of the rows holds the steps, from 0."""
    return len(_above(scale))


def column(scale: Scale, step: int) -> int:
    """Return where the number of a step (from 1) begins in its row."""
    return (step - 1) * _gap(scale)


def step_at(scale: Scale, x: int) -> int:
    """Return the step (from 1) that is nearest to a column; 0 beside the scale."""
    if not -1 <= x <= _width(scale):
        return 0
    return min(range(1, scale.steps + 1), key=lambda step: abs(column(scale, step) - x))


def _gap(scale: Scale) -> int:
    return (COLUMN - len(str(scale.steps))) // (scale.steps - 1)


def _width(scale: Scale) -> int:
    return column(scale, scale.steps) + len(str(scale.steps))


def _how(scale: Scale) -> str:
    if scale.steps > 9:  # who types 1 and 0 would have taken step 1
        return _("Type a number (0 is 10), or point with the arrow keys and press Enter.")
    return _("Type a number, or point with the arrow keys and press Enter.")


def _above(scale: Scale) -> tuple[str, ...]:
    """Return what is asked, and the ends above the first and the last step."""
    width = _width(scale)
    low, high = (wrapped(end, (width - GAP) // 2) for end in scale.ends)
    ends = []
    for left, right in reversed(list(zip_longest(reversed(low), reversed(high), fillvalue=""))):
        room = width - foreign(right).cell_length
        ends.append(left + " " * (room - foreign(left).cell_length) + right)
    return (*wrapped(scale.prompt, COLUMN), "", *ends)


def _steps(scale: Scale) -> str:
    gap = _gap(scale)
    return "".join(str(step).ljust(gap, LINE) for step in range(1, scale.steps)) + str(scale.steps)
