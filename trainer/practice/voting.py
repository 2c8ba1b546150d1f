"""A vote in words: what is asked, what can be answered, how it came out, and what one can do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from trainer.classroom.ballot import AROUND, PLACES, Asks, Ballot
from trainer.conversation.screenplay import SpokenLine
from trainer.language import _, plural
from trainer.practice.entries import first_name, said
from trainer.practice.lesson import Lesson
from trainer.practice.section import signed
from trainer.practice.sitting import Sitting
from trainer.scenario.fields import NARRATOR
from trainer.scenario.model import Scenario
from trainer.scenario.scene import Scale
from trainer.theory import names
from trainer.theory.constants import DEFAULT_INTENSITY
from trainer.theory.rose import Vector, position


@dataclass(frozen=True, slots=True)
class Answer:
    """Something one can vote for: the sign before it, its words, and what is counted for it (octants are one)."""

    sign: str
    text: str
    options: tuple[str, ...]

    @property
    def counts_as(self) -> str:
        """Return what a hand for this counts as: for an octant, its usual intensity."""
        usual = f"{self.sign}{DEFAULT_INTENSITY}"
        return usual if usual in self.options else self.options[0]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many voted for an answer, and how many did `before`; None without an earlier vote."""

    answer: Answer
    now: int
    before: int | None

    @property
    def is_empty(self) -> bool:
        """Return whether nobody voted for it, before either."""
        return not self.now and not self.before

    @property
    def counted(self) -> str:
        """Return the number of votes in words, after that of the vote before."""
        return str(self.now) if self.before is None else f"{self.before} → {self.now}"


class Spot(NamedTuple):
    """A place on the Rose, and how many voted for it."""

    where: Vector
    votes: int


def answers(scenario: Scenario, scene: str, asks: Asks, options: tuple[str, ...]) -> tuple[Answer, ...]:
    """Return what can be voted for, in the order in which it is shown."""
    if asks == "rose":
        return tuple(_octant(octant) for octant in AROUND)
    if asks == "axis":
        steps = sorted(map(int, PLACES["axis"]), reverse=True)
        return tuple(Answer(signed(step), _(names.CLOSENESS_NAMES[step]), (str(step),)) for step in steps)
    here = scenario.scenes[scene]
    if isinstance(here, Scale):
        ends = {here.answers[0]: here.ends[0], here.answers[-1]: here.ends[1]}
        return tuple(Answer(step, ends.get(step, ""), (step,)) for step in options)
    return tuple(Answer(str(n), said(here.responses[key]), (key,)) for n, key in enumerate(options, 1))


def _octant(octant: str) -> Answer:
    return Answer(octant, names.octant(octant), tuple(place for place in PLACES["rose"] if place.startswith(octant)))


def with_wishes(found: Sequence[Answer]) -> tuple[Answer, ...]:
    """Return the octants with what each says, as if in words, for who does not know the Rose by heart."""
    wishes = names.OCTANT_WISHES
    return tuple(replace(answer, text=f"{answer.text}: “{_(wishes[answer.sign])}”") for answer in found)


def tallies(scenario: Scenario, scene: str, ballot: Ballot, before: Ballot | None = None) -> tuple[Tally, ...]:
    """Return how a vote came out, beside the one on the same thing before it."""
    found = answers(scenario, scene, ballot.asks, ballot.options)
    return tuple(
        Tally(answer, count(ballot, answer), None if before is None else count(before, answer)) for answer in found
    )


def cloud(ballot: Ballot) -> tuple[Spot, ...]:
    """Return where on the Rose the class sees the client: every place that was voted for."""
    return tuple(Spot(position(place).vector, votes) for place, votes in ballot.counts.items() if votes)


def count(ballot: Ballot, answer: Answer) -> int:
    """Return how many voted for an answer."""
    counts = ballot.counts
    return sum(counts.get(option, 0) for option in answer.options)


# --- on the shared screen -----------------------------------------------------------------------------------


def asked(sitting: Sitting, asks: Asks) -> str:
    """Return what a vote asks of the class."""
    if asks == "rose":
        return _("Where is {client} on Leary's Rose now?").format(client=client(sitting))
    if asks == "axis":
        return _("How close was the last response?")
    if sitting.page.scale is not None:
        return _("Which step do you choose?")
    return _("What would you do now?")


def client(sitting: Sitting) -> str:
    """Return who spoke last, by first name; before anybody spoke, who is in the room."""
    transcript, scenario = sitting.session.transcript, sitting.scenario
    heard: tuple[SpokenLine, ...] = transcript.opening
    for turn in transcript.turns:
        heard = (*heard, *turn.lines)
    spoke = [line.speaker for line in heard if line.text and line.speaker != NARRATOR]
    present = scenario.present(scenario.scenes[sitting.session.moment.scene]) if sitting.page.options else ()
    here = [persona for persona in spoke if not present or persona in present]
    return first_name(scenario, (here or list(present) or list(scenario.personas))[-1])


def standing(lesson: Lesson, asks: Asks) -> str:
    """Return where the vote stands, in a line for everybody; `asks` is what the next one is about."""
    ballot = lesson.ballot
    if ballot is None:
        return "" if asks == "response" else _("Next vote: {question}").format(question=asked(lesson.sitting, asks))
    if ballot.is_open:
        return _("The vote is open. {question}").format(question=asked(lesson.sitting, ballot.asks))
    if lesson.stage == "closed":
        return _counted(ballot)
    return _told(lesson, ballot)


def closing(lesson: Lesson) -> str:
    """Return what stands there when there is nothing to choose any more."""
    if lesson.on_a_fork:
        return _("So far for this road. Enter or F: back to the talk of the class.")
    if lesson.sitting.page.ended:
        return _("Enter: look back together. F: a road not taken.")
    return _("This scenario has no way on from here. Enter: look back together.")


def _counted(ballot: Ballot) -> str:
    if not ballot.voters:
        return _("The vote is closed. S: type how many hands there were.")
    votes = plural("{n} vote", "{n} votes", ballot.voters)
    return _("The vote is closed: {votes}. Enter shows them.").format(votes=votes)


def _told(lesson: Lesson, ballot: Ballot) -> str:
    if not ballot.voters:
        return _("Nobody voted, so nothing happens yet. S: hands. V: vote again.")
    votes = plural("{n} vote", "{n} votes", ballot.voters)
    if ballot.asks == "rose":
        told = _("{votes}. A: where {client} is. Enter: go on.")
        return told.format(votes=votes, client=client(lesson.sitting))
    if ballot.asks == "axis":
        return _("{votes}. Enter: back to the talk.").format(votes=votes)
    if ballot.winner is None:
        return _("{votes}: a tie. Talk about it. V: vote again.").format(votes=votes)
    told = _("{votes}. Enter: {client} reacts to {number}.")
    if ballot.is_split:
        told = _("{votes}, divided. V: vote again. Enter: on with {number}.")
    number = ballot.options.index(ballot.winner) + 1
    return told.format(votes=votes, client=client(lesson.sitting), number=number)
