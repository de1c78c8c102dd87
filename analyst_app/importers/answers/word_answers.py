"""Answers to a report that stand in its Word document: replies to its comments, and comments of a reader's own.

A comment is the report's own if its words are those that the bookmark on an
annotation vouches for; all others were added. An added one answers what the
document joins it to, or the one comment of the report on the very same words;
else it is a remark of its own. Where other programs have taken bookmarks out,
the report's own comments are known by their numbers, and what they are on by
its words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from analyst_app.core.report_marks import annotation_in, said_digest, text_in
from analyst_app.errors import ImportFailed, MissingExtra
from analyst_app.importers.answers.answer_sheet import (
    MOST_ANSWERS,
    UNMARKED,
    AnsweredArticle,
    AnswerSheet,
    GivenAnswer,
    told,
)
from analyst_app.importers.answers.word_comments import WordComment, comments_in
from analyst_app.importers.answers.word_places import ArticleRegion, CommentRange, WordPlaces
from analyst_app.importers.documents.word_parts import main_part
from analyst_app.importers.documents.zipped_xml import LARGEST_MEMBER, ZippedXml
from analyst_app.wording import tr, whole

_OWN = re.compile(r"\A(\d+) · ")
"""The beginning of each of the report's comments: its number."""
_BOOKMARK = re.compile(rb"""\bname\s*=\s*["'](a[at]_[0-9a-f_]{24,37})["']""")
_NOWHERE = CommentRange(-1, -1, -1)


def is_report(data: bytes, name: str) -> bool:
    """True if a Word document is a report of this app: bookmarks of ours are in it, or its numbered comments.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
    """
    try:
        parts = ZippedXml(data, name)
        main = main_part(parts)
        found = _BOOKMARK.findall(parts.read_member(main))
        if any(annotation_in(one.decode()) or text_in(one.decode()) for one in found):
            return True
        return _are_numbered([one for one in comments_in(parts, main) if not one.parent])
    except (ImportFailed, MissingExtra):
        return False  # whoever reads it next says what is wrong


def _are_numbered(comments: list[WordComment]) -> bool:
    """True if the first comments of threads bear the numbers from 1 on that a report gives them, as most of them do."""
    numbers = sorted(int(found[1][:9]) for one in comments if (found := _OWN.match(one.words)))
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1)) and 2 * len(numbers) >= len(comments)


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
        if member.endswith(".xml") and parts.size_of(member) > LARGEST_MEMBER:
            raise ImportFailed(
                tr(
                    "{name} unpacks to far more than a report with answers holds; it was not read. Export "
                    "the report in parts, of fewer articles or one layer each.",
                    name=name,
                )
            )
    root = parts.xml(main)
    places = WordPlaces(root, rejects_changes=True)  # so words that somebody has taken out have their place
    edited = WordPlaces(root) if places.has_changes else None
    return _Reading(name, places, comments_in(parts, main), edited).sheet()


class _Placed(NamedTuple):
    """A comment with its place."""

    comment: WordComment
    ranged: CommentRange


class _Own(NamedTuple):
    """The annotation that a comment of the report's own is on."""

    mark: str
    """Empty: its bookmark is gone."""
    layer: str = ""
    """Id of its layer, which is the comment's author, where there is no mark."""


Twins = dict[tuple[int, int], set[_Own]]
"""The annotations that the report's own comments of a range are on."""


