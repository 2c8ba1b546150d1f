"""The formulas behind the scores."""
