"""Tests of the player without a screen."""
