"""The report of a class, which tells of nobody: its path, every vote, and the talk; as a page and as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from trainer.classroom.ballot import FEWEST_TOLD, Ballot
from trainer.language import _, current
from trainer.practice import class_debrief, teams
from trainer.practice.class_debrief import Line, Sheet, about, moment, taken, words
from trainer.practice.export import write
from trainer.practice.lesson import Lesson, Poll
from trainer.practice.report import facts, made_with, rose_words, talk
from trainer.practice.sitting import Sitting
from trainer.practice.voting import Tally, answers, cloud, tallies
from trainer.records import transfer
from trainer.records.report import Fact, Part, Report, Row, Table, rendered
from trainer.records.rose_drawing import CloudPicture
from trainer.records.times import local

COLUMNS: Final = (
    "run", "scenario", "started", "way", "turn", "scene", "taken", "ballot", "asks", "hands", "voters",
    "option", "said", "votes",
)  # fmt: skip
"""One row per option of every ballot; places on the Rose that nobody voted for are left out.

`way` is 0 for the first talk, else which of those tried from an earlier turn.
"""


def report(lesson: Lesson) -> Report:
    """Return the report of a class; the numbers are in it once the class has seen them."""
    sitting = lesson.talk
    told = tuple(_parts(lesson))
    titles = {part.title for part in told}
    numbers = talk(sitting, sitting.debrief) if sitting.reflected else ()
    more = (part for part in numbers if part.title not in titles)  # what the class looked at itself is told once
    return _page(sitting, _("Report of a class"), _facts(lesson), (*told, *more))


def teams_report(sittings: Sequence[Sitting]) -> Report:
    """Return the report of a class in teams: their talks side by side, and their numbers."""
    *sheets, numbers = teams.compared(sittings)
    rows = (Row(teams.name(n), teams.cells(given)) for n, given in enumerate(sittings))
    table = Part(numbers.title, shows=Table((_("Team"), *teams.columns()), tuple(rows)))
    known = facts(sittings[0], turns=False)  # every team has its own
    return _page(sittings[0], _("Report of a class in teams"), known, (*map(_as_part, sheets), table))


def _page(sitting: Sitting, kind: str, known: Iterable[Fact], parts: Iterable[Part]) -> Report:
    return Report(
        language=current(),
        spoken=sitting.scenario.language,
        title=sitting.scenario.title,
        kind=kind,
        facts=tuple(known),
        contents=_("On this page"),
        parts=tuple(parts),
        made_with=made_with(),
    )


def _facts(lesson: Lesson) -> Iterator[Fact]:
    yield from facts(lesson.talk)
    ballots = [ballot for poll in lesson.polls for ballot in poll.ballots if ballot.voters]
    yield Fact(_("Vote rounds"), str(len(ballots)))
    if lesson.seats:
        yield Fact(_("Phones"), str(len(lesson.seats)))


# --- the votes ----------------------------------------------------------------------------------------------


def _parts(lesson: Lesson) -> Iterator[Part]:
    """Yield the path, the votes, where the class was divided, what talking changed, other roads, what to talk about."""
    polls = [poll for poll in lesson.polls if any(ballot.voters for ballot in poll.ballots)]
    told = [_told_apart(poll) for poll in polls]
    yield _as_part(class_debrief.path(lesson))
    for poll, open_one in zip(polls, told, strict=True):
        yield from _votes(lesson, poll, open_one)
    for sheet in (*class_debrief.divided(lesson, told), *class_debrief.changed(lesson, told)):
        yield _as_part(sheet)
    yield _as_part(class_debrief.other_roads(lesson))
    yield _as_part(class_debrief.to_talk_about(lesson.talk))


def _told_apart(poll: Poll) -> Poll:
    """Return a moment with only the votes of which it can be told how they fell without pointing at anybody."""
    return replace(poll, ballots=tuple(ballot for ballot in poll.ballots if ballot.voters >= FEWEST_TOLD))


def _votes(lesson: Lesson, poll: Poll, open_one: Poll) -> Iterator[Part]:
    """Yield a part for each thing that was voted on at a moment, and one line for votes that were too small."""
    when, made = moment(lesson, poll), taken(lesson, open_one)
    found = list(class_debrief.pairs(open_one))
    hidden = [ballot for ballot in poll.ballots if 0 < ballot.voters < FEWEST_TOLD]
    notes = tuple(_too_few(ballot) for ballot in hidden)
    for n, (ballot, before) in enumerate(found):
        last = n == len(found) - 1
        yield _vote(lesson, poll, ballot, before, f"{when}. {about(ballot, before)}", (*notes, made) if last else ())
    if not found:
        yield Part(_("{moment}: the votes").format(moment=when), (*notes, made))


def _too_few(ballot: Ballot) -> str:
    told = about(ballot, None)
    return _("{about}: too few to tell how they fell, for that would point at people.").format(about=told)


def _vote(
    lesson: Lesson, poll: Poll, ballot: Ballot, before: Ballot | None, title: str, lines: tuple[str, ...]
) -> Part:
    found = tallies(lesson.talk.scenario, poll.scene, ballot, before)
    if ballot.asks != "rose":
        return Part(title, lines, _table(found))
    told = [f"{words(tally.answer)}: {tally.counted}" for tally in found if not tally.is_empty]
    picture = CloudPicture(
        key=f"votes-{ballot.number}",
        title=title,
        description=_("Every circle is a place on the Rose, with how many voted for it. The same is told in words."),
        words=rose_words(),
        votes=tuple((spot.where, spot.votes) for spot in cloud(ballot)),
    )
    return Part(title, (*told, *lines), picture)


def _table(found: Sequence[Tally]) -> Table:
    both = found[0].before is not None
    most = max(max(tally.now, tally.before or 0) for tally in found)
    heads = (_("Answer"), _("First"), _("After talking")) if both else (_("Answer"), _("Votes"))
    counted = [(tally, (tally.before or 0, tally.now) if both else (tally.now,)) for tally in found]
    return Table(
        heads,
        tuple(
            Row(words(tally.answer), tuple(map(str, cells)), tuple(n / most for n in cells)) for tally, cells in counted
        ),
    )


def _as_part(sheet: Sheet) -> Part:
    return Part(sheet.title, tuple(map(_labelled, sheet.lines)))


def _labelled(line: Line) -> str:
    return f"{line.label}{'.' if line.label.isdigit() else ''} {line.text}".strip()


# --- files ----------------------------------------------------------------------------------------------------


def write_report(lesson: Lesson, folder: Path) -> Path:
    """Write the page, and the table beside it, into a folder; return the page. Raises UsageError when that fails."""
    page, record = _file(lesson.talk.first, folder), lesson.talk.first.record
    write(page, rendered(report(lesson)))
    write(page.with_suffix(".csv"), as_table(lesson, record.run if record is not None else ""))
    return page


def write_teams_report(sittings: Sequence[Sitting], folder: Path) -> Path:
    """Write the page of a class in teams into a folder and return it. Raises UsageError when that fails."""
    page = _file(sittings[0], folder)
    write(page, rendered(teams_report(sittings)))
    return page


def _file(sitting: Sitting, folder: Path) -> Path:
    return folder / f"{sitting.scenario.id}-{local(sitting.started):%Y-%m-%d-%H%M}.html"


# --- as a table ---------------------------------------------------------------------------------------------


def as_table(lesson: Lesson, run: str = "") -> str:
    """Return the votes of a class as CSV; one with fewer than five voters is one row, without how it fell."""
    return transfer.as_table(COLUMNS, ({"run": run, **row} for poll in lesson.polls for row in _rows(lesson, poll)))


def _rows(lesson: Lesson, poll: Poll) -> Iterator[dict[str, Any]]:
    sitting = lesson.talk.first
    for ballot in poll.ballots:
        common = {
            "scenario": sitting.scenario.id,
            "started": sitting.started,
            "way": poll.at[0],
            "turn": class_debrief.turn_of(lesson, poll),
            "scene": poll.scene,
            "taken": poll.taken,
            "ballot": ballot.number,
            "asks": ballot.asks,
            "hands": int(ballot.hands is not None),
            "voters": ballot.voters,
        }
        if ballot.voters < FEWEST_TOLD:
            yield common
            continue
        named = {
            o: words(a) for a in answers(sitting.scenario, poll.scene, ballot.asks, ballot.options) for o in a.options
        }
        for option, votes in ballot.counts.items():
            if votes or ballot.asks != "rose":
                yield {**common, "option": option, "said": named[option], "votes": votes}
