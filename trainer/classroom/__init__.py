"""Votes of a class, and the page on which phones cast them."""
