"""The facts of an article's source in exports: which there are, of what kind, and what of them a dataset holds."""
