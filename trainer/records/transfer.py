"""Runs on their way out of this machine and into another one: JSON for programs, a table for spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainer.conversation.run import Explored, Reason, Run, as_mode
from trainer.errors import UsageError
from trainer.language import _
from trainer.records.edition import Files, checked
from trainer.text import clean
from trainer.theory.constants import CLOSENESS
from trainer.theory.rose import position

LARGEST = 200_000_000
"""Bytes of an export that is read."""
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\ufeff"
"""Tells Excel that a table is UTF-8."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A run from an export, with the scenario's files if they came along."""

    id: str
    run: Run
    files: Files | None
    reflected: bool = True
    """Whether the questions before the numbers were asked."""


def as_json(runs: Sequence[Mapping[str, Any]], editions: Mapping[str, Files]) -> str:
    """Return exported runs as text; `editions` are the scenarios' files, by the name that runs have for them."""
    return json.dumps({"runs": list(runs), "editions": editions}, ensure_ascii=False, indent=1) + "\n"


def as_table(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as a table that a spreadsheet opens without running anything in it."""
    out = io.StringIO()
    out.write(BYTE_ORDER_MARK)
    table = csv.DictWriter(out, names, restval="", extrasaction="raise")
    table.writeheader()
    for row in rows:
        table.writerow({key: _guarded(value) for key, value in row.items()})
    return out.getvalue()


def _guarded(value: Any) -> Any:
    """Return a cell; text that a spreadsheet would take for a formula is marked as text."""
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        return f"'{value}"
    return "" if value is None else value


def arrived(path: Path) -> list[Arrived]:
    """Return the runs in an exported file. Raises UsageError when it is none."""
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError
        data = json.loads(path.read_text(encoding="utf-8-sig"))
        editions = {str(name): checked(files) for name, files in data.get("editions", {}).items()}
        return [_arrived(item, editions) for item in data["runs"]]
    except OSError as error:
        raise UsageError(_("{path} cannot be read: {why}.").format(path=path, why=error.strerror)) from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise UsageError(_("{path} is no export of this program.").format(path=path)) from None


def _arrived(item: Mapping[str, Any], editions: Mapping[str, Files]) -> Arrived:
    disposition = item["disposition"]
    if isinstance(disposition, dict):
        disposition = {_text(key): _text(value) for key, value in disposition.items()}
    run = Run(
        scenario=_text(item["scenario"]),
        digest=_text(item["digest"]),
        language=_text(item["language"]),
        seed=_number(item["seed"]),
        disposition=disposition if disposition is None or isinstance(disposition, dict) else _text(disposition),
        choices=_texts(item["choices"]),
        mode=as_mode(item["mode"]),
        learner=None if item["learner"] is None else _text(item["learner"]),
        explored=tuple(Explored(_number(way["at"]), _texts(way["choices"]), _reasons(way)) for way in item["explored"]),
        reflection={_text(key): _text(value) for key, value in item["reflection"].items()},
        placed=_placed(item["placed"]),
        started=None if item["started"] is None else _text(item["started"]),
        ended=None if item["ended"] is None else _text(item["ended"]),
        reasons=_reasons(item),
    )
    return Arrived(
        _text(item["id"]), run, editions.get(str(item.get("edition"))), item.get("reflected", True) is not None
    )


def _reasons(item: Mapping[str, Any]) -> tuple[Reason, ...]:
    """Return what was written with answers; there was no such thing in older exports."""
    return tuple(Reason(_number(found["at"]), _text(found["text"])) for found in item.get("reasons", ()))


def _placed(found: Any) -> dict[str, Any] | None:
    if found is None:
        return None
    placed: dict[str, Any] = {}
    if "rose" in found:
        placed["rose"] = position(_text(found["rose"])).code
    if "closeness" in found:
        placed["closeness"] = _number(found["closeness"])
        if not CLOSENESS[0] <= placed["closeness"] <= CLOSENESS[1]:
            raise ValueError
    return placed or None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return clean(value)


def _number(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return value


def _texts(values: Any) -> tuple[str, ...]:
    return tuple(_text(value) for value in values)
