"""Tells a screen reader what is done and shown; nothing happens here unless one is there."""
