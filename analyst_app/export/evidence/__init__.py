"""The evidence report: quotes and their sources, side by side, as a page or a table."""
