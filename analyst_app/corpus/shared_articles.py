"""The articles of a folder that two or more have read, with their layers: to be compared, never written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from analyst_app.corpus.other_layers import OtherLayer, layer_beside, refused_words
from analyst_app.session.session import Session, layers_of
from analyst_app.storage.error_log import named_reason, reason
from analyst_app.storage.file_names import sidecar_name, sidecar_path
from analyst_app.storage.limits import LARGEST_SIDECAR
from analyst_app.storage.regular_file import read_regular
from analyst_app.storage.sidecar_reader import parse_sidecar


class SharedArticle(NamedTuple):
    """One article with at least two layers that can be read."""

    path: Path
    length: int
    """Of its text, code points."""
    layers: list[OtherLayer]
    """In the order that was asked for."""


def read_shared(
    articles: Iterable[tuple[Path, Sequence[str]]], say: Callable[[str], object], leave_out: Callable[[str], object]
) -> Iterator[SharedArticle]:
    """Read articles with the layers named, one after another; what goes wrong with one stops no other. Blocking.

    Args:
        articles: paths, each with ids of layers.
        say: is told, in a sentence each, what a person should know of a layer.
        leave_out: is told, in a sentence each, what was left out and why.
    """
    for path, names in articles:
        try:
            document = Session.read_article(path, large=True, layers=names)
        except Exception as error:
            leave_out(named_reason(error, path))
            continue
        layers: list[OtherLayer] = []
        for name in names:
            try:
                layer = layer_beside(path, name, document)
            except Exception as error:
                leave_out(named_reason(error, sidecar_path(path, name)))
                continue
            layers.append(layer)
            for words in layer.said:
                say(words)
        if len(layers) > 1:
            yield SharedArticle(path, len(document), layers)


def damaged_alone(articles: Iterable[tuple[Path, str]]) -> Iterator[str]:
    """A sentence about each layer that is damaged or of a newer version, of those that nothing is compared with.

    A file that cannot be opened is none of them: ``passed_over`` names it. Blocking.

    Args:
        articles: paths, each with the id of its only layer.
    """
    for article, layer_id in articles:
        path = sidecar_path(article, layer_id)
        try:
            found = parse_sidecar(read_regular(path, limit=LARGEST_SIDECAR), name=path.name, document=None)
        except OSError:
            continue
        except Exception as error:
            yield named_reason(error, path)
            continue
        if found.refusal:
            yield refused_words(path, found)


def without_copies(article: Path, layers: Sequence[str], say: Callable[[str], object]) -> list[str]:
    """An article's layers without a sync tool's copies of them; files are read only where names ask it. Blocking.

    Args:
        article: its path.
        layers: by the names of the files beside it.
        say: is told, in a sentence each, what is left out.
    """
    if not any(one != other and other.startswith(f"{one}-") for one in layers for other in layers):
        return list(layers)
    try:
        own = {info.layer_id for info in layers_of(article)}
    except Exception as error:
        say(reason(error, article))
        return list(layers)
    for layer in layers:
        if layer not in own:
            say(f"left out: {sidecar_name(article.name, layer)} is a sync tool's copy of another layer.")
    return [layer for layer in layers if layer in own]
