"""The numbers of a corpus, as tables of which every number leads to its passages."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import NamedTuple

from analyst_app.core.codebook import Codebook
from analyst_app.core.roles import SPEAKER
from analyst_app.corpus.concordance import Query
from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.corpus.indexing.index_mending import mending
from analyst_app.corpus.indexing.stored_paths import as_path
from analyst_app.corpus.iso_dates import known_date
from analyst_app.corpus.word_folding import folded
from analyst_app.wording import english, marked, tr, whole

TOGETHER = marked("Who with whom")
"""Title of the table of people who are quoted in the same articles."""
BY_MONTH = marked("Tags by month")
"""Title of the table of months."""
_DIRECT = "direct"
_MOST_PAIRS = 500
"""Rows of the table of pairs: the most frequent ones."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Cell(NamedTuple):
    """One number or name."""

    value: str | int | float | None
    """None: there is nothing to say."""
    query: Query | None = None
    """Its passages."""
    is_share: bool = False
    """True if ``value`` is a part of 1."""
    file: str = ""
    """The name of an article's file, where ``value`` is its title."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the overview. The first column names the row."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    note: str = ""
    """A remark for a reader, in a sentence."""

    def to_csv(self) -> str:
        """For a spreadsheet: shares as numbers from 0 to 1, no text taken for a formula."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(_safe(english(column)) for column in self.columns)
        for row in self.rows:
            writer.writerow(_safe(english(cell.value) if isinstance(cell.value, str) else cell.value) for cell in row)
        return out.getvalue()


class _Article(NamedTuple):
    path: str
    title: str
    outlet: str
    date: str


@dataclass(frozen=True)
class _Facts:
    """The counts that all tables are made of."""

    articles: dict[int, _Article] = field(default_factory=dict)
    """By number."""
    layers: dict[int, dict[str, str]] = field(default_factory=dict)
    """Status by layer id, by article."""
    counts: Counter[tuple[int, str]] = field(default_factory=Counter)
    """Annotations by article and tag."""


@mending
def layer_choices(index: CorpusIndex) -> list[tuple[str, int]]:
    """Layer ids and in how many articles they are, the most frequent first."""
    with index.connected() as connection:
        rows = connection.execute("SELECT layer, count(*) FROM layers GROUP BY layer ORDER BY 2 DESC, 1")
        return list(rows)


@mending
def unused_tags(index: CorpusIndex, tags: Iterable[str]) -> list[str]:
    """Return those of some tags that no annotation has.

    Args:
        index: of the corpus; refresh it first.
        tags: their ids.
    """
    with index.connected() as connection:
        asked = "SELECT 1 FROM annotations WHERE tag = ? LIMIT 1"
        return [tag for tag in tags if connection.execute(asked, (tag,)).fetchone() is None]


@mending
def overview(index: CorpusIndex, codebook: Codebook, layers: Sequence[str] = ()) -> list[Table]:
    """All tables, counted over some layers. Blocking.

    Args:
        index: of the corpus; refresh it first.
        codebook: names and order of the tags; helpers are not counted.
        layers: layer ids; empty: all.
    """
    base = Query(annotators=tuple(layers))
    tags = {tag.id: tag.name for tag in codebook.tags if not tag.helper}
    helpers = {tag.id for tag in codebook.tags if tag.helper}
    quotations = tuple(sorted(codebook.ids_counted_as("quotation"))) if codebook.has_part("quotation") else ()
    with index.connected() as connection:
        facts = _facts(connection, layers)
        quotes = _quotes(connection, layers, quotations) if quotations else []
    spoken = replace(base, tags=quotations)
    tags |= {tag: tag for tag in sorted({tag for _, tag in facts.counts} - set(tags) - helpers)}
    return [
        _progress(facts, layers),
        *([_quoted(quotes, spoken), _together(quotes, spoken), _without_speaker(quotes, spoken)] if quotations else []),
        _grouped((tr("Tags by outlet"), tr("Outlet")), facts, tags, base, _outlet_of),
        _grouped((tr(BY_MONTH), tr("Month")), facts, tags, base, _month_of),
        _grouped((tr("Tags by article"), tr("Article")), facts, tags, base, _article_of),
        *([_in_groups(facts, codebook, base)] if codebook.has_groups else []),
    ]


