"""Readers of annotations of the web: the W3C's model and Hypothesis."""
