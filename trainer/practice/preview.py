"""Playing a scenario while it is written: the talk goes on where it was in whatever the files say now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from typing import Literal

from trainer.authoring.explorer import MOST_CASTINGS, Way, explore
from trainer.conversation import Session
from trainer.conversation.cast import Wish, castings, dispositions
from trainer.conversation.run import Reason, with_reasons
from trainer.errors import ChoiceError, Problem, UsageError
from trainer.language import LANGUAGES, _, plural
from trainer.practice.asked import LEAVE, Asked
from trainer.practice.entries import Option, said
from trainer.practice.page import draw_seed
from trainer.practice.sitting import Sitting
from trainer.practice.watch import Reading
from trainer.scenario.model import Scenario, Walk
from trainer.scenario.vocabulary import suggestion
from trainer.text import closest

Kind = Literal["note", "status", "error", "warning"]


@dataclass(frozen=True, slots=True)
class Start:
    """Where a preview begins, and begins again: in `scene`, if one was asked for, after the choices that lead there.

    `walk` is the walk that the choices were taken from, if they were.
    """

    seed: int
    dispositions: Mapping[str, str] = field(default_factory=dict)
    scene: str = ""
    choices: tuple[str, ...] = ()
    walk: str = ""


@dataclass(frozen=True, slots=True)
class Lost:
    """The first choice that can no longer be made: in which turn (from 1), and in which scene or ending one is then.

    The turn is 0 in an activity, which is none.
    """

    turn: int
    choice: str
    place: str
    ended: bool


@dataclass(frozen=True, slots=True)
class Told:
    """Something that is told beside the talk; `place` is file:line:column of a problem."""

    kind: Kind
    text: str
    place: str = ""
    code: str = ""


def begin(scenario: Scenario, wish: Wish = None) -> Start:
    """Return the start of a talk from the beginning. Raises UsageError for a disposition that does not exist."""
    seed = draw_seed()
    return Start(seed, dispositions(scenario, seed, wish))


def begin_in(scenario: Scenario, scene: str, wish: Wish = None) -> Start | None:
    """Return the start in a situation of a scene (or an ending) that can come about; None when there is none.

    Raises UsageError for a scene or a disposition that does not exist, and for a scene in which nothing is chosen.
    """
    _must_be_a_place(scenario, scene)
    start = begin(scenario, wish)
    way = _way(scenario, scene, _wished(scenario, wish))
    if way is None:
        return None
    return replace(start, dispositions={**start.dispositions, **way.disposition}, scene=scene, choices=way.choices)


def begin_on(scenario: Scenario, name: str, scene: str | None = None, wish: Wish = None) -> Start:
    """Return the start after the choices of a walk; with a scene, after as many of them as first lead there.

    Raises UsageError for a walk, a scene or a disposition that does not exist, and for a scene the walk does not
    come to.
    """
    walk = _walk(scenario, name)
    if scene is not None:
        _must_be_a_place(scenario, scene)
    start = begin(scenario, wish)
    wished = {**_wished(scenario, walk.disposition), **_wished(scenario, wish)}
    start = begin(scenario, wished)
    places: list[str] = []
    for today in islice(chain((start.dispositions,), castings(scenario, wished)), MOST_CASTINGS):
        places = _places(scenario, walk, today)
        if scene is None:
            return replace(start, scene=places[-1], choices=walk.choose, walk=name)
        if scene in places:
            choices = walk.choose[: places.index(scene)]
            return replace(start, dispositions=today, scene=scene, choices=choices, walk=name)
    message = _("The walk `{walk}` does not come to `{scene}`. It comes to: {places}.")
    known = ", ".join(f"`{place}`" for place in dict.fromkeys(places))
    raise UsageError(message.format(walk=name, scene=scene, places=known))


def _walk(scenario: Scenario, name: str) -> Walk:
    if not scenario.walks:
        raise UsageError(_("There is no walk `{name}`: this scenario has none.").format(name=name))
    if name not in scenario.walks:
        message = _("There is no walk `{name}`. There are: {known}.")
        near = closest(name, scenario.walks)
        hint = _("Did you mean `{name}`?").format(name=near) if near else ""
        raise UsageError(f"{message.format(name=name, known=', '.join(scenario.walks))} {hint}".strip())
    return scenario.walks[name]


def _places(scenario: Scenario, walk: Walk, today: Mapping[str, str]) -> list[str]:
    """Return where a walk comes, from the start on, as far as it can be taken."""
    session = Session(scenario, disposition=today)
    places = [session.moment.scene]
    with suppress(ChoiceError):
        for choice in walk.choose:
            session.choose(choice)
            places.append(session.moment.scene)
    return places


def _must_be_a_place(scenario: Scenario, scene: str) -> None:
    places = {**scenario.scenes, **scenario.endings}
    if scene not in places:
        message = _("There is no scene `{name}`.").format(name=scene)
        raise UsageError(f"{message} {suggestion(scene, places)}".strip())
    if scene in scenario.scenes and scenario.scenes[scene].passes:
        raise UsageError(_("Nothing is chosen in `{name}`: begin in a scene with responses.").format(name=scene))


def _wished(scenario: Scenario, wish: Wish) -> Mapping[str, str]:
    """Return the dispositions that somebody asked for; the others are free."""
    if isinstance(wish, str):
        key = next(key for key, persona in scenario.personas.items() if wish in persona.dispositions)
        return {key: wish}
    return wish or {}


def _way(scenario: Scenario, scene: str, wished: Mapping[str, str]) -> Way | None:
    personas = {
        key: persona.model_copy(update={"dispositions": {wished[key]: persona.dispositions[wished[key]]}})
        if key in wished
        else persona
        for key, persona in scenario.personas.items()
    }
    return explore(scenario.model_copy(update={"personas": personas})).way_to(scene)


class Preview:
    """A talk in a scenario that is being written.

    Everything that was chosen stays wished for: what is no longer on offer is made again when it is back, until one
    chooses something else.
    """

    def __init__(self, scenario: Scenario, start: Start, errors: tuple[Problem, ...] = ()) -> None:
        self.start = start
        self.choices = start.choices
        """What was chosen, also what is not on offer now."""
        self.reasons: tuple[Reason, ...] = ()
        """What was written with it."""
        self.lost: Lost | None = None
        self.held = False
        """Whether the files cannot be played as they are now, so that the talk stayed as it was."""
        self.errors = errors
        """What was the matter when the files were read."""
        self.found: tuple[Problem, ...] = ()
        """What the check found last."""
        self.checked: bool | None = False
        """Whether the check has looked at what was read last; None when it could not."""
        self.sitting = self._played(scenario)

    # --- the talk -------------------------------------------------------------------------------------------------

    def take(self, reading: Reading) -> None:
        """Go on in what was read; when it cannot be played, or only in another language, the talk stays as it was."""
        self.errors, self.checked = reading.problems, False
        self.found = tuple(problem for problem in self.found if problem.severity == "warning")
        scenario, spoken = reading.scenario, self.sitting.scenario.language
        self.held = scenario is None or (bool(reading.problems) and scenario.language != spoken)
        if scenario is not None and not self.held:
            self.sitting = self._played(scenario)

    def keep_check(self, problems: Iterable[Problem] | None) -> None:
        """Keep what the check found in what was read last; None when it came to no end."""
        self.found, self.checked = tuple(problems or ()), None if problems is None else True

    def follow(self) -> None:
        """Take over what was chosen in the talk: from now on that is the place."""
        run = self.sitting.session.run
        self.choices, self.reasons, self.lost = run.choices, run.reasons, None

    def begin_again(self) -> None:
        """Go back to where this began."""
        self.reasons = ()
        self._go(self.start.choices)

    def go_back(self, turn: int) -> None:
        """Go back to before a turn (from 1)."""
        self._go(self.choices[: self.sitting.session.transcript.choices_before(turn)])

    def _go(self, choices: tuple[str, ...]) -> None:
        self.choices = choices
        self.sitting = self._played(self.sitting.scenario)

    def _played(self, scenario: Scenario) -> Sitting:
        """Return the talk as far as the choices still lead."""
        wish = {key: name for key, name in self.start.dispositions.items() if _shows_up(scenario, key, name)}
        sitting = Sitting(scenario, seed=self.start.seed, disposition=wish, as_written=True)
        self.lost = None
        for name, reason in with_reasons(self.choices, self.reasons):
            moment = sitting.session.moment
            try:
                sitting.retrace((name,), (Reason(1, reason or ""),))
            except ChoiceError:
                turn = 0 if moment.activity else 1 + len(sitting.session.transcript.turns)
                self.lost = Lost(turn, name, moment.scene, moment.ending is not None)
                break
        return sitting

    def looked_back(self) -> Sitting:
        """Return the talk as one that is over, with its numbers; this one stays as it is."""
        sitting = self._played(self.sitting.scenario)
        sitting.reflect({})
        return sitting

    # --- beside the talk ------------------------------------------------------------------------------------------

    @property
    def dispositions(self) -> dict[str, str]:
        """Return how everybody shows up now."""
        scenario = self.sitting.scenario
        wish = {key: name for key, name in self.start.dispositions.items() if _shows_up(scenario, key, name)}
        return dispositions(scenario, self.start.seed, wish)

    @property
    def situation(self) -> tuple[tuple[str, str], ...]:
        """Return where the talk stands, each with its name: the scene, the moods with the dispositions, the meters."""
        moment, today = self.sitting.session.moment, self.dispositions
        return (
            (_("ending") if moment.ending is not None else _("scene"), moment.scene),
            *((key, f"{mood} ({today[key]})" if key in today else mood) for key, mood in moment.moods.items()),
            *((key, str(value)) for key, value in moment.meters.items()),
        )

    def options(self, options: Iterable[Option]) -> tuple[Option, ...]:
        """Return responses on offer with their ids before them."""
        return tuple(replace(option, text=f"{option.id}: {option.text}") for option in options)

    @property
    def earlier_turn(self) -> Asked:
        """Return what is asked who wants to go back: to which turn."""
        scenario, turns = self.sitting.scenario, self.sitting.session.transcript.turns
        made = (said(scenario.scenes[turn.scene].responses[turn.response]) for turn in turns)
        return Asked(
            _("Back to an earlier turn"),
            _("Before which turn? You go on from there."),
            (*((str(n), text) for n, text in enumerate(made, 1)), (LEAVE, _("Stay here."))),
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what is the matter, errors first; while the files cannot be played nothing else is known."""
        found = () if self.held else self.found
        return tuple(sorted(dict.fromkeys((*self.errors, *found)), key=lambda problem: problem.severity))

    @property
    def told(self) -> tuple[Told, ...]:
        """Return what there is to tell: what became of the place, how it is with the files, and every problem."""
        folder = self.sitting.scenario.path.parent
        return (*self._notes(), Told("status", self._status()), *(_told(problem, folder) for problem in self.problems))

    def _notes(self) -> Iterator[Told]:
        scenario = self.sitting.scenario
        if scenario.language != scenario.languages[0]:
            message = _("This is the translation ({language}); F2 shows the original.")
            yield Told("note", message.format(language=LANGUAGES.get(scenario.language, scenario.language)))
        for key, name in self.start.dispositions.items():
            if not _shows_up(self.sitting.scenario, key, name):
                message = _("`{name}` is no longer a disposition of `{persona}`.")
                yield Told("note", message.format(name=name, persona=key))
        if self.lost is not None:
            yield Told("note", _lost(self.lost))
        elif self.start.scene and self.choices == self.start.choices:
            yield Told("note", _arrived(self.start))
        if self.held:
            yield Told("note", _("The talk stays as it was until this is mended."))

    def _status(self) -> str:
        if self.checked is None:
            return _("The check stopped halfway: `trainer check` tells why.")
        if not (self.checked or self.held):
            return _("Checking...")
        found = len(self.problems)
        return plural("{n} problem.", "{n} problems.", found) if found else _("No problems.")


