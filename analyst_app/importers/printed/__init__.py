"""The reader of printed pages (PDF): letters become lines, columns and paragraphs."""
