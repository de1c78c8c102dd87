"""The values that the engine and its workers hand each other: the job, tickets of articles, results of chunks."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import msgspec

from analyst_app.errors import AnalystError, MissingExtra
from analyst_app.export.contract import Format, Options
from analyst_app.export.counts import DatasetCounts
from analyst_app.export.losses import LossTally
from analyst_app.export.rows import ExportArticle
from analyst_app.export.skip_zones import without_zones
from analyst_app.storage.error_log import reason


class Ticket(NamedTuple):
    """An article to load: small, so that it travels cheaply."""

    id: str
    """Path in the corpus, with ``/``."""
    path: str
    layers: tuple[str, ...]
    """Layers to take, in order."""
    split: str = ""
    size: int = 0
    """Bytes of its sources, about."""
    has_facts: bool = True
    """True if a ``.source.json`` may lie beside it."""


Load = Callable[[Ticket], ExportArticle]


@dataclass(frozen=True)
class ExportJob:
    """All that is the same for every chunk; it must pickle."""

    load: Load
    format_name: str
    options: Options
    is_verified: bool = True

    @property
    def format(self) -> Format:
        """The format."""
        from analyst_app.export.registry import FORMATS

        return FORMATS[self.format_name]


class Done(msgspec.Struct, gc=False):
    """The result of a chunk or shard."""

    articles: int = 0
    files: dict[str, bytes] = msgspec.field(default_factory=dict)
    losses: LossTally = msgspec.field(default_factory=LossTally)
    tally: DatasetCounts = msgspec.field(default_factory=DatasetCounts)
    damaged: list[str] = msgspec.field(default_factory=list)
    """A sentence for each file that is damaged; its article is not in it."""
    digest: int = 0
    """Of what reading back must give, where that is done at the end."""


@dataclass
class ExportOutcome:
    """The result of an export."""

    losses: LossTally = field(default_factory=LossTally)
    tally: DatasetCounts = field(default_factory=DatasetCounts)
    checksums: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    """A sentence for each file that is damaged: its article is not in it."""


@lru_cache(maxsize=2)
def job_of(pickled: bytes) -> ExportJob:
    """The job of a chunk; unpickled once in each process."""
    job: ExportJob = pickle.loads(pickled)  # noqa: S301 - made by this very program, for its own workers
    return job


class LoadedArticle(NamedTuple):
    """An article as the person wants it, and what of it cannot be held."""

    article: ExportArticle
    losses: LossTally


def load_all(job: ExportJob, tickets: Iterable[Ticket], damaged: list[str]) -> Iterator[LoadedArticle]:
    """The articles of tickets; those that cannot be loaded are left out and named, whatever is wrong with them.

    Args:
        job: what is the same for every chunk.
        tickets: the articles to load.
        damaged: takes a sentence for each file that is damaged.

    Raises:
        MissingExtra: a library that is needed is not installed.
    """
    for ticket in tickets:
        losses = LossTally()
        try:
            article = job.load(ticket)
            losses.take(article.losses)
            whole = article if job.options.with_zones else without_zones(article, losses)
        except MissingExtra:
            raise
        except Exception as error:
            damaged += faults(job, ticket, error)
            continue
        yield LoadedArticle(whole, losses)


def faults(job: ExportJob, ticket: Ticket, error: Exception) -> list[str]:
    """Sentences about every file of an article that cannot be loaded: each layer is tried alone.

    Args:
        job: what is the same for every chunk.
        ticket: the article.
        error: what loading it raised.
    """
    found: list[str] = []
    alone = [ticket._replace(layers=())]
    alone += [ticket._replace(layers=(layer,), has_facts=False) for layer in ticket.layers]
    for one in alone if isinstance(error, AnalystError) else ():
        try:
            job.load(one)
        except Exception as other:
            found.append(fault(ticket, other))
    return list(dict.fromkeys(found)) or [fault(ticket, error)]


def fault(ticket: Ticket, error: Exception) -> str:
    """The sentence about an article that had to be left out, with its name.

    Args:
        ticket: the article.
        error: what was raised at it.
    """
    words = reason(error, ticket.path)
    return words if ticket.path in words or ticket.id in words else f"{ticket.id}: {words}"
