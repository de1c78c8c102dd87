"""The losses of an import, counted by kind and named with their first places: nothing is ever dropped in silence.

The twin of the losses of an export. Kinds in ``NOTICES`` are told and are no
losses: all words came in, but not as the file has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from analyst_app.errors import sayable
from analyst_app.wording import marked, tr

EXAMPLES = 5
"""So many places are kept of each kind; all are counted."""

KINDS = {
    "unreadable file": marked("file that cannot be read|files that cannot be read"),
    "unreadable item": marked(
        "item that is not laid out as its format says|items that are not laid out as their format says"
    ),
    "layer there already": marked(
        "reading of a text that has a layer of that name and another content already, which stays"
        "|readings of texts that have layers of those names and another content already, which stay"
    ),
    "not written": marked("article that could not be written|articles that could not be written"),
    "unplaced span": marked("span whose place is not in the text|spans whose places are not in the text"),
    "several places": marked(
        "span whose words stand in several places, with nothing to tell which is meant"
        "|spans whose words stand in several places each, with nothing to tell which are meant"
    ),
    "other selector": marked(
        "span that is named by a selector for pages only|spans that are named by selectors for pages only"
    ),
    "absent text": marked(
        "annotation whose text lies nowhere beside the file|annotations whose texts lie nowhere beside the file"
    ),
    "other words": marked(
        "span whose words stand nowhere near its place|spans whose words stand nowhere near their places"
    ),
    "empty span": marked("span of no character|spans of no character"),
    "moved span": marked(
        "span put where its words stand, beside its place|spans put where their words stand, beside their places"
    ),
    "moved token": marked(
        "token put where its words stand, beside its place|tokens put where their words stand, beside their places"
    ),
    "joined parts": marked(
        "span in several parts that white space alone parts, joined to one"
        "|spans in several parts that white space alone parts, joined to one each"
    ),
    "linked parts": marked(
        "span in several parts with words between them, each part a span, linked by “continues”"
        "|spans in several parts with words between them, each part a span, linked by “continues”"
    ),
    "no label": marked("span without a label, tagged “note”|spans without a label, tagged “note”"),
    "token of other words": marked(
        "token whose words are not in the text at its place|tokens whose words are not in the text at their places"
    ),
    "relation end": marked("relation without one of its ends|relations without one of their ends"),
    "attribute of no span": marked(
        "attribute or note of what is no span here|attributes or notes of what is no span here"
    ),
    "answer on the whole": marked(
        "answer about the whole text, not a part of it|answers about the whole text, not parts of it"
    ),
    "column": marked("column of tokens that is no tag|columns of tokens that are no tags"),
    "draft": marked("draft that was never submitted|drafts that were never submitted"),
    "other media": marked("mark on an image, a sound or a video|marks on images, sounds or videos"),
    "twice": marked(
        "span that the same person has marked alike in two entries, taken once"
        "|spans that the same person has marked alike in two entries, taken once each"
    ),
    "rejected": marked(
        "item that its annotator rejected, ignored or cancelled"
        "|items that their annotators rejected, ignored or cancelled"
    ),
    "cut text": marked(
        "cell that ends at the length that a spreadsheet allows: the rest of its words is not there"
        "|cells that end at the length that a spreadsheet allows: the rest of their words is not there"
    ),
    "leads outside": marked(
        "file of an archive whose path leads out of it|files of an archive whose paths lead out of it"
    ),
    "no text": marked("article whose text is not there|articles whose texts are not there"),
    "cells beyond": marked(
        "row of a table with cells beyond its last column|rows of a table with cells beyond its last column"
    ),
    "column twice": marked(
        "column whose name another one has, which was read|columns whose names others have, which were read"
    ),
    "other sheet": marked("sheet of a workbook that was not read|sheets of a workbook that were not read"),
    "record without an article": marked("record of which no article is there|records of which no articles are there"),
    "record of several articles": marked(
        "record that several articles could be meant by|records that several articles could be meant by"
    ),
    "text note": marked("note in the text|notes in the text"),
    "other reading": marked(
        "reading that a choice has beside the one taken (as printed, abbreviated, misspelt)"
        "|readings that choices have beside those taken (as printed, abbreviated, misspelt)"
    ),
    "gap": marked("gap that the file tells of in its text|gaps that the file tells of in its text"),
    "other source": marked("source without plain text|sources without plain text"),
    "not kept": marked(
        "file of a project too large to be kept for the way back"
        "|files of a project too large to be kept for the way back"
    ),
    "kept aside": marked(
        "thing that has no place here, kept for an export to write back"
        "|things that have no place here, kept for an export to write back"
    ),
    "misnamed selection": marked(
        "selection that is named otherwise than its words, unlike the others"
        "|selections that are named otherwise than their words, unlike the others"
    ),
    "absent article": marked("answer about an article that is not here|answers about articles that are not here"),
    "several articles": marked(
        "answer about an article that stands here more than once, with nothing to tell which is meant"
        "|answers about articles that stand here more than once, with nothing to tell which are meant"
    ),
    "waiting answer": marked(
        "answer to an annotation that waits for its place, kept with it"
        "|answers to annotations that wait for their places, kept with them"
    ),
    "resolved comment": marked(
        "comment of the report that was called resolved, without a word and nobody knows by whom"
        "|comments of the report that were called resolved, without a word and nobody knows by whom"
    ),
    "unplaced answer": marked(
        "answer to a report whose annotation or words are not here"
        "|answers to a report whose annotations or words are not here"
    ),
    "several answer places": marked(
        "answer whose words stand in several places, with nothing to tell which is meant"
        "|answers whose words stand in several places each, with nothing to tell which are meant"
    ),
    "comment outside": marked(
        "comment that stands outside of the articles|comments that stand outside of the articles"
    ),
    "changed comment": marked(
        "comment of the report whose own words were changed, so that it is not known what is an answer"
        "|comments of the report whose own words were changed, so that it is not known what is an answer"
    ),
    "damaged layer": marked(
        "layer that cannot be read, so that no answer finds a place in it; open its article to mend it"
        "|layers that cannot be read, so that no answer finds a place in them; open their articles to mend them"
    ),
    "unmarked comment": marked(
        "comment of the report whose bookmark is gone, so that answers to it are placed by its words"
        "|comments of the report whose bookmarks are gone, so that answers to them are placed by their words"
    ),
    "unmarked answer": marked(
        "answer in a document out of which another program has taken all marks of the report"
        "|answers in a document out of which another program has taken all marks of the report"
    ),
    "picture": marked(
        "comment with a picture, of which only the words come in"
        "|comments with pictures, of which only the words come in"
    ),
    "other words now": marked(
        "answer to an annotation that stands on other words than those that were answered"
        "|answers to annotations that stand on other words than those that were answered"
    ),
    "changed text": marked(
        "paragraph that was changed in the document; the article stays as it is"
        "|paragraphs that were changed in the document; the article stays as it is"
    ),
    "own remark": marked(
        "remark on words of the reader's own choice, kept as an annotation of the tag “note”"
        "|remarks on words of the readers' own choice, kept as annotations of the tag “note”"
    ),
    "unknown": marked("thing that has no place here|things that have no place here"),
}
"""The meaning of each kind, as the middle of a sentence: of one such thing, and of several."""

NOTICES = (
    *("moved span", "moved token", "joined parts", "linked parts", "no label", "twice", "kept aside"),
    *("misnamed selection", "own remark", "waiting answer", "unmarked comment", "other words now"),
)
"""Kinds that are told but do not count as losses under ``--strict``."""

NOT_TAKEN = (
    *("absent article", "several articles", "unplaced answer", "several answer places"),
    *("comment outside", "changed comment", "unmarked answer", "picture"),
)
"""Kinds that are answers to a report, or may be some, of which nothing came in."""
_FAULTS = ("unreadable file", "unreadable item", "layer there already", "not written", *NOT_TAKEN)


@dataclass
class ImportLosses:
    """Losses by kind: counts, and the first places of each."""

    counts: dict[str, int] = field(default_factory=dict)
    places: dict[str, list[str]] = field(default_factory=dict)
    """At most ``EXAMPLES`` a kind: where it is (a line, an item's id) and its words, as a person reads them."""

    def add(self, kind: str, place: str, count: int = 1) -> None:
        """Count a loss and keep its place if there are few.

        Args:
            kind: a key of ``KINDS``.
            place: where it is in the file, and its words.
            count: number of things lost.

        Raises:
            KeyError: there is no such kind.
        """
        if kind not in KINDS:
            raise KeyError(kind)
        self.counts[kind] = self.counts.get(kind, 0) + count
        shown = self.places.setdefault(kind, [])
        if len(shown) < EXAMPLES:
            shown.append(sayable(place))

    def take(self, other: ImportLosses) -> None:
        """Add others after these."""
        for kind, count in other.counts.items():
            self.counts[kind] = self.counts.get(kind, 0) + count
            shown = self.places.setdefault(kind, [])
            shown += other.places.get(kind, [])[: EXAMPLES - len(shown)]

    @property
    def total(self) -> int:
        """Number of losses, notices aside."""
        return sum(count for kind, count in self.counts.items() if kind not in NOTICES)

    @property
    def has_faults(self) -> bool:
        """True if a file or an item of one could not be understood or written, or an answer not be placed."""
        return any(kind in self.counts for kind in _FAULTS)

    def sentences(self) -> list[str]:
        """One a kind, losses first, then what is only to know; each with its first place."""
        kinds = sorted(self.counts, key=lambda kind: (kind in NOTICES, -self.counts[kind], kind))
        return [self.sentence(kind) for kind in kinds]

    def to_data(self) -> list[dict[str, Any]]:
        """For ``--json``: an object a kind, with its count, whether it is a loss, its words and its first places."""
        return [
            {
                "kind": kind,
                "count": count,
                "lost": kind not in NOTICES,
                "words": tr(KINDS[kind], count),
                "places": list(self.places[kind]),
            }
            for kind, count in self.counts.items()
        ]

    @classmethod
    def from_data(cls, data: list[Mapping[str, Any]]) -> ImportLosses:
        """The losses in what ``to_data`` gave."""
        return cls({one["kind"]: one["count"] for one in data}, {one["kind"]: list(one["places"]) for one in data})

    def sentence(self, kind: str, *, with_first: bool = True) -> str:
        """The sentence about one kind: its count, its meaning, its first place.

        Args:
            kind: a key of ``KINDS``.
            with_first: False leaves out the place, which is then listed elsewhere.
        """
        count, places = self.counts[kind], self.places[kind] if with_first else []
        said = f"{count:,} {tr(KINDS[kind], count)}"
        first = tr("; first: {place}", place=places[0]) if places and places[0] else ""
        return said + first + "."
