"""Writes imports into a folder: articles, others' layers, and a report of their losses."""
