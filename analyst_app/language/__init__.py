"""The words of an article: paragraphs, sentences, quotation marks, names, clauses and speakers. No files, no Qt."""
