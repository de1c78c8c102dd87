"""Paths as another machine knows them, and sentences about them as the person named the corpus.

A worker stands in another folder than the person, and a link that leads to the
corpus here may not be there.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from analyst_app.export.job import Ticket
from analyst_app.export.selection import annotated
from analyst_app.storage.file_names import sidecar_name


def with_whole_paths(corpus: Path, tickets: Iterable[Ticket]) -> Iterator[Ticket]:
    """Tickets that say where their article really lies.

    Args:
        corpus: a folder of articles, or one article.
        tickets: whose paths begin as the corpus was named.
    """
    named, real = _beginnings(corpus)
    for ticket in tickets:
        yield ticket._replace(path=real + ticket.path[len(named) :])


def as_named(corpus: Path, words: str) -> str:
    """A sentence of a worker, with the files named as the person named the corpus.

    Args:
        corpus: a folder of articles, or one article.
        words: the sentence.
    """
    named, real = _beginnings(corpus)
    return words.replace(real, named)


def first_files(corpus: Path) -> list[str]:
    """The first article that has layers, and these: enough to know the corpus by; none where there are none.

    Args:
        corpus: a folder of articles, or one article.

    Raises:
        UsageError: there is no such folder or article.
    """
    named, real = _beginnings(corpus)
    for path, layers in annotated(corpus):
        whole = real + path[len(named) :]
        return [whole, *(sidecar_name(whole, layer) for layer in layers)]
    return []


def _beginnings(corpus: Path) -> tuple[str, str]:
    folder = str(corpus if corpus.is_dir() else corpus.parent)
    return f"{folder}{os.sep}", f"{os.path.realpath(folder)}{os.sep}"
