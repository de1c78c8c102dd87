"""Readers of documents: bytes of one kind of file in, an ImportedArticle out."""
