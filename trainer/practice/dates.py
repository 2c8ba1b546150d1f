"""Kept times in words, on the clock here: short for a list, in full for a page."""

from __future__ import annotations

from trainer.language import N_, _, current
from trainer.records.times import local
from trainer.text import clean

MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


def day(time: str) -> str:
    """Return the day of a kept time."""
    here = local(time)
    return f"{here:%d-%m-%Y}" if current() == "nl" else f"{here.day} {MONTHS[here.month - 1][:3]} {here.year}"


def moment(time: str) -> str:
    """Return the day and the time of a kept time."""
    return f"{day(time)} {local(time):%H:%M}"


def in_full(time: str) -> str:
    """Return a time in words; a text from elsewhere that is no RFC 3339 time stands as it is."""
    try:
        here = local(time)
    except (ValueError, OverflowError, OSError):
        return clean(time)
    return _("{day} {month} {year}, {time}").format(
        day=here.day, month=_(MONTHS[here.month - 1]), year=here.year, time=f"{here:%H:%M}"
    )
