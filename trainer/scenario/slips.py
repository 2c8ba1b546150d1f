"""Slips at the start of a line that YAML only stumbles over later: a forgotten colon, too few spaces."""

from __future__ import annotations

import re
from typing import Any

from trainer.language import _

Told = tuple[str, str]
"""A message and a hint."""
Slip = tuple[tuple[int, int], str, str]
"""Where it is (line and column from 0), a message and a hint."""

_SHOWN = 40
"""How many characters of an author's text are shown back in a hint."""
BARE = re.compile(r"(?P<key>[a-z_][a-z0-9_]*)(?:(?P<colon>:)(?=\S)|\s+|(?=[-+])|$)(?P<rest>.*)")
NUMBER = re.compile(r"[-+]?\d+")
SHORT = frozenset(("to", "if", "from", "rose", "closeness", "outcome", "start", "min", "max", "weight", "side",
                    "once", "home", "aim", "phase", "language", "format", "level", "after", "ending"))  # fmt: skip
"""Keys with one word behind them."""
_LONG = frozenset(("say", "do", "silence", "tone", "because", "coach", "thought", "shows", "title", "summary", "note",
                   "role", "task", "label", "name", "about", "question", "narrator"))  # fmt: skip
"""Keys with a text behind them."""
_ITEM = re.compile(r"\s*(?P<dash>(?:- +)*)(?P<text>\S.*?)\s*(?: #.*)?$")


def missing_colon(bare: re.Match[str], inside: bool = False, otherwise: str = "") -> Told:
    """A key whose colon, or the space behind that, was forgotten, on a line of its own or inside braces."""
    key, rest = bare["key"], bare["rest"]
    if bare["colon"]:
        message = _("A space is missing after the colon of `{key}`.").format(key=key)
    elif rest and inside:
        message = _("A colon is missing between `{key}` and `{rest}`.").format(key=key, rest=short(rest))
    else:
        message = _("A colon is missing after `{key}`.").format(key=key)
    mended = f"{key}: {short(rest)}" if rest else f"{key}: ..." if inside else f"{key}:"
    hint = _("Write `{mended}`.").format(mended=mended)
    return message, f"{hint} {otherwise}".rstrip()


def short(text: str) -> str:
    """Return the beginning of an author's text, to show it back."""
    return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " ..."


def without_colon(lines: list[str], error: Any) -> Slip | None:
    """Return the line that should begin with a key but has no colon: YAML only stumbles over what comes after it."""
    problem = error.problem or ""
    sure = "expected ':'" in problem and error.context_mark is not None
    at = error.problem_mark
    n: int | None = None
    if sure:
        n = error.context_mark.line
    elif "mapping values are not allowed" in problem and ": " not in lines[at.line][: at.column]:
        n = _above(lines, at.line)
    if n is None or n >= len(lines) or (not sure and _goes_on(lines, n)):
        return None
    match = _ITEM.match(lines[n])
    spot = (n, match.start("text")) if match else (n, 0)
    bare = BARE.fullmatch(match["text"]) if match else None
    if match and bare and _is_key(bare, lines, n, match["dash"]):
        return spot, *missing_colon(bare)
    if match and sure and match["text"][:1] not in tuple("\"'[{*&!"):
        hint = _("A key has a colon after it; a text that goes on from the line above has more spaces before it.")
        return spot, _("This line has no colon after its key."), hint
    return None


def _is_key(bare: re.Match[str], lines: list[str], line: int, dash: str) -> bool:
    """Return whether what stands on a line without a colon looks like a key, and not like words of a text."""
    key, rest = bare["key"], bare["rest"]
    if not rest or rest[0] in "\"'[{":
        return True
    if key in _LONG or bare["colon"]:
        return ": " not in rest
    parent = _parent(lines, line)
    is_line = bool(dash) and parent is not None and lines[parent].strip() in ("lines:", "reply:")
    return is_line or (" " not in rest and (key in SHORT or rest[-1:] not in tuple(".?!,")))


def _above(lines: list[str], line: int) -> int | None:
    """Return the nearest line above that says something."""
    above = range(line - 1, -1, -1)
    return next((n for n in above if lines[n].strip() and not lines[n].lstrip().startswith("#")), None)


def _parent(lines: list[str], line: int) -> int | None:
    """Return the nearest line above that is indented less."""
    depth = _indent(lines[line])
    while (above := _above(lines, line)) is not None and _indent(lines[above]) >= depth:
        line = above
    return above


def _goes_on(lines: list[str], line: int) -> bool:
    """Return whether a line goes on with a text that begins on a line above."""
    parent = _parent(lines, line)
    return parent is not None and not re.search(r":\s*(#.*)?$", lines[parent])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def too_far_left(lines: list[str], line: int, problem: str) -> Slip | None:
    """Return the line above one that YAML refuses, if that stands to the left of the lines it stands between."""
    above = _above(lines, line)
    if above is None or line >= len(lines) or not any(words in problem for words in _ABOUT_INDENTS):
        return None
    depth, here = _indent(lines[line]), _indent(lines[above])
    before = above
    while (up := _above(lines, before)) is not None and _indent(lines[up]) > depth:
        before = up
    opens = up is not None and _indent(lines[up].replace("- ", "  ")) == here and re.search(r":\s*(#.*)?$", lines[up])
    if here >= depth or up is None or not (_indent(lines[up]) == depth or opens):
        return None
    hint = _("Put {depth} spaces before it, as before the line below it; now there are {here}.")
    return (above, here), _("This line stands too far to the left."), hint.format(depth=depth, here=here)


_ABOUT_INDENTS = ("expected key", "mapping values are not allowed", "expected '-' indicator", "block sequence entries")


def indents(lines: list[str], line: int, problem: str) -> str:
    """Return how a line and the one above it are indented, when they differ: the commonest slip of all."""
    above = next((text for text in reversed(lines[:line]) if text.strip()), "")
    here, before = _indent(lines[line]), _indent(above)
    if here == before or not above or not any(words in problem for words in _ABOUT_INDENTS):
        return ""
    message = _("Look at the indentation: {here} spaces here, {before} on the line above.")
    return message.format(here=here, before=before)
