"""What stands beside annotations: the facts of an article's source, and what is said of each reading as a whole."""
