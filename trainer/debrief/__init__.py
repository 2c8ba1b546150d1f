"""What it meant: summary, key turns and pictures as values. Pure."""

from trainer.debrief.summary import Summary, summarize

__all__ = ["Summary", "summarize"]
