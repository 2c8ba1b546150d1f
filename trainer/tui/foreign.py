"""The one way in for text that is not ours: as content, never as markup."""

from __future__ import annotations

from textual.content import Content


def foreign(text: str, style: str = "") -> Content:
    """Return scenario or learner text as content that no markup parser will see."""
    return Content.styled(text, style) if style else Content(text)
