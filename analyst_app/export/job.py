"""The values that the engine and its workers hand each other: the job, tickets of articles, results of chunks."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import msgspec

from analyst_app.errors import DocumentUnreadable, SidecarInvalid
from analyst_app.export.contract import Format, Options
from analyst_app.export.counts import DatasetCounts
from analyst_app.export.losses import LossTally
from analyst_app.export.rows import ExportArticle
from analyst_app.export.skip_zones import without_zones


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
    skips_damaged: bool = False

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
    digest: int = 0
    """Of what reading back must give, where that is done at the end."""


@dataclass
class ExportOutcome:
    """The result of an export."""

    losses: LossTally = field(default_factory=LossTally)
    tally: DatasetCounts = field(default_factory=DatasetCounts)
    checksums: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


@lru_cache(maxsize=2)
def job_of(pickled: bytes) -> ExportJob:
    """The job of a chunk; unpickled once in each process."""
    job: ExportJob = pickle.loads(pickled)  # noqa: S301 - made by this very program, for its own workers
    return job


def load_all(job: ExportJob, tickets: Iterable[Ticket], losses: LossTally) -> Iterator[ExportArticle]:
    """The articles of tickets as the person wants them; damaged ones are skipped if asked, and named.

    Args:
        job: what is the same for every chunk.
        tickets: the articles to load.
        losses: takes what cannot be held.
    """
    for ticket in tickets:
        try:
            article = job.load(ticket)
        except (SidecarInvalid, DocumentUnreadable) as error:
            if not job.skips_damaged:
                raise type(error)(f"{error} (--skip-damaged leaves such articles out.)") from error
            losses.add("damaged sidecar", ticket.id, str(error))
            continue
        losses.take(article.losses)
        yield article if job.options.with_zones else without_zones(article, losses)
