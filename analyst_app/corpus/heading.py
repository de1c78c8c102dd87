"""The line by which an article is known where no title is given."""

from __future__ import annotations

import re

_SAYS_SOMETHING = re.compile(r"^[^\n]*?\w[^\n]*", re.MULTILINE)
_LONGEST = 200
"""Code points: a text without a line end is no heading as a whole."""


def heading(text: str) -> str:
    """The first line of a text with a letter or a digit in it, its white space made one; empty if there is none.

    Args:
        text: of the article.
    """
    found = _SAYS_SOMETHING.search(text)
    return " ".join(found[0][:_LONGEST].split()) if found is not None else ""
