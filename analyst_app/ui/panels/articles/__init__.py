"""The list of articles, piece by piece: its order, its words, its rows, and how they are painted."""
