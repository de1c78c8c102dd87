"""Names that a report gives to articles and annotations, so that answers to it are known again.

A word processor renumbers comments and keeps bookmarks. A bookmark's name has
at most 40 characters, begins with a letter and goes on with letters, digits
and ``_`` (ECMA-376 part 1, 17.13.6.2, and Word's own limit). So it holds no id
but a digest of one, by which an annotation is found among those that are there.
"""

from __future__ import annotations

import hashlib
import re

ANNOTATION, TEXT, TEXT_END = "aa_", "at_", "az_"
_SAID = 10_000
"""Characters of a comment's words that its digest is made of: whoever reads answers may cut a longer one."""
_DIGITS, _TEXT_DIGITS, _SAID_DIGITS = 24, 32, 8
"""Hexadecimal digits: 96 bits tell annotations apart, 128 texts, 32 whether a comment's words were changed."""
_AGAIN = r"(?:_[0-9a-z]{1,3})?"
"""A number, where several articles of a report have the same text, or the same annotation."""
_NUMERALS = "0123456789abcdefghijklmnopqrstuvwxyz"
MOST_ALIKE = len(_NUMERALS) ** 3 - 1
"""Articles or annotations of one identity that have a bookmark each."""
_MARK = re.compile(rf"{ANNOTATION}([0-9a-f]{{{_DIGITS}}})_([0-9a-f]{{{_SAID_DIGITS}}}){_AGAIN}")
_TEXT_END_MARK = re.compile(rf"{TEXT_END}([0-9a-f]{{{_TEXT_DIGITS}}}{_AGAIN})")
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
    """The bookmark on the first paragraph of an article's text, by the hash of that text."""
    return TEXT + text_mark(sha256)


def bookmark_of_end(bookmark: str) -> str:
    """The bookmark on the last paragraph of an article's text.

    LibreOffice 7.4 loses the beginning of a bookmark over several paragraphs
    when a file is saved for the third time; one within a paragraph stays.

    Args:
        bookmark: on the first paragraph.
    """
    return TEXT_END + bookmark.removeprefix(TEXT)


def bookmark_again(bookmark: str, again: int) -> str:
    """A bookmark that several places want, for one of them.

    Args:
        bookmark: as the first of them has it.
        again: number of the place, from 1; beyond ``MOST_ALIKE`` all have the same.
    """
    left, digits = min(again, MOST_ALIKE), ""
    while left:
        left, digit = divmod(left, len(_NUMERALS))
        digits = _NUMERALS[digit] + digits
    return bookmark if again == 1 else f"{bookmark}_{digits}"


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


def beginning_of(bookmark: str) -> str:
    """The bookmark on the first paragraph of the text whose last paragraph has this one; empty: it is no such."""
    found = _TEXT_END_MARK.fullmatch(bookmark)
    return TEXT + found[1] if found else ""


def _digest(words: str, digits: int) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
