"""Comparing annotations with the codebook: what it does not know of one, and how many it is used by in a corpus."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from analyst_app.core.annotation import Annotation
from analyst_app.core.codebook import Codebook
from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.corpus.indexing.index_mending import mending
from analyst_app.corpus.indexing.stored_paths import with_paths
from analyst_app.wording import tr


def misfit(annotation: Annotation, codebook: Codebook) -> str | None:
    """The first thing that the codebook does not know, in words; None if it knows all.

    Args:
        annotation: the annotation.
        codebook: that applies.
    """
    return next(misfits(annotation, codebook), None)


def misfits(annotation: Annotation, codebook: Codebook) -> Iterator[str]:
    """Sentences about what the codebook does not know of an annotation.

    Args:
        annotation: the annotation.
        codebook: that applies.
    """
    tag = codebook.tag(annotation.tag)
    if tag is None:
        yield tr('the codebook has no tag "{tag}"', tag=annotation.tag)
        return
    for attribute_id, value in annotation.attributes:
        attribute = tag.attribute(attribute_id)
        if attribute is None:
            yield tr('the tag "{id}" has no attribute "{attribute_id}"', id=tag.id, attribute_id=attribute_id)
        elif attribute.takes(value):
            continue
        elif attribute.kind.lists_values:
            yield tr(
                '"{attribute_id}" of "{id}" has no value {value}',
                attribute_id=attribute_id,
                id=tag.id,
                value=repr(value),
            )
        else:
            yield tr(
                '"{attribute_id}" of "{id}" should be a {type}, not {value}',
                attribute_id=attribute_id,
                id=tag.id,
                type=attribute.type,
                value=repr(value),
            )


class Affected(NamedTuple):
    """Annotations of one layer of one article that a change of the codebook concerns."""

    article: str
    """Path relative to the corpus."""
    layer: str
    annotations: int
    """Number of annotations."""


@mending
def affected(index: CorpusIndex, tag_id: str) -> list[Affected]:
    """The annotations that have a tag, counted by article and layer. Blocking.

    Args:
        index: of the corpus; refresh it first.
        tag_id: of the tag.
    """
    sql = (
        "SELECT path, layer, count(*) FROM annotations AS n JOIN articles AS a ON a.id = n.article"
        " WHERE tag = ? GROUP BY path, layer ORDER BY path, layer"
    )
    with index.connected() as connection:
        return [Affected(*row) for row in with_paths(connection.execute(sql, (tag_id,)))]


@mending
def uses(index: CorpusIndex) -> dict[str, int]:
    """The number of annotations of all layers by the tag's id. Blocking."""
    with index.connected() as connection:
        return dict(connection.execute("SELECT tag, count(*) FROM annotations GROUP BY tag"))


@mending
def with_several(index: CorpusIndex, tag_id: str, attribute_id: str) -> list[Affected]:
    """The annotations with a tag that hold a list of values for an attribute, by article and layer. Blocking.

    Args:
        index: of the corpus; refresh it first.
        tag_id: of the tag.
        attribute_id: of the attribute.
    """
    sql = (
        "SELECT path, layer, attributes FROM annotations AS n JOIN articles AS a ON a.id = n.article"
        " WHERE tag = ? AND instr(attributes, '[') ORDER BY path, layer"
    )
    found: Counter[tuple[str, str]] = Counter()
    with index.connected() as connection:
        for path, layer, attributes in with_paths(connection.execute(sql, (tag_id,))):
            if isinstance(json.loads(attributes).get(attribute_id), list):
                found[path, layer] += 1
    return [Affected(path, layer, count) for (path, layer), count in found.items()]
