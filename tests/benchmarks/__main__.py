"""Measure and print: `python -m tests.benchmarks [--only ROW] [--quick]`."""

from __future__ import annotations

import argparse
import sys

from tests.benchmarks import exploring, keeping, loading, painting, talking, voting
from tests.benchmarks.table import DifferenceError, heading, line

_MODULES = (talking, loading, painting, keeping, exploring, voting)
ROWS = {row.name: row for module in _MODULES for row in module.ROWS}


def main() -> None:
    """Print the table, row by row as it is measured; times that cannot be compared end it."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=main.__doc__)
    parser.add_argument("--only", metavar="ROW", choices=ROWS, help=f"one row: {', '.join(ROWS)}")
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    options = parser.parse_args()
    print(heading())
    for row in [ROWS[options.only]] if options.only else ROWS.values():
        try:
            print(line(row, options.quick), flush=True)
        except DifferenceError as difference:
            sys.exit(str(difference))


main()
