"""Looking back with a class, in words: the path, every vote, where it was split, what talking changed, other roads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trainer.classroom.ballot import Ballot
from trainer.language import _, plural
from trainer.practice.entries import said
from trainer.practice.lesson import Lesson, Poll
from trainer.practice.section import Section
from trainer.practice.sitting import Sitting
from trainer.practice.voting import Tally, answers, count, tallies
from trainer.scenario.scene import Scale


def sections(lesson: Lesson) -> tuple[Section, ...]:
    """Return what a class looks back on, page by page; no page has a score."""
    polls = [poll for poll in lesson.polls if any(ballot.voters for ballot in poll.ballots)]
    return (
        path(lesson),
        *(_poll(lesson, poll) for poll in polls),
        *_split(lesson, polls),
        *_changed(lesson, polls),
        other_roads(lesson),
        to_talk_about(lesson.talk),
    )


# --- the talk -----------------------------------------------------------------------------------------------


def path(lesson: Lesson) -> Section:
    """Return what was chosen, turn by turn, and where it led."""
    return Section(_("The path of this class"), (*made(lesson.talk), how_it_ended(lesson.talk)))


def made(sitting: Sitting) -> Iterator[str]:
    """Yield every response that was made."""
    scenario = sitting.scenario
    for n, turn in enumerate(sitting.session.transcript.turns, 1):
        yield f"{n}. {said(scenario.scenes[turn.scene].responses[turn.response])}"


def how_it_ended(sitting: Sitting) -> str:
    """Return to which ending a talk came."""
    ending = sitting.session.moment.ending
    if ending is None:
        return _("The talk did not come to an end.")
    return _("The end: {title}").format(title=sitting.scenario.endings[ending].title)


# --- the votes ----------------------------------------------------------------------------------------------


def _poll(lesson: Lesson, poll: Poll) -> Section:
    """Return every vote at one moment, those on the same thing side by side."""
    lines = []
    for ballot, before in _pairs(poll):
        lines.append(_about(ballot))
        lines += [_line(tally) for tally in tallies(lesson.talk.scenario, poll.scene, ballot, before) if _any(tally)]
    return Section(_("{moment}: the votes").format(moment=_moment(lesson, poll)), (*lines, _taken(lesson, poll)))


def _pairs(poll: Poll) -> Iterator[tuple[Ballot, Ballot | None]]:
    """Yield the last vote on each thing, with the first one on it if that is another."""
    last: Mapping[str, Ballot] = {ballot.asks: ballot for ballot in poll.ballots if ballot.voters}
    for asks, ballot in last.items():
        first = next(other for other in poll.ballots if other.asks == asks and other.voters)
        yield ballot, None if first is ballot else first


def _any(tally: Tally) -> bool:
    return bool(tally.now or tally.before)


def _about(ballot: Ballot) -> str:
    votes = plural("{n} vote", "{n} votes", ballot.voters)
    return {
        "response": _("What to do, {votes}:"),
        "rose": _("Where the client was on the Rose, {votes}:"),
        "axis": _("How close the last response was, {votes}:"),
    }[ballot.asks].format(votes=votes)


def _line(tally: Tally) -> str:
    words = f"{tally.answer.sign} {tally.answer.text}".strip()
    if tally.before is None:
        return f"{tally.now} × {words}"
    return _("{words}: first {before}, then {now}.").format(words=words, before=tally.before, now=tally.now)


def _taken(lesson: Lesson, poll: Poll) -> str:
    if poll.taken is None:
        return _("Nothing was taken here.")
    scene = lesson.talk.scenario.scenes[poll.scene]
    text = poll.taken if isinstance(scene, Scale) else said(scene.responses[poll.taken])
    ballot = next((ballot for ballot in reversed(poll.ballots) if ballot.asks == "response" and ballot.voters), None)
    if ballot is not None and ballot.winner is not None and ballot.winner != poll.taken:
        return _("Taken, other than most voted: {text}").format(text=text)
    return _("Taken: {text}").format(text=text)


def _moment(lesson: Lesson, poll: Poll) -> str:
    """Return at which turn of which way a vote was."""
    way, choices = poll.at
    sitting = lesson.way(way)
    transcript = sitting.session.transcript
    turn = 1 + sum(transcript.choices_before(n) < choices for n in range(1, len(transcript.turns) + 1))
    if sitting is lesson.talk:
        return _("Turn {turn}").format(turn=turn)
    return _("Turn {turn} on another road").format(turn=turn)


def _split(lesson: Lesson, polls: list[Poll]) -> Iterator[Section]:
    """Yield where no answer had more than half of the votes, at the first vote."""
    lines = []
    for poll in polls:
        ballot = next((b for b in poll.ballots if b.asks == "response" and b.voters), None)
        if ballot is not None and ballot.is_split:
            found = [tally for tally in tallies(lesson.talk.scenario, poll.scene, ballot) if tally.now]
            found.sort(key=lambda tally: -tally.now)
            lines.append(f"{_moment(lesson, poll)}:")
            lines += [_line(tally) for tally in found]
    if lines:
        lines.append(_("What did the one see that the other did not?"))
        yield Section(_("Where you were divided"), tuple(lines))


def _changed(lesson: Lesson, polls: list[Poll]) -> Iterator[Section]:
    """Yield what changed between a first vote and the last one on the same thing."""
    lines = []
    for poll in polls:
        for last, first in _pairs(poll):
            if first is not None:
                change = _change(lesson, poll, first, last)
                lines.append(_("{moment}: {change}").format(moment=_moment(lesson, poll), change=change))
    if lines:
        lines.append(_("What was said in between that made a difference?"))
        yield Section(_("Before and after talking"), tuple(lines))


def _change(lesson: Lesson, poll: Poll, first: Ballot, last: Ballot) -> str:
    """Return which answer gained most."""
    found = answers(lesson.talk.scenario, poll.scene, last.asks, last.options)
    gains = [(count(last, answer) - count(first, answer), answer) for answer in found]
    gain, answer = max(gains, key=lambda pair: pair[0])
    words = f"{answer.sign} {answer.text}".strip()
    if gain <= 0:
        return _("no answer gained votes.")
    return plural("{n} vote more for {words}", "{n} votes more for {words}", gain, words=words)


# --- other roads, and what to talk about --------------------------------------------------------------------


def other_roads(lesson: Lesson) -> Section:
    """Return which roads were looked at, and which others there were."""
    lines = [*_looked_at(lesson), *_not_looked_at(lesson)]
    return Section(_("Roads not taken"), tuple(lines) or (_("No other response would have led elsewhere at once."),))


def _looked_at(lesson: Lesson) -> Iterator[str]:
    talk = lesson.talk
    for way in (talk.first, *talk.first.tried):
        if way is talk:
            continue
        transcript = way.session.transcript
        at = way.left_at or talk.left_at or 1
        if len(transcript.turns) < at:
            continue
        turn = transcript.turns[at - 1]
        text = said(talk.scenario.scenes[turn.scene].responses[turn.response])
        yield _("Looked at, from turn {turn}: {text} {end}").format(turn=at, text=text, end=how_it_ended(way))


def _not_looked_at(lesson: Lesson) -> Iterator[str]:
    talk = lesson.talk
    seen = {
        (way.left_at, way.session.transcript.turns[way.left_at - 1].response)
        for way in talk.first.tried
        if way.left_at and len(way.session.transcript.turns) >= way.left_at
    }
    turns = talk.session.transcript.turns
    for turn, response in reversed(lesson.roads):
        if (turn, response) not in seen:
            text = said(talk.scenario.scenes[turns[turn - 1].scene].responses[response])
            yield _("Turn {turn} would have gone on elsewhere with: {others}").format(turn=turn, others=text)


def to_talk_about(sitting: Sitting) -> Section:
    """Return the questions to read out and talk about; nobody types an answer."""
    ending = sitting.session.moment.ending
    own = sitting.scenario.endings[ending].reflect if ending else ()
    lines = (
        _("One word each: how do you feel now?"),
        *own,
        _("What went well in this talk?"),
        _("What would you do differently next time?"),
        _("On the whole: where on Leary's Rose were you? And how close?"),
    )
    return Section(_("To talk about together"), lines)
