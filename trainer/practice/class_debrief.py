"""Looking back with a class, in words: the path, every vote, where it was split, what talking changed, other roads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from trainer.classroom.ballot import Asks, Ballot
from trainer.language import _, plural
from trainer.practice.entries import said
from trainer.practice.lesson import Lesson, Poll
from trainer.practice.sitting import Sitting
from trainer.practice.voting import Answer, Tally, answers, count, tallies
from trainer.scenario.scene import Scale


class Line(NamedTuple):
    """Some words, and what stands before them in a column of its own: a number, a count, a team; '' for nothing."""

    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page for everybody to read."""

    title: str
    lines: tuple[Line, ...]


def sheets(lesson: Lesson) -> tuple[Sheet, ...]:
    """Return what a class looks back on, page by page; no page has a score."""
    polls = [poll for poll in lesson.polls if any(ballot.voters for ballot in poll.ballots)]
    return (
        path(lesson),
        *(_poll(lesson, poll) for poll in polls),
        *divided(lesson, polls),
        *changed(lesson, polls),
        other_roads(lesson),
        to_talk_about(lesson.talk),
    )


# --- the talk -----------------------------------------------------------------------------------------------


def path(lesson: Lesson) -> Sheet:
    """Return what was chosen, turn by turn, and where it led."""
    return Sheet(_("The path of this class"), (*made(lesson.talk), Line(how_it_ended(lesson.talk))))


def made(sitting: Sitting) -> Iterator[Line]:
    """Yield every response that was made."""
    scenario = sitting.scenario
    for n, turn in enumerate(sitting.session.transcript.turns, 1):
        yield Line(said(scenario.scenes[turn.scene].responses[turn.response]), str(n))


def how_it_ended(sitting: Sitting) -> str:
    """Return to which ending a talk came."""
    ending = sitting.session.moment.ending
    if ending is None:
        return _("The talk did not come to an end.")
    return _("The end: {title}").format(title=sitting.scenario.endings[ending].title)


# --- the votes ----------------------------------------------------------------------------------------------


def _poll(lesson: Lesson, poll: Poll) -> Sheet:
    """Return every vote at one moment, those on the same thing side by side."""
    lines = []
    for ballot, before in pairs(poll):
        lines.append(Line(f"{about(ballot, before)}:"))
        lines += [
            _line(tally) for tally in tallies(lesson.talk.scenario, poll.scene, ballot, before) if not tally.is_empty
        ]
    return Sheet(_("{moment}: the votes").format(moment=moment(lesson, poll)), (*lines, Line(taken(lesson, poll))))


def pairs(poll: Poll) -> Iterator[tuple[Ballot, Ballot | None]]:
    """Yield the last vote on each thing, with the first one on it if that is another."""
    last: Mapping[str, Ballot] = {ballot.asks: ballot for ballot in poll.ballots if ballot.voters}
    for asks, ballot in last.items():
        first = next(other for other in poll.ballots if other.asks == asks and other.voters)
        yield ballot, None if first is ballot else first


def about(ballot: Ballot, before: Ballot | None) -> str:
    """Return what a vote was about, and how many voted."""
    votes = plural("{n} vote", "{n} votes", ballot.voters)
    told = f"{question(ballot.asks)}, {votes}"
    return told if before is None else _("{about}, first and after talking").format(about=told)


def question(asks: Asks) -> str:
    """Return what was asked."""
    if asks == "rose":
        return _("Where the client was on the Rose")
    return _("How close the last response was") if asks == "axis" else _("What to do")


def _line(tally: Tally) -> Line:
    return Line(words(tally.answer), f"{tally.counted} ×")


def words(answer: Answer) -> str:
    """Return an answer in words; the number that a response had says nothing any more."""
    is_response = answer.text and answer.sign.isdigit() and answer.options[0] != answer.sign
    return answer.text if is_response else f"{answer.sign} {answer.text}".strip()


def taken(lesson: Lesson, poll: Poll) -> str:
    """Return what was made after the votes."""
    if poll.taken is None:
        return _("Nothing was taken here.")
    scene = lesson.talk.scenario.scenes[poll.scene]
    text = poll.taken if isinstance(scene, Scale) else said(scene.responses[poll.taken])
    ballot = next((ballot for ballot in reversed(poll.ballots) if ballot.asks == "response" and ballot.voters), None)
    if ballot is not None and ballot.winner is not None and ballot.winner != poll.taken:
        return _("Taken, other than most voted: {text}").format(text=text)
    return _("Taken: {text}").format(text=text)


def moment(lesson: Lesson, poll: Poll) -> str:
    """Return in words at which turn of which way a vote was."""
    told = _("Turn {turn}") if lesson.way(poll.at[0]) is lesson.talk else _("Turn {turn} on another road")
    return told.format(turn=turn_of(lesson, poll))


