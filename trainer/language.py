"""The interface language: Dutch or English, switchable while running; for a while it can be another one.

Messages are written in English where they are used and translated through gettext catalogues in `locale/`: `trainer`
holds our own, `click` those of the command line.
"""

from __future__ import annotations

import gettext
import locale
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

LANGUAGES = {"nl": "Nederlands", "en": "English"}
DEFAULT = "nl"
CATALOGUES = Path(__file__).parent / "locale"

_everywhere = "en"
_here: ContextVar[str | None] = ContextVar("language", default=None)


@cache
def _catalogue(code: str) -> NullTranslations:
    if code == "en":
        return NullTranslations()
    with (CATALOGUES / code / "LC_MESSAGES" / "trainer.mo").open("rb") as file:
        return GNUTranslations(file)


def use(code: str) -> None:
    """Speak this language from now on; `code` is one of LANGUAGES."""
    global _everywhere
    _catalogue(code)
    _everywhere = code
    # click asks gettext for its own words, by the language of the environment
    os.environ["LANGUAGE"] = code
    gettext.bindtextdomain("click", CATALOGUES)
    gettext.textdomain("click")


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak another language inside a `with`, in this task only: a phone has the language of the class."""
    before = _here.set(code)
    try:
        yield
    finally:
        _here.reset(before)


def current() -> str:
    """Return the code of the language spoken now."""
    return _here.get() or _everywhere


def preferred() -> str:
    """Return the language of this machine's locale if we speak it, else Dutch."""
    names = [os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    windows = locale.getlocale()[0] if sys.platform == "win32" else None
    name = next((name for name in names if name), None) or windows or ""
    code = name[:2].lower()
    return code if code in LANGUAGES else DEFAULT


def _(message: str) -> str:
    """Return `message` in the language spoken now."""
    return _catalogue(current()).gettext(message)


def plural(one: str, many: str, n: int, **words: object) -> str:
    """Return the form of a message that fits the number `n`, with `{n}` and the other words filled in."""
    return _catalogue(current()).ngettext(one, many, n).format(n=n, **words)


def decimal(value: float, form: str = "g") -> str:
    """Return a number as it is written in the language spoken now, in a `form` such as ".1f"; never -0."""
    digits = int(form[-2]) if form.endswith("f") else 3
    text = f"{round(value, digits) + 0.0:{form}}"
    return text.replace(".", ",") if current() == "nl" else text


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark a message for the catalogue; it is translated where it is shown."""
    return message
