"""The tables of a corpus's index: filled from the folder, kept up to date, and mended after damage."""
