"""A class around one shared screen: one talk, and votes at every moment where the class wants them.

A trainer leads: opens and closes a vote, shows how it came out, and only then lets the client react. What a vote
comes to never binds: any response can be taken at any moment, and earlier moments can be gone back to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Literal

from trainer.classroom.ballot import PLACES, Asks, Ballot
from trainer.debrief.roads import roads
from trainer.errors import ChoiceError, TrainerError, UsageError
from trainer.language import _
from trainer.practice.page import Page
from trainer.practice.sitting import Sitting
from trainer.records.lessons import Begun, KeptBallot, KeptLesson, Lessons, Place, Standing

Stage = Literal["talk", "open", "closed", "told"]
"""At a moment there was no vote yet, or the last one is open, closed but not told, or told."""
At = tuple[int, int]
"""A moment: which way was being tried (0 for the talk itself), and how many choices were made before it."""


@dataclass(frozen=True, slots=True)
class Poll:
    """What a class did at one moment: every vote there, and what was taken then; None as long as nothing was."""

    at: At
    scene: str
    ballots: tuple[Ballot, ...]
    taken: str | None


@dataclass
class _Held:
    """The votes at one moment; `told` is whether the last one was shown."""

    scene: str
    ballots: list[Ballot]
    told: bool = False


class Lesson:
    """One class, and where it stands. Every step is kept before anything follows from it, if the talk is kept.

    Steps raise StoreError when they cannot be kept; then they were not made.
    """

    def __init__(self, sitting: Sitting, code: str = "") -> None:
        self.sitting = sitting
        """The talk on the screen: that of the class, or a road not taken that is being looked at."""
        self.code = code
        """What one joins with."""
        self._home: Sitting | None = None
        self.looks_back = False
        """Whether the class went on to the pages after the talk."""
        self.seats: set[str] = set()
        """The phones that joined."""
        self.joined_at: tuple[str, int] | None = None
        """The host and the port where they joined last."""
        self._held: dict[At, _Held] = {}
        record = sitting.first.record
        if record is not None:
            with record.together():
                record.begin(sitting)
                record.lessons.begin(record.run, code)

    @classmethod
    def restored(cls, sitting: Sitting, kept: KeptLesson) -> Lesson:
        """Return a class as it was kept, exactly where it was; `sitting` is its talk as that was kept."""
        first = sitting.first
        record, first.record = first.record, None
        lesson = cls(first, kept.code)
        first.record = record
        lesson.seats.update(kept.seats)
        lesson.joined_at, lesson.looks_back = kept.joined_at, kept.standing.looks_back
        for begun in kept.ways:
            if lesson.way(begun.way).number != begun.way:  # nothing was chosen on it
                lesson.way(begun.source).from_turn(begun.turn).number = begun.way
        first.branches.sort(key=lambda way: way.number)
        lesson.sitting = lesson.way(kept.standing.way)
        lesson._home = None if kept.standing.home is None else lesson.way(kept.standing.home)
        for ballot in kept.ballots:
            at = (ballot.place.way, ballot.place.choices)
            held = lesson._held.setdefault(at, _Held(ballot.scene, []))
            held.ballots.append(_ballot(ballot))
            held.told = ballot.is_told
        return lesson

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
        return "told" if self._held[self.at].told else "closed"

    @property
    def ballot(self) -> Ballot | None:
        """Return the last vote at this moment."""
        held = self._held.get(self.at)
        return held.ballots[-1] if held else None

    @property
    def before(self) -> Ballot | None:
        """Return the vote on the same thing that came before the last one, to be held beside it."""
        held, last = self._held.get(self.at), self.ballot
        earlier = held.ballots[:-1] if held else []
        return next((ballot for ballot in reversed(earlier) if last and ballot.asks == last.asks), None)

    @property
    def on_a_fork(self) -> bool:
        """Return whether a road not taken is being looked at, from which one returns."""
        return self._home is not None

    @property
    def talk(self) -> Sitting:
        """Return the talk of the class: where it stands, or where it returns to from a road not taken."""
        return self._home or self.sitting

    def way(self, number: int) -> Sitting:
        """Return a way that was tried, or the first talk for 0."""
        first = self.sitting.first
        return next((way for way in first.branches if way.number == number), first)

    def open_door(self, host: str, port: int) -> None:
        """Keep where phones join, so that they find their seats there another time."""
        if self._lessons is not None:
            self._lessons.admit(self._run, self.code, host, port)
        self.joined_at = (host, port)

    def admit(self, seat: str) -> None:
        """Keep that a phone joined."""
        if self._lessons is not None:
            self._lessons.seat(self._run, seat)
        self.seats.add(seat)

    # --- voting -----------------------------------------------------------------------------------------------

    def open_vote(self, asks: Asks = "response") -> None:
        """Open a vote, or the closed one that was not told yet. Raises UsageError where there is nothing to choose."""
        if self.stage == "closed" and self.ballot is not None and self.ballot.asks == asks:
            self._put(self.ballot.reopened())
        else:
            self._begin(asks)

    def vote_again(self) -> None:
        """Open another vote on the same thing, after talking about it. Raises UsageError without a first one."""
        if self.ballot is None or self.ballot.is_open:
            raise UsageError(_("There is no vote yet that could be done again."))
        self._begin(self.ballot.asks)

    def _begin(self, asks: Asks) -> None:
        options = tuple(option.id for option in self.sitting.page.options)
        if not options:
            raise UsageError(_("There is nothing to vote on here."))
        held = self._held.get(self.at) or _Held(self.sitting.session.moment.scene, [])
        number = 1 + sum(len(other.ballots) for other in self._held.values())
        ballot = Ballot(asks, options if asks == "response" else PLACES[asks], number=number)
        self._keep(held, len(held.ballots), ballot)
        self._held[self.at] = held

    def _put(self, ballot: Ballot, told: bool = False) -> None:
        held = self._held[self.at]
        self._keep(held, len(held.ballots) - 1, ballot, told)

    def _keep(self, held: _Held, number: int, ballot: Ballot, told: bool = False) -> None:
        """Keep a ballot at this moment; what is on disk is what is shown."""
        if self._lessons is not None:
            place = Place(*self.at, number)
            kept = KeptBallot(
                place, ballot.number, held.scene, ballot.asks, ballot.options, ballot.is_open, told, ballot.hands
            )
            self._lessons.put(self._run, kept)
        held.ballots[number:], held.told = [ballot], told

    @property
    def _lessons(self) -> Lessons | None:
        """Return what the class is kept in; None when nothing is kept, or not any more."""
        record = self.sitting.first.record
        return record.lessons if record is not None else None

    @property
    def _run(self) -> str:
        record = self.sitting.first.record
        return record.run if record is not None else ""

    def cast(self, votes: Iterable[tuple[str, str]]) -> None:
        """Keep what seats vote, all of it or nothing. Raises UsageError when no vote is open, or for no such option."""
        ballot, latest = self.ballot, dict(votes)
        if ballot is None:
            raise UsageError(_("The vote is closed."))
        ballot = ballot.cast_all(latest)
        held = self._held[self.at]
        if self._lessons is not None:
            self._lessons.vote(self._run, Place(*self.at, len(held.ballots) - 1), latest.items())
        held.ballots[-1] = ballot

    def close_vote(self) -> None:
        """Close the vote. Raises UsageError when none is open."""
        if self.ballot is None or not self.ballot.is_open:
            raise UsageError(_("No vote is open."))
        self._put(self.ballot.close())

    def count_hands(self, hands: Mapping[str, int]) -> None:
        """Take counts of a show of hands for the votes at this moment; without a vote that makes one."""
        if self.stage in ("talk", "told"):
            self._begin("response")
        assert self.ballot is not None
        self._put(self.ballot.count_hands(hands))

    def tell(self) -> None:
        """Show how the class voted; what the client says comes later. Raises UsageError while the vote is open."""
        if self.stage != "closed" or self.ballot is None:
            raise UsageError(_("Close the vote first."))
        self._put(self.ballot, told=True)

    # --- the talk ---------------------------------------------------------------------------------------------

    def react(self) -> Page:
        """Make the response most voted for. Raises UsageError when there is none."""
        if self.stage != "told" or self.ballot is None or self.ballot.asks != "response":
            raise UsageError(_("Show first how the class voted."))
        if self.ballot.winner is None:
            raise UsageError(_("The votes are even: talk about it, vote again, or take a number."))
        return self.take(self.ballot.options.index(self.ballot.winner) + 1)

    def take(self, number: int) -> Page:
        """Make the response with this number, whatever the class voted. Raises ChoiceError when there is none."""
        if not 1 <= number <= len(self.sitting.page.options):
            raise ChoiceError(_("There is no number {number} here.").format(number=number))
        if self.ballot is not None and self.ballot.is_open:
            self.close_vote()
        return self.sitting.choose(number)

    def go_back(self, turn: int) -> None:
        """Go back to before a turn (from 1) and go on from there; what came after it is told afterwards too."""
        with self._new_way(self.sitting, turn, self._home):
            self._leave_way()

    def fork(self, turn: int, response: str) -> Page:
        """Look at a road not taken: another response in a turn (from 1); `come_home` returns from it."""
        with self._new_way(self.talk, turn, self.talk) as other:
            number = next((option.number for option in other.page.options if option.id == response), None)
            if number is None:
                raise ChoiceError(_("`{name}` was not on offer in turn {turn}.").format(name=response, turn=turn))
            if self.on_a_fork:
                self._leave_way()
            return other.choose(number)

    def come_home(self) -> None:
        """Return from a road not taken to where the class was."""
        if self._home is not None:
            with self._going(self._home, None):
                self._leave_way()

    def look_back(self) -> None:
        """Go on to the pages after the talk; a road that is taken there leads back into it."""
        with self._going(self.talk, None, looks_back=True):
            if self.on_a_fork:
                self._leave_way()

    def stop(self) -> None:
        """Stop for good: nobody is asked to go on with this class."""
        with self._together():
            if self.sitting.first.page.options:
                self.sitting.first.stop()
            if self._lessons is not None:
                self._lessons.end(self._run)

    @contextmanager
    def _new_way(self, source: Sitting, turn: int, home: Sitting | None) -> Iterator[Sitting]:
        """Go on before a turn; when what is done meanwhile does not work, the way was not begun."""
        way = source.from_turn(turn)
        try:
            with self._going(way, home):
                if self._lessons is not None:
                    self._lessons.begin_way(self._run, Begun(way.number, source.number, turn))
                yield way
        except TrainerError:
            way.first.branches.remove(way)
            raise

    @contextmanager
    def _going(self, there: Sitting, home: Sitting | None, looks_back: bool = False) -> Iterator[None]:
        """Keep where the class goes, with all that is done meanwhile or nothing of it; then it is there."""
        with self._together():
            if self._lessons is not None:
                standing = Standing(there.number, None if home is None else home.number, looks_back)
                self._lessons.stand(self._run, standing)
            yield
        self.sitting, self._home, self.looks_back = there, home, looks_back

    def _together(self) -> AbstractContextManager[None]:
        return nullcontext() if self._lessons is None else self._lessons.together()

    def _leave_way(self) -> None:
        if self.sitting.first is not self.sitting:
            self.sitting.stop()

    @property
    def roads(self) -> tuple[tuple[int, str], ...]:
        """Return every response not taken that would have led elsewhere: its turn and its id, the last turn first."""
        found = roads(self.talk.session.transcript)
        return tuple((road.turn, road.response) for road in reversed(found))

    # --- afterwards -------------------------------------------------------------------------------------------

    @property
    def polls(self) -> tuple[Poll, ...]:
        """Return every moment at which the class voted, in the order of the talk, those on other ways after it."""
        ways = {way.number: way for way in (self.sitting.first, *self.sitting.first.branches)}
        found = []
        for at, held in sorted(self._held.items()):
            way = ways.get(at[0])
            choices = way.session.choices if way else ()
            taken = choices[at[1]] if at[1] < len(choices) else None
            found.append(Poll(at, held.scene, tuple(held.ballots), taken))
        return tuple(found)


def _ballot(kept: KeptBallot) -> Ballot:
    asks: Asks = "rose" if kept.asks == "rose" else "axis" if kept.asks == "axis" else "response"
    return Ballot(asks, kept.options, kept.is_open, kept.votes, kept.hands, kept.number)
