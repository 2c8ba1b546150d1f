"""The classroom: votes, the phone page and what it refuses."""
