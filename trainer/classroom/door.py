"""Who may come in: the address, the code, the seat, the size and the pace of what phones send. Nothing is sent here.

Times are seconds of a clock that only goes forward, given by whoever asks.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections import OrderedDict
from collections.abc import Mapping
from typing import Final

from trainer.classroom.address import CODE_SIGNS, Entrance
from trainer.errors import UsageError
from trainer.language import _

BODY: Final = 4096
"""Bytes; the longest vote takes about 110."""
WORD: Final = 128
"""Signs in a code, an option or a token; an id has at most 64."""
_KEYS: Final = 4096
"""Addresses and seats of which the pace is remembered, the latest ones."""


class Pace:
    """How often each key may come: `burst` times at once, then `per_second`."""

    def __init__(self, burst: float, per_second: float) -> None:
        self._burst, self._per_second = burst, per_second
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def left(self, key: str, now: float) -> float:
        """Return how many more times a key may come now."""
        left, then = self._left.get(key, (self._burst, now))
        return min(self._burst, left + (now - then) * self._per_second)

    def take(self, key: str, now: float) -> float:
        """Let a key come once; return 0, or the seconds after which it can try again."""
        left = self.left(key, now)
        allowed = left >= 1
        self._left[key] = (left - 1 if allowed else left, now)
        self._left.move_to_end(key)
        if len(self._left) > _KEYS:
            self._left.popitem(last=False)
        return 0.0 if allowed else (1 - left) / self._per_second


class Knocks:
    """Wrong codes. The first few from an address cost nothing; after that all codes from there wait for their turn.

    Nobody is locked out: a class behind one address shares it with whoever is guessing there, and gets its turns.
    """

    FREE: Final = 20
    FORGIVEN_PER_SECOND: Final = 0.5
    BETWEEN: Final = 0.2
    """Seconds between turns: guessing takes weeks (5 per second of 16 million)."""
    LONGEST_WAIT: Final = 5.0

    def __init__(self) -> None:
        self._wrong = Pace(self.FREE, self.FORGIVEN_PER_SECOND)
        self._turns: OrderedDict[str, float] = OrderedDict()

    def wait(self, remote: str, now: float) -> float | None:
        """Return how many seconds a code from this address waits before it is looked at; None: come back later."""
        if self._wrong.left(remote, now) >= 1:
            return 0.0
        turn = max(now, self._turns.get(remote, now)) + self.BETWEEN
        if turn - now > self.LONGEST_WAIT:
            return None
        self._turns[remote] = turn
        self._turns.move_to_end(remote)
        if len(self._turns) > _KEYS:
            self._turns.popitem(last=False)
        return turn - now

    def wrong(self, remote: str, now: float) -> None:
        """Remember a wrong code."""
        self._wrong.take(remote, now)


def is_code(typed: str, code: str) -> bool:
    """Return whether this is the code, however it was spaced; takes as long for any mistake."""
    signs = "".join(sign for sign in typed.upper() if sign in CODE_SIGNS)
    return secrets.compare_digest(signs.encode(), code.encode())


def new_token() -> str:
    """Return what a phone keeps to come back to its seat (128 bits)."""
    return secrets.token_urlsafe(16)


def seat_of(authorization: str | None) -> str | None:
    """Return the key of the seat whose token a phone shows (`Bearer ...`), or None.

    Only this key is kept and looked up: it gives no seat away, and how long looking takes tells nothing of a token.
    """
    scheme, _space, token = (authorization or "").partition(" ")
    if scheme != "Bearer" or not token or len(token) > WORD:
        return None
    return seat_key(token)


def seat_key(token: str) -> str:
    """Return the key of a seat: what is kept instead of its token (64 hex digits)."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def is_meant(entrance: Entrance, hosts: list[str], origins: list[str], *, writes: bool) -> bool:
    """Return whether a request is for this address and port, and comes from our own page.

    Browsers leave `Origin` out when they read; when they write it must be there.
    """
    if hosts != [entrance.authority]:
        return False
    return origins == [entrance.origin] or (not origins and not writes)


def fields(body: bytes, wanted: Mapping[str, type[int] | type[str]]) -> dict[str, int | str]:
    """Return the fields of a JSON object: exactly the wanted ones, each of its type.

    Raises UsageError in plain words for anything else.
    """
    try:
        found = json.loads(body.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise UsageError(_("This cannot be read: it is not the JSON that this page sends.")) from error
    if not isinstance(found, dict) or found.keys() != wanted.keys():
        names = ", ".join(f"`{name}`" for name in wanted)
        raise UsageError(_("Exactly these fields are expected: {names}.").format(names=names))
    for name, kind in wanted.items():
        value = found[name]
        if type(value) is not kind or (isinstance(value, str) and len(value) > WORD) or _is_huge(value):
            raise UsageError(_("`{name}` is not what this page sends.").format(name=name))
    return found


def _is_huge(value: object) -> bool:
    return isinstance(value, int) and not 0 <= value < 2**31


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("twice")
    return found


def _refuse(constant: str) -> object:
    raise ValueError(constant)
