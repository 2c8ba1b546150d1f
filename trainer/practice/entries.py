"""What is seen, heard and chosen, as entries that both players show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from trainer.conversation import Transcript
from trainer.conversation.screenplay import SpokenLine
from trainer.language import _
from trainer.scenario.fields import NARRATOR
from trainer.scenario.model import Scenario
from trainer.scenario.scene import Response, Scale

Kind = Literal["seen", "client", "narration", "you", "ending"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of the conversation; `speaker` is empty for what is seen and for narration."""

    kind: Kind
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Option:
    """A numbered response on offer, counted from 1; on a scale a step, and `text` is what stands at its ends."""

    number: int
    id: str
    text: str


def spoken(lines: Iterable[SpokenLine], scenario: Scenario) -> Iterator[Entry]:
    """Yield lines as entries: first what one sees, then what is said."""
    for line in lines:
        if line.shows:
            yield Entry("seen", "", line.shows)
        if not line.text:
            continue
        if line.speaker == NARRATOR:
            yield Entry("narration", "", line.text)
        else:
            yield Entry("client", speaker(line, scenario), line.text)


def speaker(line: SpokenLine, scenario: Scenario) -> str:
    """Return who speaks, and to whom if that is another client."""
    name = first_name(scenario, line.speaker)
    if line.towards is None:
        return name
    return _("{speaker} to {other}").format(speaker=name, other=first_name(scenario, line.towards))


def first_name(scenario: Scenario, persona: str) -> str:
    """Return how a persona is called for short."""
    return scenario.personas[persona].name.split(" ")[0]


def said(response: Response) -> str:
    """Return a response as it stands in a list or a transcript, its tone or manner included."""
    template = {
        ("say", False): "{text}",
        ("say", True): _("({tone}) {text}"),
        ("do", False): _("[do] {text}"),
        ("do", True): _("[do, {tone}] {text}"),
        ("silence", False): _("[silent] {text}"),
        ("silence", True): _("[silent, {tone}] {text}"),
    }[response.kind, response.tone is not None]
    return template.format(text=response.text, tone=response.tone)


def ended(ending: str, scenario: Scenario) -> Entry:
    """Return the ending as an entry."""
    return Entry("ending", "", _("The end: {title}").format(title=scenario.endings[ending].title))


def thoughts(response: Response, addressed: str, scenario: Scenario) -> Iterator[str]:
    """Yield what the clients thought of a response; an author who names nobody means who was `addressed`."""
    thought = response.thought or {}
    for persona, text in ({addressed: thought} if isinstance(thought, str) else thought).items():
        yield _("{client} thought: {text}").format(client=first_name(scenario, persona), text=text)


def voices(response: Response, addressed: str, scenario: Scenario) -> Iterator[str]:
    """Yield what the clients thought of a response, and what the coach says."""
    yield from thoughts(response, addressed, scenario)
    if response.coach:
        yield _("Coach: {text}").format(text=response.coach)


def chosen(response: Response) -> Entry:
    """Return what the trainee did as an entry."""
    return Entry("you", _("You"), said(response))


def answered(scale: Scale, answer: str, reason: str) -> Entry:
    """Return an answer on a scale as an entry, with the reason given."""
    told = _("[{prompt} {answer}, from 1 = {low} to {steps} = {high}]").format(
        prompt=scale.prompt, answer=answer, low=scale.ends[0], steps=scale.steps, high=scale.ends[1]
    )
    return Entry("you", _("You"), f"{told} {reason}".rstrip())


def transcript_entries(transcript: Transcript, skip: int = 0) -> Iterator[Entry]:
    """Yield a conversation so far, without its first turns if some are skipped."""
    scenario = transcript.scenario
    if not skip:
        yield from opening_entries(transcript)
    for n in range(skip + 1, len(transcript.turns) + 1):
        yield from turn_entries(transcript, n)
    if transcript.ending is not None:
        yield ended(transcript.ending, scenario)


def opening_entries(transcript: Transcript) -> Iterator[Entry]:
    """Yield what came before the first turn."""
    yield from followed(transcript, 0)


def turn_entries(transcript: Transcript, n: int) -> Iterator[Entry]:
    """Yield a turn (from 1): what the trainee did, and what followed."""
    scenario, turn = transcript.scenario, transcript.turns[n - 1]
    yield chosen(scenario.scenes[turn.scene].responses[turn.response])
    yield from followed(transcript, n)


def followed(transcript: Transcript, n: int) -> Iterator[Entry]:
    """Yield what followed a turn (from 1; 0 is the beginning) until the next, answers in activities included."""
    scenario = transcript.scenario
    yield from spoken(transcript.turns[n - 1].lines if n else transcript.opening, scenario)
    for given in transcript.answers_after(n):
        scene = scenario.scenes[given.scene]
        if isinstance(scene, Scale):
            yield answered(scene, given.answer, given.reason)
        yield from spoken(given.lines, scenario)


def turn_starts(transcript: Transcript) -> tuple[int, ...]:
    """Return at which entry of a whole conversation each turn begins, from 0."""
    lengths = [sum(1 for _entry in turn_entries(transcript, n + 1)) for n in range(len(transcript.turns))]
    first = sum(1 for _entry in opening_entries(transcript))
    return tuple(accumulate(lengths[:-1], initial=first)) if lengths else ()
