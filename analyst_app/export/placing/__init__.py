"""Putting a finished export in its place in one step, and what is done about a run that was killed on the way."""
