"""The one way in for text that is not ours: as content, never as markup."""

from __future__ import annotations

from functools import lru_cache

from textual.content import Content


def foreign(text: str, style: str = "") -> Content:
    """Return scenario or learner text as content that no markup parser will see."""
    return Content.styled(text, style) if style else Content(text)


@lru_cache(maxsize=4096)
def wrapped(text: str, width: int) -> tuple[str, ...]:
    """Return such text as lines of at most so many cells."""
    return tuple(line.plain.rstrip() for line in foreign(text).wrap(max(10, width)))
