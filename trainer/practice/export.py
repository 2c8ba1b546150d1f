"""What leaves this machine, on demand: runs with their turns and scores as data, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

from trainer.conversation import Run, Session
from trainer.debrief.replay import replay
from trainer.errors import ChoiceError, ScenarioError, UsageError
from trainer.language import _
from trainer.practice.entries import said
from trainer.practice.memory import Memory
from trainer.practice.resume import Return, returning
from trainer.records import transfer
from trainer.records.edition import Files
from trainer.records.writing import put
from trainer.scenario.files import texts
from trainer.scenario.model import Scenario

COLUMNS: Final = (
    "run", "learner", "scenario", "mode", "started", "ended", "ending", "practice_score", "explored", "turn", "scene",
    "response", "said", "phase", "mood", "client", "client_octant", "client_x", "client_y", "rose", "x", "y",
    "closeness", "band_low", "band_high", "band_score", "rose_fit", "drawn_in", "autonomy", "pitfalls", "meters",
)  # fmt: skip
"""One row per turn; `explored` is 0 for a first choice, else which of the ways tried it belongs to."""
MEANT = ("turns", "answers", "ending", "summary")


def as_json(memory: Memory, runs: Sequence[str], shelves: Sequence[Path]) -> str:
    """Return runs of the store as JSON, with the scenarios they were held in."""
    editions: dict[str, Files] = {}
    data = []
    for run in runs:
        found, scenario = _found(memory, run, shelves)
        if scenario is not None:
            found["edition"] = f"{scenario.id}-{scenario.digest}"
            editions.setdefault(found["edition"], texts(scenario))
        data.append(found)
    return transfer.as_json(data, editions)


def as_table(memory: Memory, runs: Sequence[str], shelves: Sequence[Path]) -> str:
    """Return the turns of runs of the store as CSV, what was explored after the first choices of each run."""
    return transfer.as_table(COLUMNS, (row for run in runs for row in _rows(*_found(memory, run, shelves))))


def write_run(memory: Memory, run: str, folder: Path, shelves: Sequence[Path]) -> Path:
    """Write a run as JSON into a folder and return the file. Raises UsageError when that cannot be done."""
    file = folder / f"{run}.json"
    write(file, as_json(memory, [run], shelves))
    return file


def write(file: Path, text: str) -> None:
    """Write what leaves to a file. Raises UsageError when that cannot be done."""
    try:
        put(file, text)
    except OSError as error:
        raise UsageError(_("{path} cannot be written: {why}.").format(path=file, why=error.strerror)) from None


def _found(memory: Memory, run: str, shelves: Sequence[Path]) -> tuple[dict[str, Any], Scenario | None]:
    """Return a run as data, and the scenario it was held in; None where that is gone: then there are no turns."""
    assert memory.store is not None
    whole_run = memory.store.kept(run)
    kept = whole_run.run
    data: dict[str, Any] = {"id": run, **asdict(kept), "turns": [], "ending": None, "summary": None}
    data["reflected"] = whole_run.past.reflected
    try:
        scenario = _scenario(returning(memory, run, shelves, kept.language))
    except (UsageError, ScenarioError):
        scenario = None
    if scenario is None:
        return data, None
    try:
        _tell_turns(data, scenario, kept)
    except ChoiceError:
        return data, None
    return data, scenario


def _tell_turns(data: dict[str, Any], scenario: Scenario, kept: Run) -> None:
    """Add what the choices meant, those of the ways tried apart."""
    session = Session.restore(scenario, kept)
    whole = replay(session.transcript, kept.seed)
    data |= {key: whole[key] for key in MEANT if key in whole}
    for way in data["explored"]:
        before = session.transcript.choices_before(way["at"])
        tried = _replayed(scenario, kept, (*kept.choices[:before], *way["choices"]))
        way |= {"turns": tried["turns"][way["at"] - 1 :], "ending": tried["ending"], "summary": tried["summary"]}
        answers = [answer for answer in tried.get("answers", ()) if answer["after"] >= way["at"]]
        way |= {"answers": answers} if answers else {}


def _scenario(found: Return) -> Scenario | None:
    return found.original or (found.scenario if found.leads else None)


def _replayed(scenario: Scenario, run: Run, choices: Iterable[str]) -> dict[str, Any]:
    return replay(Session.restore(scenario, replace(run, choices=tuple(choices), reasons=())).transcript, run.seed)


def _rows(data: Mapping[str, Any], scenario: Scenario | None) -> Iterator[dict[str, Any]]:
    if scenario is None:
        return
    about = {key: data[key] for key in ("learner", "scenario", "mode", "started", "ended")}
    for number, way in enumerate((data, *data["explored"])):
        score = way["summary"]["practice_score"] if not number else None
        for turn, made in enumerate(way["turns"], way.get("at", 1)):
            yield {
                "run": data["id"],
                **about,
                "ending": way["ending"],
                "practice_score": score,
                "explored": number,
                "turn": turn,
                "said": said(scenario.scenes[made["scene"]].responses[made["response"]]),
                **_reading(made),
            }


def _reading(made: Mapping[str, Any]) -> dict[str, Any]:
    client, low_high = made["client"], made["band"]
    persona = client["persona"]
    return {
        **{key: made[key] for key in ("scene", "response", "phase", "closeness", "band_score", "rose_fit")},
        **{key: made[key] for key in ("drawn_in", "autonomy")},
        "mood": _pairs(made["mood"]),
        "client": persona if isinstance(persona, str) else " ".join(persona),
        "client_octant": client["octant"],
        "client_x": client["x"],
        "client_y": client["y"],
        "rose": made["rose"]["code"],
        "x": made["rose"]["x"],
        "y": made["rose"]["y"],
        "band_low": low_high[0],
        "band_high": low_high[1],
        "pitfalls": " ".join(made["pitfalls"]),
        "meters": _pairs(made["meters"]),
    }


def _pairs(values: Mapping[str, Any]) -> str:
    return " ".join(f"{key}={value}" for key, value in values.items())
