"""Articles laid out for a Word report: their annotations numbered through, each with its comment and its bookmark."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from analyst_app.core.report_marks import bookmark_again, bookmark_of_text
from analyst_app.export.report.contents import ContentsRow, contents_row
from analyst_app.export.report.docx_comments import Comment, bookmark_of, comment_of
from analyst_app.export.report.docx_text import Ranged
from analyst_app.export.report.docx_words import jump
from analyst_app.export.report.printed_reading import PrintedReading


class LaidReading(NamedTuple):
    """An article, ready to be written."""

    reading: PrintedReading
    row: ContentsRow
    """Of the contents."""
    head: str
    """The bookmark where it begins."""
    bookmark: str
    """That on its text."""
    before: int
    """Number of the last comment of the articles before it."""
    ranged: list[Ranged]
    comments: list[Comment]

    def jump(self, number: int) -> str:
        """The number of an annotation in the document, which leads to it; as XML.

        Args:
            number: of the annotation in its article.
        """
        return jump(f"{self.before + number}", self.ranged[number - 1].bookmark)


@dataclass
class Laying:
    """Lays out one article after the other."""

    number: int = 0
    """Of the last comment."""
    used: Counter[str] = field(default_factory=Counter)
    """Bookmarks, with how often each was wanted."""

    def laid(self, reading: PrintedReading) -> LaidReading:
        """An article with its annotations numbered.

        Args:
            reading: the article in words for people.

        Raises:
            LanguageInvalid: a language's file of words is damaged.
        """
        before, marks = self.number, reading.marks
        tags = [reading.tag_name(mark.row.label) for mark in marks]
        bookmarks: dict[int, str] = {}
        for mark, tag in zip(marks, tags, strict=True):
            bookmarks[mark.number] = self._own(bookmark_of(mark, comment_of(mark, before + mark.number, tag, {})))
        comments = [
            comment_of(mark, before + mark.number, tag, bookmarks) for mark, tag in zip(marks, tags, strict=True)
        ]
        ranged = [Ranged(mark.row, before + mark.number, bookmarks[mark.number]) for mark in marks]
        self.number += len(marks)
        text = self._own(bookmark_of_text(reading.article.source.text_sha256))
        head = self._own(f"article_{reading.key}")
        return LaidReading(reading, contents_row(reading, head), head, text, before, ranged, comments)

    def _own(self, bookmark: str) -> str:
        """A bookmark that no other place has: one that is wanted again gets a number."""
        self.used[bookmark] += 1
        return bookmark_again(bookmark, self.used[bookmark])
