"""Datasets made of a corpus: which articles and layers, in which format, with every loss named."""
