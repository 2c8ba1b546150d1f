"""`trainer new`: a scenario to start from."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from trainer import language
from trainer.cli.group import Settings, shared, typed
from trainer.errors import UsageError
from trainer.language import _

if TYPE_CHECKING:
    from trainer.authoring.scaffold import Wishes


class Question(NamedTuple):
    """Something an author is asked: the words, the answer of who just presses Enter, and how an answer is read."""

    words: str
    usual: str
    read: Callable[[str], str]


@click.command("new", help=_("Make a scenario to start from, NAME.yaml: it plays, and every line is yours to change."))
@click.argument("name")
@click.option("--title", metavar="TEXT", help=_("What the scenario is called."))
@click.option("--role", metavar="TEXT", help=_("Who the trainee is."))
@click.option("--client", metavar="NAME", help=_("What the client is called."))
@click.option("--address", metavar="u|je", help=_("How the client is addressed, in Dutch."))
@click.option("--shows-up", metavar="OT|TO|TB|OS", help=_("How the client comes in, as an octant of the Rose."))
@click.option("--in", "spoken", type=click.Choice(list(language.LANGUAGES)), help=_("The language of the scenario."))
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help=_("Make it here."))
@shared
def command(
    settings: Settings,
    name: str,
    title: str | None,
    role: str | None,
    client: str | None,
    address: str | None,
    shows_up: str | None,
    spoken: str | None,
    folder: Path | None,
) -> None:
    """Ask what is not given as an option, and write a scenario with its persona. Nothing is ever overwritten."""
    from trainer.authoring.scaffold import made
    from trainer.scenario.library import HERE, is_folder

    _must_be_an_id(name)
    own = folder is None and not is_folder(HERE)
    place = settings.own_scenarios if own else folder or HERE
    _must_be_free(name, (place, *(settings.shelves() if folder is None else ())))
    given = {"title": title, "role": role, "client": client, "address": address, "shows_up": shows_up}
    files = made(name, _wishes(name, given, spoken or language.current(), place))
    for path in _written(files, place, own):
        if path.suffix == ".yaml":
            click.echo(str(path))
    _tell_what_next(name, place, settings.shelves())


def _must_be_an_id(name: str) -> None:
    from trainer.scenario.fields import ID_PATTERN
    from trainer.scenario.refusals import id_rule, nearest_id
    from trainer.text import clean

    if not re.fullmatch(ID_PATTERN, name) or nearest_id(name) != name:
        message = _("`{value}` cannot be the name of a scenario.").format(value=clean(name)[:70])
        raise UsageError(f"{message} {id_rule(Path(name.removesuffix('.yaml')).name)}")


def _must_be_free(name: str, folders: Sequence[Path]) -> None:
    """Refuse a name that a scenario has already, here or in the library: talks are kept by it."""
    for path in (folder / f"{name}.yaml" for folder in folders):
        if path.exists():
            message = _("There is a scenario `{name}` already: {path}. Choose another name.")
            raise UsageError(message.format(name=name, path=path))


def _written(files: Mapping[str, str], place: Path, own: bool) -> list[Path]:
    """Write the files, the user's own folder made private, and return where they are. Nothing is overwritten."""
    from trainer.authoring.scaffold import put
    from trainer.records.folder import prepare

    if own:
        prepare(place)
    try:
        return put(files, place)
    except FileExistsError as error:
        message = _("{path} is there already, and nothing is overwritten. Give the client another name.")
        raise UsageError(message.format(path=error.filename)) from None
    except OSError as error:
        message = _("{path} cannot be written: {why}.")
        raise UsageError(message.format(path=error.filename or place, why=error.strerror)) from None


# --- questions --------------------------------------------------------------------------------------------


def _wishes(name: str, given: dict[str, str | None], spoken: str, place: Path) -> Wishes:
    """Return what the author begins with: as given, else as answered."""
    from trainer.authoring.scaffold import Wishes

    if spoken != "nl" and given["address"] is not None:
        raise UsageError(_("`u` and `je` are Dutch: leave out --address."))
    answers = {key: _answer(key, question, given[key]) for key, question in _questions(name, spoken, place).items()}
    return Wishes(language=spoken, **{"address": "u", **answers})


def _questions(name: str, spoken: str, place: Path) -> dict[str, Question]:
    from trainer.authoring.scaffold import LONGEST, ROLES, entrances, form_of_address, octant, plain, usual_client
    from trainer.theory import names

    known = list(entrances(spoken))
    ways = "".join(f"\n  {n} {names.octant(code)} ({code})" for n, code in enumerate(known, 1))
    questions = {
        "title": Question(_("What is the scenario called?"), name.replace("_", " ").capitalize()[:LONGEST], plain),
        "role": Question(_("Who is the trainee?"), ROLES[spoken], plain),
        "client": Question(_("What is the client called?"), usual_client(spoken, place), plain),
        "address": Question(_("Does the trainee say u or je to the client?"), "u", form_of_address),
        "shows_up": Question(_("How does the client come in?") + ways + "\n", "1", partial(octant, known=known)),
    }
    if spoken != "nl":
        del questions["address"]
    return questions


def _answer(key: str, question: Question, given: str | None) -> str:
    """Return what is given, else what is answered; an answer that cannot be used is asked again.

    A pipe that ends leaves the rest to us; who ends the input at a keyboard stops.
    """
    if given is not None:
        try:
            return question.read(given)
        except UsageError as error:
            raise UsageError(f"--{key.replace('_', '-')} {given[:40]!r}: {error}") from None
    while True:
        gap = "" if question.words.endswith("\n") else " "
        click.echo(f"{question.words}{gap}[{question.usual}] ", err=True, nl=False)
        line = sys.stdin.readline() if sys.stdin is not None else ""
        if not typed():
            click.echo(err=True)
        if not line and typed():
            raise click.Abort
        try:
            return question.read(line.strip() or question.usual)
        except UsageError as error:
            click.echo(str(error), err=True)


def _tell_what_next(name: str, place: Path, shelves: tuple[Path, ...]) -> None:
    known = place.resolve() in [shelf.resolve() for shelf in shelves]
    path = str(place / f"{name}.yaml")
    word = name if known else f'"{path}"' if " " in path else path
    click.echo(_("Made in {folder}. What you can do now:").format(folder=place.resolve()), err=True)
    verbs = {"preview": _("see it while you write"), "check": _("look for problems"), "play": _("have the talk")}
    for verb, what in verbs.items():
        click.echo(f"  {f'trainer {verb} {word}':<{len(word) + 16}}  {what}", err=True)
