"""Readers of answers to a report: a Word document with replies, or the file of the page's form."""
