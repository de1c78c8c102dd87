"""Suggestions on the screen: one with its keys, or all of an article; none of them is an annotation."""
