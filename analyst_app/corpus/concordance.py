"""The places of words and tags in a corpus: one row a hit, with the text around it.

Words are found in the articles and in what is said beside them: notes,
comments, names of actors, title, outlet and author.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain
from pathlib import Path
from typing import Any, NamedTuple

from analyst_app.core.document import Document
from analyst_app.core.span import Span
from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.corpus.indexing.stored_paths import as_path
from analyst_app.corpus.indexing.vocabulary import known_words
from analyst_app.corpus.iso_dates import known_date
from analyst_app.corpus.searching.asked_nodes import Node, Page, expression, places
from analyst_app.corpus.searching.question import read_question
from analyst_app.corpus.searching.regular_expression import MOST_SLOW, TooSlow
from analyst_app.corpus.word_folding import folded
from analyst_app.errors import SaveFailed, UsageError
from analyst_app.storage.atomic import read_regular
from analyst_app.storage.error_log import reason
from analyst_app.storage.limits import LARGEST_ARTICLE
from analyst_app.wording import tr

CONTEXT = 80
"""Code points shown on each side of a hit."""
TEXT = "text"


@dataclass(frozen=True)
class Query:
    """A search. Everything that is set must hold."""

    words: str = ""
    """In the language of ``searching.question``."""
    tags: tuple[str, ...] = ()
    """The hit touches an annotation of one of these; without words every such annotation is a hit."""
    attributes: tuple[tuple[str, str], ...] = ()
    """Ids and values that the annotation has; an empty value: any."""
    annotators: tuple[str, ...] = ()
    """Layer ids; empty: all."""
    since: str = ""
    """First date, ISO 8601 or its beginning."""
    until: str = ""
    """Last date, included; ``2024`` means all of that year."""
    outlet: str = ""
    """Words of the outlet's name, regardless of case and accents."""
    paths: frozenset[str] = frozenset()
    """Only these articles, relative to the folder; empty: all."""
    annotation_ids: frozenset[str] | None = None
    """Only these annotations; None: all."""

    @cached_property
    def asked(self) -> Node | None:
        """The words, read; None if no letter is in them.

        Raises:
            UsageError: they cannot be read; says what is wrong.
        """
        return read_question(self.words)

    def check(self) -> None:
        """Refuse a query with which nothing can be found, so that "0 hits" is true.

        Raises:
            UsageError: it says nothing, or cannot be read; or a day of it is none.
        """
        for day in filter(None, (self.since, self.until)):
            if known_date(day) != day:
                raise UsageError(tr("{day} is no date: write it as 2024-03-01, 2024-03 or 2024.", day=json.dumps(day)))
        if self.asked is None and not self.asks_annotations:
            raise UsageError(tr("Say what to look for: words, a tag or an attribute."))

    @property
    def asks_annotations(self) -> bool:
        """True if a hit must touch an annotation."""
        return bool(self.tags or self.attributes or self.annotators or self.annotation_ids is not None)


class Hit(NamedTuple):
    """One place in an article."""

    article: str
    """Path relative to the folder."""
    title: str
    outlet: str
    date: str
    span: Span
    """Code points, half-open."""
    before: str
    """Text on its left, at most ``CONTEXT`` code points."""
    text: str
    after: str
    layer: str = ""
    """The annotator whose annotation it touches, if that was asked for, or whose words it stands in."""
    tag: str = ""
    annotation_id: str = ""
    kind: str = TEXT
    """The kind of words it stands in: ``text``; ``note``, ``comment``, ``actor``; ``title``, ``outlet`` or ``author``.

    Of all but the first, the words are theirs, and ``span`` is the place of the annotation that they belong to, or
    empty at the beginning.
    """
    heading: str = ""
    """The first line of the article that says something."""

    @property
    def shown_title(self) -> str:
        """The article as the list names it: its title, else its first line, else the name of its file."""
        return self.title or self.heading or Path(self.article).stem

    @property
    def is_in_text(self) -> bool:
        """True if its words stand in the article itself."""
        return self.kind == TEXT


def hits(
    index: CorpusIndex,
    query: Query,
    say: Callable[[str], object] = lambda words: None,
    is_wanted: Callable[[], bool] = lambda: True,
) -> Iterator[Hit]:
    """The hits of a query, article by article, in the order in which the index met the articles.

    Args:
        index: the corpus's index.
        query: the words and conditions.
        say: is told, in a sentence each, which articles had to be left out and why.
        is_wanted: asked before each article; False stops.

    Raises:
        UsageError: the query says nothing, or cannot be read.
        TooSlow: a regular expression took too long in several articles, and others were not looked at: says how
            many. Hits may have been given before.
        SaveFailed: the cache folder cannot be used.
    """
    query.check()
    search = _Search(index, query, say, is_wanted)
    try:
        yield from search.hits()
    except SaveFailed as error:
        if not index.is_mended_after(error):
            raise
        yield from search.hits()


