"""What was read of others' annotations, as words that a test can say."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from analyst_app.importers.annotations.annotation_kinds import read_annotated
from analyst_app.importers.annotations.imported_layer import AnnotatedArticle


def read(folder: Path, name: str, content: str) -> AnnotatedArticle:
    """The only article of a file that is written here."""
    (folder / name).write_bytes(content.encode("utf-8", "surrogatepass"))
    [one] = read_annotated(folder / name).articles
    return one


def spans(article: AnnotatedArticle) -> Counter[tuple[str, str]]:
    """Tags and words of all layers."""
    return Counter(
        (one.tag, article.text[one.start : one.end]) for found, _ in article.layers.values() for one in found
    )


def links(article: AnnotatedArticle) -> list[tuple[str, str, str]]:
    """Words, role and words of the links of all layers, sorted."""
    made = []
    for found, held in article.layers.values():
        words = {one.id: article.text[one.start : one.end] for one in found}
        made += [(words[one.from_id], one.role, words[one.to_id]) for one in held]
    return sorted(made)


def attributes(article: AnnotatedArticle, words: str) -> dict[str, Any]:
    """Attributes of the only annotation on these words."""
    [one] = [a for found, _ in article.layers.values() for a in found if article.text[a.start : a.end] == words]
    return dict(one.attributes)
