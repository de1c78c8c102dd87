"""What a file of others' annotations gives, in short, for the tests of its readers."""

from __future__ import annotations

import json
from pathlib import Path

from analyst_app.importers.annotations.annotation_kinds import read_annotated
from analyst_app.importers.annotations.imported_layer import AnnotatedArticle, AnnotatedFile


def lines(path: Path, *entries: object) -> Path:
    """The file, with an entry a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in entries), "utf-8")
    return path


def marked(article: AnnotatedArticle) -> dict[str, list[tuple[str, str]]]:
    """Tag and words of each layer's annotations, sorted."""
    return {
        layer: sorted((one.tag, article.text[one.start : one.end]) for one in annotations)
        for layer, (annotations, _) in article.layers.items()
    }


def linked(article: AnnotatedArticle) -> list[tuple[str, str, str]]:
    """Role, words it comes from and words it leads to of all links, sorted."""
    found = []
    for spans, links in article.layers.values():
        words = {one.id: article.text[one.start : one.end] for one in spans}
        found += [(one.role, words[one.from_id], words[one.to_id]) for one in links]
    return sorted(found)


def only(path: Path) -> AnnotatedArticle:
    """The only article of a file."""
    [article] = read_annotated(path).articles
    return article


def lost(found: AnnotatedFile) -> dict[str, int]:
    """Losses of a file and its articles by kind."""
    return found.all_losses().counts
