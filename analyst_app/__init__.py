"""Analyst App: mark claims, quotes and actors in news articles."""

__version__ = "0.2.0"
