"""A class around one shared screen: one talk, and votes at every moment where the class wants them.

A trainer leads: opens and closes a vote, shows how it came out, and only then lets the client react. What a vote
comes to never binds: any response can be taken at any moment, and earlier moments can be gone back to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from trainer.classroom.ballot import PLACES, Asks, Ballot
from trainer.debrief.roads import roads
from trainer.errors import ChoiceError, UsageError
from trainer.language import _
from trainer.practice.page import Page
from trainer.practice.sitting import Sitting

Stage = Literal["talk", "open", "closed", "told"]
"""At a moment there was no vote yet, it is open, closed and not told, or told."""
At = tuple[int, int]
"""A moment: which way was being tried (0 for the talk itself), and how many choices were made before it."""


@dataclass(frozen=True, slots=True)
class Poll:
    """What a class did at one moment: every vote on it, and what was taken; None as long as nothing was."""

    at: At
    scene: str
    ballots: tuple[Ballot, ...]
    taken: str | None


class Lesson:
    """One class, and where it stands. Every step is kept before anything follows from it, if the talk is kept."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        """The talk on the screen: that of the class, or a road not taken that is being looked at."""
        self._home: Sitting | None = None
        self._ballots: dict[At, list[Ballot]] = {}
        self._scenes: dict[At, str] = {}
        self._told = False

    # --- where the class stands -------------------------------------------------------------------------------

    @property
    def at(self) -> At:
        """Return the moment at which the class is."""
        return self.sitting.number, len(self.sitting.session.choices)

    @property
    def stage(self) -> Stage:
        """Return how far the vote is at this moment."""
        if self.ballot is None:
            return "talk"
        if self.ballot.is_open:
            return "open"
        return "told" if self._told else "closed"

    @property
    def ballot(self) -> Ballot | None:
        """Return the last vote at this moment."""
        found = self._ballots.get(self.at)
        return found[-1] if found else None

    @property
    def before(self) -> Ballot | None:
        """Return the vote on the same thing that came before the last one, to be held beside it."""
        last = self.ballot
        earlier = self._ballots.get(self.at, [])[:-1]
        return next((ballot for ballot in reversed(earlier) if last and ballot.asks == last.asks), None)

    @property
    def on_a_fork(self) -> bool:
        """Return whether a road not taken is being looked at, from which one returns."""
        return self._home is not None

    # --- voting -----------------------------------------------------------------------------------------------

    def open_vote(self, asks: Asks = "response") -> Ballot:
        """Open a vote, or the one that was closed and not told yet. Raises UsageError where there is nothing to choose."""
        if self.stage == "closed" and self.ballot is not None and self.ballot.asks == asks:
            return self._put(self.ballot.reopened())
        return self._begin(asks)

    def vote_again(self) -> Ballot:
        """Open another vote on the same thing, after talking about it. Raises UsageError without a first one."""
        if self.ballot is None or self.ballot.is_open:
            raise UsageError(_("There is no vote yet that could be done again."))
        return self._begin(self.ballot.asks)

    def _begin(self, asks: Asks) -> Ballot:
        options = tuple(option.id for option in self.sitting.page.options) if asks == "response" else PLACES[asks]
        if not self.sitting.page.options:
            raise UsageError(_("There is nothing to vote on here."))
        self._told = False
        self._scenes[self.at] = self.sitting.session.moment.scene
        self._ballots.setdefault(self.at, []).append(Ballot(asks, options))
        return self._ballots[self.at][-1]

    def _put(self, ballot: Ballot) -> Ballot:
        self._ballots[self.at][-1] = ballot
        return ballot

    def cast(self, seat: str, vote: str) -> Ballot:
        """Keep what a seat votes. Raises UsageError when no vote is open, or there is no such option."""
        if self.ballot is None:
            raise UsageError(_("The vote is closed."))
        return self._put(self.ballot.cast(seat, vote))

    def close_vote(self) -> Ballot:
        """Close the vote. Raises UsageError when none is open."""
        if self.stage != "open" or self.ballot is None:
            raise UsageError(_("No vote is open."))
        return self._put(self.ballot.close())

    def count_hands(self, hands: Mapping[str, int]) -> Ballot:
        """Take counts of a show of hands for the votes at this moment; without a vote that makes one."""
        if self.stage in ("talk", "told"):
            self._begin("response")
        assert self.ballot is not None
        return self._put(self.ballot.count_hands(hands))

    def tell(self) -> None:
        """Show how the class voted; what the client says comes later. Raises UsageError while the vote is open."""
        if self.stage != "closed":
            raise UsageError(_("Close the vote first."))
        self._told = True

    # --- the talk ---------------------------------------------------------------------------------------------

    def react(self) -> Page:
        """Make the response most voted for. Raises UsageError when there is none."""
        if self.stage != "told" or self.ballot is None or self.ballot.asks != "response":
            raise UsageError(_("Show first how the class voted."))
        if self.ballot.winner is None:
            raise UsageError(_("Nobody has the most votes: talk about it, vote again, or take a number."))
        return self.take(self.ballot.options.index(self.ballot.winner) + 1)

    def take(self, number: int) -> Page:
        """Make the response with this number, whatever the class voted. Raises ChoiceError when there is none."""
        if not 1 <= number <= len(self.sitting.page.options):
            raise ChoiceError(_("There is no number {number} here.").format(number=number))
        if self.ballot is not None and self.ballot.is_open:
            self.close_vote()
        page = self.sitting.choose(number)
        self._told = False
        return page

    def go_back(self, turn: int) -> None:
        """Go back to before a turn (from 1) and go on from there; what came after it is told afterwards too."""
        self.sitting = self.sitting.from_turn(turn)
        self._told = False

    def fork(self, turn: int, response: str) -> Page:
        """Look at a road not taken: another response in a turn (from 1); `come_home` returns from it."""
        home = self._home or self.sitting
        other = home.from_turn(turn)
        number = next((option.number for option in other.page.options if option.id == response), None)
        if number is None:
            raise ChoiceError(_("`{name}` was not on offer in turn {turn}.").format(name=response, turn=turn))
        self._home, self.sitting = home, other
        self._told = False
        return self.sitting.choose(number)

    def come_home(self) -> None:
        """Return from a road not taken to where the class was."""
        if self._home is not None:
            self.sitting.stop()
            self.sitting, self._home = self._home, None
            self._told = self.ballot is not None and not self.ballot.is_open

    @property
    def roads(self) -> tuple[tuple[int, str], ...]:
        """Return every response not taken that would have led elsewhere: its turn and its id, the last turn first."""
        found = roads((self._home or self.sitting).session.transcript)
        return tuple((road.turn, road.response) for road in reversed(found))

    # --- afterwards -------------------------------------------------------------------------------------------

    @property
    def polls(self) -> tuple[Poll, ...]:
        """Return every moment at which the class voted, in the order of the talk, those on other ways after it."""
        ways = {way.number: way for way in (self.sitting.first, *self.sitting.first.branches)}
        found = []
        for at in sorted(self._ballots):
            way = ways.get(at[0])
            choices = way.session.choices if way else ()
            taken = choices[at[1]] if at[1] < len(choices) else None
            found.append(Poll(at, self._scenes[at], tuple(self._ballots[at]), taken))
        return tuple(found)
