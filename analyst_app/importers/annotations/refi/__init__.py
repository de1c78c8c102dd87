"""Readers of REFI-QDA projects and codebooks."""
