"""Two readings of one article: differences, decisions, agreement."""
