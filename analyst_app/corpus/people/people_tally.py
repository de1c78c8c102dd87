"""Counts of where the people of a corpus are mentioned and quoted; every number leads to its passages."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from analyst_app.core.roles import SPEAKER
from analyst_app.corpus.articles import people_path
from analyst_app.corpus.concordance import Query
from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.corpus.indexing.index_mending import mending
from analyst_app.corpus.indexing.stored_paths import as_path
from analyst_app.corpus.people.people_file import PeopleFile
from analyst_app.language.people import spelt

_NAMED = "named"


class MentionKey(NamedTuple):
    """One annotation of the corpus."""

    article: str
    """Path relative to the folder."""
    layer: str
    id: str


@dataclass
class PersonTally:
    """The places of one person, or of one name that nobody has."""

    name: str
    """As first met."""
    kind: str = ""
    """The first kind that a mention has."""
    mentions: list[MentionKey] = field(default_factory=list)
    quotes: list[MentionKey] = field(default_factory=list)
    forms: dict[str, int] = field(default_factory=dict)
    """The words by which the mentions are printed, each with how often."""
    by_id: list[MentionKey] = field(default_factory=list)
    """Mentions that say the person's id, and so stay hers if her names change."""


@dataclass(frozen=True)
class PeopleTally:
    """All that the tags of a corpus say about people."""

    people: dict[str, PersonTally] = field(default_factory=dict)
    """By the person's id."""
    unknown: dict[str, PersonTally] = field(default_factory=dict)
    """Names that nobody has, as spelt."""
    unclear: dict[str, PersonTally] = field(default_factory=dict)
    """Names that several have, and mentions that say an id which nobody has."""
    withheld: str = ""
    """A sentence about what is not counted, as it may not be seen."""


@mending
def tallied(
    index: CorpusIndex,
    file: PeopleFile,
    *,
    actors: Collection[str],
    quotations: Collection[str],
    layers: Sequence[str] = (),
) -> PeopleTally:
    """The mentions and quotes of all people whom a file of people applies to. Blocking.

    Args:
        index: of the corpus; refresh it first. What may not be seen is not counted.
        file: the people.
        actors: ids of the tags that play an actor.
        quotations: ids of the tags that play a quotation.
        layers: layer ids; empty: all that may be seen.
    """
    tally = PeopleTally(withheld=index.withheld())
    applies = _applying(index.folder, file.path)
    whose: dict[MentionKey, PersonTally] = {}
    with index.connected() as connection:
        for mention in _mentions(connection, actors, layers):
            if applies(mention.key.article):
                whose[mention.key] = _take(tally, file, mention)
        for to, quote in _quotes(connection, quotations, layers):
            if to in whose and quote not in whose[to].quotes[-1:]:
                whose[to].quotes.append(quote)
    return tally


def passages(found: Sequence[MentionKey]) -> Query:
    """The query whose hits are these annotations."""
    return Query(
        annotators=tuple(sorted({one.layer for one in found})),
        paths=frozenset(one.article for one in found),
        annotation_ids=frozenset(one.id for one in found),
    )


class _Mention(NamedTuple):
    key: MentionKey
    words: str
    name: str
    kind: str
    naming: str
    actor: str


def _take(tally: PeopleTally, file: PeopleFile, mention: _Mention) -> PersonTally:
    """Count a mention for whom it means."""
    known = file.known
    person = known.meant(mention.actor, mention.name, mention.words)
    called = mention.name or mention.words
    if person is not None:
        held = tally.people.setdefault(person.id, PersonTally(person.name))
    elif mention.actor or known.called(called):
        held = tally.unclear.setdefault(mention.actor or spelt(called), PersonTally(called))
    elif mention.name or mention.naming in ("", _NAMED):
        held = tally.unknown.setdefault(spelt(called), PersonTally(called))
    else:
        held = PersonTally(called)  # "a spokesman": a role is no name
    held.kind = held.kind or mention.kind
    held.mentions.append(mention.key)
    if mention.actor:
        held.by_id.append(mention.key)
    held.forms[mention.words] = held.forms.get(mention.words, 0) + 1
    return held


def _applying(folder: Path, path: Path) -> Callable[[str], bool]:
    """Tells whether a file of people is the nearest one to an article, asked once a folder."""
    known: dict[str, bool] = {}

    def applies(article: str) -> bool:
        place = article.rpartition("/")[0]
        if place not in known:
            nearest = people_path(folder / article, folder)
            known[place] = path == nearest if nearest is not None else path.parent == folder
        return known[place]

    return applies


def _value(key: str) -> str:
    return f"coalesce(CASE WHEN attributes != '' THEN json_extract(attributes, '$.{key}') END, '')"


def _mentions(connection: sqlite3.Connection, tags: Collection[str], layers: Sequence[str]) -> Iterator[_Mention]:
    sql = (
        f"SELECT path, layer, n.id, exact, {_value('name')}, {_value('kind')}, {_value('naming')}, actor"  # noqa: S608
        f" FROM annotations AS n JOIN articles AS a ON a.id = n.article WHERE {_in('tag', tags)} AND"
        f" {_in('layer', layers) if layers else 1} ORDER BY path, layer, start"
    )
    for path, layer, record_id, words, name, kind, naming, actor in connection.execute(sql, [*tags, *layers]):
        key = MentionKey(as_path(path), layer, record_id)
        yield _Mention(key, " ".join(words.split()), str(name), str(kind), str(naming), actor)


def _quotes(
    connection: sqlite3.Connection, tags: Collection[str], layers: Sequence[str]
) -> Iterator[tuple[MentionKey, MentionKey]]:
    """Each speaker's mention with a quotation of theirs; parts that continue another are none of their own."""
    sql = (
        "SELECT path, q.layer, l.to_id, q.id FROM links AS l JOIN annotations AS q"  # noqa: S608
        " ON q.article = l.article AND q.layer = l.layer AND q.id = l.from_id JOIN articles AS a ON a.id = q.article"
        f" WHERE l.role = ? AND {_in('q.tag', tags)} AND {_in('q.layer', layers) if layers else 1} AND NOT EXISTS"
        " (SELECT 1 FROM links AS c WHERE c.article = q.article AND c.layer = q.layer AND c.from_id = q.id"
        " AND c.role = 'continues') ORDER BY path, q.layer, q.start"
    )
    for path, layer, to_id, quote in connection.execute(sql, [SPEAKER, *tags, *layers]):
        yield MentionKey(as_path(path), layer, to_id), MentionKey(as_path(path), layer, quote)


def _in(column: str, values: Collection[str]) -> str:
    return f"{column} IN ({', '.join('?' * len(values))})"
