"""`trainer class`: one screen that everybody looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from trainer import language
from trainer.cli.group import NOBODY, Settings, shared
from trainer.cli.play import wish
from trainer.errors import UsageError
from trainer.language import _

if TYPE_CHECKING:
    from trainer.practice.memory import Memory
    from trainer.practice.sitting import Sitting
    from trainer.tui.phones import Phones


@click.command("class", help=_("One talk on a screen that everybody looks at, with votes. SCENARIO as for `play`."))
@click.argument("scenario")
@click.option("--teams", type=click.IntRange(2, 6), metavar="N", help=_("Teams in turn, each in a talk of its own."))
@click.option("--phones", is_flag=True, help=_("Votes from phones too, on a page that this machine serves."))
@click.option("--host", metavar="H", help=_("The address of this machine where phones join."))
@click.option("--port", type=click.IntRange(1, 65535), metavar="N", help=_("The port where phones join."))
@click.option("--seed", type=int, help=_("The same number gives the same conversation."))
@click.option("--disposition", "wishes", multiple=True, metavar="D", help=_("How a client shows up; or persona=name."))
@click.option("--no-save", is_flag=True, help=_("Keep nothing of this class."))
@shared
def command(
    settings: Settings,
    scenario: str,
    teams: int | None,
    phones: bool,
    host: str | None,
    port: int | None,
    seed: int | None,
    wishes: tuple[str, ...],
    no_save: bool,
) -> None:
    """Open the shared screen, light as a projector likes it."""
    if not phones and (host is not None or port is not None):
        raise UsageError(_("--host and --port are for --phones."))
    if phones and teams:
        raise UsageError(_("Teams take turns at the keyboard: leave out --phones or --teams."))
    from trainer.practice.page import draw_seed
    from trainer.scenario import load_scenario
    from trainer.scenario.library import find

    loaded = load_scenario(find(scenario, settings.shelves()), language.current())
    if not settings.wants_screen():
        raise UsageError(_("A class needs a full screen. `trainer play {scenario}` also works without.").format(
            scenario=scenario
        ))  # fmt: skip
    drawn = draw_seed() if seed is None else seed

    def sitting(memory: Memory) -> Sitting:
        from trainer.practice.sitting import Sitting

        return Sitting(loaded, seed=drawn, disposition=wish(wishes), mode="class", as_written=True, memory=memory)

    from trainer.tui import opening
    from trainer.tui.app import run

    joining = _phones(host, port) if phones else None
    begin = opening.teams(loaded.id, sitting, teams) if teams else opening.lesson(loaded.id, sitting, joining)
    memory = settings.memory(NOBODY, saved=not no_save)
    run(settings.shelves, memory, begin, settings.theme or "projector", settings.look()[1])


def _phones(host: str | None, port: int | None) -> Phones:
    """Return where phones can join. Raises UsageError when what was asked for cannot be had, before a class sees it."""
    from trainer.classroom.address import choose, listen
    from trainer.tui.phones import Phones

    if host is not None or port is not None:
        listen(choose(host), port).close()
    return Phones(None if host is None else choose(host), port)
