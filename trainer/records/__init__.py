"""What is kept and what leaves: the store of runs, settings, and reports."""
