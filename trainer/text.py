"""Text from outside, made safe to show; and small ways of reading words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from difflib import get_close_matches

# Control characters (C0, DEL, C1), bidirectional controls, line and paragraph separators, the byte order mark
# and surrogates: they steer a terminal or reorder what a reader sees, and no author needs them.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def clean(text: str) -> str:
    """Return `text` without characters that would steer a terminal; tabs become spaces, newlines stay."""
    if text.isprintable():
        return text
    return _UNSAFE.sub("", text.replace("\t", " "))


def fingerprint(text: str) -> str:
    """Return the short hash by which a translation remembers the text it was made from (8 hex digits)."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:8]


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that `word` was most likely meant to be, or None."""
    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else None
