"""Times as they are kept: RFC 3339 in UTC."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """Return the time now, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def local(time: str) -> datetime:
    """Return a kept time as it is on the clock here."""
    return datetime.fromisoformat(time).astimezone()
