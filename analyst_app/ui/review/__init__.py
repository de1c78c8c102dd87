"""Reviewing a colleague's reading, agreement, and decisions that come back."""
