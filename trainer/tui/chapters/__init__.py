"""The pages of a debrief: one module per kind."""