def until_too_slow(found: Iterator[Hit], say: Callable[[str], object]) -> Iterator[Hit]:
    """The hits up to where a regular expression takes too long, which is said: those before are none the worse.

    Args:
        found: as ``hits`` gives them.
        say: is told the sentence.
    """
    try:
        yield from found
    except TooSlow as error:
        say(str(error))


class _Search:
    """A search under way: it knows which articles are done, so that after a mending none is given twice."""

    def __init__(
        self, index: CorpusIndex, query: Query, say: Callable[[str], object], is_wanted: Callable[[], bool]
    ) -> None:
        self._index, self._query, self._say, self._is_wanted = index, query, say, is_wanted
        self._done: set[str] = set()
        self._slow = 0

    def hits(self) -> Iterator[Hit]:
        """Those of the articles that are not done."""
        with self._index.connected() as connection:
            rows = (row for row in _articles(connection, self._query) if row.path not in self._done)
            for row in rows:
                if not self._is_wanted():
                    return
                found = self._of_article(connection, row)
                self._done.add(row.path)
                yield from found
                if self._slow >= MOST_SLOW and (left := sum(1 for _ in rows)):
                    raise TooSlow(_stopped(left))

    def _of_article(self, connection: sqlite3.Connection, row: _ArticleRow) -> Iterable[Hit]:
        """Its hits; none of one at which something goes wrong, which is said."""
        try:
            return _in_article(self._index.folder, connection, row, self._query)
        except sqlite3.DatabaseError:
            raise
        except TooSlow as error:
            self._slow += 1
            self._say(f"{row.path}: {error}")
        except Exception as error:
            self._say(reason(error, self._index.folder / row.path))
        return ()


def _stopped(left: int) -> str:
    """The sentence about the articles that a search did not come to."""
    return tr(
        "The search stopped, as the regular expression took too long in {most} articles: {n} article was not looked at."
        "|The search stopped, as the regular expression took too long in {most} articles:"
        " {n} articles were not looked at.",
        left,
        most=MOST_SLOW,
    )


class _ArticleRow(NamedTuple):
    number: int
    path: str
    title: str
    outlet: str
    date: str
    encoding: str
    text_sha256: str
    heading: str


class _Tagged(NamedTuple):
    start: int
    end: int
    tag: str
    layer: str
    id: str

    @property
    def span(self) -> Span:
        """Code points, half-open."""
        return Span(self.start, self.end)


_WITH_WORDS = (
    "a.id IN (SELECT rowid FROM words WHERE words MATCH ? UNION SELECT article FROM remark_words"
    " JOIN remarks ON remarks.id = remark_words.rowid WHERE remark_words MATCH ?)"
)


def _articles(connection: sqlite3.Connection, query: Query) -> Iterator[_ArticleRow]:
    """Articles in which what is asked may stand, and for which the filters hold."""
    clauses: list[str] = []
    values: list[Any] = []
    asked = expression(query.asked, known_words(connection)) if query.asked is not None else None
    if asked is not None:
        clauses.append(_WITH_WORDS)
        values += [asked, asked]
    if query.since:
        clauses.append("a.date >= ?")
        values.append(query.since)
    if query.until:
        clauses.append("a.date != '' AND substr(a.date, 1, ?) <= ?")
        values += [len(query.until), query.until]
    if query.asks_annotations:
        condition, more = _condition(query)
        exists = f"SELECT 1 FROM annotations AS n WHERE n.article = a.id AND {condition}"  # noqa: S608 - names of our own
        clauses.append(f"EXISTS ({exists})")
        values += more
    where = f"WHERE {' AND '.join(clauses)}" if clauses else ""
    columns = "id, path, title, outlet, date, encoding, text_sha256, heading"
    sql = f"SELECT {columns} FROM articles AS a {where} ORDER BY id"  # noqa: S608 - names of our own
    outlet = folded(query.outlet)
    for number, stored, *facts in connection.execute(sql, values):
        row = _ArticleRow(number, as_path(stored), *facts)
        if outlet in folded(row.outlet) and (not query.paths or row.path in query.paths):
            yield row


def _condition(query: Query) -> tuple[str, list[Any]]:
    """The annotations that count, as a condition on the table ``annotations AS n``."""
    clauses = ["1"]
    values: list[Any] = []
    for column, wanted in (("n.tag", query.tags), ("n.layer", query.annotators)):
        if wanted:
            clauses.append(f"{column} IN ({', '.join('?' * len(wanted))})")
            values += wanted
    for attribute, value in query.attributes:
        path = f'$."{attribute}"'
        if value:
            clauses.append("n.attributes != '' AND lower(CAST(json_extract(n.attributes, ?) AS TEXT)) = lower(?)")
            values += [path, {"true": "1", "false": "0", "yes": "1", "no": "0"}.get(value.lower(), value)]
        else:
            clauses.append("n.attributes != '' AND json_extract(n.attributes, ?) IS NOT NULL")
            values.append(path)
    return " AND ".join(clauses), values


