"""Rows about the author's proof: what it costs to look at everything, and what random runs miss."""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks import peer
from tests.benchmarks.authored import authored
from tests.benchmarks.ink import End, Ink, Moment, Seen
from tests.benchmarks.peer import METER_MAX, Story
from tests.benchmarks.table import DifferenceError, Noted, NotMeasuredError, Row, timed
from trainer.authoring.account import account
from trainer.authoring.check import check
from trainer.authoring.explorer import Exploration, explore
from trainer.authoring.study import Study
from trainer.scenario import Scenario, load_scenario

SMALL, LARGE = 50, 2_000
PEER_RUNS = 20_000

GOES_ON = 0.99
"""Fewer early endings than in other rows: random runs then come through the whole story."""
RARE_EVERY = 50
RANDOM_RUNS, SLICES = 10_000, 10
_A_SLICE = RANDOM_RUNS // SLICES
WATCHED_RUNS = 100
"""Runs of which every step is held against the proof."""

SITUATIONS = range(80_000, 130_000)
WIDER = 10
"""Steps that each meter of the scenario goes further to measure memory, so that little else counts."""


@contextmanager
def _written(text: str) -> Iterator[Path]:
    """Write a scenario into a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "peer_story.yaml"
        file.write_text(text, encoding="utf-8")
        yield file


def _loaded(told: Story) -> Scenario:
    with _written(peer.as_yaml(told)) as file:
        return load_scenario(file)


# --- explored ---------------------------------------------------------------------------------------------


def _explored(rounds: int) -> Noted:
    large, small = _explored_ratios(LARGE, rounds), _explored_ratios(SMALL, rounds)
    return Noted(large, f"at {SMALL} scenes, tables included: {statistics.median(small):.2f}")


def _explored_ratios(scenes: int, rounds: int) -> list[float]:
    told = peer.story(scenes)
    scenario = _loaded(told)
    _explored_ratio(scenario, told)  # the first one warms up
    return [_explored_ratio(scenario, told) for _round in range(rounds)]


def _explored_ratio(scenario: Scenario, told: Story) -> float:
    """Return the seconds for each response tried over those for each step of the dictionaries."""
    gc.collect()
    ours, found = timed(lambda: explore(scenario))
    theirs, played = timed(lambda: peer.play(told, range(PEER_RUNS)))
    if not found.complete:
        raise DifferenceError(f"A story of {len(scenario.scenes)} scenes was not looked at in full.")
    return ours / sum(len(reach.arrivals) for reach in found.reaches) / (theirs / played.steps)


# --- proven -----------------------------------------------------------------------------------------------


def _proven(rounds: int) -> Noted:
    """Prove the story and play a slice of the random runs, in turns; together the rounds play the runs once."""
    told = _with_rare_endings(peer.story(LARGE, goes_on=GOES_ON))
    scenario = _loaded(told)
    with tempfile.TemporaryDirectory() as folder, Ink(told, Path(folder)) as ink:
        ratios, seen = [], list[Seen]()
        for n in range(rounds):
            gc.collect()
            ours, found = timed(lambda: _proof(scenario))
            seen.append(ink.play(range(n * _A_SLICE, (n + 1) * _A_SLICE)))
            ratios.append(ours / (seen[-1].seconds * SLICES))
        _compare(found, ink, seen)
    return Noted(ratios, _missed(found, seen))


def _with_rare_endings(told: Story) -> Story:
    """Give some scenes a way to an ending of their own, for who comes there with both meters full."""
    for number in range(RARE_EVERY, len(told["scenes"]), RARE_EVERY):
        ending = f"rare_{number}"
        told["scenes"][f"s{number}"]["r3"] |= {"guard": METER_MAX, "t1": 0, "branch": (METER_MAX, ending)}
        told["endings"].append(ending)
    return told


def _proof(scenario: Scenario) -> Exploration:
    """Look at everything, the shortest way to every ending included."""
    found = explore(scenario)
    for ending in scenario.endings:
        found.way_to(ending)
    return found


def _compare(found: Exploration, ink: Ink, seen: list[Seen]) -> None:
    """Hold the proof against inkjs: it has all that random runs saw, and its ways lead where it says."""
    if not found.complete:
        raise DifferenceError("The story was not looked at in full.")
    if strange := _all_options(seen) - _proven_options(found):
        raise DifferenceError(f"Random runs were offered what cannot be on offer: {', '.join(sorted(strange)[:5])}.")
    if other := ink.watch(range(WATCHED_RUNS)) - set(_moments(found)):
        raise DifferenceError(f"Random runs came to moments that cannot be: {sorted(other)[:3]}.")
    if strange_ends := _all_ends(seen) - _proven_ends(found):
        raise DifferenceError(f"Random runs ended as no talk can end: {sorted(strange_ends)[:5]}.")
    for ending in found.scenario.endings:
        way = found.way_to(ending)
        end = ink.follow(way.choices) if way else None
        if way and (end is None or end.ending != ending):
            raise DifferenceError(f"The shortest way to {ending} does not lead there in inkjs: {way.choices}.")


def _missed(found: Exploration, seen: list[Seen]) -> str:
    options, endings = _proven_options(found), {end.ending for end in _proven_ends(found)}
    options_missed, endings_missed = options - _all_options(seen), endings - {end.ending for end in _all_ends(seen)}
    return (
        f"{_A_SLICE:,} runs a round, times {SLICES}; {_A_SLICE * len(seen):,} runs in all never saw"
        f" {len(endings_missed)} of the {len(endings)} endings and {len(options_missed)} of the {len(options):,}"
        f" responses that can be reached"
    )


def _all_options(seen: list[Seen]) -> set[str]:
    return set[str]().union(*(runs.options for runs in seen))


def _all_ends(seen: list[Seen]) -> set[End]:
    return set[End]().union(*(runs.ends for runs in seen))


def _proven_options(found: Exploration) -> set[str]:
    return {f"{scene}.{response}" for (scene, response), times in found.offers.items() if times}


def _proven_ends(found: Exploration) -> set[End]:
    ends = set()
    for reach in found.reaches:
        for number in range(len(reach.codes)):
            if reach.ending(number) is not None:
                here = reach.situation(number)
                ends.add(End(here.place, here.meters["t0"], here.meters["t1"], here.moods["anna"]))
    return ends


def _moments(found: Exploration) -> Iterator[Moment]:
    for reach in found.reaches:
        for number in range(reach.tried):
            here = reach.situation(number)
            offered = tuple(f"{here.place}.{reach.response(number, move)}" for move in reach.moves(number))
            yield Moment(offered, here.meters["t0"], here.meters["t1"], here.moods["anna"])


# --- checked ----------------------------------------------------------------------------------------------


def _checked(rounds: int) -> Noted:
    ratios = []
    for n in range(rounds):
        # another file each time: nothing that was remembered of the last one can help
        with _written(f"{authored()}# {n}\n") as file:
            gc.collect()
            theirs, situations = timed(lambda: _account(file))
            ours, _problems = timed(lambda: check(file))
        ratios.append(ours / theirs)
    if situations not in SITUATIONS:
        raise DifferenceError(f"The scenario has {situations:,} situations instead of about 100,000.")
    return Noted(ratios, f"{situations:,} situations")


def _account(file: Path) -> int:
    """Do what `trainer explore` does, and return how many situations there are."""
    situations: int = account(Study(load_scenario(file)))["situations"]
    return situations


# --- memory -----------------------------------------------------------------------------------------------


def _memory(rounds: int) -> Noted:
    if not Path("/proc/self/status").exists():
        raise NotMeasuredError("needs the /proc of Linux")
    with _written(authored(WIDER, dispositions=False)) as file:
        found = [_appetite(file) for _round in range(rounds)]
    megabytes, situations = zip(*found, strict=True)
    return Noted([mb / n * 1_000_000 for mb, n in found], f"{megabytes[0]:.0f} MB for {situations[0]:,} situations")


def _appetite(file: Path) -> tuple[float, int]:
    """Return the megabytes that exploring takes besides what is loaded, and how many situations there are."""
    command = (sys.executable, "-m", "tests.benchmarks.appetite", str(file))
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    loaded, peak, situations = map(int, printed.split())
    return (peak - loaded) / 1024, situations


ROWS = (
    Row("explored", "a response tried, 2,000 scenes", "a step of dictionaries", 1, _explored, 9, 3),
    Row("proven", "2,000 scenes proven, ways to endings", "10,000 random runs by inkjs", 1, _proven, SLICES, 2),
    Row("checked", "a check of about 100,000 situations", "`explore` of the same", 3, _checked, 3, 1),
    Row("memory", "MB to explore, a million situations", "the same, only loaded", 400, _memory, 3, 1),
)
