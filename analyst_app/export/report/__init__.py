"""Reports: an article with all that was annotated in it, for people without this app."""
