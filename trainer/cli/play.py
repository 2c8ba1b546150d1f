"""`trainer play`: one conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from trainer import language
from trainer.cli.group import Settings, shared, typed
from trainer.errors import UsageError
from trainer.language import _

if TYPE_CHECKING:
    from trainer.practice.memory import Memory
    from trainer.practice.sitting import Sitting


@click.command("play", help=_("Hold one conversation. SCENARIO is a file or an id from the library."))
@click.argument("scenario")
@click.option("--assess", is_flag=True, help=_("Without coach, thoughts or rewinding."))
@click.option("--seed", type=int, help=_("The same number gives the same conversation."))
@click.option("--disposition", "wishes", multiple=True, metavar="D", help=_("How a client shows up; or persona=name."))
@click.option("--learner", metavar="CODE", help=_("Your own code, no name."))
@click.option("--no-save", is_flag=True, help=_("Keep nothing of this conversation."))
@click.option("--as-written", is_flag=True, help=_("Responses in the order of the file."))
@shared
def command(
    settings: Settings,
    scenario: str,
    assess: bool,
    seed: int | None,
    wishes: tuple[str, ...],
    learner: str | None,
    no_save: bool,
    as_written: bool,
) -> None:
    """Play a scenario in the player that fits the terminal."""
    from trainer.scenario import load_scenario
    from trainer.scenario.library import find

    loaded = load_scenario(find(scenario, settings.shelves()), language.current())
    screen = settings.wants_screen()

    def sitting(memory: Memory) -> Sitting:
        from trainer.practice.sitting import Sitting

        return Sitting(
            loaded,
            seed=seed,
            disposition=wish(wishes),
            mode="assess" if assess else "practice",
            learner=memory.learner,
            as_written=as_written or not (screen or typed()),
            memory=memory,
        )

    memory = settings.memory(learner, saved=not no_save)
    if screen:
        from trainer.tui.app import run
        from trainer.tui.opening import talk

        run(settings.shelves, memory, talk(sitting), *settings.look())
    else:
        from trainer.plain.asking import open_memory
        from trainer.plain.player import play

        if open_memory(memory):
            play(sitting(memory))


def wish(words: tuple[str, ...]) -> str | dict[str, str] | None:
    """Return what `--disposition` asks for: one name, or persona=name as often as needed."""
    if not words:
        return None
    if len(words) == 1 and "=" not in words[0]:
        return words[0]
    pairs = [word.partition("=") for word in words]
    if not all(sign for _name, sign, _value in pairs):
        raise UsageError(_("Write every --disposition as persona=name."))
    return {name: value for name, _sign, value in pairs}
