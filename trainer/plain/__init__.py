"""The player without a screen: numbered lines for screen readers, pipes and slow connections."""
