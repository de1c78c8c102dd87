"""The people of the corpus in the window: read, written, listed."""
