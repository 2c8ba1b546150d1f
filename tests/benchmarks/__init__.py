"""How fast it is, next to a peer that does the same with less: `python -m tests.benchmarks`."""
