"""What helps an author: checks and walks."""
