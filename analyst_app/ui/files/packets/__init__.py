"""Packets at the window: an article with layers is sent in one file, and what comes back is taken in."""
