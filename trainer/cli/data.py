"""`trainer data`: what is kept of a learner, and deleting it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from trainer.cli.group import NOBODY, Settings, shared, typed
from trainer.errors import UsageError
from trainer.language import _, plural

if TYPE_CHECKING:
    from trainer.practice.memory import Memory
    from trainer.records.store import Store


@click.command("data", help=_("Show, export or delete what is kept of LEARNER; `-` is who gave no code."))
@click.argument("what", type=click.Choice(["show", "export", "delete"]), default="show")
@click.argument("learner", required=False)
@click.option("--yes", is_flag=True, help=_("Delete without asking."))
@shared
def command(settings: Settings, what: str, learner: str | None, yes: bool) -> None:
    """Show, print or delete a learner's runs."""
    memory, store = settings.opened()
    if learner is None:
        if what != "show":
            raise UsageError(_("Say whose: a code, or `-` for what was played without one."))
        _show_all(memory, store)
        return
    memory.learner = None if learner == NOBODY else learner
    if memory.learner not in store.learners():
        if what == "delete":
            store.delete(memory.learner)  # what could not be cleaned up the last time
        raise UsageError(_("Nothing is kept of {learner}.").format(learner=learner))
    if what == "show":
        _show(memory, store)
    elif what == "export":
        from trainer.practice.export import as_json

        runs = [past.id for past in reversed(store.history(memory.learner))]
        click.echo(as_json(memory, runs, settings.shelves()), nl=False)
    else:
        _delete(store, memory.learner, learner, yes)


def _show_all(memory: Memory, store: Store) -> None:
    click.echo(_("Kept in {folder}").format(folder=store.folder))
    if memory.notice:
        click.echo(memory.notice)
    for learner, runs in store.learners().items():
        click.echo(f"{learner or NOBODY:<32}  " + plural("{n} talk", "{n} talks", runs))


def _show(memory: Memory, store: Store) -> None:
    """Show a learner's talks; classes are among what is kept of who gave no code."""
    from trainer.plain.history import tell, tell_classes
    from trainer.practice.history import history

    held = memory.learner is None and (store.lessons.held() or store.teams.held())
    found = history(memory)
    if found.rows or not held:
        tell(found)
    if held:
        tell_classes([*store.lessons.held(), *store.teams.held()])


def _delete(store: Store, key: str | None, learner: str, yes: bool) -> None:
    runs = store.learners()[key]
    talks = plural("{n} talk", "{n} talks", runs)
    if not yes:
        if not typed():
            raise UsageError(_("Add --yes to delete without being asked."))
        click.echo(_("This deletes {talks} of {learner} for good.").format(talks=talks, learner=learner))
        if not click.confirm(_("Delete?")):
            return
    store.delete(key)
    click.echo(_("Deleted: {talks} of {learner}.").format(talks=talks, learner=learner))
