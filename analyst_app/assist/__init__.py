"""Suggestions: each module proposes, none writes."""
