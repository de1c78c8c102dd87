"""Decisions that come back to the colleague whose tags they are about."""
