"""A debrief in words: the text twin of every picture and number, the same in both players."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from trainer.conversation.run import Mode
from trainer.debrief import Debrief, KeyTurn
from trainer.debrief.key_turns import Alternative, Move, Why
from trainer.debrief.pictures import Step, Timeline, TimelinePoint
from trainer.language import N_, _, plural
from trainer.practice.entries import first_name, said
from trainer.scenario.model import Response, Scenario
from trainer.theory import names
from trainer.theory.constants import CLIENT_TO_CLIENT_TURNS, DEPARTURE_DEGREES, NEAR_PITFALLS, PHASES, VIOLATION
from trainer.theory.rose import Vector, angle_between, grade, mean

_WHY: dict[Why, str] = {
    "too_near": N_("the largest step out of the band: too near"),
    "too_far": N_("the largest step out of the band: too far"),
    "closer": N_("after this the client moved on most"),
    "away": N_("after this the client moved back most"),
    "repaired": N_("contact repaired"),
}
_GRADES = {"strong": N_("strong"), "workable": N_("workable"), "against": N_("works against")}


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its paragraphs; they are the text twin of its `picture`, if it has one."""

    title: str
    lines: tuple[str, ...]
    picture: Literal["rose", "timeline"] | None = None


def told(debrief: Debrief, answer: str = "", mode: Mode = "practice") -> tuple[Section, ...]:
    """Return the whole debrief in words: own words first, then tracks, closeness, key turns and the numbers.

    After an assessment the coach and the client's thoughts stay silent.
    """
    own = [own_words(answer)] if answer else []
    turns = [key_turn(debrief, turn, mode) for turn in debrief.key_turns]
    return (*own, rose(debrief), closeness(debrief), *turns, profile(debrief))


def own_words(answer: str) -> Section:
    """Return what the trainee wrote before any number was shown."""
    return Section(_("In your own words"), (answer,))


# --- pictures in words ------------------------------------------------------------------------------------


def rose(debrief: Debrief) -> Section:
    """Return both tracks on the Rose, turn by turn."""
    scenario = debrief.transcript.scenario
    lines = [_step(step, scenario) for step in debrief.tracks.steps]
    for key, where in debrief.tracks.end:
        lines.append(
            _("Afterwards: {client} {place}.").format(client=first_name(scenario, key), place=names.place(where))
        )
    return Section(_("Both tracks on Leary's Rose"), (*lines, *_courses(debrief)), "rose")


def _courses(debrief: Debrief) -> Iterator[str]:
    """Yield where each track was on the whole, and how much it kept to one note; variety is no merit by itself."""
    for who, course in ((_("You"), debrief.tracks.trainee), (_("The client"), debrief.tracks.client)):
        if course is not None and course.one_note is not None:
            yield _("{who} on average: {place}. The same note held: {share} %.").format(
                who=who, place=names.place(course.mean), share=round(100 * course.one_note)
            )


def _step(step: Step, scenario: Scenario) -> str:
    clients = ", ".join(first_name(scenario, key) for key in step.clients)
    return _("{turn}. You: {you}. {client}: {there}.").format(
        turn=step.turn, you=names.place(step.trainee), client=clients, there=names.place(step.client)
    )


def closeness(debrief: Debrief) -> Section:
    """Return the closeness of every turn against its band."""
    line = debrief.timeline
    points = (f"{p.turn}. {_point(p)}" for p in line.points)
    return Section(_("Closeness and distance"), (*points, *_lean(line)), "timeline")


def _lean(line: Timeline) -> Iterator[str]:
    """Yield how far the closeness went outside the band, near and far apart, and how soon it came back."""
    if line.steps_near or line.steps_far:
        yield _("Steps outside the band in all: {near} too near, {far} too far.").format(
            near=line.steps_near, far=line.steps_far
        )
    if line.turns_to_return is not None:
        turns = round(line.turns_to_return)
        yield plural(
            "Back in the band after {n} turn on average.", "Back in the band after {n} turns on average.", turns
        )


