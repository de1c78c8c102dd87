"""Readers of other programs' annotations: bytes in, articles with layers out."""
