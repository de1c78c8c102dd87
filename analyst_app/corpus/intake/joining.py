"""Says how others' annotations of an article fare on another text that the folder has under its name."""

from __future__ import annotations

from pathlib import Path

from analyst_app.core.document import Document
from analyst_app.importers.annotations.imported_layer import AnnotatedArticle
from analyst_app.session.article_text import read_article
from analyst_app.storage.layer import order
from analyst_app.storage.reanchor import reanchor
from analyst_app.storage.sidecar import new_layer
from analyst_app.wording import tr


def article_document(article: AnnotatedArticle, name: str) -> Document:
    """The text that an article's file gets, or would have got.

    Args:
        article: as it was read.
        name: of its file.
    """
    return Document.from_bytes(article.text.encode("utf-8", "replace"), name=name, encoding="utf-8")


def said_of_joining(article: AnnotatedArticle, path: Path) -> str:
    """A sentence on how the annotations fare on an article's other text; empty if that cannot be read.

    Args:
        article: as it was read.
        path: of the article that has the other text.
    """
    try:
        document = read_article(path)
    except Exception:  # opening or checking that article says why
        return ""
    kept = waits = 0
    for spans, links in article.layers.values():
        layer = new_layer(article_document(article, path.name), "imported", ())
        layer.annotations, layer.links = sorted(spans, key=order), sorted(links, key=order)
        anchored = reanchor(layer, document)
        kept, waits = kept + anchored.moved, waits + anchored.doubtful
    return tr(
        "{name} is there with another text: {kept} of {all} annotations keep their place in it, the others wait there.",
        name=path.name,
        kept=kept,
        all=kept + waits,
    )
