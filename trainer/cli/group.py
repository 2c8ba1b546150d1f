"""The verbs, and the options that go before or after each of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from trainer import language
from trainer.errors import ScenarioError, StoreError, TrainerError
from trainer.language import _

if TYPE_CHECKING:
    from trainer.practice.memory import Memory
    from trainer.records.settings import Settings as Kept
    from trainer.records.store import Store
    from trainer.tui.pace import Pace

VERBS = {
    "play": "play", "class": "class_", "resume": "resume", "history": "history", "debrief": "debrief",
    "report": "report", "export": "export", "data": "data", "settings": "choices", "replay": "replay", "new": "new",
    "preview": "preview", "check": "check", "test": "walks", "explore": "explore", "schema": "schema",
}  # fmt: skip
"""Every verb and the module it is in."""
NOBODY = "-"
"""Stands for who gives no code."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What was asked for around a verb."""

    plain: bool = False
    theme: str = ""
    pace: str = ""
    library: Path | None = None
    data_dir: Path | None = None

    @property
    def folder(self) -> Path:
        """Return the data folder. Raises StoreError where there is no home to put it in."""
        from trainer.records.folder import usual

        return self.data_dir or usual()

    @property
    def kept(self) -> Kept:
        """Return what somebody chose for good."""
        from trainer.records.settings import Settings, read

        try:
            return read(self.folder)
        except StoreError:
            return Settings()

    def look(self) -> tuple[str, Pace | None]:
        """Return the theme and the pace of the application: as asked, else as chosen for good."""
        from trainer.tui.pace import PACES

        kept = self.kept
        return self.theme or kept.theme or "dark", PACES.get(self.pace or kept.pace or "")

    def memory(self, learner: str | None = None, saved: bool = True) -> Memory:
        """Return the memory of a learner, not opened yet; without a code that of the one chosen for good.

        Raises UsageError for a code that is none.
        """
        from trainer.practice.memory import Memory

        folder = None
        if saved:
            try:
                folder = self.folder
            except StoreError as error:
                click.echo(str(error), err=True)
        return Memory(folder, self._own(learner))

    def opened(self, learner: str | None = None) -> tuple[Memory, Store]:
        """Return the memory of a learner with its store. Raises StoreError when it cannot be opened."""
        from trainer.practice.memory import Memory

        memory = Memory(self.folder, self._own(learner))
        memory.open()
        return memory, cast("Store", memory.store)

    def _own(self, learner: str | None) -> str | None:
        from trainer.records.settings import code

        if learner is None:
            return self.kept.learner
        return None if learner == NOBODY else code(learner)

    @property
    def own_scenarios(self) -> Path:
        """Return the user's own folder of scenarios, there or not. Raises StoreError where there is no home."""
        from trainer.records.folder import scenarios

        return scenarios(self.folder)

    def shelves(self) -> tuple[Path, ...]:
        """Return the folders in which scenarios are looked for."""
        from trainer.scenario.library import folders

        own = None
        with suppress(StoreError):
            own = self.own_scenarios
        return folders(self.library, own)

    def wants_screen(self) -> bool:
        """Return whether a full screen is possible and not declined."""
        dumb = os.environ.get("TERM", "") in ("dumb", "unknown")
        return not self.plain and not dumb and typed() and sys.stdout.isatty()


class DataFolder(click.Path):
    """A folder that may still have to be made; an empty name, as of a variable that is not set, is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the folder."""
        if not str(value):
            self.fail(_("the name of the folder is empty"), param, ctx)
        return super().convert(value, param, ctx)


def typed() -> bool:
    """Return whether somebody is typing, rather than a pipe or nothing at all."""
    return sys.stdin is not None and sys.stdin.isatty()


class Failure(click.ClickException):
    """A TrainerError on its way out: problems exit with 1, wrong use with 2."""

    def __init__(self, error: TrainerError) -> None:
        super().__init__(str(error))
        self.error = error

    @property
    def exit_code(self) -> int:  # type: ignore[override]
        """Return 1 for a scenario with problems or a store that does not answer, 2 for wrong use."""
        return 1 if isinstance(self.error, ScenarioError | StoreError) else 2

    def show(self, file: Any = None) -> None:
        """Write the message, or every problem, to stderr."""
        if isinstance(self.error, ScenarioError):
            from trainer.cli.problems import as_text

            for problem in self.error.problems:
                click.echo(as_text(problem), err=True)
        else:
            click.echo(str(self.error), err=True)


class Verbs(click.Group):
    """A group that imports a verb only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of use."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a verb."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"trainer.cli.{VERBS[cmd_name]}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; our own errors become one clear message and an exit status."""
        try:
            return super().invoke(ctx)
        except TrainerError as error:
            raise Failure(error) from None


def shared(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that every verb has, and hand the verb its Settings as the first argument."""

    @click.pass_context
    def with_settings(ctx: click.Context, *args: Any, **options: Any) -> Any:
        settings = ctx.obj or Settings()
        options.pop("language")
        if options.pop("plain"):
            settings = replace(settings, plain=True)
        theme = options.pop("theme")
        if theme is not None:
            settings = replace(settings, theme=theme)
        pace = options.pop("pace")
        if pace is not None:
            settings = replace(settings, pace=pace)
        for name in ("library", "data_dir"):
            folder = options.pop(name)
            if folder is not None:
                settings = replace(settings, **{name: folder})
        ctx.obj = settings
        return function(settings, *args, **options)

    with_settings.__doc__ = function.__doc__
    for option in _options():
        with_settings = option(with_settings)
    return with_settings


def _options() -> Sequence[Callable[[Any], Any]]:
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    place = DataFolder(file_okay=False, path_type=Path)
    return (
        click.option("--data-dir", type=place, metavar="DIR", help=_("Keep talks and settings in this folder.")),
        click.option("--library", type=folder, metavar="DIR", help=_("Also look for scenarios in this folder.")),
        click.option("--pace", type=click.Choice(["breathing", "direct"]), help=_("Replies line by line, or at once.")),
        click.option("--theme", type=click.Choice(["dark", "projector"]), help=_("Dark, or light for a projector.")),
        click.option("--plain", is_flag=True, help=_("Numbered lines instead of a screen.")),
        click.option("--language", type=click.Choice(list(language.LANGUAGES)), help=_("The language of the program.")),
    )


@shared
def _library(settings: Settings) -> None:
    ctx = click.get_current_context()
    if ctx.invoked_subcommand is not None:
        return
    if settings.wants_screen():
        from trainer.tui.app import run

        run(settings.shelves, settings.memory(), None, *settings.look())
        return
    from trainer.plain.library import visit

    visit(settings.shelves(), settings.memory(), typed())


def _help() -> str:
    return _("Practise hard conversations with scripted clients. Without a verb: the library.")


trainer = Verbs(
    "trainer",
    callback=_library,
    params=getattr(_library, "__click_params__", [])[::-1],
    invoke_without_command=True,
    help=_help(),
)
click.version_option(package_name="roleplay-trainer", prog_name="trainer")(trainer)