def turn_of(lesson: Lesson, poll: Poll) -> int:
    """Return before which turn (from 1) a vote was."""
    way, choices = poll.at
    transcript = lesson.way(way).session.transcript
    return 1 + sum(transcript.choices_before(n) < choices for n in range(1, len(transcript.turns) + 1))


def divided(lesson: Lesson, polls: Sequence[Poll]) -> Iterator[Sheet]:
    """Yield where no answer had more than half of the votes, at the first vote."""
    lines = []
    for poll in polls:
        ballot = next((b for b in poll.ballots if b.asks == "response" and b.voters), None)
        if ballot is not None and ballot.is_split:
            found = [tally for tally in tallies(lesson.talk.scenario, poll.scene, ballot) if tally.now]
            found.sort(key=lambda tally: -tally.now)
            lines.append(Line(f"{moment(lesson, poll)}:"))
            lines += [_line(tally) for tally in found]
    if lines:
        lines.append(Line(_("What did the one see that the other did not?")))
        yield Sheet(_("Where you were divided"), tuple(lines))


def changed(lesson: Lesson, polls: Sequence[Poll]) -> Iterator[Sheet]:
    """Yield what changed between a first vote and the last one on the same thing."""
    lines = []
    for poll in polls:
        for last, first in pairs(poll):
            if first is not None:
                change = _change(lesson, poll, first, last)
                lines.append(Line(_("{moment}: {change}").format(moment=moment(lesson, poll), change=change)))
    if lines:
        lines.append(Line(_("What was said in between that made a difference?")))
        yield Sheet(_("Before and after talking"), tuple(lines))


def _change(lesson: Lesson, poll: Poll, first: Ballot, last: Ballot) -> str:
    """Return which answer gained most."""
    found = answers(lesson.talk.scenario, poll.scene, last.asks, last.options)
    gains = [(count(last, answer) - count(first, answer), answer) for answer in found]
    gain, answer = max(gains, key=lambda pair: pair[0])
    if gain <= 0:
        return _("no answer gained votes.")
    return plural("{n} vote more for {words}", "{n} votes more for {words}", gain, words=words(answer))


# --- other roads, and what to talk about --------------------------------------------------------------------


def other_roads(lesson: Lesson) -> Sheet:
    """Return which roads were looked at, and which others there were, by the turn in which they leave the talk."""
    looked, left = list(_looked_at(lesson)), list(_not_looked_at(lesson))
    lines = []
    if looked:
        lines += [Line(_("Looked at together, from this turn on:")), *looked]
    if left:
        lines += [Line(_("In this turn the talk would have gone on elsewhere with:")), *left]
    if not lines:
        lines.append(Line(_("No other response would have led elsewhere at once.")))
    return Sheet(_("Roads not taken"), tuple(lines))


def parting(sittings: Sequence[Sitting]) -> int | None:
    """Return the first turn (from 1) in which not all talks did the same; None when there is none."""
    made = [[(turn.scene, turn.response) for turn in sitting.session.transcript.turns] for sitting in sittings]
    for n in range(max(map(len, made), default=0)):
        if len({tuple(choices[n : n + 1]) for choices in made}) > 1:
            return n + 1
    return None


def _others(talk: Sitting) -> Iterator[tuple[int, str, Sitting]]:
    """Yield the ways that went apart from the talk of the class: in which turn, and with which response."""
    for way in (talk.first, *talk.first.tried):
        at, turns = parting((talk, way)), way.session.transcript.turns
        if at is not None and at <= len(turns):
            yield at, turns[at - 1].response, way


def _looked_at(lesson: Lesson) -> Iterator[Line]:
    scenes = lesson.talk.scenario.scenes
    for turn, response, way in sorted(_others(lesson.talk), key=lambda found: found[0]):
        scene = way.session.transcript.turns[turn - 1].scene
        yield Line(f"{said(scenes[scene].responses[response])} {how_it_ended(way)}", str(turn))


def _not_looked_at(lesson: Lesson) -> Iterator[Line]:
    talk = lesson.talk
    seen = {(turn, response) for turn, response, _way in _others(talk)}
    turns = talk.session.transcript.turns
    for turn, response in reversed(lesson.roads):
        if (turn, response) not in seen:
            yield Line(said(talk.scenario.scenes[turns[turn - 1].scene].responses[response]), str(turn))


def to_talk_about(sitting: Sitting) -> Sheet:
    """Return the questions to read out and talk about; nobody types an answer."""
    ending = sitting.session.moment.ending
    own = sitting.scenario.endings[ending].reflect if ending else ()
    questions = (
        _("One word each: how do you feel now?"),
        *own,
        _("What went well in this talk?"),
        _("What would you do differently next time?"),
        _("On the whole: where on Leary's Rose were you? And how close?"),
    )
    return Sheet(_("To talk about together"), tuple(Line(question) for question in questions))
