"""What a reference that leads nowhere is told as."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from trainer.language import _

Path = tuple[str | int, ...]
EACH = "*"
"""In a path that is needed: any key at all."""


class Finding(NamedTuple):
    """What stands in the way, with the paths of what it `needs`: where one of these is refused, it only follows.

    `inside` is a condition and the place in its text.
    """

    path: Path
    code: str
    message: str
    hint: str
    needs: tuple[Path, ...] = ()
    at_key: bool = False
    inside: tuple[str, int] | None = None


def no_way_out() -> str:
    return _("If none of these conditions holds, the conversation has nowhere to go.")


def nowhere(responses: Iterable[str]) -> str:
    names = ", ".join(f"`{name}`" for name in responses)
    return _("No response of this scene has a `to`, and the scene has none either: {names}.").format(names=names)


def add_last() -> str:
    return _("Add a last entry without `if`, or `to: ...` to the scene.")


def scene_text(name: str) -> str:
    return _("There is no scene `{name}`.").format(name=name)


def target_text(name: str) -> str:
    return _("There is no scene or ending `{name}`.").format(name=name)


def ending_text(name: str) -> str:
    return _("There is no ending `{name}`.").format(name=name)


def persona_text(name: str) -> str:
    return _("There is no persona `{name}`.").format(name=name)


def mood_text(name: str) -> str:
    return _("There is no mood `{name}`.").format(name=name)


def meter_text(name: str) -> str:
    return _("There is no meter `{name}`.").format(name=name)


def goal_text(name: str) -> str:
    return _("There is no goal `{name}`.").format(name=name)


def pitfall_text(name: str) -> str:
    return _("There is no pitfall `{name}`.").format(name=name)


def response_text(name: str) -> str:
    return _("There is no response `{name}`.").format(name=name)


def disposition_text(name: str) -> str:
    return _("There is no disposition `{name}`.").format(name=name)
