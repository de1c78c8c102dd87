"""The rows of the list of annotations: what they say, how high they are, and how they are painted."""
