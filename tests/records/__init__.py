"""What is kept and what leaves."""
