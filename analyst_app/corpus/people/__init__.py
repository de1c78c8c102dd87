"""The people of a corpus: their file, the acts on it, and where they are mentioned."""