def _point(point: TimelinePoint) -> str:
    template = {
        None: _("Closeness {closeness}: in the band ({low} to {high})."),
        "near": _("Closeness {closeness}: nearer than the band ({low} to {high})."),
        "far": _("Closeness {closeness}: further off than the band ({low} to {high})."),
    }[point.side]
    return template.format(
        closeness=signed(point.closeness) if point.side is None else names.closeness(point.closeness),
        low=signed(point.band.low),
        high=signed(point.band.high),
    )


def signed(step: int) -> str:
    """Return a step on the axis with its sign; 0 has none."""
    return f"{step:+d}" if step else "0"


# --- the turns that mattered ------------------------------------------------------------------------------


def key_turn(debrief: Debrief, turn: KeyTurn, mode: Mode = "practice") -> Section:
    """Return a turn that mattered: what it invited, what the client did, what was also on offer."""
    scenario = debrief.transcript.scenario
    scene = scenario.scenes[debrief.transcript.turns[turn.turn - 1].scene]
    response = scene.responses[turn.response]
    title = _("Turn {turn}: {why}").format(turn=turn.turn, why=", ".join(_(_WHY[why]) for why in turn.why))
    lines = [
        _("You: {text}").format(text=said(response)),
        _("On the Rose this is {place}, as if to say: {wish}. It invited: {invited}.").format(
            place=names.place(turn.judgement.rose.vector),
            wish=names.wish(turn.judgement.rose.vector),
            invited=names.place(turn.invited),
        ),
        _point(debrief.timeline.points[turn.turn - 1]),
        *(_("Pitfall: {pitfall}.").format(pitfall=_pitfall_name(p, scenario)) for p in turn.judgement.pitfalls),
        *(_move(move, scenario) for move in turn.moves),
        *(_voices(response, turn, scenario) if mode == "practice" else ()),
        *(_alternative(other, scene.responses[other.response], scenario) for other in turn.alternatives),
    ]
    if turn.broke_at is not None:
        lines.insert(1, _("In turn {turn} the contact broke; here it came back.").format(turn=turn.broke_at))
    return Section(title, tuple(lines))


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


def _voices(response: Response, turn: KeyTurn, scenario: Scenario) -> Iterator[str]:
    """Yield why the mood went another way than invited (if it did), the client's thought and the coach's note."""
    if response.because and _departs(turn):
        yield response.because
    if isinstance(response.thought, str):
        name = first_name(scenario, turn.judgement.addressed[0])
        yield _("{client} thought: {text}").format(client=name, text=response.thought)
    elif response.thought:
        for key, text in response.thought.items():
            yield _("{client} thought: {text}").format(client=first_name(scenario, key), text=text)
    if response.coach:
        yield _("Coach: {text}").format(text=response.coach)


def _departs(turn: KeyTurn) -> bool:
    """Return whether who was addressed went more than a right angle away from where the theory expected."""
    moved = [move for move in turn.moves if move.persona in turn.judgement.addressed]
    start, end = (mean([getattr(move, which) for move in moved]) for which in ("start", "end"))
    return angle_between(_step_to(start, end), _step_to(start, turn.judgement.predicted)) > DEPARTURE_DEGREES


def _step_to(start: Vector, end: Vector) -> Vector:
    return Vector(end.x - start.x, end.y - start.y)


def _alternative(other: Alternative, response: Response, scenario: Scenario) -> str:
    told = _("Also on offer: {text} [{closeness}; {place}]").format(
        text=said(response),
        closeness=names.closeness(other.judgement.closeness),
        place=names.place(other.judgement.rose.vector),
    )
    pitfalls = ", ".join(_pitfall_name(pitfall, scenario) for pitfall in other.judgement.pitfalls)
    return _("{told} Pitfall: {pitfalls}.").format(told=told, pitfalls=pitfalls) if pitfalls else told


