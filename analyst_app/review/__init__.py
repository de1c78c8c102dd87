"""Comparing layers: typed differences, agreement, decisions and replies. No Qt, no files."""
