"""The turns that mattered: first as a question, then with what they invited and what else was on offer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trainer.conversation.run import Mode
from trainer.debrief import Debrief, KeyTurn
from trainer.debrief.key_turns import Alternative, Move, Why
from trainer.language import N_, _
from trainer.practice.entries import Entry, Option, chosen, first_name, followed, said, voices
from trainer.practice.section import Section, pitfall_name
from trainer.practice.sitting import Sitting
from trainer.practice.tracks import point
from trainer.scenario.model import Scenario
from trainer.scenario.scene import Response
from trainer.theory import names
from trainer.theory.constants import DEPARTURE_DEGREES
from trainer.theory.rose import departure, mean

_WHY: dict[Why, str] = {
    "too_near": N_("the largest step out of the band: too near"),
    "too_far": N_("the largest step out of the band: too far"),
    "closer": N_("after this the client moved on most"),
    "away": N_("after this the client moved back most"),
    "repaired": N_("contact repaired"),
}


@dataclass(frozen=True, slots=True)
class Review:
    """A turn as a question: what was said before, what the trainee did, and what one could choose there.

    `made` is the number of the response that was made.
    """

    turn: int
    title: str
    entries: tuple[Entry, ...]
    question: str
    options: tuple[Option, ...]
    made: int


def reviews(sitting: Sitting, debrief: Debrief) -> tuple[Review, ...]:
    """Return the flagged turns of a talk as questions."""
    return tuple(_review(sitting, turn) for turn in debrief.flagged)


def _review(sitting: Sitting, key: KeyTurn) -> Review:
    scenario, transcript = sitting.scenario, sitting.session.transcript
    turn = transcript.turns[key.turn - 1]
    options = sitting.options_at(key.turn)
    made = next(option.number for option in options if option.id == key.response)
    return Review(
        turn=key.turn,
        title=_("Turn {turn}, looked at again").format(turn=key.turn),
        entries=(
            *followed(transcript, key.turn - 1),
            chosen(scenario.scenes[turn.scene].responses[key.response]),
        ),
        question=_("What did your response invite, do you think? And which one would you choose now?"),
        options=options,
        made=made,
    )


def answer(debrief: Debrief, review: Review, picked: int | None, mode: Mode = "practice") -> tuple[str, ...]:
    """Return what there is to say about a reviewed turn, the response picked now (by number) first."""
    key = next(turn for turn in debrief.key_turns if turn.turn == review.turn)
    scene = debrief.transcript.scenario.scenes[debrief.transcript.turns[key.turn - 1].scene]
    return (
        *_now(review, picked),
        _why(key),
        *_reading(debrief, key, scene.responses[key.response], mode),
        *_others(debrief, key),
    )


def _now(review: Review, picked: int | None) -> Iterator[str]:
    if picked is not None:
        same, other = _("Now you would do the same: {text}"), _("Now you would choose: {text}")
        yield (same if picked == review.made else other).format(text=review.options[picked - 1].text)


def key_turn(debrief: Debrief, key: KeyTurn, mode: Mode = "practice") -> Section:
    """Return a turn that mattered: why, what was done, what it invited, and what was also on offer."""
    scene = debrief.transcript.scenario.scenes[debrief.transcript.turns[key.turn - 1].scene]
    response = scene.responses[key.response]
    title = _("Turn {turn}: {why}").format(turn=key.turn, why=", ".join(_(_WHY[why]) for why in key.why))
    lines = (
        _("You: {text}").format(text=said(response)),
        *_reading(debrief, key, response, mode),
        *_others(debrief, key),
    )
    return Section(title, lines, figures=("matter", "rose", "closeness", "band"), turn=key.turn)


def _why(key: KeyTurn) -> str:
    return _("Why this turn: {why}.").format(why=", ".join(_(_WHY[why]) for why in key.why))


def _reading(debrief: Debrief, key: KeyTurn, response: Response, mode: Mode) -> Iterator[str]:
    scenario = debrief.transcript.scenario
    act = key.judgement.rose.vector
    if key.broke_at is not None:
        yield _("In turn {turn} the contact broke; here it came back.").format(turn=key.broke_at)
    yield _("On the Rose this is {place}, as if to say: {wish}. It invited: {invited}.").format(
        place=names.place(act), wish=names.wish(act), invited=names.place(key.invited)
    )
    yield point(debrief.timeline.points[key.turn - 1])
    for pitfall in key.judgement.pitfalls:
        yield _("Pitfall: {pitfall}.").format(pitfall=pitfall_name(pitfall, scenario))
    for move in key.moves:
        yield _move(move, scenario)
    if mode != "assess":
        yield from _voices(response, key, scenario)


def _others(debrief: Debrief, key: KeyTurn) -> Iterator[str]:
    scenario = debrief.transcript.scenario
    responses = scenario.scenes[debrief.transcript.turns[key.turn - 1].scene].responses
    for other in key.alternatives:
        yield _alternative(other, responses[other.response], scenario)


def _move(move: Move, scenario: Scenario) -> str:
    persona = scenario.personas[move.persona]
    name = first_name(scenario, move.persona)
    before = persona.moods[move.before].label
    if move.before == move.after:
        return _("{client} stayed as before: {mood}, {place}.").format(
            client=name, mood=before, place=names.place(move.start)
        )
    return _("{client} went from {before}, {start}, to {after}, {end}.").format(
        client=name,
        before=before,
        after=persona.moods[move.after].label,
        start=names.place(move.start),
        end=names.place(move.end),
    )


def _voices(response: Response, key: KeyTurn, scenario: Scenario) -> Iterator[str]:
    """Yield why the mood went another way than invited (if it did), the client's thought and the coach's note."""
    if response.because and _departs(key):
        yield response.because
    yield from voices(response, key.judgement.addressed[0], scenario)


def _departs(key: KeyTurn) -> bool:
    """Return whether who was addressed went more than a right angle away from where the theory expected."""
    moved = [move for move in key.moves if move.persona in key.judgement.addressed]
    start, end = (mean([getattr(move, which) for move in moved]) for which in ("start", "end"))
    return departure(start, end, key.judgement.predicted) > DEPARTURE_DEGREES


def _alternative(other: Alternative, response: Response, scenario: Scenario) -> str:
    told = _("Also on offer: {text} [{closeness}; {place}]").format(
        text=said(response),
        closeness=names.closeness(other.judgement.closeness),
        place=names.place(other.judgement.rose.vector),
    )
    pitfalls = ", ".join(pitfall_name(pitfall, scenario) for pitfall in other.judgement.pitfalls)
    return _("{told} Pitfall: {pitfalls}.").format(told=told, pitfalls=pitfalls) if pitfalls else told
