"""A starting point for an author: a small scenario that plays, with its persona, made from a few answers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template
from typing import Final

from trainer.authoring import schema
from trainer.errors import UsageError
from trainer.language import _
from trainer.scenario.loader import PERSONAS
from trainer.scenario.refusals import nearest_id
from trainer.scenario.source import read
from trainer.scenario.vocabulary import WORDS
from trainer.text import clean

_TEMPLATES = Path(__file__).parent / "templates"
_EITHER = re.compile(r"<([^<>|]*)\|([^<>|]*)>")
"""What one says with `u` and what with `je`, in a template."""
_MARKUP = re.compile(r"[][<>*]|__")
_TITLES: Final = frozenset(("de", "dhr", "dr", "familie", "heer", "meneer", "mevrouw", "miss", "mr", "mrs", "ms", "mw"))
"""Who is called so is not called by the first word of the name alone."""
_TAKEN: Final = WORDS | {"vertrouwen", "trust", "client"}
LONGEST: Final = 60
"""How many signs an answer may have: names stand inside responses, which have 140 at most."""
ROLES: Final = {"nl": "hulpverlener", "en": "social worker"}
CLIENTS: Final = {
    "nl": ("Sam de Boer", "Robin Visser", "Kim Mulder"),
    "en": ("Sam Baker", "Robin Fisher", "Kim Miller"),
}
"""Who the trainee is when nobody says so, and who the client can be, by the language of the scenario."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an author begins with: plain texts, and `shows_up`, the octant in which the client comes in."""

    title: str
    role: str
    client: str
    address: str
    shows_up: str
    language: str


@cache
def entrances(language: str) -> Mapping[str, Mapping[str, str]]:
    """Return the ways in which a client can come in, by octant: what one then sees and hears."""
    found: Mapping[str, Mapping[str, str]] = read(_TEMPLATES / f"entrances.{language}.yaml").data
    return found


def usual_client(language: str, folder: Path) -> str:
    """Return who the client is when nobody says so: the first of whom there is no file in the way yet."""
    names = CLIENTS[language]
    files = {name: folder / PERSONAS / f"{name.split()[0].lower()}.yaml" for name in names}
    return next((name for name in names if not files[name].exists()), names[0])


def plain(answer: str) -> str:
    """Return an answer as it can stand in a text. Raises UsageError for one that cannot."""
    text = " ".join(clean(answer).split())
    if not any(sign.isalnum() for sign in text):
        raise UsageError(_("A few words are needed here."))
    if len(text) > LONGEST:
        raise UsageError(_("This is a little long: {most} characters fit.").format(most=LONGEST))
    if _MARKUP.search(text):
        raise UsageError(_("Texts have no markup: leave out brackets and stars."))
    return text


def form_of_address(answer: str) -> str:
    """Return `u` or `je`. Raises UsageError for anything else."""
    if answer.strip().lower() not in ("u", "je"):
        raise UsageError(_("Answer `u` or `je`."))
    return answer.strip().lower()


def octant(answer: str, known: Sequence[str]) -> str:
    """Return the octant that an answer stands for, by its code or its number. Raises UsageError for anything else."""
    wanted = answer.strip().upper()
    if wanted in known:
        return wanted
    if wanted.isdecimal() and 0 < int(wanted[:4]) <= len(known):
        return known[int(wanted) - 1]
    codes = ", ".join(f"`{code}`" for code in known)
    raise UsageError(_("Answer a number from 1 to {last}, or {codes}.").format(last=len(known), codes=codes))


def made(name: str, wishes: Wishes) -> dict[str, str]:
    """Return the files of a new scenario by their path in its folder: the scenario, its persona and the schema."""
    called = _called(wishes.client)
    persona = nearest_id(called)
    if not persona or persona in _TAKEN:
        persona = "client"
    words = {
        "title": wishes.title,
        "role": wishes.role,
        "client": wishes.client,
        "called": called,
        "persona": persona,
        "address": wishes.address,
        "rose": f"{wishes.shows_up}3",
        "home": f"{wishes.shows_up}1",
    }
    entrance = entrances(wishes.language)[wishes.shows_up]
    words |= {key: Template(text).substitute(words) for key, text in entrance.items()}
    return {
        f"{name}.yaml": _written(f"scenario.{wishes.language}.yaml", words),
        f"{PERSONAS}/{persona}.yaml": _written(f"persona.{wishes.language}.yaml", words),
        schema.FILE: schema.as_json(),
    }


def _called(client: str) -> str:
    """Return how a text calls somebody: by the first name, or in full after a title."""
    first = client.split()[0]
    return client if first.lower().strip(".") in _TITLES else first


def _written(template: str, words: Mapping[str, str]) -> str:
    """Return a template with the words in place; all of them stand between double quotes there, or are ids."""
    form = 1 if words["address"] == "u" else 2
    chosen = _EITHER.sub(lambda either: either[form], (_TEMPLATES / template).read_text(encoding="utf-8"))
    return Template(chosen).substitute({key: json.dumps(text, ensure_ascii=False)[1:-1] for key, text in words.items()})


def put(files: Mapping[str, str], folder: Path) -> list[Path]:
    """Write files into a folder and return where they are; the schema is left alone where there is one.

    Raises FileExistsError, with the file that is in the way, or another OSError; then nothing was written.
    """
    wanted = {folder / name: text for name, text in files.items()}
    if (folder / schema.FILE).exists():
        del wanted[folder / schema.FILE]
    written: list[Path] = []
    try:
        for path, text in wanted.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="") as file:
                written.append(path)
                file.write(text)
    except OSError:
        for path in written:
            path.unlink(missing_ok=True)
        raise
    return written
