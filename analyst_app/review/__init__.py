"""Review of two layers: decisions on their differences, gold, and replies. No Qt, no files."""
