"""One sitting as values and steps, for every player."""