class _Reading:
    """The sorting of a document's comments."""

    def __init__(self, name: str, places: WordPlaces, comments: list[WordComment], edited: WordPlaces | None) -> None:
        self._places = places
        self._edited = {one.text_mark: edited.text[one.start : one.end] for one in edited.regions} if edited else {}
        self._is_bare = not places.regions and not places.annotations
        """True if no mark of ours is left in it."""
        self._sheet = AnswerSheet(name)
        if len(comments) > 2 * MOST_ANSWERS:
            raise ImportFailed(
                tr(
                    "{name} has {count} comments, more than are read. Take it apart first.",
                    name=name,
                    count=whole(len(comments)),
                )
            )
        ranges = places.ranges()
        placed = [_Placed(one, ranges.get(one.id, _NOWHERE)) for one in comments]
        self._placed = sorted(placed, key=lambda one: one.ranged.place)
        """In the order of their signs."""
        self._own: dict[str, _Own] = {}
        """The annotation of each of the report's own comments, by its id."""
        self._same: Twins = {}
        self._numbered: dict[str, _Own | None] = {}
        self._done: dict[str, WordComment] = {}
        """The report's own comments that were called resolved, by the marks of their annotations."""
        self._articles: dict[ArticleRegion | None, AnsweredArticle] = {}

    def sheet(self) -> AnswerSheet:
        reported = self._places.annotations
        for region in self._places.regions:
            text = self._places.text[region.start : region.end]
            first, last = (bisect_left(reported, place, key=lambda one: one.start) for place in region[1:])
            marks = {one.mark for one in reported[first:last]}
            changed = self._edited.get(region.text_mark)
            self._articles[region] = AnsweredArticle("", region.text_mark, text, changed, marks=marks)
        added = self._set_own_apart()
        self._same, self._numbered = self._twins(), self._by_number()
        numbers: dict[str, tuple[ArticleRegion | None, int]] = {}
        for one in sorted(added, key=lambda one: bool(one.comment.parent)):  # remarks before answers to them
            self._take(one, numbers)
        answered = {said.about for article in self._articles.values() for said in article.said}
        for mark, comment in self._done.items():
            if mark not in answered:
                self._sheet.losses.add("resolved comment", told(comment.who, comment.words))
        self._sheet.articles = [one for one in self._articles.values() if one.said or one.text is not None]
        return self._sheet

    def _set_own_apart(self) -> list[_Placed]:
        """The comments that were added; the report's own are noted, and those whose words were changed are told."""
        by_said = {marked.said: marked.mark for marked in reversed(self._places.annotations)}
        others: list[_Placed] = []
        for one in self._placed:
            digest = said_digest(one.comment.words)
            if digest in by_said and not one.comment.parent:
                self._own.setdefault(one.comment.id, _Own(by_said[digest]))
            else:
                others.append(one)
        self._done = {self._own[one.comment.id].mark: one.comment for one in self._placed
                      if one.comment.is_done and one.comment.id in self._own}  # fmt: skip
        by_id = {one.comment.id: one.comment for one in self._placed}
        numbers = {found[1] for key in self._own if (found := _OWN.match(by_id[key].words))}
        added = []
        for one in self._without_changed(others):
            number = _OWN.match(one.comment.words)
            if number is not None and number[1] not in numbers and not (one.comment.parent or one.comment.quoted):
                self._own[one.comment.id] = _Own("", one.comment.who)
                if not self._is_bare:
                    self._sheet.losses.add("unmarked comment", told(one.comment.who, one.comment.words))
                continue
            if one.comment.has_picture:
                self._sheet.losses.add("picture", told(one.comment.who, one.comment.words))
            if one.comment.words.strip():
                added.append(one)
        return added

    def _without_changed(self, others: list[_Placed]) -> list[_Placed]:
        """Comments less the report's own into which somebody wrote: these stand on an annotation that has none else."""
        by_start: dict[int, list[str]] = {}
        for marked in self._places.annotations:
            by_start.setdefault(marked.start, []).append(marked.mark)
        known, left = {own.mark for own in self._own.values()}, []
        for one in others:
            marks = [mark for mark in by_start.get(one.ranged.start, ()) if mark not in known]
            if marks and not one.comment.parent and not one.comment.quoted and _OWN.match(one.comment.words):
                is_certain = len(marks) == 1
                self._own[one.comment.id] = _Own(marks[0]) if is_certain else _Own("", one.comment.who)
                known.update(marks[:1] if is_certain else ())
                self._sheet.losses.add("changed comment", told(one.comment.who, one.comment.words))
            else:
                left.append(one)
        return left

    def _twins(self) -> Twins:
        found: Twins = {}
        for one in self._placed:
            if one.comment.id in self._own:
                for start in {one.ranged.start, one.ranged.end}:
                    found.setdefault((start, one.ranged.end), set()).add(self._own[one.comment.id])
        return found

    def _by_number(self) -> dict[str, _Own | None]:
        """The annotations of the report's own comments by their numbers; None where two bear one number."""
        found: dict[str, _Own | None] = {}
        for one in self._placed:
            own, number = self._own.get(one.comment.id), _OWN.match(one.comment.words)
            if own is not None and number is not None:
                found[number[1]] = None if number[1] in found else own
        return found

    def _beside(self, one: _Placed) -> _Own | None:
        """The annotation of what a comment repeats, or of the one comment of the report on the very same words.

        The order of signs tells nothing: LibreOffice 7.4 turns it about where one range lies on another.
        """
        number = _OWN.match(one.comment.quoted)
        own = self._numbered.get(number[1]) if number is not None else None
        same = self._same.get((one.ranged.start, one.ranged.end), set())
        return own or (next(iter(same)) if len(same) == 1 else None)

    def _take(self, one: _Placed, numbers: dict[str, tuple[ArticleRegion | None, int]]) -> None:
        comment, ranged = one
        parent = comment.parent
        own = self._own.get(parent) if parent else self._beside(one)
        region, to = numbers.get(parent, (self._places.region_at(ranged.start), -1))
        if region is None and (own is None or not own.mark):
            kind = "unmarked answer" if self._is_bare else "comment outside"
            self._sheet.losses.add(kind, told(comment.who, comment.words))
            return
        about = (own.mark or UNMARKED) if own is not None else ""
        start, end = ranged[:2] if region is not None else (-1, -1)
        if start == end and not about and to < 0:
            start, end = self._line_at(start, region)
        exact = self._places.text[max(0, start) : max(0, end)]
        start -= region.start if region is not None else 0
        article = self._articles.setdefault(region, AnsweredArticle())
        numbers[comment.id] = region, len(article.said)
        article.said.append(
            GivenAnswer(comment.who, comment.words, "comment", comment.when, about, exact, start, to=to,
                 layer=own.layer if own is not None else "", is_resolved=comment.is_done or about in self._done)
        )  # fmt: skip

    def _line_at(self, place: int, region: ArticleRegion | None) -> tuple[int, int]:
        """The paragraph of a comment that was put at a place, and on no words."""
        if region is None:
            return place, place
        start = self._places.text.rfind("\n", region.start, place) + 1 or region.start
        end = self._places.text.find("\n", place, region.end)
        return max(start, region.start), end if end >= 0 else region.end