def _in_article(folder: Path, connection: sqlite3.Connection, row: _ArticleRow, query: Query) -> Iterable[Hit]:
    """The hits in its text and beside it; what can go wrong does so before the first is taken."""
    tagged = _tagged(connection, row, query) if query.asks_annotations else []
    document = _document(folder / row.path, row.encoding) if row.text_sha256 else None
    is_same = document is not None and document.sha256 == row.text_sha256
    if query.asked is None:
        return [_hit(row, document.text, one.span, one) for one in tagged] if document is not None and is_same else ()
    found: list[tuple[Span, _Tagged | None]] = []
    if document is not None and (is_same or not query.asks_annotations):  # else the next refresh sees the change
        ends = list(accumulate((one.end for one in tagged), max))
        for span in places(query.asked, Page(document.text)):
            touched = _first_touched(tagged, ends, span)
            if touched is not None or not query.asks_annotations:
                found.append((span, touched))
    text = document.text if document is not None else ""
    beside = list(_beside(connection, row, query, query.asked, tagged, is_same=is_same))
    return chain((_hit(row, text, *each) for each in found), beside)


def _first_touched(tagged: Sequence[_Tagged], ends: Sequence[int], span: Span) -> _Tagged | None:
    """The first annotation that has a character of a hit.

    Args:
        tagged: the annotations, by their starts.
        ends: for each of them the furthest end up to there.
        span: of the hit.
    """
    first = bisect_right(ends, span.start)  # those before it end where the hit begins, or sooner
    return tagged[first] if first < len(tagged) and tagged[first].start < span.end else None


def _beside(
    connection: sqlite3.Connection,
    row: _ArticleRow,
    query: Query,
    asked: Node,
    tagged: Sequence[_Tagged],
    *,
    is_same: bool,
) -> Iterator[Hit]:
    """The hits in what is said beside the text."""
    ids = {(one.layer, one.id) for one in tagged}
    is_of_layers = not (query.tags or query.attributes or query.annotation_ids is not None)
    sql = "SELECT kind, layer, tag, annotation, start, end, words FROM remarks WHERE article = ? ORDER BY id"
    for kind, layer, tag, annotation, start, end, words in connection.execute(sql, (row.number,)).fetchall():
        if query.asks_annotations:
            is_asked = (layer, annotation) in ids if annotation else is_of_layers and layer in query.annotators
            if not is_asked:
                continue
        place = Span(start, end) if is_same else Span(0, 0)
        for span in places(asked, Page(words)):
            yield _hit(row, words, span, _Tagged(*place, tag, layer, annotation), kind)


def _tagged(connection: sqlite3.Connection, row: _ArticleRow, query: Query) -> list[_Tagged]:
    condition, values = _condition(query)
    sql = f"SELECT start, end, tag, layer, id FROM annotations AS n WHERE article = ? AND {condition}"  # noqa: S608
    found = sorted(map(_Tagged._make, connection.execute(sql, [row.number, *values])))
    wanted = query.annotation_ids
    return found if wanted is None else [annotation for annotation in found if annotation.id in wanted]


def _document(path: Path, encoding: str) -> Document:
    return Document.from_bytes(read_regular(path, limit=LARGEST_ARTICLE), name=path.name, encoding=encoding or None)


def _hit(row: _ArticleRow, text: str, span: Span, annotation: _Tagged | None = None, kind: str = TEXT) -> Hit:
    """A hit at a place of some text, which is the article's or, of another kind, that of a remark on the annotation."""
    return Hit(
        row.path,
        row.title,
        row.outlet,
        row.date,
        span if kind == TEXT or annotation is None else annotation.span,
        text[max(0, span.start - CONTEXT) : span.start],
        span.of(text),
        text[span.end : span.end + CONTEXT],
        *((annotation.layer, annotation.tag, annotation.id) if annotation else ("", "", "")),
        kind,
        row.heading,
    )


def as_row(hit: Hit) -> dict[str, Any]:
    """A hit as plain data, for ``--json``."""
    row = hit._asdict()
    span: Span = row.pop("span")
    del row["heading"]
    return row | {"start": span.start, "end": span.end}


def attribute_pair(words: str) -> tuple[str, str]:
    """``mode=direct`` as id and value; ``mode`` alone means any value.

    Raises:
        UsageError: there is no id.
    """
    name, _, value = words.partition("=")
    if not name.strip() or '"' in name:
        raise UsageError(tr("{words} is no condition: write attribute=value.", words=json.dumps(words)))
    return name.strip(), value.strip()