def _pitfall_name(pitfall: str, scenario: Scenario) -> str:
    own = scenario.pitfalls.get(pitfall)
    return own.label if own else _(names.PITFALL_NAMES[pitfall])


# --- numbers ----------------------------------------------------------------------------------------------


def profile(debrief: Debrief) -> Section:
    """Return the summary in words; the practice score comes last and never alone."""
    summary = debrief.summary
    turns = len(debrief.transcript.turns)
    lines = [
        _("In the band: {n} of {turns} turns. Too near: {near}. Too far: {far}.").format(
            n=round(summary.in_band * turns), turns=turns, near=summary.too_near, far=summary.too_far
        ),
        _longest(summary.longest_outside),
        *_contact(debrief),
        *_goals(debrief),
        *_pitfalls(debrief),
    ]
    if summary.practice_score is None:
        lines.append(_("No turns, so no practice score."))
    else:
        score = _("Practice score: {score} of 100. A practice score, not a test.")
        lines.append(score.format(score=round(summary.practice_score)))
    return Section(_("The talk as a whole"), tuple(lines))


def _longest(turns: int) -> str:
    if not turns:
        return _("Never outside the band.")
    return plural("Outside the band for {n} turn at most.", "Outside the band for {n} turns in a row at most.", turns)


def _contact(debrief: Debrief) -> Iterator[str]:
    summary = debrief.summary
    fits = [
        _("{phase} {score} ({grade})").format(
            phase=_(names.PHASE_NAMES[p]), score=int(value), grade=_(_GRADES[grade(value)])
        )
        for p in PHASES
        if (value := summary.rose_fit[p]) is not None
    ]
    yield _("Rose fit: {phases}. A coarse measure.").format(phases=", ".join(fits) or "-")
    if summary.drawn_in is not None:
        share = round(100 * summary.drawn_in)
        yield _("Going along with what the client invited, in the middle: {share} %.").format(share=share)
    if summary.drawn_in_without_progress:
        yield _("You went along a good deal while little moved: you may have been drawn in.")
    share = round(100 * summary.progress)
    if share >= 0:
        yield _("Progress of the client: {share} % of the way.").format(share=share)
    else:
        yield _("The client ended {share} % further from where this talk could help to get.").format(share=-share)
    yield _("Autonomy: {sum} (above 0: the client decided more; below 0: you took over more).").format(
        sum=signed(summary.autonomy)
    )
    if summary.ruptures:
        broke = plural("The contact broke once", "The contact broke {n} times", summary.ruptures)
        yield _("{broke}; repaired: {repaired}.").format(broke=broke, repaired=summary.repaired)
    if len(debrief.transcript.cast) > 1:
        yield _("Said between the clients: {share} % of the turns.").format(share=round(100 * summary.between))
        yield _("Clients speaking to each other in the last {n} turns: {share} % of what they said.").format(
            n=CLIENT_TO_CLIENT_TURNS, share=round(100 * summary.client_to_client)
        )


def _goals(debrief: Debrief) -> Iterator[str]:
    for key, tally in debrief.summary.goals.items():
        yield _("{goal}: {got} of {best}.").format(
            goal=debrief.transcript.scenario.goals[key], got=tally.got, best=tally.best
        )


def _pitfalls(debrief: Debrief) -> Iterator[str]:
    scenario = debrief.transcript.scenario
    for pitfall in debrief.summary.pitfalls:
        own = scenario.pitfalls.get(pitfall.id)
        if pitfall.id == VIOLATION:
            template = _("Turn {turn}: {pitfall}.")
        elif own.side == "near" if own else pitfall.id in NEAR_PITFALLS:
            template = _("Turn {turn}, a pitfall on the near side: {pitfall}.")
        else:
            template = _("Turn {turn}, a pitfall on the far side: {pitfall}.")
        yield template.format(turn=pitfall.turn, pitfall=_pitfall_name(pitfall.id, scenario))
