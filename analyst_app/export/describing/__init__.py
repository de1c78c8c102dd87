"""The words about a dataset for those who get it: the hub's head of a card, Croissant, citation files."""
