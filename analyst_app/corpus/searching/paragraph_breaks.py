"""The ends of paragraphs: blank lines where lines are broken at a width, else the end of every line.

``language.paragraphs`` knows lines only: gestures and quotations keep to them.
"""

from __future__ import annotations

import re
from itertools import pairwise

from analyst_app.corpus.word_folding import UNSPACED

_WIDEST = 120
"""Code points; lines that are longer are no lines of a fixed width."""
_NARROW = 40
"""Code points; lists and verses have short lines, too, so that narrow lines must run on in small letters as well."""
_FULL, _OPEN, _GOES_ON = 0.85, 0.55, 0.5
"""Least shares of the lines before another one that are full, that end within a sentence, and that go on small."""
_INNER = re.compile(r"(?<=\S)([^\S\n]*)\n(?=[^\S\n]*\S)")
_STOP = re.compile(r"[.!?…:;。！？」』”\"»)\]]\s*\Z")
_ONE_SIGN = re.compile(f"[{UNSPACED}]")
_SLACK = 2
"""Columns: punctuation may not begin a line in East Asian text."""


def is_hard_wrapped(text: str) -> bool:
    """True if the lines of a text are broken at a fixed width, so that only blank lines end its paragraphs.

    A line was broken there if the first word of the next one would not have
    fitted in the longest line.

    Args:
        text: the article.
    """
    if not _has_inner_break(text):
        return False
    blocks = [lines for lines in _blocks(text) if len(lines) > 1]
    if not blocks:
        return False
    width = max(len(line) for lines in blocks for line in lines)
    if width > _WIDEST:
        return False
    total = full = open_ended = small = 0
    for lines in blocks:
        for line, following in pairwise(lines):
            total += 1
            room = 1 if _ONE_SIGN.match(following) else 1 + len(following.split(maxsplit=1)[0])
            full += len(line) + room > width - (_SLACK if _ONE_SIGN.match(following) else 0)
            open_ended += _STOP.search(line) is None
            small += not (following[0].isupper() or following[0].isdigit()) and following[0].isalnum()
    if full < _FULL * total or open_ended < _OPEN * total:
        return False
    return width >= _NARROW or small >= _GOES_ON * total


def with_paragraphs(text: str) -> str:
    """A text of the same length in which a line end is always the end of a paragraph; the others are blanks.

    Args:
        text: the article.
    """
    return _INNER.sub(r"\1 ", text) if is_hard_wrapped(text) else text


def _has_inner_break(text: str) -> bool:
    """True if a line follows another without a blank line between; quick, since most texts have none or many."""
    at = text.find("\n")
    while at >= 0:
        following = text.find("\n", at + 1)
        line = text[at + 1 : following if following >= 0 else len(text)]
        if line and not line.isspace() and at and text[at - 1] != "\n":
            return True
        at = following
    return False


def _blocks(text: str) -> list[list[str]]:
    """The lines between blank lines, without blanks at their edges."""
    blocks: list[list[str]] = [[]]
    for line in map(str.strip, text.split("\n")):
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return blocks
