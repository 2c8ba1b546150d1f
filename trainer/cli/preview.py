"""`trainer preview`: a talk in a scenario that is being written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from trainer import language
from trainer.cli.group import Settings, shared
from trainer.cli.play import wish
from trainer.errors import UsageError
from trainer.language import _

if TYPE_CHECKING:
    from trainer.conversation.cast import Wish
    from trainer.practice.preview import Start
    from trainer.scenario.model import Scenario


@click.command("preview", help=_("Play a scenario while you write it: what you save shows at once, where you are."))
@click.argument("scenario")
@click.option("--from", "scene", metavar="SCENE", help=_("Begin in this scene, as one can really come there."))
@click.option("--walk", metavar="WALK", help=_("Begin after the choices of this walk; with --from as far as that."))
@click.option("--disposition", "wishes", multiple=True, metavar="D", help=_("How a client shows up; or persona=name."))
@shared
def command(settings: Settings, scenario: str, scene: str | None, walk: str | None, wishes: tuple[str, ...]) -> None:
    """Play a scenario that is being written. Nothing of it is kept."""
    if not settings.wants_screen():
        message = _("A preview needs a screen. `trainer check {name}` and `trainer play --plain {name}` do without.")
        raise UsageError(message.format(name=scenario))
    from trainer.practice.memory import Memory
    from trainer.practice.preview import Preview
    from trainer.practice.watch import Watch
    from trainer.scenario.library import find
    from trainer.tui.app import run
    from trainer.tui.opening import preview
    from trainer.tui.pace import DIRECT

    watch = Watch(find(scenario, settings.shelves()))
    loaded, problems = watch.first(language.current())
    made = Preview(loaded, _start(loaded, watch.path, scene, walk, wish(wishes)), problems)
    theme, pace = settings.look()
    run(settings.shelves, Memory(), preview(made, watch), theme, pace or DIRECT)


def _start(scenario: Scenario, path: Path, scene: str | None, walk: str | None, wish: Wish) -> Start:
    """Return where to begin. Leaves with exit status 1 when nobody can come there."""
    from trainer.practice.preview import begin, begin_in, begin_on

    if walk is not None:
        return begin_on(scenario, walk, scene, wish)
    if scene is None:
        return begin(scenario, wish)
    start = begin_in(scenario, scene, wish)
    if start is None:
        message = _("No way to `{scene}` was found. `trainer check {path}` tells what is the matter.")
        click.echo(message.format(scene=scene, path=path), err=True)
        raise SystemExit(1)
    return start
