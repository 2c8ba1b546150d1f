"""`trainer explore`: everything that can happen in a scenario."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from trainer import language
from trainer.cli.group import Settings, shared
from trainer.language import _, decimal, plural

if TYPE_CHECKING:
    from trainer.authoring.study import Study


@click.command("explore", help=_("Look at everything that can happen in a scenario, and at its practice scores."))
@click.argument("scenario")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--max-states",
    type=click.IntRange(min=1),
    metavar="N",
    help=_("Beyond so many situations: talks at random instead. A million unless you say otherwise."),
)
@shared
def command(settings: Settings, scenario: str, form: str, max_states: int | None) -> None:
    """Explore a scenario and print what was found, in words or as JSON."""
    from trainer.authoring.account import account
    from trainer.authoring.explorer import MAX_STATES
    from trainer.authoring.study import Study
    from trainer.scenario import load_scenario
    from trainer.scenario.library import find

    loaded = load_scenario(find(scenario, settings.shelves()), language.current())
    study = Study(loaded, max_states or MAX_STATES)
    found = account(study)
    if form == "json":
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for line in _told(study, found):
            click.echo(line)


def _told(study: Study, found: dict[str, Any]) -> Iterator[str]:
    yield from _scope(study, found)
    yield ""
    yield from _scenes(study, found)
    yield ""
    yield from _endings(study, found)
    yield ""
    yield from _scores(study, found)


def _scope(study: Study, found: dict[str, Any]) -> Iterator[str]:
    """Yield how much was looked at, and where it is not everything, what was too much."""
    from trainer.authoring.explorer import MOST_CASTINGS

    title, ways = study.scenario.title, study.exploration.castings
    situations = plural("{n} situation", "{n} situations", found["situations"])
    if found["complete"]:
        yield _("{title}: {situations}, every one of them looked at.").format(title=title, situations=situations)
        return
    if ways > MOST_CASTINGS:
        message = _("{title}: the clients can show up in {n} ways together; only the first {most} were looked at.")
        yield message.format(title=title, n=ways, most=MOST_CASTINGS)
    else:
        yield _("{title}: too large to look at everything.").format(title=title)
    if found["walks"]:
        seen = _("{situations} were seen, also in {walks} talks at random; what is not here may still happen.")
    else:
        seen = _("{situations} were seen; what is not here may still happen.")
    yield seen.format(situations=situations, walks=found["walks"])


def _scenes(study: Study, found: dict[str, Any]) -> Iterator[str]:
    yield _("Scenes, with in how many situations one can be there")
    width = max(len(name) for name in found["scenes"])
    for name, count in found["scenes"].items():
        line = f"  {name:<{width}} {count:>9}"
        closed = [key for key in study.scenario.scenes[name].responses if not found["responses"][f"{name}.{key}"]]
        if closed and count:
            line += "  " + _("never on offer: {names}").format(names=", ".join(closed))
        yield line


def _endings(study: Study, found: dict[str, Any]) -> Iterator[str]:
    from trainer.authoring.rules.showing import shown

    yield _("Endings, with the shortest way") if found["complete"] else _("Endings, with a way that was found")
    width = max(len(name) for name in found["endings"])
    for name, ending in found["endings"].items():
        way = study.way_to(name)
        if way is not None:
            turns = plural("{n} turn", "{n} turns", way.turns)
            yield f"  {name:<{width}}  {turns}: {shown(way)}"
        else:
            told = _("no conversation ends like this") if ending["reachable"] is False else _("not seen")
            yield f"  {name:<{width}}  {told}"


def _scores(study: Study, found: dict[str, Any]) -> Iterator[str]:
    from trainer.authoring.rules.showing import shown

    highest, lowest = study.scores.highest, study.scores.lowest
    if highest is None or lowest is None:
        yield _("No conversation of at most 40 turns reaches an ending, so there is no practice score.")
    else:
        line = _("Practice scores (not a test) lie from {low} to {high}.")
        if not study.scores.exact:
            line = _("Practice scores (not a test) were found from {low} to {high}; there may be others.")
        yield line.format(low=decimal(lowest.score, ".1f"), high=decimal(highest.score, ".1f"))
        yield "  " + _("the highest: {way}").format(way=shown(highest.way))
        yield "  " + _("the lowest: {way}").format(way=shown(lowest.way))
    yield ""
    yield from _bots(found)


def _bots(found: dict[str, Any]) -> Iterator[str]:
    from trainer.authoring.rules.paths import BOT_LIMIT, STEADY, STEADY_LIMIT

    names = {
        "first": _("always the first"),
        "last": _("always the last"),
        "longest": _("always the longest"),
        "shortest": _("always the shortest"),
        "friendliest": _("always the friendliest"),
        "closest": _("as close as possible"),
        "most_distant": _("as far away as possible"),
        "always_SB": _("always helping (SB)"),
        "always_SO": _("always going along (SO)"),
        "random": _("at random"),
    }
    yield _("Players who do not listen score")
    width = max(map(len, names.values()))
    for name, score in found["bots"].items():
        limit = STEADY_LIMIT if name in STEADY else BOT_LIMIT
        line = f"  {names[name]:<{width}} {decimal(score, '>6.1f')}"
        yield line if score < limit else line + "  " + _("should stay under {limit}").format(limit=decimal(limit))
