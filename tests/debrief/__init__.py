"""What a conversation meant."""
