"""A clock that counts down in front of a class; its last seconds are marked by signs, not by colour."""

from __future__ import annotations

from time import monotonic
from typing import Final

from textual.widgets import Static

from trainer.language import _
from trainer.tui.foreign import foreign

LENGTHS: Final = (30, 60, 120, 180, 300)
"""Seconds one can choose from, in the order in which the key goes through them."""
LAST: Final = 10
"""Seconds at the end that are marked."""
OFTEN: Final = 0.2
"""Seconds between two looks at the time."""


class Clock(Static):
    """Counts down to nothing, says so, and does no more than that."""

    def __init__(self, until: float | None = None, length: int = 0, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.until = until
        """When the time is up, by the machine's own clock; None while no clock runs."""
        self.length = length
        """The seconds it was set to."""

    def on_mount(self) -> None:
        """Look at the time."""
        self.set_interval(OFTEN, self.look)
        self.look()

    @property
    def left(self) -> int:
        """Return the seconds that are left, begun ones too."""
        return 0 if self.until is None else max(0, -int(-(self.until - monotonic()) // 1))

    def next_length(self) -> None:
        """Begin with the next length; after the longest, or when the time is up, the clock goes away."""
        longer = [length for length in LENGTHS if length > self.length]
        over = self.until is not None and not self.left
        self.length = longer[0] if longer and not over else 0
        self.until = monotonic() + self.length if self.length else None
        self.look()

    def look(self) -> None:
        """Show the time that is left."""
        self.display = self.until is not None
        left = self.left
        time = f"{left // 60}:{left % 60:02}"
        if not left:
            over = _("Time is up")
            self.update(foreign(f" {over} ", "bold reverse"))
        elif left <= LAST:
            self.update(foreign(f" >> {time} << ", "bold reverse"))
        else:
            self.update(foreign(f" {time} ", "bold"))
