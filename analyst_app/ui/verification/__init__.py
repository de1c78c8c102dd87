"""Quotes beside their sources: attaching a source, storing a verdict, the run over a corpus and its report."""
