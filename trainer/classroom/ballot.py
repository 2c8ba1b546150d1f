"""Votes of a class as values: a ballot that is open or closed, what was voted, and whether the class was split."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, Literal, Self

from trainer.errors import UsageError
from trainer.language import _
from trainer.theory.constants import CLOSENESS, INTENSITIES, OCTANTS

Asks = Literal["response", "rose", "axis"]
"""What a class votes on: which response to make, where the client is on the Rose, how close the last response was."""
PLACES: Final[Mapping[Asks, tuple[str, ...]]] = MappingProxyType(
    {
        "rose": ("M", *(f"{octant}{n}" for octant in OCTANTS for n in range(1, INTENSITIES + 1))),
        "axis": tuple(str(step) for step in range(CLOSENESS[0], CLOSENESS[1] + 1)),
    }
)
AROUND: Final = ("BS", "SB", "SO", "OS", "OT", "TO", "TB", "BT", "M")
"""Octants as a class reads them: clockwise from above, the middle last."""
SPLIT_SHARE: Final = 0.5
"""A class is split when no answer has more than this share of the votes. Proposal."""
FEWEST_TOLD: Final = 5
"""A report tells the distribution of no fewer votes than this: in a smaller one people can be recognised. Proposal."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """One question to the class. While it is open a seat has one vote, which it may change.

    Counts of a show of hands (`hands`) stand in place of the votes of seats.
    """

    asks: Asks
    options: tuple[str, ...]
    """What can be voted for: ids of responses, codes of places on the Rose, or steps of the axis."""
    is_open: bool = True
    votes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What each seat voted."""
    hands: Mapping[str, int] | None = None
    number: int = 0
    """Which ballot of the class this is, from 1."""

    def cast(self, seat: str, vote: str) -> Self:
        """Return the ballot with a seat's vote. Raises UsageError as `check` does."""
        return self.cast_all({seat: vote})

    def cast_all(self, votes: Mapping[str, str]) -> Self:
        """Return the ballot with what seats vote, all of it. Raises UsageError as `check` does."""
        for vote in votes.values():
            self.check(vote)
        return replace(self, votes=MappingProxyType({**self.votes, **votes}))

    def check(self, vote: str) -> None:
        """Raise UsageError when the ballot is closed, or there is no such option."""
        if not self.is_open:
            raise UsageError(_("The vote is closed."))
        if vote not in self.options:
            raise UsageError(_("There is no such answer here."))

    def close(self) -> Self:
        """Return the ballot with nothing more to change."""
        return replace(self, is_open=False)

    def reopened(self) -> Self:
        """Return the ballot with its votes, to be changed again."""
        return replace(self, is_open=True, hands=None)

    def count_hands(self, hands: Mapping[str, int]) -> Self:
        """Return the ballot closed, with the counts of a show of hands. Raises UsageError for an unknown option."""
        if not hands.keys() <= set(self.options) or any(count < 0 for count in hands.values()):
            raise UsageError(_("There is no such answer here."))
        return replace(self, is_open=False, hands=MappingProxyType(dict(hands)))

    @property
    def counts(self) -> dict[str, int]:
        """Return how many voted for each option, in the order of the options."""
        found = Counter(self.votes.values()) if self.hands is None else self.hands
        return {option: found.get(option, 0) for option in self.options}

    @property
    def voters(self) -> int:
        """Return how many voted."""
        return sum(self.counts.values())

    @property
    def winner(self) -> str | None:
        """Return the option with most votes; None when several have as many, or nobody voted."""
        counts = self.counts
        most = max(counts.values(), default=0)
        first = [option for option, count in counts.items() if count == most and most]
        return first[0] if len(first) == 1 else None

    @property
    def is_split(self) -> bool:
        """Return whether no option has more than half of the votes."""
        return bool(self.voters) and max(self.counts.values()) <= SPLIT_SHARE * self.voters