def _shows_up(scenario: Scenario, persona: str, disposition: str) -> bool:
    return persona in scenario.personas and disposition in scenario.personas[persona].dispositions


def _lost(lost: Lost) -> str:
    if not lost.turn:
        message = _("`{choice}` is no longer on offer in `{place}`; you are where it was.")
    elif lost.ended:
        message = _("Turn {turn}: the talk ends in `{place}` now, before `{choice}`; you are at that ending.")
    else:
        message = _("Turn {turn}: `{choice}` is no longer on offer in `{place}`; you are where it was.")
    return message.format(turn=lost.turn, choice=lost.choice, place=lost.place)


def _arrived(start: Start) -> str:
    if not start.choices:
        return _("Every talk begins in `{scene}`.").format(scene=start.scene)
    choices = ", ".join(start.choices)
    if start.walk:
        message = _("This leads to `{scene}`, on the walk `{walk}`: {choices}.")
        return message.format(scene=start.scene, walk=start.walk, choices=choices)
    return _("This leads to `{scene}`: {choices}.").format(scene=start.scene, choices=choices)


def _told(problem: Problem, folder: Path) -> Told:
    file = Path(problem.file)
    name = file.relative_to(folder) if file.is_relative_to(folder) else file
    text = " ".join(part for part in (problem.message, problem.hint) if part)
    return Told(problem.severity, text, f"{name.as_posix()}:{problem.line}:{problem.column}", problem.code)
