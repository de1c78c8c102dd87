"""Readers: one module a kind of file, each gives an ImportedArticle."""
