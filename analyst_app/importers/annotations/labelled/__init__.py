"""Readers of labelled texts in JSON: doccano, Prodigy, Label Studio, spaCy and this app's own."""
