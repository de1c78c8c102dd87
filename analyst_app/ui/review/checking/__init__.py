"""Checking one colleague's reading: the question, the reading at work, and a round through several articles."""
