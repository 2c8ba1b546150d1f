"""One YAML file as plain values, with the place of every key and value.

Built by hand on the parser's events: that is where caps, duplicate keys and positions belong, and it is faster than
a YAML loader. Only `true` and `false` are booleans; dates, sexagesimals, aliases, tags and merges do not exist.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import yaml

from trainer.errors import Problem, ScenarioError
from trainer.language import _
from trainer.scenario import hints
from trainer.text import clean

MAX_BYTES = 8_000_000
MAX_DEPTH = 40

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C parser is in the wheels, not everywhere
_INT = re.compile(r"[-+]?(0|[1-9][0-9]{0,8})")
_FLOAT = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_RARE_LINE_ENDS = dict.fromkeys(map(ord, "\x85\u2028\u2029"), " ")
_NOT_TEXT = frozenset("-+.0123456789tfn~")
_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}


class Place(NamedTuple):
    """Where a value starts, and the places inside it: by key (with the key's own mark), by index, or none."""

    mark: Any
    inside: dict[str, tuple[Any, Place]] | list[Place] | None
    source: Source

    @property
    def keyed(self) -> dict[str, tuple[Any, Place]]:
        """Return the places of a mapping by key, each with the mark of the key itself."""
        return self.inside if isinstance(self.inside, dict) else {}

    @property
    def listed(self) -> list[Place]:
        """Return the places of a list."""
        return self.inside if isinstance(self.inside, list) else []


@dataclass(eq=False)
class Source:
    """A file that was read: `data` are plain dicts, lists and scalars, `place` mirrors their shape."""

    file: str
    text: str
    data: Any = None
    place: Place = None  # type: ignore[assignment]
    problems: list[Problem] = field(default_factory=list)
    nulls: bool = False
    """Whether a key or a list item has no value somewhere."""

    def line(self, number: int) -> str:
        """Return a line of the file, counted from 1, safe to show."""
        lines = self.text.split("\n")
        return clean(lines[number - 1]) if 0 < number <= len(lines) else ""

    def within(self, mark: Any, value: str, offset: int) -> _Spot:
        """Return where a place inside a text stands, given where the text starts.

        Quotes, folding and indents may lie between, so what counts is how much ink comes before.
        """
        at = mark.index
        if self.text[at : at + 1] in ("|", ">"):
            at = self.text.find("\n", at) + 1
        elif self.text[at : at + 1] in ("'", '"'):
            at += 1
        ink = len("".join(value[:offset].split()))
        more = bool(value[offset:].strip())
        while at < len(self.text) and (ink or (more and self.text[at].isspace())):
            ink -= not self.text[at].isspace()
            at += 1
        before = self.text[:at]
        return _Spot(before.count("\n"), len(before) - before.rfind("\n") - 1)

    def is_told(self, mark: Any) -> bool:
        """Return whether a problem at this mark was found while reading."""
        return any((p.line, p.column) == (mark.line + 1, mark.column + 1) for p in self.problems)

    def problem(self, mark: Any, code: str, message: str, hint: str = "") -> Problem:
        """Return a problem at a mark of this file."""
        line, column = mark.line + 1, mark.column + 1
        return Problem(self.file, line, column, code, "error", message, hint, self.line(line))

    def report(self, mark: Any, code: str, message: str, hint: str = "") -> None:
        """Keep a problem that the reading itself found."""
        self.problems.append(self.problem(mark, code, message, hint))


class _Spot(NamedTuple):
    line: int
    column: int


def read(path: Path) -> Source:
    """Read a YAML file. Raises ScenarioError when nothing can be made of it; smaller problems stay in `.problems`."""
    file = str(path)
    try:
        if path.exists() and not path.is_file():
            raise OSError(_("it is not a file"))
        if path.stat().st_size > MAX_BYTES:
            _refuse_size(file)
        raw = path.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        message = _("This file cannot be read: {why}.").format(why=why)
        raise ScenarioError(
            [Problem(file, 1, 1, "L101", "error", message, _("Check the name and the folder."))]
        ) from None
    return read_text(_decode(raw, file), file)


def is_file(path: Path) -> bool:
    """Return whether a file can be read here; an impossible or forbidden name is none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _refuse_size(file: str) -> NoReturn:
    message = _("This file is larger than {limit} MB.").format(limit=MAX_BYTES // 1_000_000)
    raise ScenarioError([Problem(file, 1, 1, "L111", "error", message, _("Split it into several scenarios."))])


def _decode(raw: bytes, file: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        mark = codecs.BOM_UTF8 if raw.startswith(codecs.BOM_UTF8) else b""
        before = _one_kind_of_line_end(raw[len(mark) : len(mark) + error.start].decode("utf-8", "replace"))
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        source = _one_kind_of_line_end(raw.decode("cp1252", "replace")).split("\n")[line - 1]
        message = _("This file is not saved as UTF-8.")
        hint = _("Save it again with the encoding UTF-8 (it looks like Windows-1252).")
        if raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            hint = _("Save it again with the encoding UTF-8 (it looks like UTF-16).")
        raise ScenarioError([Problem(file, line, column, "L102", "error", message, hint, clean(source))]) from None


def _one_kind_of_line_end(text: str) -> str:
    """Return text with newlines as its only line ends; the rare ones that YAML knows become spaces."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.translate(_RARE_LINE_ENDS) if not text.isascii() else text


def read_text(text: str, file: str) -> Source:
    """Read YAML from a string; as `read`."""
    text = _one_kind_of_line_end(text)
    source = Source(file, text)
    control = _CONTROL.search(text)
    if control:
        before = text[: control.start()]
        spot = _Spot(before.count("\n"), len(before) - before.rfind("\n") - 1)
        message = _("There is an invisible control character here.")
        raise ScenarioError([source.problem(spot, "L103", message, _("Remove it and type the text again."))])
    try:
        _Builder(source).build()
    except yaml.MarkedYAMLError as error:
        (line, column), message, hint, code = hints.explain(error, text)
        earlier = [p for p in source.problems if p.line != line + 1]
        raise ScenarioError([*earlier, source.problem(_Spot(line, column), code, message, hint)]) from None
    except yaml.YAMLError as error:
        raise ScenarioError([source.problem(_Spot(0, 0), "L103", _("This is not YAML."), str(error))]) from None
    return source


class _Builder:
    """Turns parser events into values and places; keeps going after problems that leave the rest readable."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.loader = _Loader(source.text)
        self.depth = 0
        self.may_be_cut = "#" in source.text and bool(hints.CUT_BY_HASH.search(source.text))

    def build(self) -> None:
        events = self._events()
        next(events)
        start = next(events)
        if isinstance(start, yaml.StreamEndEvent):
            message = _("This file is empty.")
            raise ScenarioError([self.source.problem(_Spot(0, 0), "L105", message, _("Start with `format: 1`."))])
        self.source.data, self.source.place = self._node(next(events))
        next(events)
        after = self.loader.get_event()
        if not isinstance(after, yaml.StreamEndEvent):
            message = _("A second document starts here; one file holds one scenario.")
            self.source.report(after.start_mark, "L106", message, _("Remove the line `---` or use two files."))

    def _events(self) -> Iterator[Any]:
        while True:
            yield self.loader.get_event()

    def _node(self, event: Any) -> tuple[Any, Place]:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        mark = event.start_mark
        if kind is yaml.AliasEvent:
            self.source.report(mark, "L108", *hints.alias(str(event.anchor)))
            return None, Place(mark, None, self.source)
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        self.depth += 1
        if self.depth > MAX_DEPTH:
            message = _("Brackets or lists are nested more than {limit} deep.").format(limit=MAX_DEPTH)
            raise ScenarioError([self.source.problem(mark, "L112", message, _("Close what was opened before."))])
        node = self._mapping(event) if kind is yaml.MappingStartEvent else self._sequence(mark)
        self.depth -= 1
        return node

    def _sequence(self, mark: Any) -> tuple[list[Any], Place]:
        get, node = self.loader.get_event, self._node
        data: list[Any] = []
        places: list[Place] = []
        while type(event := get()) is not yaml.SequenceEndEvent:
            value, place = node(event)
            if value is None:
                self.source.nulls = True
            data.append(value)
            places.append(place)
        return data, Place(mark, places, self.source)

    def _mapping(self, start: Any) -> tuple[dict[str, Any], Place]:
        get, node = self.loader.get_event, self._node
        data: dict[str, Any] = {}
        places: dict[str, tuple[Any, Place]] = {}
        while type(key_event := get()) is not yaml.MappingEndEvent:
            mark = key_event.start_mark
            key = self._key(key_event)
            event = get()
            value, place = node(event)
            if key is None:
                continue
            if value is None:
                self.source.nulls = True
                if start.flow_style and type(event) is yaml.ScalarEvent and event.value == "":
                    before = self.source.text[: mark.index]
                    self.source.report(mark, "L114", *hints.cut(key, before))
            if key in data:
                first = places[key][0].line + 1
                self.source.report(mark, "L107", *hints.duplicate(key, first))
            else:
                data[key] = value
                places[key] = (mark, place)
        return data, Place(start.start_mark, places, self.source)

    def _key(self, event: Any) -> str | None:
        """Return the text of a key, or None (and a problem) for what cannot be one."""
        if type(event) is yaml.ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                self._refuse(event)
            if event.value == "<<" and not event.style:
                message = _("`<<` (merging) is not supported.")
                self.source.report(event.start_mark, "L110", message, _("Write the keys out."))
                return None
            return clean(event.value)
        if type(event) is yaml.AliasEvent:
            self.source.report(event.start_mark, "L108", *hints.alias(str(event.anchor)))
        else:
            self._node(event)
            message = _("A list or a mapping cannot be a key.")
            self.source.report(event.start_mark, "L113", message, _("Put quotes around the text."))
        return None

    def _scalar(self, event: Any) -> tuple[Any, Place]:
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)
        value = event.value
        place = Place(event.start_mark, None, self.source)
        if not event.style:
            if event.tag is None and (not value or value[0] in _NOT_TEXT):
                value = _resolve(value)
            if self.may_be_cut and type(value) is str:
                self._look_for_cut(event)
        if type(value) is str and not value.isprintable():
            value = clean(value)
        return value, place

    def _look_for_cut(self, event: Any) -> None:
        index = event.end_mark.index
        match = hints.CUT_BY_HASH.match(self.source.text, index)
        if match:
            self.source.report(
                _Spot(event.end_mark.line, event.end_mark.column + match.start(1) - index),
                "L115",
                *hints.cut_by_hash(event.value, match[1]),
            )

    def _refuse(self, event: Any) -> None:
        if event.tag is not None:
            self.source.report(event.start_mark, "L109", *hints.tag(event.tag))
        else:
            self.source.report(event.start_mark, "L108", *hints.anchor(event.anchor))


def _resolve(text: str) -> str | int | float | bool | None:
    """Return the value of an unquoted scalar that could be something other than text."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
