"""A program that loads a scenario and explores it: prints its kilobytes loaded, those at its peak, and situations."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from trainer.authoring.explorer import explore
from trainer.scenario import load_scenario

MOST = 2_000_000


def _kilobytes(name: str) -> int:
    """Return a figure that Linux keeps of this process; unlike `getrusage` it knows nothing of who started it."""
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1])


scenario = load_scenario(Path(sys.argv[1]))
gc.collect()
loaded = _kilobytes("VmRSS")
found = explore(scenario, MOST)
print(loaded, _kilobytes("VmHWM"), found.situations)
