"""The contents of a report of several articles: a row for each, and what all say of people, tags and outlets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import msgspec

from analyst_app.core.codebook import Codebook
from analyst_app.core.excerpts import line_of
from analyst_app.export.contract import Options
from analyst_app.export.report.printed_reading import PrintedReading
from analyst_app.export.report.text_html import anchor_of
from analyst_app.wording import tr

_QUOTE = 200
"""Characters of a quote in the list of people."""


class QuotedLine(msgspec.Struct, frozen=True, gc=False):
    """A quote of a person."""

    words: str
    anchor: str


class PersonLine(msgspec.Struct, frozen=True, gc=False):
    """A person in one article."""

    key: str
    name: str
    kind: str
    mentions: int
    quotes: list[QuotedLine]


class ContentsRow(msgspec.Struct, frozen=True, gc=False):
    """An article in the contents."""

    id: str
    key: str
    path: str
    """Of its page, or of its piece, in the report."""
    title: str
    outlet: str
    date: str
    split: str
    layers: list[tuple[str, str]]
    """Annotators, with the status of each reading."""
    tags: dict[str, int]
    """Annotations by id of the tag."""
    people: list[PersonLine]
    language: str


@dataclass
class CorpusPerson:
    """A person in a corpus."""

    name: str
    kind: str = ""
    mentions: int = 0
    articles: list[ContentsRow] = field(default_factory=list)
    """Those that mention her."""
    quotes: list[tuple[ContentsRow, QuotedLine]] = field(default_factory=list)


def contents_row(reading: PrintedReading, path: str) -> ContentsRow:
    """The row of an article.

    Args:
        reading: the article in words for people.
        path: of its page, or of its piece.
    """
    source = reading.article.source
    rows = [mark.row for mark in reading.marks]
    people = [
        PersonLine(
            one.key,
            one.name,
            one.kind,
            len(one.mentions),
            [
                QuotedLine(line_of(row.text, _QUOTE), anchor_of(row.annotator, row.id))
                for row in (rows[number - 1] for number in one.quotes)
            ],
        )
        for one in reading.people
    ]
    return ContentsRow(
        reading.article.id,
        reading.key,
        path,
        reading.title,
        source.outlet,
        source.date,
        reading.article.split,
        [(layer.annotator, layer.status) for layer in reading.layers],
        {tag.id: tag.uses for tag in reading.tags},
        people,
        reading.language,
    )


def report_title(options: Options) -> str:
    """The title of a report of several articles.

    Args:
        options: the choices of the export.
    """
    return tr("Reading of {name}", name=options.corpus) if options.corpus else tr("Report")


def people_of(rows: Iterable[ContentsRow]) -> list[CorpusPerson]:
    """The people of all articles, those with most quotes first.

    Two articles mean one person where the team's list of people says so, or where both call her by the same full name.

    Args:
        rows: of the contents.
    """
    found: dict[str, CorpusPerson] = {}
    for row in rows:
        for line in row.people:
            person = found.setdefault(line.key, CorpusPerson(line.name))
            person.kind = person.kind or line.kind
            person.mentions += line.mentions
            person.articles.append(row)
            person.quotes += [(row, quote) for quote in line.quotes]
    return sorted(found.values(), key=lambda one: (-len(one.quotes), -one.mentions, one.name))


def by_outlet(rows: Iterable[ContentsRow]) -> dict[str, tuple[int, Counter[str]]]:
    """Articles and annotations by tag of each outlet, the one with most articles first."""
    articles: Counter[str] = Counter()
    tags: dict[str, Counter[str]] = {}
    for row in rows:
        articles[row.outlet] += 1
        tags.setdefault(row.outlet, Counter()).update(row.tags)
    return {
        outlet: (count, tags[outlet]) for outlet, count in sorted(articles.items(), key=lambda one: (-one[1], one[0]))
    }


def by_tag(rows: Iterable[ContentsRow]) -> dict[str, tuple[int, int]]:
    """By tag, the number of annotations and of the articles that have any."""
    articles: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for row in rows:
        articles.update(row.tags.keys())
        total.update(row.tags)
    return {tag: (total[tag], articles[tag]) for tag in total}


def tag_name(tag_id: str, codebook: Codebook) -> str:
    """The name of a tag; its id where the codebook does not know it.

    Args:
        tag_id: of the tag.
        codebook: of the corpus.
    """
    tag = codebook.tag(tag_id)
    return tag.name if tag is not None else tag_id


def shown_tags(rows: Iterable[ContentsRow], codebook: Codebook) -> list[str]:
    """The ids of the tags that have a column: helpers have none.

    Args:
        rows: of the contents.
        codebook: of the corpus.
    """
    used: Counter[str] = Counter()
    for row in rows:
        used.update(row.tags)
    helpers = {tag.id for tag in codebook.tags if tag.helper}
    return [tag for tag in in_order(used, codebook) if tag not in helpers]


def in_order(used: Iterable[str], codebook: Codebook) -> list[str]:
    """Ids of tags in the order of the codebook, those that it does not know after them.

    Args:
        used: the ids.
        codebook: of the corpus.
    """
    known = {tag.id: place for place, tag in enumerate(codebook.tags)}
    return sorted(used, key=lambda tag: (known.get(tag, len(known)), tag))
