"""Teams that take turns at one keyboard, each with its own run of the same scenario, and side by side afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from trainer.debrief.summary import summarize
from trainer.language import _
from trainer.practice.class_debrief import Line, Sheet, how_it_ended, made, parting, to_talk_about
from trainer.practice.entries import said
from trainer.practice.measures import IN_BAND, ROSE_FIT, SCORE
from trainer.practice.page import Page
from trainer.practice.sitting import Sitting
from trainer.records.teams import KeptTeams, TeamRuns

GAP = "   "
"""Stands between the numbers of a row."""


class Teams:
    """Whose turn it is. A team makes one choice, sees what follows, and then the next one goes on.

    Every step is kept before anything follows from it, if the talks are kept. Steps raise StoreError when they cannot
    be kept; then they were not made.
    """

    def __init__(self, sittings: Sequence[Sitting]) -> None:
        self.sittings = tuple(sittings)
        self.at = 0
        """The team whose turn it is, from 0."""
        self.looks_back = False
        """Whether the teams stand side by side."""
        self._made = 0
        """How many choices that team had made when its turn began."""
        self._over = False

    @classmethod
    def begun(cls, make: Callable[[], Sitting], number: int) -> Teams:
        """Begin `number` talks; `make` gives the same one each time."""
        teams = cls([make() for _team in range(number)])
        records = [sitting.record for sitting in teams.sittings]
        kept = [record for record in records if record is not None]
        if kept:
            with kept[0].together():
                for record, sitting in zip(kept, teams.sittings, strict=True):
                    record.begin(sitting)
                kept[0].teams.begin([record.run for record in kept])
        return teams

    @classmethod
    def restored(cls, sittings: Sequence[Sitting], kept: KeptTeams) -> Teams:
        """Return teams as they were kept, each in its talk as that was kept."""
        teams = cls(sittings)
        teams.at, teams._made, teams.looks_back = kept.up, kept.made, kept.looks_back
        return teams

    @property
    def is_kept(self) -> bool:
        """Return whether one can go on with these teams another time."""
        return all(sitting.record is not None for sitting in self.sittings)

    @property
    def _runs(self) -> tuple[TeamRuns, str] | None:
        """Return what the teams are kept in, and by which name; None when nothing is kept, or not any more."""
        record = self.sittings[0].record
        return (record.teams, record.run) if record is not None and self.is_kept else None

    @property
    def chosen(self) -> bool:
        """Return whether the team whose turn it is has chosen, and reads what follows."""
        return len(self.sitting.session.choices) > self._made

    @property
    def sitting(self) -> Sitting:
        """Return the talk of the team whose turn it is."""
        return self.sittings[self.at]

    @property
    def finished(self) -> bool:
        """Return whether no team has anything left to choose."""
        return not any(sitting.page.options for sitting in self.sittings)

    def choose(self, number: int) -> Page:
        """Make a choice for the team whose turn it is. Raises ChoiceError when there is none, or it was made."""
        return self.sitting.choose(number)

    def following(self) -> int | None:
        """Return the team that comes next, from 0; None when all are done."""
        order = [(self.at + n) % len(self.sittings) for n in range(1, len(self.sittings) + 1)]
        return next((team for team in order if self.sittings[team].page.options), None)

    def go_on(self) -> None:
        """Give the turn to the next team that has something to choose."""
        following = self.following()
        if following is not None:
            made = len(self.sittings[following].session.choices)
            if self._runs is not None:
                runs, first = self._runs
                runs.give_turn(first, following, made)
            self.at, self._made = following, made

    def look_back(self) -> None:
        """Hold the teams side by side."""
        if self._runs is not None:
            runs, first = self._runs
            runs.look_back(first)
        self.looks_back = True

    def end(self) -> None:
        """End, with the numbers or by stopping for good: nobody is asked to go on with these teams."""
        if self._runs is not None and not self._over:
            runs, first = self._runs
            with runs.together():
                for sitting in self.sittings:
                    if sitting.page.options:
                        sitting.stop()
                runs.end(first)
        self._over = True

    def close(self) -> None:
        """Leave every talk."""
        for sitting in self.sittings:
            sitting.close()


def name(team: int) -> str:
    """Return what a team (from 0) is called."""
    return _("Team {n}").format(n=team + 1)


# --- side by side -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Figures:
    """One team in a row: how many turns, the share in the band (0..1), and both scores; None without turns."""

    turns: int
    in_band: float
    rose_fit: float | None
    practice_score: float | None


def figures(sitting: Sitting) -> Figures:
    """Return a team's talk in the numbers that are held side by side."""
    transcript = sitting.session.transcript
    summary = summarize(transcript)
    fits = [turn.judgement.rose_fit for turn in transcript.turns]
    return Figures(
        len(fits), summary.in_band, sum(fits) / len(fits) if fits else None, summary.practice_score if fits else None
    )


