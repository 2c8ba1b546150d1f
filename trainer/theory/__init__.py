"""The formulas behind the scores: pure functions and named constants, nothing else."""
