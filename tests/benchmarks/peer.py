"""A generated story in plain dictionaries, and the least that can play it: no library, no transcript.

A story has scenes of four responses, two meters, a guard on every fourth response, some conditional targets,
and one persona with three moods and two shifts. The same seed gives the same story, and the number of a run
decides its choices, so whoever plays the same story in full reaches the same checksum.
"""

from __future__ import annotations

import random
from typing import Any, NamedTuple

Story = dict[str, Any]

MOODS = ("calm", "open", "angry")
ENDINGS = ("end_a", "end_b")
METER_START, METER_MAX = 2, 5
_OCTANTS = ("SB", "BS", "BT", "TB", "TO", "OT", "OS", "SO")
TOGETHER = frozenset(("SB", "BS", "SO", "OS"))
_RESPONSES = 4
_SIGHT = 5  # a response leads at most this many scenes ahead
_GOES_ON = 0.93
_BRANCHES = 0.2

_HEAD = """\
format: 1
title: Peer story
language: en
personas:
  anna:
    name: Anna
    home: OS2
    aim: SB2
    reads: [t0]
    start: calm
    moods:
      calm: {label: calm, rose: OS2}
      open: {label: open, rose: SO2}
      angry: {label: angry, rose: TB3}
    shifts:
      - {from: [calm, angry], to: open, if: in_band and together}
      - {from: [calm, open], to: angry, if: against and t0 <= 2}
meters:
  t0: {label: t0, start: 2, min: 0, max: 5}
  t1: {label: t1, start: 2, min: 0, max: 5}
start: s0
scenes:
"""


class Played(NamedTuple):
    """What many runs came to: the steps made, and a checksum over how each of them ended."""

    steps: int
    checksum: int


def add_ending(checksum: int, ending: str, t0: int, t1: int, mood: str) -> int:
    """Return the checksum with one more ending in it; it is of numbers only, so the same in every process."""
    return (checksum * 31 + hash((ending == ENDINGS[0], t0, t1, MOODS.index(mood)))) % (1 << 61)


def story(scenes: int, seed: int = 1, goes_on: float = _GOES_ON) -> Story:
    """Return a story of so many scenes; a response leads to another scene as often as `goes_on` says."""
    draw = random.Random(seed)
    table = {}
    for number in range(scenes):
        ahead = [f"s{n}" for n in range(number + 1, min(number + 1 + _SIGHT, scenes))] or list(ENDINGS)
        table[f"s{number}"] = {f"r{n}": _response(draw, ahead, goes_on, guarded=n == 3) for n in range(_RESPONSES)}
    return {"start": "s0", "scenes": table, "endings": list(ENDINGS)}


def _response(draw: random.Random, ahead: list[str], goes_on: float, guarded: bool) -> dict[str, Any]:
    # the order of the draws is what a seed stands for
    target = draw.choice(ahead if draw.random() < goes_on else ENDINGS)
    guard = draw.randint(0, 3) if guarded else None
    t0, t1 = draw.choice((-1, 0, 1)), draw.choice((-1, 0, 1))
    octant, closeness = draw.choice(_OCTANTS), draw.randint(-3, 3)
    branch = (draw.randint(1, 4), draw.choice(ahead)) if draw.random() < _BRANCHES else None
    return {
        "guard": guard, "t0": t0, "t1": t1, "octant": octant, "closeness": closeness,
        "branch": branch, "to": target,
    }  # fmt: skip


def play(told: Story, runs: range) -> Played:
    """Play a story once for each run; of the responses on offer, run `n` takes those that Random(n) points at."""
    scenes, steps, checksum = told["scenes"], 0, 0
    for run in runs:
        pick = random.Random(run)
        scene, t0, t1, mood = told["start"], METER_START, METER_START, MOODS[0]
        while scene in scenes:
            offered = [r for r in scenes[scene].values() if r["guard"] is None or t0 >= r["guard"]]
            response = offered[pick.randrange(len(offered))]
            t0 = min(METER_MAX, max(0, t0 + response["t0"]))
            t1 = min(METER_MAX, max(0, t1 + response["t1"]))
            together = response["octant"] in TOGETHER
            if mood != "open" and together and 0 <= response["closeness"] <= 1:
                mood = "open"
            elif mood != "angry" and not together and t0 <= 2:
                mood = "angry"
            branch = response["branch"]
            scene = branch[1] if branch and t1 >= branch[0] else response["to"]
            steps += 1
        checksum = add_ending(checksum, scene, t0, t1, mood)
    return Played(steps, checksum)


def as_yaml(told: Story) -> str:
    """Return a story as a scenario file."""
    lines = []
    for scene, responses in told["scenes"].items():
        lines += [f"  {scene}:", f"    lines: [{{anna: Line of {scene}.}}]", "    responses:"]
        for name, response in responses.items():
            lines += _response_lines(scene, name, response)
    lines.append("endings:")
    lines += [f"  {name}: {{title: {name}, outcome: mixed}}" for name in told["endings"]]
    return "\n".join((_HEAD.rstrip("\n"), *lines, ""))


def _response_lines(scene: str, name: str, response: dict[str, Any]) -> list[str]:
    lines = [
        f"      {name}:",
        f"        say: Response {name} in {scene}.",
        f"        rose: {response['octant']}2",
        f"        closeness: {response['closeness']}",
        f"        meters: {{t0: {response['t0']}, t1: {response['t1']}}}",
    ]
    if response["guard"] is not None:
        lines.append(f"        if: t0 >= {response['guard']}")
    if response["branch"]:
        least, target = response["branch"]
        first = f"          - {{if: t1 >= {least}, to: {target}}}"
        return [*lines, "        to:", first, f"          - to: {response['to']}"]
    return [*lines, f"        to: {response['to']}"]
