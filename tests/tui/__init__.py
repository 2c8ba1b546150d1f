"""Tests of the player with a screen: played by keys, read as text."""
