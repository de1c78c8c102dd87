"""Quotes held against their sources: the place, the words that differ, a verdict, a report. Nothing here writes."""
