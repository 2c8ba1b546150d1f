"""Both pictures in words: the tracks on the Rose, and closeness against its band, whole and turn by turn."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.debrief import Debrief
from trainer.debrief.pictures import Step, Timeline, TimelinePoint
from trainer.language import _, plural
from trainer.practice.entries import first_name
from trainer.practice.section import Section, pitfall_name, signed
from trainer.scenario.model import Scenario
from trainer.theory import names
from trainer.theory.rose import grade, mirror


def grade_name(score: float) -> str:
    """Return the word for a Rose fit."""
    return {"strong": _("strong"), "workable": _("workable"), "against": _("works against")}[grade(score)]


# --- on the Rose --------------------------------------------------------------------------------------------


def rose(debrief: Debrief) -> Section:
    """Return both tracks on the Rose, turn by turn."""
    scenario = debrief.transcript.scenario
    lines = [_step(step, scenario) for step in debrief.tracks.steps]
    for key, where in debrief.tracks.end:
        lines.append(
            _("Afterwards: {client} {place}.").format(client=first_name(scenario, key), place=names.place(where))
        )
    figures = ("rose", "fit", "drawn_in", "one_note")
    return Section(_("Both tracks on Leary's Rose"), (*lines, *_courses(debrief)), "rose", figures)


def _step(step: Step, scenario: Scenario) -> str:
    return _("{turn}. You: {you}. {client}: {there}.").format(
        turn=step.turn, you=names.place(step.trainee), client=_names(step, scenario), there=names.place(step.client)
    )


def _names(step: Step, scenario: Scenario) -> str:
    return ", ".join(first_name(scenario, key) for key in step.clients)


def _courses(debrief: Debrief) -> Iterator[str]:
    """Yield where each track was on the whole, and how much it kept to one note; variety is no merit by itself."""
    for who, course in ((_("You"), debrief.tracks.trainee), (_("The client"), debrief.tracks.client)):
        if course is not None and course.one_note is not None:
            yield _("{who} on average: {place}. The same note held: {share}%.").format(
                who=who, place=names.place(course.mean), share=round(100 * course.one_note)
            )


def turn_on_rose(debrief: Debrief, turn: int) -> tuple[str, ...]:
    """Return one turn (from 1) on the Rose: what it was, what it invited, and where the client went."""
    scenario = debrief.transcript.scenario
    step = debrief.tracks.steps[turn - 1]
    reading = debrief.transcript.turns[turn - 1].judgement
    return (
        _("You: {place}, as if to say: {wish}. That invites: {invited}.").format(
            place=names.place(step.trainee), wish=names.wish(step.trainee), invited=names.place(mirror(step.trainee))
        ),
        _("{client}: {there}; after this: {then}.").format(
            client=_names(step, scenario), there=names.place(step.client), then=_afterwards(step, scenario)
        ),
        _("Rose fit {fit} ({grade}). Going along: {share}%.").format(
            fit=int(reading.rose_fit), grade=grade_name(reading.rose_fit), share=round(100 * reading.drawn_in)
        ),
    )


def _afterwards(step: Step, scenario: Scenario) -> str:
    """Return where who was addressed went after a turn, by name when they are several."""
    if len(step.clients) == 1:
        return names.place(step.after[0])
    return ", ".join(
        _("{client} {place}").format(client=first_name(scenario, key), place=names.place(where))
        for key, where in zip(step.clients, step.after, strict=True)
    )


# --- on the axis --------------------------------------------------------------------------------------------


def closeness(debrief: Debrief) -> Section:
    """Return the closeness of every turn against its band."""
    line = debrief.timeline
    points = (f"{p.turn}. {point(p)}" for p in line.points)
    return Section(_("Closeness and distance"), (*points, *_lean(line)), "timeline", ("closeness", "band"))


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


def point(point: TimelinePoint) -> str:
    """Return the closeness of a turn and how it lies to the band."""
    template = {
        None: _("Closeness {closeness}: in the band ({low} to {high})."),
        "near": _("Closeness {closeness}: nearer than the band ({low} to {high})."),
        "far": _("Closeness {closeness}: further off than the band ({low} to {high})."),
    }[point.side]
    return template.format(
        closeness=names.closeness(point.closeness),
        low=signed(point.band.low),
        high=signed(point.band.high),
    )


def turn_on_axis(debrief: Debrief, turn: int) -> tuple[str, ...]:
    """Return one turn (from 1) on the axis: its closeness, who decided, and the pitfalls in it."""
    scenario = debrief.transcript.scenario
    reading = debrief.transcript.turns[turn - 1].judgement
    decided = {
        1: _("The client decides or acts here."),
        0: _("You decide together here."),
        -1: _("You take over here."),
    }[reading.autonomy]
    return (
        point(debrief.timeline.points[turn - 1]),
        decided,
        *(_("Pitfall: {pitfall}.").format(pitfall=pitfall_name(p, scenario)) for p in reading.pitfalls),
    )
