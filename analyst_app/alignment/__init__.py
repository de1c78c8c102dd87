"""The pairs of annotations and links in two layers that answer each other."""
