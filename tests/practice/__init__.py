"""One sitting, and a debrief in words."""