def _facts(connection: sqlite3.Connection, layers: Sequence[str]) -> _Facts:
    facts = _Facts()
    sql = "SELECT id, path, title, outlet, date FROM articles ORDER BY path"
    for number, stored, *words in connection.execute(sql):
        facts.articles[number] = _Article(as_path(stored), *words)
    for number, layer, status in connection.execute("SELECT article, layer, status FROM layers"):
        facts.layers.setdefault(number, {})[layer] = status
    where, values = _of_layers(layers)
    sql = f"SELECT article, tag, count(*) FROM annotations WHERE {where} GROUP BY article, tag"  # noqa: S608
    for number, tag, count in connection.execute(sql, values):
        facts.counts[number, tag] = count
    return facts


class _Quote(NamedTuple):
    id: str
    mode: str
    speaker: str
    article: int


def _quotes(connection: sqlite3.Connection, layers: Sequence[str], tags: tuple[str, ...]) -> list[_Quote]:
    """Each quotation with who said it: the actor's canonical name, else the words marked."""
    where, values = _of_layers(layers, "q.")
    sql = f"""
        SELECT q.id, coalesce(CASE WHEN q.attributes != '' THEN json_extract(q.attributes, '$.mode') END, ''),
               coalesce((SELECT coalesce(CASE WHEN s.attributes != '' THEN json_extract(s.attributes, '$.name') END,
                                         s.exact)
                         FROM links AS l JOIN annotations AS s
                              ON s.article = l.article AND s.layer = l.layer AND s.id = l.to_id
                         WHERE l.article = q.article AND l.layer = q.layer AND l.from_id = q.id AND l.role = ?
                         LIMIT 1), ''), q.article
        FROM annotations AS q WHERE q.tag IN ({", ".join("?" * len(tags))}) AND {where}
          AND NOT EXISTS (SELECT 1 FROM links AS c WHERE c.article = q.article AND c.layer = q.layer
                          AND c.from_id = q.id AND c.role = 'continues')"""  # noqa: S608 - names of our own
    rows = connection.execute(sql, [SPEAKER, *tags, *values])
    return [_Quote(str(number), str(mode), str(speaker), article) for number, mode, speaker, article in rows]


def _of_layers(layers: Sequence[str], table: str = "") -> tuple[str, list[str]]:
    if not layers:
        return "1", []
    return f"{table}layer IN ({', '.join('?' * len(layers))})", list(layers)


def _progress(facts: _Facts, layers: Sequence[str]) -> Table:
    counts: Counter[str] = Counter()
    for number in facts.articles:
        statuses = {s for layer, s in facts.layers.get(number, {}).items() if not layers or layer in layers}
        counts["done" if "done" in statuses else "begun" if statuses else ""] += 1
    total = len(facts.articles)
    rows = [
        (Cell(word), Cell(counts[status]), Cell(_share(counts[status], total), is_share=True))
        for status, word in (("done", tr("Done")), ("begun", tr("Begun")), ("", tr("Not begun")))
    ]
    return Table(
        tr("Articles"),
        (tr("State"), tr("Articles"), tr("Share")),
        tuple(rows),
        tr("{n} article in all.|{n} articles in all.", total),
    )


def _by_speaker(quotes: Iterable[_Quote]) -> dict[str, list[_Quote]]:
    """The quotes of each speaker, by the folded name."""
    groups: dict[str, list[_Quote]] = defaultdict(list)
    for quote in quotes:
        if quote.speaker:
            groups[folded(" ".join(quote.speaker.split()))].append(quote)
    return groups


def _name_of(group: Sequence[_Quote]) -> str:
    """The spelling that is most frequent."""
    return " ".join(Counter(quote.speaker for quote in group).most_common(1)[0][0].split())


def _together(quotes: Iterable[_Quote], base: Query) -> Table:
    """Two people who are quoted in the same articles, the most frequent pairs first."""
    groups = _by_speaker(quotes)
    here: dict[int, set[str]] = defaultdict(set)
    for speaker, group in groups.items():
        for quote in group:
            here[quote.article].add(speaker)
    pairs: Counter[tuple[str, str]] = Counter()
    for speakers in here.values():
        pairs.update(combinations(sorted(speakers), 2))
    rows = []
    for (one, other), count in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))[:_MOST_PAIRS]:
        shared = {quote.article for quote in groups[one]} & {quote.article for quote in groups[other]}
        both = [quote for quote in (*groups[one], *groups[other]) if quote.article in shared]
        rows.append((Cell(_name_of(groups[one])), Cell(_name_of(groups[other])), Cell(count, _passages(both, base))))
    note = tr("Two people who are quoted in the same article; their quotes there are the passages.")
    if len(pairs) > _MOST_PAIRS:
        note += " " + tr(
            "The {most} most frequent of {n} pair.|The {most} most frequent of {n} pairs.",
            len(pairs),
            most=whole(_MOST_PAIRS),
        )
    return Table(tr(TOGETHER), (tr("Speaker"), tr("With"), tr("Articles")), tuple(rows), note)