def compared(sittings: Sequence[Sitting]) -> tuple[Sheet, ...]:
    """Return the teams side by side, page by page; numbers come last."""
    return (
        endings(sittings),
        apart(sittings),
        *(_path(n, sitting) for n, sitting in enumerate(sittings, 1)),
        to_talk_about(max(sittings, key=lambda sitting: sitting.page.ended)),
        numbers(sittings),
    )


def _path(n: int, sitting: Sitting) -> Sheet:
    return Sheet(_("The path of team {n}").format(n=n), (*made(sitting), Line(how_it_ended(sitting))))


def endings(sittings: Sequence[Sitting]) -> Sheet:
    """Return where every team came out."""
    lines = tuple(Line(how_it_ended(sitting), name(n)) for n, sitting in enumerate(sittings))
    return Sheet(_("Where every team came out"), lines)


def apart(sittings: Sequence[Sitting]) -> Sheet:
    """Return where the teams went apart for the first time, and how often they did the same."""
    lines = tuple(_apart(sittings))
    return Sheet(_("Where you went apart"), lines or (Line(_("You all made the same choices.")),))


def _apart(sittings: Sequence[Sitting]) -> Iterator[Line]:
    first = parting(sittings)
    if first is None:
        return
    if first > 1:
        yield Line(_("Up to turn {turn} you all did the same.").format(turn=first - 1))
    yield Line(_("In turn {turn} you went apart:").format(turn=first))
    for n, sitting in enumerate(sittings):
        turns = sitting.session.transcript.turns
        if len(turns) >= first:
            turn = turns[first - 1]
            yield Line(said(sitting.scenario.scenes[turn.scene].responses[turn.response]), name(n))
        else:
            yield Line(_("The talk was over by then."), name(n))


def numbers(sittings: Sequence[Sitting]) -> Sheet:
    """Return the numbers of every team, a row each under the same headings."""
    heads = columns()
    rows = [Line(GAP.join(heads), " ")]
    for n, sitting in enumerate(sittings):
        filled = (cell.rjust(len(head)) for cell, head in zip(cells(sitting), heads, strict=True))
        rows.append(Line(GAP.join(filled), name(n)))
    told = _("Read them side by side: what did the one do otherwise than the other? A practice score, not a test.")
    return Sheet(_("The numbers side by side"), (*rows, Line(told)))


def columns() -> tuple[str, ...]:
    """Return the headings of the numbers of a team."""
    return _("turns"), _(IN_BAND.short), _(ROSE_FIT.short), _(SCORE.short)


def cells(sitting: Sitting) -> tuple[str, ...]:
    """Return the numbers of a team in words, under `columns`."""
    found = figures(sitting)
    fit, score = found.rose_fit, found.practice_score
    return (
        str(found.turns),
        f"{round(100 * found.in_band)}%",
        "-" if fit is None else str(int(fit)),
        "-" if score is None else str(round(score)),
    )
