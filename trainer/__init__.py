"""Practise hard conversations with scripted clients."""
