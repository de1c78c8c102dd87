"""The values that the engine and its workers hand each other: the job, tickets of articles, results of chunks."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from analyst_app.corpus.sealing import Seal
from analyst_app.errors import AnalystError, MissingExtra
from analyst_app.export.contract import Format, Options
from analyst_app.export.counts import DatasetCounts
from analyst_app.export.losses import LossTally
from analyst_app.export.rows import ExportArticle
from analyst_app.export.skip_zones import without_zones
from analyst_app.export.source_folder import SourceFolder
from analyst_app.export.unheld import (
    tell_facts,
    tell_unplaced,
    with_group_paths,
    with_told_as_values,
    without_beside,
    without_unknown_keys,
)
from analyst_app.export.wordless import wordless
from analyst_app.storage.error_log import reason
from analyst_app.storage.held_folder import HeldFolder


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


Load = Callable[[Ticket, HeldFolder | None], ExportArticle]
"""Loads the article of a ticket; by its folder, if that is held."""


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
    """A sentence for each file that is damaged and left out; an article without a sound layer is left out, too."""
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
    """A sentence for each file that is damaged and left out; an article without a sound layer is left out, too."""
    passed_over: list[str] = field(default_factory=list)
    """A sentence for each article without a chosen layer, and each link to a folder, that cannot be used."""
    misplaced: list[str] = field(default_factory=list)
    """A sentence for each layer's file that is elsewhere than its article or has a name that no layer has."""


@dataclass
class Exported:
    """The result of a request."""

    outcome: ExportOutcome
    report: str
    """The text of LOSSES.md."""
    report_path: Path | None = None
    """Path of the dataset; None if nothing was written."""
    left_out: int = 0
    """Annotated articles without the chosen layer."""
    seal: Seal | None = None
    """The rule of a corpus that is read blind, with what it withheld or what was seen in spite of it."""

    @property
    def is_written(self) -> bool:
        """True if the dataset is in its place (not so if ``--strict`` found losses)."""
        return self.report_path is not None


@lru_cache(maxsize=2)
def job_of(pickled: bytes) -> ExportJob:
    """The job of a chunk; unpickled once in each process."""
    job: ExportJob = pickle.loads(pickled)  # noqa: S301 - made by this very program, for its own workers
    return job


class LoadedArticle(NamedTuple):
    """An article as the person wants it, and what of it cannot be held."""

    article: ExportArticle
    losses: LossTally


def load_all(
    job: ExportJob, tickets: Iterable[Ticket], damaged: list[str], *, is_whole: bool = False
) -> Iterator[LoadedArticle]:
    """The articles of tickets; layers and articles that cannot be loaded are left out and named, whatever is wrong.

    Args:
        job: what is the same for every chunk.
        tickets: the articles to load.
        damaged: takes a sentence for each file that is damaged.
        is_whole: True for what is only looked at: then also an export without texts gets facts, names and notes.

    Raises:
        MissingExtra: a library that is needed is not installed.
    """
    with SourceFolder() as folder:
        for ticket in tickets:
            loaded = _loaded(job, ticket, folder.of(ticket.path), damaged, is_whole=is_whole)
            if loaded is not None:
                yield loaded


def _loaded(
    job: ExportJob, ticket: Ticket, folder: HeldFolder | None, damaged: list[str], *, is_whole: bool
) -> LoadedArticle | None:
    """An article with the layers of it that can be loaded; None if that is none of them."""
    form, losses = job.format, LossTally()
    try:
        article = job.load(ticket, folder)
        losses.take(article.losses)
        if not (job.options.with_text or is_whole):
            article = wordless(article, job.options.codebook, job.options.keep, losses)
        if not form.shows_rest:
            tell_unplaced(article, losses)
        tell_facts(article, form.facts, losses)
        has_path = form.holds_path and not job.options.kept  # a project that came in keeps its own tree
        article = with_group_paths(article, job.options.codebook, losses, is_held=has_path)
        if not form.holds_told:
            article = with_told_as_values(article, losses)
        elif not job.options.with_text:
            article = without_unknown_keys(article, losses)
        if not (form.holds_records and job.options.with_text):  # such records quote the article
            article = without_beside(article, losses)
        whole = article if job.options.with_zones else without_zones(article, losses)
    except MissingExtra:
        raise
    except Exception as error:
        found, sound = _faults(job, ticket, error)
        damaged += found
        has_some = 0 < len(sound) < len(ticket.layers)
        rest = ticket._replace(layers=sound)
        return _loaded(job, rest, folder, damaged, is_whole=is_whole) if has_some else None
    return LoadedArticle(whole, losses)


def _faults(job: ExportJob, ticket: Ticket, error: Exception) -> tuple[list[str], tuple[str, ...]]:
    """Sentences about every file of an article that cannot be loaded, and its sound layers: each is tried alone.

    Where the article or its facts cannot be read, or the mistake is the program's, no layer counts as sound.
    """
    if not isinstance(error, AnalystError):
        return [fault(ticket, error)], ()
    found: list[str] = []
    sound: list[str] = []
    is_sound = True
    try:
        job.load(ticket._replace(layers=()), None)
    except Exception as other:
        is_sound = False
        found.append(fault(ticket, other))
    for layer in ticket.layers:
        try:
            job.load(ticket._replace(layers=(layer,), has_facts=False), None)
            sound.append(layer)
        except Exception as other:
            found.append(fault(ticket, other))
    return list(dict.fromkeys(found)) or [fault(ticket, error)], tuple(sound) if is_sound else ()


def fault(ticket: Ticket, error: Exception) -> str:
    """The sentence about an article that had to be left out, with its name.

    Args:
        ticket: the article.
        error: what was raised at it.
    """
    words = reason(error, ticket.path)
    return words if ticket.path in words or ticket.id in words else f"{ticket.id}: {words}"
