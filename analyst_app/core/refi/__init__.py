"""REFI-QDA projects as values: their XML, and the positions in their texts."""
