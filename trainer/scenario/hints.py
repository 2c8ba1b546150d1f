"""What YAML does with everyday Dutch and English, told so that an author can mend it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from trainer.language import _
from trainer.scenario import slips

CUT_BY_HASH = re.compile(r"[ \t]+(#[^\s#][^\n]*)")

Told = tuple[str, str]
"""A message and a hint."""

OPENING_CURLY, CLOSING_CURLY = ("\u201c", "\u201e"), ("\u201d", "\u201c")
_CLOSING = {"'": re.compile(r"(?:[^']|'')*'"), '"': re.compile(r'(?:[^"\\]|\\.)*"', re.DOTALL)}
_VALUE = re.compile(r"^\s*(?:- +)*(?:[^\s:'\"\[{][^:]*:\s+)?(?P<value>.*)$")


def duplicate(key: str, first: int) -> Told:
    """A key that stands twice in one mapping."""
    message = _("The key `{key}` already stands at line {line}.").format(key=key, line=first)
    return message, _("Keep one of the two, or give this one another name.")


def alias(name: str) -> Told:
    """`*name` where a text was meant."""
    message = _("A text cannot start with `*` (YAML reads `*{name}` as a reference).").format(name=name)
    return message, _("Put double quotes around the whole text.")


def anchor(name: str | None) -> Told:
    """`&name` where a text was meant."""
    message = _("A text cannot start with `&` (YAML reads `&{name}` as a label).").format(name=name)
    return message, _("Put double quotes around the whole text.")


def tag(name: str) -> Told:
    """`!name` where a text was meant."""
    message = _("A text cannot start with `!` (YAML reads `{name}` as a type).").format(name=name)
    return message, _("Put double quotes around the whole text.")


def cut(key: str, before: str) -> Told:
    """A key without a value inside braces: a comma cut a text in two, or a colon is missing; `before` stands before."""
    bare = slips.BARE.fullmatch(key)
    is_first = before.rstrip()[-1:] == "{"
    if bare and (
        is_first or slips.NUMBER.fullmatch(bare["rest"]) or (bare["key"] in slips.SHORT and " " not in bare["rest"])
    ):
        is_number = slips.NUMBER.fullmatch(bare["rest"])
        braces = _("If these braces are part of a text, put double quotes around the whole text.")
        return slips.missing_colon(bare, inside=True, otherwise="" if is_number else braces)
    if is_first:
        message = _("`{key}` is read as a key without a value.").format(key=key)
        return message, _("Put double quotes around the whole text.")
    message = _("A comma cut the text here: `{key}` is read as a key without a value.").format(key=key)
    if key[-1:] in CLOSING_CURLY:
        return message, curly()
    return message, _("Put double quotes around the whole text, or write it on a line of its own.")


def cut_by_hash(text: str, rest: str) -> Told:
    """A `#` that YAML takes for a comment, and the text before it."""
    message = _("The text stops here: YAML reads `{rest}` as a comment.").format(rest=rest[:20])
    if text[:1] in OPENING_CURLY:
        return message, curly()
    return message, _("Put double quotes around the whole text; a real comment has a space after `#`.")


def curly() -> str:
    """Quotes as they are pasted from a word processor, which mean nothing to YAML."""
    return _('The quotes around this text are curly, and YAML takes those for part of it: type straight ones (`"`).')


def is_curly(value: Any) -> bool:
    """Return whether curly quotes stand around the whole of a text, and nowhere inside it."""
    words = value.strip() if isinstance(value, str) else ""
    inside = words[1:-1]
    around = words[:1] in OPENING_CURLY and words[-1:] in CLOSING_CURLY and len(words) > 1
    return around and not any(mark in inside for mark in (*OPENING_CURLY, *CLOSING_CURLY))


def explain(error: Any, text: str) -> tuple[tuple[int, int], str, str, str]:
    """Return where a syntax error stands ((line, column) from 0), the message, what to do, and its code."""
    mark = error.problem_mark or error.context_mark
    line, column = mark.line, mark.column
    lines = text.split("\n")
    context, problem = error.context or "", error.problem or ""
    if error.context_mark is not None and ("end of stream" in problem or "scanning an alias" in context):
        line, column = error.context_mark.line, error.context_mark.column
    if line >= len(lines) or (line == len(lines) - 1 and not lines[line]):
        line, column = _end_of(lines, error)
    if "unknown escape" in problem:
        return (line, column), _plain(error), _hint(error), "L103"
    stray = _stray_quote(lines, line)
    if stray is not None:
        column = _VALUE.match(lines[stray]).start("value")  # type: ignore[union-attr]
        close = _("Close it, or put double quotes around the whole text.")
        message, hint = _trap(lines[stray][column:], error) or (_plain_end(), close)
        return (stray, column), message, hint, "L103"
    slip = slips.without_colon(lines, error) or slips.too_far_left(lines, line, problem)
    if slip is not None:
        return *slip, "L103"
    opened = error.context_mark
    if "flow" in context and opened is not None and opened.line < line:
        message = _("A bracket that is opened here is not closed.")
        return (opened.line, opened.column), message, _("Close it, or put double quotes around the whole text."), "L103"
    source = lines[line]
    if "\t" in source[: column + 1] and not source[: column + 1].strip():
        return (line, source.index("\t")), _("There is a tab here."), _("Use spaces to indent."), "L104"
    match = _VALUE.match(source)
    value, start = (match["value"], match.start("value")) if match else (source, 0)
    told = _apostrophe_inside(source, column) or _trap(value, error)
    if told:
        inside = told[0] == _missing_comma()
        return (line, column if inside else start), told[0], told[1], "L103"
    return (line, min(column, len(source))), _plain(error), slips.indents(lines, line, problem) or _hint(error), "L103"


def _end_of(lines: list[str], error: Any) -> tuple[int, int]:
    """Return where a mistake lies that the parser only notices at the end of the file."""
    last = max((n for n, text in enumerate(lines) if text.strip()), default=0)
    opened = error.context_mark
    if opened is not None and opened.line <= last and "flow" in (error.context or ""):
        return opened.line, opened.column
    return last, len(lines[last])


def _plain_end() -> str:
    return _("A quotation that is opened here never ends.")


def _stray_quote(lines: list[str], line: int) -> int | None:
    """Return the line above `line` on which a quotation opens that only ends in the middle of a later text."""
    for n in range(line - 1, max(-1, line - 200), -1):
        match = _VALUE.match(lines[n])
        value = match["value"] if match else ""
        if value[:1] in ("'", '"') and value[:1]:
            rest = "\n".join([value[1:], *lines[n + 1 : line + 1]])
            closing = _CLOSING[value[0]].match(rest)
            own_line = len(value) - 1
            if closing and closing.end() > own_line and not re.match(r"\s*([,}\]]|$|\n| #)", rest[closing.end() :]):
                return n
    return None


def _missing_comma() -> str:
    return _("A comma or a quotation mark is missing between these brackets.")


def _trap(value: str, error: Any) -> Told | None:
    """Return the words for a text whose first characters mean something to YAML."""
    quotes = curly() if value[:1] in OPENING_CURLY else _("Put double quotes around the whole text.")
    problem = error.problem or ""
    if re.match(r"'[a-zA-Z]{1,2}\b", value) and not re.search(r"'\s*$", value):
        return _("An apostrophe at the start opens a quotation that never ends."), quotes
    if re.match(r"([\"']).*?\1\s*\S", value) and "expected" in problem:
        return _("Text goes on after a quotation that was closed."), _requoted(value)
    if value[:1] == "*":
        return alias(value[1:].split("*")[0].split(" ")[0])
    if re.match(r"[\[{].*[\w\"']:\s", value) and "expected" in problem:
        return _missing_comma(), _("Look just before the caret.")
    if value[:1] in "[{" and value[:1] and "expected" in problem:
        return _("A text cannot start with `{mark}`.").format(mark=value[0]), quotes
    if value[:1] in "@`%" and value[:1]:
        return _("A text cannot start with `{mark}`.").format(mark=value[0]), quotes
    if "mapping values are not allowed" in problem and re.search(r"\S: ", value):
        return _("A colon followed by a space makes YAML read this as a key."), quotes
    if value[:1] in "|>" and value[:1]:
        return _("Text starts on the line below `{mark}`.").format(mark=value[0]), quotes
    return None


def _apostrophe_inside(source: str, column: int) -> Told | None:
    """Return the words for a text between brackets and single quotes that an apostrophe cut."""
    if not re.match(r"'\w", source[column - 1 : column + 1]) or not source[:column].count("'") > 1:
        return None
    opened = source.rindex("'", 0, column - 1)
    closed = re.search(r"'\s*[,}\]]", source[column:])
    text = source[opened : column + closed.start() + 1] if closed else source[opened:]
    return _("Text goes on after a quotation that was closed."), _requoted(text)


def _requoted(value: str) -> str:
    """Return how to quote a text in which the quotation mark around it stands once more."""
    value, mark = value.rstrip(), value[0]
    words = value[1:-1] if value.endswith(mark) else value
    if '"' not in words:
        return _("Put double quotes around the whole text: {text}").format(text=f'"{slips.short(words)}"')
    if "'" not in words:
        return _("Put single quotes around the whole text: {text}").format(text=f"'{slips.short(words)}'")
    doubled = words.replace("'", "''")
    hint = _("Put single quotes around the whole text, and write every apostrophe in it twice: {text}")
    return hint.format(text=f"'{slips.short(doubled)}'")


_PLAIN: tuple[tuple[str, Callable[[], str]], ...] = (
    ("expected ':'", lambda: _("This line has no colon after its key.")),
    ("expected node content", lambda: _("A bracket that is opened here is not closed.")),
    ("expected ',' or", lambda: _("A bracket that is opened here is not closed.")),
    ("unexpected end of stream", lambda: _("A quotation that is opened here never ends.")),
    ("mapping values are not allowed", lambda: _("A key is not expected here.")),
    ("block sequence entries", lambda: _("A list item is not expected here.")),
    ("unknown escape", lambda: _("A backslash inside double quotes needs a known letter after it.")),
    ("expected key", lambda: _("A key was expected here.")),
    ("expected '-' indicator", lambda: _("A list item (`- `) was expected here.")),
    ("document start", lambda: _("This line is indented less than the lines before it.")),
    ("cannot start any token", lambda: _("A text cannot start with this character.")),
)


def _plain(error: Any) -> str:
    problem = error.problem or ""
    for words, message in _PLAIN:
        if words in problem:
            return message()
    return _("YAML does not understand this line.")


def _hint(error: Any) -> str:
    problem = error.problem or ""
    if "unknown escape" in problem:
        return _("Use single quotes around the text, or write `\\\\`.")
    if "end of stream" in problem:
        return _("Close it, or put double quotes around the whole text.")
    if "cannot start" in problem:
        return _("Put double quotes around the whole text.")
    return _("Look at the indentation and the quotes of this line and the one above.")
