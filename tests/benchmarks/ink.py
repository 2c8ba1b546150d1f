"""A generated story as ink, and inkjs to play it: fetched with npm into a folder that is thrown away afterwards."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from tests.benchmarks.peer import METER_MAX, METER_START, MOODS, TOGETHER, Story
from tests.benchmarks.table import NotMeasuredError

PACKAGE = "inkjs@2.4.0"
_PLAYER = Path(__file__).with_name("ink.cjs")
_PATIENCE = 120
_CALM, _OPEN, _ANGRY = range(len(MOODS))

_HEAD = f"""\
VAR t0 = {METER_START}
VAR t1 = {METER_START}
VAR mood = {_CALM}
-> s0
=== function clamped(value)
~ return MAX(0, MIN({METER_MAX}, value))
"""


def as_ink(told: Story) -> str:
    """Return a story as ink: a knot for each scene, a choice `scene.response` for each response."""
    lines = []
    for scene, responses in told["scenes"].items():
        lines += [f"=== {scene}", f"Line of {scene}."]
        for name, response in responses.items():
            guard = "" if response["guard"] is None else f"{{t0 >= {response['guard']}}} "
            lines += [f"+ {guard}[{scene}.{name}]", *_turn(response)]
    for ending in told["endings"]:
        lines += [f"=== {ending}", ending, "-> END"]
    return "\n".join((_HEAD.rstrip("\n"), *lines, ""))


def _turn(response: dict[str, Any]) -> list[str]:
    """Return what a response does; what it cannot change is left out, as an author would."""
    lines = [f"  ~ {key} = clamped({key} + ({response[key]}))" for key in ("t0", "t1") if response[key]]
    together = response["octant"] in TOGETHER
    if together and 0 <= response["closeness"] <= 1:
        lines.append(f"  ~ mood = {_OPEN}")
    elif not together:
        lines += ["  {t0 <= 2:", f"  ~ mood = {_ANGRY}", "  }"]
    if response["branch"]:
        least, target = response["branch"]
        lines.append(f"  {{t1 >= {least}: -> {target}}}")
    return [*lines, f"  -> {response['to']}"]


class End(NamedTuple):
    """How a talk ended, and with what."""

    ending: str
    t0: int
    t1: int
    mood: str


class Moment(NamedTuple):
    """What is on offer, `scene.response` each, and the situation in which it is."""

    offered: tuple[str, ...]
    t0: int
    t1: int
    mood: str


class Seen(NamedTuple):
    """What random runs took, and what they came across."""

    seconds: float
    options: frozenset[str]
    ends: frozenset[End]


class Ink:
    """A story compiled by inkjs, in one process of node for as long as it is open."""

    def __init__(self, told: Story, folder: Path) -> None:
        node, npm = shutil.which("node"), shutil.which("npm")
        if node is None or npm is None:
            raise NotMeasuredError("needs node and npm")
        _fetch(npm, folder)
        story = folder / "story.ink"
        story.write_text(as_ink(told), encoding="utf-8")
        player = folder / _PLAYER.name
        shutil.copy(_PLAYER, player)  # node looks for packages beside the file it runs
        self._process = subprocess.Popen(
            (node, player, story), stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def __enter__(self) -> Ink:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()

    def play(self, runs: range) -> Seen:
        """Play these runs, each with random choices of its own; the seconds are those of playing alone."""
        found = self._ask({"first": runs.start, "last": runs.stop})
        return Seen(found["seconds"], frozenset(found["options"]), frozenset(map(_end, found["ends"])))

    def watch(self, runs: range) -> set[Moment]:
        """Play these runs again, and return every moment at which they chose."""
        moments = self._ask({"first": runs.start, "last": runs.stop, "watched": True})
        return {Moment(tuple(offered), t0, t1, MOODS[mood]) for offered, t0, t1, mood in moments}

    def follow(self, choices: Sequence[str]) -> End | None:
        """Make these choices, ids of responses; None where one of them is not on offer or they do not end the talk."""
        end = self._ask({"choices": list(choices)})
        return _end(end) if end else None

    def _ask(self, question: dict[str, Any]) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        try:
            self._process.stdin.write(json.dumps(question) + "\n")
            self._process.stdin.flush()
            return json.loads(self._process.stdout.readline())
        except (BrokenPipeError, json.JSONDecodeError) as error:
            raise NotMeasuredError("inkjs stopped") from error


def _end(found: Sequence[Any]) -> End:
    ending, t0, t1, mood = found
    return End(ending, t0, t1, MOODS[mood])


def _fetch(npm: str, folder: Path) -> None:
    command = (npm, "install", "--no-audit", "--no-fund", "--prefer-offline", "--prefix", str(folder), PACKAGE)
    try:
        subprocess.run(command, capture_output=True, check=True, timeout=_PATIENCE)
    except (subprocess.SubprocessError, OSError) as error:
        raise NotMeasuredError(f"npm cannot fetch {PACKAGE}") from error
