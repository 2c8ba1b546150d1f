"""What is told about a scenario before the talk, as paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.language import _
from trainer.practice.briefing import Briefing
from trainer.tui.widgets.prose import Paragraph


def warning(briefing: Briefing) -> Iterator[Paragraph]:
    """Yield what one should know before deciding to begin."""
    if briefing.note:
        yield Paragraph(_("Before you begin"), "title")
        yield Paragraph(briefing.note, "note", air=False)


def about(briefing: Briefing) -> Iterator[Paragraph]:
    """Yield what the talk is about."""
    if briefing.summary:
        yield Paragraph(briefing.summary)


def people(briefing: Briefing) -> Iterator[Paragraph]:
    """Yield who one is, whom one meets and what matters."""
    if briefing.role:
        yield Paragraph(briefing.role, label=_("You are"))
    if briefing.task:
        yield Paragraph(briefing.task, label=_("Your task"), air=False)
    yield Paragraph(", ".join(briefing.clients), label=_("You talk with"), air=not briefing.role)
    for n, goal in enumerate(briefing.goals):
        yield Paragraph(goal, label="" if n else _("What matters"), air=not n, mark="- ")
