"""Analyst App: mark claims, quotes and actors in news articles."""

__version__ = "0.1.0"
