"""The length of an article that is looked through before anybody asks for it."""

LONGEST = 40_000
"""Code points; in more, a worker takes so long that the first save, or whoever looks at the list, would wait."""
