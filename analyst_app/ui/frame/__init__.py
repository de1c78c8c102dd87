"""The frame round the article: how its width is shared out, and drawers that lie over it where it is narrow."""
