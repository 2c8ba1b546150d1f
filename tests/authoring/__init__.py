"""Tests of what helps an author: structure rules, walks, the check as a whole."""