def _quoted(quotes: Iterable[_Quote], base: Query) -> Table:
    groups = _by_speaker(quotes)
    rows = []
    for group in sorted(groups.values(), key=lambda group: (-len(group), group[0].speaker)):
        direct = [quote for quote in group if quote.mode == _DIRECT]
        rows.append(
            (
                Cell(_name_of(group)),
                Cell(len(group), _passages(group, base)),
                Cell(len(direct), _passages(direct, base)),
                Cell(_share(len(direct), len(group)), is_share=True),
            )
        )
    note = tr("By the actor's canonical name, else by the words that were marked; a continued quotation counts once.")
    return Table(
        tr("Who is quoted"), (tr("Speaker"), tr("Quotes"), tr("Direct"), tr("Share direct")), tuple(rows), note
    )


def _without_speaker(quotes: Sequence[_Quote], base: Query) -> Table:
    without = [quote for quote in quotes if not quote.speaker]
    row = (
        Cell(tr("All articles")),
        Cell(len(quotes), _passages(quotes, base)),
        Cell(len(without), _passages(without, base)),
        Cell(_share(len(without), len(quotes)), is_share=True),
    )
    return Table(tr("Quotes without a speaker"), ("", tr("Quotes"), tr("Without speaker"), tr("Share")), (row,))


def _passages(quotes: Iterable[_Quote], base: Query) -> Query:
    return replace(base, annotation_ids=frozenset(quote.id for quote in quotes))


def _outlet_of(article: _Article) -> tuple[str, str]:
    return article.outlet or tr("(not stated)"), f"{int(not article.outlet)}{article.outlet.casefold()}"


def _month_of(article: _Article) -> tuple[str, str]:
    day = known_date(article.date)
    month = day[:7] if len(day) >= 7 else ""
    return month or tr("(not stated)"), f"{int(not month)}{month}"


def _article_of(article: _Article) -> tuple[str, str]:
    return f"{article.title} ({article.path})" if article.title else article.path, article.path.casefold()


def _grouped(
    heads: tuple[str, str],
    facts: _Facts,
    tags: dict[str, str],
    base: Query,
    group_of: Callable[[_Article], tuple[str, str]],
) -> Table:
    """Counts of each tag in groups of articles.

    Args:
        heads: title of the table, and head of its first column.
        facts: of the corpus.
        tags: names by id, in their order.
        base: layers that count.
        group_of: name of the group that an article belongs to, and what the groups are sorted by.
    """
    members: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, article in facts.articles.items():
        members[group_of(article)].append(number)
    rows = []
    for (name, _), numbers in sorted(members.items(), key=lambda item: item[0][1]):
        here = replace(base, paths=frozenset(facts.articles[number].path for number in numbers))
        cells = [Cell(name), Cell(len(numbers))]
        for tag in tags:
            count = sum(facts.counts[number, tag] for number in numbers)
            cells.append(Cell(count, replace(here, tags=(tag,)) if count else None))
        rows.append(tuple(cells))
    return Table(heads[0], (heads[1], tr("Articles"), *tags.values()), tuple(rows))


def _in_groups(facts: _Facts, codebook: Codebook, base: Query) -> Table:
    """Each tag by its path, with the sum of all that stand under it."""
    totals: Counter[str] = Counter()
    for (_, tag_id), count in facts.counts.items():
        totals[tag_id] += count
    rows = []
    for tag in codebook.in_groups:
        if tag.helper:
            continue
        group = codebook.group(tag.id)
        own, whole = totals[tag.id], sum(totals[one] for one in group)
        rows.append(
            (
                Cell(" / ".join(codebook.path_of(tag.id))),
                Cell(whole, replace(base, tags=group) if whole else None),
                Cell(own, replace(base, tags=(tag.id,)) if own else None),
            )
        )
    note = tr("A tag that others stand under counts with them; the last column has it alone.")
    return Table(tr("Tags in groups"), (tr("Group"), tr("With its group"), tr("Alone")), tuple(rows), note)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _safe(value: str | int | float | None) -> str | int | float:
    """A value that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
