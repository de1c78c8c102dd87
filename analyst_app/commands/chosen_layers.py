"""Articles' layers as Readings, for ``compare`` and ``agree``: nothing is written, another text is re-anchored."""

from __future__ import annotations

from pathlib import Path

from analyst_app.alignment.align import Reading
from analyst_app.core.document import Document
from analyst_app.errors import UsageError
from analyst_app.preferences import check_layer_id
from analyst_app.wording import tr


def asked_layers(words: str) -> list[str]:
    """The layer ids of ``--layers A,B``.

    Raises:
        UsageError: one is no layer id (the nearest valid one is named), or stands twice.
    """
    layers = [check_layer_id(word.strip()) for word in words.split(",") if word.strip()]
    if len(layers) < 2 or len(set(layers)) < len(layers):
        raise UsageError(tr("--layers needs two or more different layers, for example --layers alice,bob."))
    return layers


def reading_of_layer(article: Path, document: Document, layer: str) -> tuple[Reading, tuple[str, ...]]:
    """One layer on the article's text, and what a person should know of it.

    Args:
        article: the article's file.
        document: the article's text.
        layer: the layer's file.

    Raises:
        SidecarInvalid: the file cannot be understood, or needs a newer version of the app.
    """
    from analyst_app.corpus.other_layers import layer_beside

    found = layer_beside(article, layer, document)
    return Reading(layer, found.annotations, found.links), found.said
