"""The player with a screen: the only place that knows Textual."""
