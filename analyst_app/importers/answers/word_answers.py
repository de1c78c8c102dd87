"""Answers to a report that stand in its Word document: replies to its comments, and comments of a reader's own.

A comment is the report's own if its words are those that the bookmark on an
annotation vouches for; all others were added. An added one answers what the
document joins it to, or the report's comment on the very same words; else it
is a remark of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from analyst_app.core.report_marks import annotation_in, said_digest, text_in
from analyst_app.errors import ImportFailed
from analyst_app.importers.answers.answer_sheet import MOST_ANSWERS, AnsweredArticle, AnswerSheet, GivenAnswer, told
from analyst_app.importers.answers.word_comments import WordComment, comments_in
from analyst_app.importers.answers.word_places import ArticleRegion, CommentRange, WordPlaces
from analyst_app.importers.documents.word_parts import main_part
from analyst_app.importers.documents.zipped_xml import ZippedXml

_OWN = re.compile(r"\A\d+ · ")
"""The beginning of each of the report's comments."""
_BOOKMARK = re.compile(rb"""\bname\s*=\s*["'](a[at]_[0-9a-f_]{24,37})["']""")
_NOWHERE = CommentRange(-1, -1, -1)
_LARGEST_PART = 24 << 20
"""Bytes of a part that is read: a report of 20,000 annotations has half of it."""


def is_report(data: bytes, name: str) -> bool:
    """True if a Word document is a report of this app: bookmarks of ours are in it.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
    """
    try:
        parts = ZippedXml(data, name)
        found = _BOOKMARK.findall(parts.read_member(main_part(parts)))
    except ImportFailed:
        return False  # whoever reads it next says what is wrong
    return any(annotation_in(one.decode()) or text_in(one.decode()) for one in found)


def read(data: bytes, name: str) -> AnswerSheet:
    """The answers in a Word document.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.

    Raises:
        ImportFailed: it is damaged, or made to do harm; says which and why.
        MissingExtra: the library that reads XML safely is not installed.
    """
    parts = ZippedXml(data, name)
    main = main_part(parts)
    for member in parts.names():
        if member.endswith(".xml") and parts.size_of(member) > _LARGEST_PART:
            raise ImportFailed(f"{name} unpacks to far more than a report with answers holds; it was not read.")
    return _Reading(name, WordPlaces(parts.xml(main)), comments_in(parts, main)).sheet()


class _Placed(NamedTuple):
    """A comment with its place."""

    comment: WordComment
    ranged: CommentRange


class _Reading:
    """The sorting of a document's comments."""

    def __init__(self, name: str, places: WordPlaces, comments: list[WordComment]) -> None:
        self._places = places
        self._sheet = AnswerSheet(name)
        if len(comments) > 2 * MOST_ANSWERS:
            raise ImportFailed(f"{name} has {len(comments):,} comments, more than are read. Take it apart first.")
        ranges = places.ranges()
        placed = [_Placed(one, ranges.get(one.id, _NOWHERE)) for one in comments]
        self._placed = sorted(placed, key=lambda one: one.ranged.place)
        """In the order of their signs."""
        self._about: dict[str, str] = {}
        """Mark of the annotation of each of the report's own comments, by its id."""
        self._done: dict[str, WordComment] = {}
        """The report's own comments that were called resolved, by the marks of their annotations."""
        self._articles: dict[ArticleRegion | None, AnsweredArticle] = {}

    def sheet(self) -> AnswerSheet:
        reported = self._places.annotations
        for region in self._places.regions:
            text = self._places.text[region.start : region.end]
            first, last = (bisect_left(reported, place, key=lambda one: one.start) for place in region[1:])
            marks = {one.mark for one in reported[first:last]}
            self._articles[region] = AnsweredArticle("", region.text_mark, text, marks=marks)
        added = self._set_own_apart()
        twins = self._twins()
        numbers: dict[str, tuple[ArticleRegion | None, int]] = {}
        for one in sorted(added, key=lambda one: bool(one.comment.parent)):  # remarks before answers to them
            self._take(one, twins, numbers)
        answered = {said.about for article in self._articles.values() for said in article.said}
        for mark, comment in self._done.items():
            if mark not in answered:
                self._sheet.losses.add("resolved comment", told(comment.who, comment.words))
        self._sheet.articles = [one for one in self._articles.values() if one.said or one.text is not None]
        return self._sheet

    def _set_own_apart(self) -> list[_Placed]:
        """The comments that were added; the report's own are noted, and those whose words were changed are told."""
        by_said = {marked.said: marked.mark for marked in reversed(self._places.annotations)}
        by_start: dict[int, list[str]] = {}
        for marked in self._places.annotations:
            by_start.setdefault(marked.start, []).append(marked.mark)
        others: list[_Placed] = []
        for one in self._placed:
            digest = said_digest(one.comment.words)
            if digest in by_said and not one.comment.parent:
                self._about.setdefault(one.comment.id, by_said[digest])
            else:
                others.append(one)
        known, added = set(self._about.values()), []
        self._done = {self._about[one.comment.id]: one.comment for one in self._placed
                      if one.comment.is_done and one.comment.id in self._about}  # fmt: skip
        for one in others:
            marks = [mark for mark in by_start.get(one.ranged.start, ()) if mark not in known]
            if marks and not one.comment.parent and _OWN.match(one.comment.words):
                self._about[one.comment.id] = marks[0]
                known.add(marks[0])
                self._sheet.losses.add("changed comment", told(one.comment.who, one.comment.words))
            elif one.comment.words.strip():
                added.append(one)
        return added

    def _twins(self) -> dict[tuple[int, int], list[tuple[int, str]]]:
        """The report's own comments by their ranges: place of the sign, and mark."""
        found: dict[tuple[int, int], list[tuple[int, str]]] = {}
        for one in self._placed:
            if one.comment.id in self._about:
                own = one.ranged.place, self._about[one.comment.id]
                found.setdefault((one.ranged.start, one.ranged.end), []).append(own)
                found.setdefault((one.ranged.end, one.ranged.end), []).append(own)
        return found

    def _take(
        self,
        one: _Placed,
        twins: dict[tuple[int, int], list[tuple[int, str]]],
        numbers: dict[str, tuple[ArticleRegion | None, int]],
    ) -> None:
        comment, ranged = one
        parent = comment.parent
        about = self._about.get(parent, "")
        if not parent:
            same = twins.get((ranged.start, ranged.end), [])
            about = same[max(0, bisect_right(same, (ranged.place, "")) - 1)][1] if same else ""
        region, to = numbers.get(parent, (self._places.region_at(ranged.start), -1))
        if region is None and not about:
            self._sheet.losses.add("comment outside", told(comment.who, comment.words))
            return
        start, end = ranged[:2] if region is not None else (-1, -1)
        if start == end and not about and to < 0:
            start, end = self._line_at(start, region)
        exact = self._places.text[max(0, start) : max(0, end)]
        start -= region.start if region is not None else 0
        article = self._articles.setdefault(region, AnsweredArticle())
        numbers[comment.id] = region, len(article.said)
        article.said.append(
            GivenAnswer(comment.who, comment.words, "comment", comment.when, about, exact, start, to=to,
                 is_resolved=comment.is_done or about in self._done)
        )  # fmt: skip

    def _line_at(self, place: int, region: ArticleRegion | None) -> tuple[int, int]:
        """The paragraph of a comment that was put at a place, and on no words."""
        if region is None:
            return place, place
        start = self._places.text.rfind("\n", region.start, place) + 1 or region.start
        end = self._places.text.find("\n", place, region.end)
        return max(start, region.start), end if end >= 0 else region.end
