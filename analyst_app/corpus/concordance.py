"""The places of words and tags in a corpus: one row a hit, with the text around it."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from analyst_app.core.document import Document
from analyst_app.core.span import Span
from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.corpus.word_folding import folded, for_index, paragraph_bounds, pattern, tokens
from analyst_app.errors import SaveFailed, UsageError
from analyst_app.storage.atomic import read_regular
from analyst_app.storage.error_log import reason
from analyst_app.storage.limits import LARGEST_ARTICLE

CONTEXT = 80
"""Code points shown on each side of a hit."""
_PARTS = re.compile(r'"([^"]*)"?|“([^”]*)”?|„([^“”]*)[“”]?|«([^»]*)»?|(\S+)')


class Term(NamedTuple):
    """Words that must stand in a row."""

    words: tuple[str, ...]
    """Folded."""
    is_prefix: bool = False
    """True if the last one may go on (``union*``)."""
    decomposed: tuple[str, ...] = ()
    """The words as decomposed text has them, where folding does not make both the same (Hangul, kana, й)."""

    @property
    def spellings(self) -> list[tuple[str, ...]]:
        """The words, in each form in which an article may have them."""
        return [self.words, self.decomposed] if self.decomposed else [self.words]


@dataclass(frozen=True)
class Query:
    """A search. Everything that is set must hold.

    Words without quotation marks must all stand in one paragraph; what stands
    in marks is a phrase; ``dock*`` is the beginning of a word.
    """

    words: str = ""
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
    def terms(self) -> tuple[Term, ...]:
        """The words, folded and taken apart."""
        found = []
        for match in _PARTS.finditer(self.words):
            part = next((group for group in match.groups() if group is not None), "")
            words, apart = (tuple(tokens(normalize(form, part))) for form in ("NFC", "NFD"))
            if words:
                found.append(Term(words, part.endswith("*"), apart if apart != words else ()))
        return tuple(found)

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
    """The annotator whose annotation it touches, if that was asked for."""
    tag: str = ""
    annotation_id: str = ""


def hits(index: CorpusIndex, query: Query, say: Callable[[str], object] = lambda words: None) -> Iterator[Hit]:
    """The hits of a query, article by article, in the order in which the index met the articles.

    Args:
        index: the corpus's index.
        query: the words and conditions.
        say: is told, in a sentence each, which articles had to be left out and why.

    Raises:
        UsageError: the query says nothing.
        SaveFailed: the cache folder cannot be used.
    """
    if not query.terms and not query.asks_annotations:
        raise UsageError("Say what to look for: words, a tag or an attribute.")
    done: set[str] = set()
    try:
        yield from _hits(index, query, say, done)
    except SaveFailed as error:
        if not index.is_mended_after(error):
            raise
        yield from _hits(index, query, say, done)


def _hits(index: CorpusIndex, query: Query, say: Callable[[str], object], done: set[str]) -> Iterator[Hit]:
    """As ``hits``, without the articles that are done; those that are given are added to them."""
    with index.connected() as connection:
        for row in _articles(connection, query):
            if row.path in done:
                continue
            try:
                found = list(_in_article(index.folder, connection, row, query))
            except sqlite3.DatabaseError:
                raise
            except Exception as error:
                done.add(row.path)
                say(reason(error, index.folder / row.path))
                continue
            done.add(row.path)
            yield from found


class _ArticleRow(NamedTuple):
    number: int
    path: str
    title: str
    outlet: str
    date: str
    encoding: str
    text_sha256: str


class _Tagged(NamedTuple):
    start: int
    end: int
    tag: str
    layer: str
    id: str


def _articles(connection: sqlite3.Connection, query: Query) -> Iterator[_ArticleRow]:
    """Articles in which all words stand somewhere and the filters hold."""
    clauses: list[str] = []
    values: list[Any] = []
    tables = "articles AS a"
    if query.terms:
        tables = "words JOIN articles AS a ON a.id = words.rowid"
        clauses.append("words MATCH ?")
        values.append(" AND ".join(_expression(term) for term in query.terms))
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
    order = "" if query.terms else "ORDER BY a.id"
    sql = f"SELECT a.id, path, title, outlet, date, encoding, text_sha256 FROM {tables} {where} {order}"  # noqa: S608
    outlet = folded(query.outlet)
    for row in map(_ArticleRow._make, connection.execute(sql, values)):
        if outlet in folded(row.outlet) and (not query.paths or row.path in query.paths):
            yield row


def _expression(term: Term) -> str:
    """A term in the language of FTS5: a phrase, or one of two, in which nothing has a meaning of its own."""
    phrases = [for_index(" ".join(words)).replace('"', "") for words in term.spellings]
    asked = " OR ".join(f'"{phrase}"{"*" if term.is_prefix else ""}' for phrase in phrases)
    return f"({asked})"


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


def _in_article(folder: Path, connection: sqlite3.Connection, row: _ArticleRow, query: Query) -> Iterator[Hit]:
    tagged = _tagged(connection, row, query) if query.asks_annotations else []
    if not row.text_sha256:
        return  # there was nothing to read when the index was made, which says so
    document = _document(folder / row.path, row.encoding)
    if query.asks_annotations and document.sha256 != row.text_sha256:
        return  # changed since: the next refresh sees it
    text = document.text
    if not query.terms:
        for annotation in tagged:
            yield _hit(row, text, Span(annotation.start, annotation.end), annotation)
        return
    for span in matches(text, query.terms):
        if not query.asks_annotations:
            yield _hit(row, text, span)
            continue
        touched = next((a for a in tagged if a.start < span.end and span.start < a.end), None)
        if touched is not None:
            yield _hit(row, text, span, touched)


def _tagged(connection: sqlite3.Connection, row: _ArticleRow, query: Query) -> list[_Tagged]:
    condition, values = _condition(query)
    sql = f"SELECT start, end, tag, layer, id FROM annotations AS n WHERE article = ? AND {condition}"  # noqa: S608
    found = sorted(map(_Tagged._make, connection.execute(sql, [row.number, *values])))
    wanted = query.annotation_ids
    return found if wanted is None else [annotation for annotation in found if annotation.id in wanted]


def _document(path: Path, encoding: str) -> Document:
    return Document.from_bytes(read_regular(path, limit=LARGEST_ARTICLE), name=path.name, encoding=encoding or None)


def _hit(row: _ArticleRow, text: str, span: Span, annotation: _Tagged | None = None) -> Hit:
    return Hit(
        row.path,
        row.title,
        row.outlet,
        row.date,
        span,
        text[max(0, span.start - CONTEXT) : span.start],
        span.of(text),
        text[span.end : span.end + CONTEXT],
        *((annotation.layer, annotation.tag, annotation.id) if annotation else ()),
    )


def matches(text: str, terms: Sequence[Term]) -> list[Span]:
    """The places of terms in a text.

    One term: wherever it stands. Several: in each paragraph that has them all,
    the shortest stretches from one of them to the last, none inside another.

    Args:
        text: the article.
        terms: the words that are looked for.
    """
    plain = folded(text)
    patterns = [re.compile(_any_spelling(term)) for term in terms]
    if len(patterns) == 1:
        return [Span(*match.span()) for match in patterns[0].finditer(plain)]
    found: list[Span] = []
    for start, end in paragraph_bounds(plain):
        places = [[Span(*m.span()) for m in compiled.finditer(plain, start, end)] for compiled in patterns]
        if all(places):
            found += _shortest(places)
    return found


def _any_spelling(term: Term) -> str:
    return "|".join(f"(?:{pattern(list(words), is_prefix=term.is_prefix)})" for words in term.spellings)


def _shortest(places: Sequence[Sequence[Span]]) -> list[Span]:
    """Stretches that hold one of each, none overlapping an earlier one."""
    events = sorted((span, term) for term, spans in enumerate(places) for span in spans)
    last: dict[int, Span] = {}
    found: list[Span] = []
    for span, term in events:
        last[term] = span
        if len(last) == len(places):
            found.append(Span(min(s.start for s in last.values()), max(s.end for s in last.values())))
            last.clear()
    return found


def as_row(hit: Hit) -> dict[str, Any]:
    """A hit as plain data, for ``--json``."""
    row = hit._asdict()
    span: Span = row.pop("span")
    return row | {"start": span.start, "end": span.end}


def attribute_pair(words: str) -> tuple[str, str]:
    """``mode=direct`` as id and value; ``mode`` alone means any value.

    Raises:
        UsageError: there is no id.
    """
    name, _, value = words.partition("=")
    if not name.strip() or '"' in name:
        raise UsageError(f"{json.dumps(words)} is no condition: write attribute=value.")
    return name.strip(), value.strip()
