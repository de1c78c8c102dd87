"""Names that a report gives to articles and annotations, so that answers to it are known again.

A word processor renumbers comments and keeps bookmarks. A bookmark's name has
at most 40 characters, begins with a letter and goes on with letters, digits
and ``_`` (ECMA-376 part 1, 17.13.6.2, and Word's own limit). So it holds no id
but a digest of one, by which an annotation is found among those that are there.
"""

from __future__ import annotations

import hashlib
import re

ANNOTATION, TEXT = "aa_", "at_"
_SAID = 10_000
"""Characters of a comment's words that its digest is made of: whoever reads answers may cut a longer one."""
_DIGITS, _TEXT_DIGITS, _SAID_DIGITS = 24, 32, 8
"""Hexadecimal digits: 96 bits tell annotations apart, 128 texts, 32 whether a comment's words were changed."""
_AGAIN = r"(?:_[0-9]{1,3})?"
"""A number, where two articles of a report have the same text, or the same annotation."""
_MARK = re.compile(rf"{ANNOTATION}([0-9a-f]{{{_DIGITS}}})_([0-9a-f]{{{_SAID_DIGITS}}}){_AGAIN}")
_TEXT_MARK = re.compile(rf"{TEXT}([0-9a-f]{{{_TEXT_DIGITS}}}){_AGAIN}")


def annotation_mark(layer: str, annotation_id: str) -> str:
    """The digest that stands for an annotation.

    Args:
        layer: id of its layer.
        annotation_id: its id there.
    """
    return _digest(f"{layer}:{annotation_id}", _DIGITS)


def text_mark(sha256: str) -> str:
    """The digest that stands for an article's text: the beginning of its hash."""
    return sha256[:_TEXT_DIGITS]


def bookmark_of_annotation(mark: str, said: str) -> str:
    """The bookmark on an annotation's words.

    Args:
        mark: of the annotation.
        said: the words of its comment, so that it is known later whether somebody changed them.
    """
    return f"{ANNOTATION}{mark}_{said_digest(said)}"


def bookmark_of_text(sha256: str) -> str:
    """The bookmark on an article's whole text, by the hash of that."""
    return TEXT + text_mark(sha256)


def said_digest(words: str) -> str:
    """The digest of a comment's words, however white space stands in them; of very many, the first."""
    return _digest(" ".join(words.split())[:_SAID], _SAID_DIGITS)


def annotation_in(bookmark: str) -> tuple[str, str] | None:
    """The mark of an annotation and the digest of its comment in a bookmark's name; None: it is no such bookmark."""
    found = _MARK.fullmatch(bookmark)
    return (found[1], found[2]) if found else None


def text_in(bookmark: str) -> str:
    """The mark of a text in a bookmark's name; empty: it is no such bookmark."""
    found = _TEXT_MARK.fullmatch(bookmark)
    return found[1] if found else ""


def _digest(words: str, digits: int) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
