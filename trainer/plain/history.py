"""Own talks over time in plain text: scenario by scenario, and the course of every measure in words."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.language import _, plural
from trainer.plain.paper import heading, say
from trainer.practice.dates import moment
from trainer.practice.history import History
from trainer.practice.talks import NONE, Row
from trainer.records.lessons import HeldLesson
from trainer.records.teams import HeldTeams
from trainer.text import clean

LATEST = 20
"""Talks that are listed unless more are asked for."""


def tell(history: History, most: int | None = LATEST) -> None:
    """Write the latest talks, at most so many or all of them, and then the courses."""
    if not history.rows:
        say(history.note)
        return
    groups: dict[str, list[Row]] = {}
    for row in history.rows[:most]:
        groups.setdefault(row.scenario, []).append(row)
    for scenario, rows in groups.items():
        _scenario(history, scenario, rows)
    print()
    more = len(history.rows) - sum(len(rows) for rows in groups.values())
    if more:
        not_listed = plural("{n} older talk is not listed here.", "{n} older talks are not listed here.", more)
        say(_("{not_listed} `trainer history --all` lists every talk.").format(not_listed=not_listed))
    say(
        _(
            "`trainer debrief` with the code of a talk opens it again; `trainer resume` goes on with one that is "
            "not finished."
        )
    )
    if history.note:
        say(history.note)
    for course in history.courses:
        heading(course.name)
        for line in (course.tells, *course.lines):
            say(line, hanging="    ")


def tell_classes(classes: Sequence[HeldLesson | HeldTeams]) -> None:
    """Write which classes were held, the latest first."""
    if not classes:
        say(_("No class was held here yet: `trainer class` begins one."))
        return
    for held in sorted(classes, key=lambda held: held.started, reverse=True):
        if isinstance(held, HeldTeams):
            how = plural("{n} team", "{n} teams", held.teams)
        else:
            how = plural("{n} vote round", "{n} vote rounds", held.votes)
        say(f"{held.run}, {moment(held.started)}: {clean(held.title)}, {how}", hanging="    ")
    print()
    say(_("`trainer report` with the code of a class makes a page, or with `-o FILE.csv` a table of its votes."))


def _scenario(history: History, scenario: str, rows: list[Row]) -> None:
    count = next((one.count for one in history.scenarios if one.id == scenario), len(rows))
    talks = plural("{n} talk", "{n} talks", count)
    heading(f"{rows[0].title}, {talks}")
    # found over all scenarios, endings would say nothing about this one
    names = {course.key: course.name for course in history.courses if history.scenario or course.key != "endings"}
    for row in rows:
        say(f"{row.id}, {row.date}: {row.how}", hanging="    ")
        figures = [f"{names[key]} {value}" for key, value in row.figures.items() if key in names and value != NONE]
        if figures:
            say(", ".join(figures), indent="    ")
