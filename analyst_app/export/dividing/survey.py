"""A first look at a corpus: which labels occur, and what splits need to know of each article."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from analyst_app.corpus.iso_dates import known_date
from analyst_app.errors import SidecarInvalid
from analyst_app.export.cells import plain
from analyst_app.export.dividing.near_duplicates import Clusters, clusters, one_form, sketch
from analyst_app.export.engine import Executor, WorkerEnded, ended_at
from analyst_app.export.facts.source_row import SourceRow, facts_of, known_facts
from analyst_app.export.facts.value_kinds import joined_kind, note_kinds
from analyst_app.export.half_characters import whole_words
from analyst_app.export.job import ExportJob, Ticket, fault, job_of, load_all
from analyst_app.export.rows import ExportArticle, SpanRow
from analyst_app.export.wordless import FACTS_KEPT, wordless
from analyst_app.language.known_people import NOBODY, KnownPeople
from analyst_app.storage.file_names import facts_name
from analyst_app.storage.team_files import read_team_file

_SHOWN = 80
"""Letters of what is no date, for a sentence about it."""


class Survey(msgspec.Struct, gc=False):
    """The labels and sums that were found; per article only if a split needs it."""

    articles: int = 0
    attributes: dict[str, list[str]] = msgspec.field(default_factory=dict)
    """Attribute ids by label, for every label found."""
    relations: list[str] = msgspec.field(default_factory=list)
    labels: list[dict[str, int]] = msgspec.field(default_factory=list)
    """Spans by label, for each article."""
    sketches: list[bytes] = msgspec.field(default_factory=list)
    outlets: list[str] = msgspec.field(default_factory=list)
    months: list[str] = msgspec.field(default_factory=list)
    dates: list[str] = msgspec.field(default_factory=list)
    """In ISO 8601; where they are none, the words that stand there."""
    names: list[str] = msgspec.field(default_factory=list)
    """The article's own id; empty for a damaged one."""
    actors: list[list[str]] = msgspec.field(default_factory=list)
    """Names of the actors of each article, and ids of the people whom they mean."""
    spoilt: dict[str, str] = msgspec.field(default_factory=dict)
    """By id of an article at which the survey itself failed, the sentence about it."""
    facts: dict[str, str] = msgspec.field(default_factory=dict)
    """The kinds of the facts that were found, by name."""
    kinds: dict[str, str] = msgspec.field(default_factory=dict)
    """The kinds of the values of each attribute."""
    ids: int = 0
    """CRC-32 of the ids of the articles in their order: another if one came, went or was renamed."""

    def noting(self, tickets: Iterable[Ticket]) -> Iterator[Ticket]:
        """The tickets as they are, each taken note of in ``ids`` as it passes."""
        for ticket in tickets:
            self.ids = zlib.crc32(ticket.id.encode("utf-8", "surrogatepass") + b"\0", self.ids)
            yield ticket

    def take(self, other: Survey) -> None:
        """Add what another found in later articles."""
        self.articles += other.articles
        for label, ids in other.attributes.items():
            known = self.attributes.setdefault(label, [])
            known += [name for name in ids if name not in known]
        self.relations += [name for name in other.relations if name not in self.relations]
        for name in ("facts", "kinds"):
            known_kinds, found = getattr(self, name), getattr(other, name)
            known_kinds |= {key: joined_kind(known_kinds.get(key, ""), kind) for key, kind in found.items()}
        for name in ("labels", "sketches", "outlets", "months", "dates", "names", "actors"):
            getattr(self, name).extend(getattr(other, name))
        self.spoilt |= other.spoilt

    def see(self, article: ExportArticle) -> None:
        """Look at an article's labels."""
        for row in (*article.spans, *article.zones):
            known = self.attributes.setdefault(row.label, [])
            known += [name for name in row.attributes if name not in known]
            note_kinds(self.kinds, row.attributes)
        note_kinds(self.facts, facts_of(article.source))
        for relation in article.relations:
            if relation.type not in self.relations:
                self.relations.append(relation.type)

    def see_alone(
        self, article: ExportArticle | None, actors: frozenset[str], people: KnownPeople = NOBODY, *, tells: bool = True
    ) -> None:
        """Count an article for splitting.

        Args:
            article: None stands for a damaged one, which keeps its place.
            actors: ids of the tags whose annotations name somebody.
            people: those that the team knows, with all their names and ids.
            tells: whether a date that says no day may be quoted.
        """
        self.labels.append(dict(Counter(row.label for row in article.spans)) if article else {})
        self.sketches.append(sketch(article.text).tobytes() if article else b"")
        self.outlets.append(article.source.outlet if article else "")
        date = known_date(article.source.date) if article else ""
        self.months.append(date[:7])
        self.dates.append(date or (article.source.date.strip()[:_SHOWN] if article and tells else ""))
        self.names.append(article.id if article else "")
        self.actors.append(_actors(article, actors, people) if article else [])

    def clusters(self, groups: Container[str] = ()) -> list[int]:
        """For each article the cluster that no split may divide.

        Args:
            groups: of ``outlet``, ``month`` and ``actor``: what stays together besides copies.
        """
        from array import array

        joined = Clusters(len(self.sketches))
        for number, other in enumerate(clusters([array("I", one) for one in self.sketches])):
            joined.join(number, other)
        if "outlet" in groups:
            joined.join_equal(map(_folded, self.outlets))
        if "month" in groups:
            joined.join_equal(self.months)
        if "actor" in groups:
            _join_shared(joined, self.actors)
        return joined.numbers()


