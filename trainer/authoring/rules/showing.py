"""How a conversation is shown in a problem: in a form that `trainer replay` takes."""

from __future__ import annotations

from trainer.authoring.explorer import Way
from trainer.language import _


def shown(way: Way) -> str:
    """Return the choices of a conversation and how the clients show up in it, ready to be replayed."""
    words = f"--choose {','.join(way.choices)}" if way.choices else _("the start")
    several = len(way.disposition) > 1
    wishes = (f"{key}={name}" if several else name for key, name in way.disposition.items())
    return " ".join((words, *(f"--disposition {wish}" for wish in wishes)))
