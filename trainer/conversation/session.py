"""A conversation being held: one frozen moment at a time, moved on by one choice at a time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from copy import copy
from dataclasses import dataclass
from types import MappingProxyType
from typing import Self

from trainer.conversation.cast import Wish, dispositions
from trainer.conversation.machines import Standing
from trainer.conversation.run import Chosen, Explored, Run, reasons, with_reasons
from trainer.conversation.screenplay import SpokenLine
from trainer.conversation.stage import Offer, OfferedResponse, Set, stage
from trainer.conversation.transcript import Answered, Transcript, Turn
from trainer.conversation.world import World
from trainer.errors import ChoiceError
from trainer.language import _
from trainer.scenario.model import Scenario
from trainer.scenario.scene import Scale


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a conversation stands: `lines` are new since the last choice; with an `ending` nothing is on offer.

    In an `activity` no responses are on offer: one of its `answers` is chosen.
    """

    scene: str
    lines: tuple[SpokenLine, ...]
    responses: tuple[OfferedResponse, ...]
    moods: Mapping[str, str]
    meters: Mapping[str, int]
    ending: str | None
    activity: Scale | None = None


class Session:
    """One conversation in one scenario. `disposition` is a name, a mapping persona -> name, or None to draw it.

    Raises UsageError for a disposition that does not exist.
    """

    def __init__(self, scenario: Scenario, *, seed: int = 0, disposition: Wish = None) -> None:
        self.scenario = scenario
        self.seed = seed
        self._stage = stage(scenario)
        self._dispositions = dispositions(scenario, seed, disposition)
        self._troupe = self._stage.troupe(scenario, self._dispositions)
        self._world = World(self._stage.meters, self._troupe.start, self._dispositions)
        self._story = Standing(scenario.start)
        self._clients = {key: Standing(mood) for key, mood in self._troupe.start.items()}
        self._turns: list[Turn] = []
        self._answers: list[Answered] = []
        self._chosen: list[Chosen] = []
        self._lines: list[SpokenLine] = []
        self._offers: dict[str, Offer] = {}
        self._place: Set | None = None
        self._moment = self._arrive()
        self._opening = self._moment.lines

    @classmethod
    def restore(cls, scenario: Scenario, run: Run) -> Self:
        """Return the session of a recorded run, by making its choices again.

        Raises ChoiceError when one of them is no longer on offer.
        """
        session = cls(scenario, seed=run.seed, disposition=run.disposition)
        for choice, reason in with_reasons(run.choices, run.reasons):
            session.choose(choice, reason or "")
        return session

    def fork(self) -> Self:
        """Return a second conversation that stands where this one does; from here each goes on by itself."""
        other = copy(self)
        other._world = self._world.fork()
        other._story = Standing(self._story.state)
        other._clients = {key: Standing(client.state) for key, client in self._clients.items()}
        other._turns, other._answers, other._chosen = list(self._turns), list(self._answers), list(self._chosen)
        return other

    @property
    def moment(self) -> Moment:
        """Return where the conversation stands."""
        return self._moment

    @property
    def disposition(self) -> str | Mapping[str, str] | None:
        """Return how the clients showed up: a name, a mapping when several have dispositions, or None."""
        if len(self._dispositions) > 1:
            return dict(self._dispositions)
        return next(iter(self._dispositions.values()), None)

    @property
    def choices(self) -> tuple[str, ...]:
        """Return what was chosen so far: responses and answers in activities."""
        return tuple(chosen.choice for chosen in self._chosen)

    @property
    def last(self) -> tuple[int, Chosen]:
        """Return the number of the last choice, from 1, and what it was."""
        return len(self._chosen), self._chosen[-1]

    @property
    def chosen(self) -> tuple[Chosen, ...]:
        """Return what was chosen so far, with what was written to it."""
        return tuple(self._chosen)

    def explored(self, turn: int) -> Explored:
        """Return what was chosen from a turn (from 1) on."""
        made = self._chosen[self.transcript.choices_before(turn) :]
        return Explored(turn, tuple(chosen.choice for chosen in made), reasons(made))

    @property
    def run(self) -> Run:
        """Return what must be kept to have this conversation again."""
        return Run(
            scenario=self.scenario.id,
            digest=self.scenario.digest,
            language=self.scenario.language,
            seed=self.seed,
            disposition=self.disposition,
            choices=self.choices,
            reasons=reasons(self._chosen),
        )

    @property
    def transcript(self) -> Transcript:
        """Return what has happened so far."""
        return Transcript(
            scenario=self.scenario,
            cast=self._troupe.cast,
            disposition=self.disposition,
            opening=self._opening,
            turns=tuple(self._turns),
            moods=self._world.moods,
            ending=self._moment.ending,
            answers=tuple(self._answers),
        )

    def choose(self, choice: str, reason: str = "") -> Moment:
        """Make one turn with a response on offer, or answer an activity, and return the new moment.

        An activity may be answered with a reason. Raises ChoiceError for anything else.
        """
        offers, place, activity = self._offers, self._place, self._moment.activity
        if place is not None and activity is not None and choice in activity.answers:
            reason = reason if activity.reason else ""
            self._answer(place, choice, reason)
            self._chosen.append(Chosen(choice, reason))
        elif place is not None and choice in offers:
            self._make_turn(place, offers[choice])
            self._chosen.append(Chosen(choice))
        else:
            raise ChoiceError(_not_on_offer(choice, activity.answers if activity else offers, place is None))
        return self._moment

    def _answer(self, place: Set, answer: str, reason: str) -> None:
        """Let the first outcome that holds for an answer happen: no turn is made, and nothing is judged."""
        world, moods = self._world, self._world.moods
        found = place.consequence(answer, world)
        self._lines = []
        self._move_meters(found.outcome.meters)
        self._settle(found.outcome.mood, place.present)
        self._stage.story.go_on(self._story, found.number, world)
        self._lines.extend(found.reply.speak(world, world.visits[place.id]))
        self._moment = self._arrive()
        self._answers.append(Answered(place.id, answer, reason, len(self._turns), moods, self._moment.lines))

    def _make_turn(self, place: Set, offer: Offer) -> None:
        world = self._world
        moods, meters, offered = world.moods, world.meters, tuple(self._offers)
        judgement = self._troupe.judge(offer, place, moods)
        self._lines = []
        world.chosen.add(offer.chosen_as)
        if offer.response.meters:
            self._move_meters(offer.response.meters)
        self._move_moods(offer, place, judgement.addressed)
        self._stage.story.go_on(self._story, offer.id, world)
        self._lines.extend(offer.reply.speak(world, world.visits[place.id]))
        self._moment = self._arrive()
        turn = Turn(place.id, offer.id, place.scene.phase, moods, meters, offered, judgement, self._moment.lines)
        self._turns.append(turn)

    def _move_meters(self, effects: Mapping[str, int]) -> None:
        meters = dict(self._world.meters)
        for key, change in effects.items():
            low, high = self._stage.limits[key]
            meters[key] = min(high, max(low, meters[key] + change))
        self._world.meters = MappingProxyType(meters)

    def _move_moods(self, offer: Offer, place: Set, addressed: tuple[str, ...]) -> None:
        """Let the response move everyone it names, and everyone else in the room by their own shifts.

        All are judged by the moods before the turn: the world gets the new ones when everybody has answered.
        """
        world, given, scene = self._world, offer.response.mood, place.scene
        for key in place.present:
            if key not in given:
                member = self._troupe.cast[key]
                world.act = offer.act(member.band(scene.phase, scene.asks), member.persona.address)
                self._stage.personas[key].answer(self._clients[key], world, key in addressed)
        world.act = None
        self._settle(given, place.present)

    def _settle(self, given: Mapping[str, str], present: tuple[str, ...]) -> None:
        """Set the moods that the story gives, take over everyone's, and show what one sees of it."""
        for key, mood in given.items():
            self._stage.personas[key].settle(self._clients[key], mood)
        before = self._world.moods
        moods = {key: standing.state for key, standing in self._clients.items()}
        if moods == before:
            return
        self._world.moods = MappingProxyType(moods)
        for key in present:
            if moods[key] != before[key]:
                shows = self.scenario.personas[key].moods[moods[key]].shows
                if shows:
                    self._lines.append(SpokenLine(key, "", shows))

    def _arrive(self) -> Moment:
        """Enter the place the story moved to, pass through narration, and return the moment where one can act."""
        world = self._world
        while (place := self._stage.sets.get(self._story.state)) is not None:
            self._enter(place)
            if not place.scene.passes:
                break
            self._stage.story.go_on(self._story, None, world)
        self._place = place
        if place is None:
            self._lines.extend(self._stage.endings[self._story.state].speak(world, 1))
            self._offers = {}
            ending: str | None = self._story.state
        else:
            ending = None
            self._offers = {
                offer.id: offer
                for offer in place.offers
                if (offer.guard is None or offer.guard(world))
                and not (offer.response.once and offer.chosen_as in world.chosen)
            }
        responses = tuple([offer.offered for offer in self._offers.values()])
        activity = place.activity if place else None
        return Moment(self._story.state, tuple(self._lines), responses, world.moods, world.meters, ending, activity)

    def _enter(self, place: Set) -> None:
        world = self._world
        visits = world.visits[place.id] = world.visits.get(place.id, 0) + 1
        if place.id != self.scenario.start:
            if place.scene.meters:
                self._move_meters(place.scene.meters)
            if place.scene.mood:
                self._settle(place.scene.mood, place.present)
        self._lines.extend(place.script.speak(world, visits))


def _not_on_offer(choice: str, offered: Collection[str], ended: bool) -> str:
    if ended:
        return _("`{name}` cannot be chosen: the conversation has ended.").format(name=choice)
    if not offered:
        return _("`{name}` cannot be chosen: nothing is on offer here.").format(name=choice)
    known = ", ".join(offered)
    return _("`{name}` is not on offer now. There are: {known}.").format(name=choice, known=known)