def survey_chunk(job_pickled: bytes, tickets: Sequence[Ticket], with_articles: bool) -> Survey:
    """Survey a chunk of articles. Pure: reads sources only.

    Args:
        job_pickled: the job, pickled once for all chunks.
        tickets: the articles to load, in order.
        with_articles: whether facts of each article are needed for a split.

    Raises:
        MissingExtra: a library that is needed is not installed.
    """
    job = job_of(job_pickled)
    survey = Survey(len(tickets))
    for ticket in tickets:
        loaded = next(iter(load_all(job, [ticket], [], is_whole=True)), None)
        one = Survey()
        try:
            _look(one, loaded.article if loaded else None, job, with_articles=with_articles)
        except Exception as error:
            one = Survey(spoilt={ticket.id: fault(ticket, error)})
            _look(one, None, job, with_articles=with_articles)
        survey.take(one)
    return survey


def facts_chunk(job_pickled: bytes, tickets: Sequence[Ticket], with_articles: bool) -> Survey:
    """The kinds of the facts of some articles, for formats that need no more: their texts and layers are not read.

    Args:
        job_pickled: the job, pickled once for all chunks.
        tickets: the articles, in order.
        with_articles: not asked here; as for ``survey_chunk``.
    """
    survey, options = Survey(len(tickets)), job_of(job_pickled).options
    for ticket in tickets if options.with_text or FACTS_KEPT in options.keep else ():
        try:
            data = read_team_file(Path(facts_name(ticket.path))).data
        except SidecarInvalid:
            continue  # told where the article is loaded
        if data:
            found = facts_of(SourceRow(**known_facts(data)))
            note_kinds(survey.facts, {whole_words(name): value for name, value in found.items()})
    return survey


def surveyed_apart(
    executor: Executor, job_pickled: bytes, tickets: Sequence[Ticket], with_articles: bool
) -> Iterator[Survey]:
    """A survey of each article alone, after a process ended at some of them; the one that ends it is spoilt.

    Args:
        executor: where the work is done.
        job_pickled: the job, pickled once for all chunks.
        tickets: the articles to load, in order.
        with_articles: whether facts of each article are needed for a split.
    """
    for ticket in tickets:
        try:
            part = executor.alone(survey_chunk, job_pickled, [ticket], with_articles)
        except WorkerEnded:
            part = Survey(1, spoilt={ticket.id: ended_at(ticket)})
            if with_articles:
                part.see_alone(None, frozenset())
        yield part


def _look(survey: Survey, article: ExportArticle | None, job: ExportJob, *, with_articles: bool) -> None:
    options = job.options
    if article:
        survey.see(article if options.with_text else wordless(article, options.codebook, options.keep))
    if with_articles:
        tells = options.with_text or FACTS_KEPT in options.keep
        survey.see_alone(article, options.codebook.ids_counted_as("actor"), options.people, tells=tells)


def _actors(article: ExportArticle, actors: frozenset[str], people: KnownPeople) -> list[str]:
    """The people whom an article mentions: names as they are written, and ids, one for each person of the list."""
    found: set[str] = set()
    for row in article.spans:
        if row.label in actors:
            name = plain(row.attributes.get("name") or row.text)
            ids = [one.id for one in (people.with_id(_id_of(row)), people.one_called(name)) if one is not None]
            found |= {_folded(name), *(f"id {one}" for one in ids or filter(None, [_id_of(row)]))}
    return sorted(found)


def _id_of(row: SpanRow) -> str:
    return row.actor if isinstance(row.actor, str) else ""


def _folded(name: str) -> str:
    """A name for comparing: its case, blanks and normal form do not count."""
    return one_form(" ".join(one_form(name).casefold().split()))


def _join_shared(joined: Clusters, names: Sequence[Sequence[str]]) -> None:
    first: dict[str, int] = {}
    for number, held in enumerate(names):
        for name in held:
            joined.join(number, first.setdefault(name, number))
