"""All readers of an article at once: who says what on the card, and what most say."""
