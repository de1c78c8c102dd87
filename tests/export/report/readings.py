"""Readings for the tests of reports: one with all that a reading can hold, and words that would be markup."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from analyst_app.core.annotation import Annotation, Entry, LayerFacts, Link, Unplaced, pairs
from analyst_app.core.codebook import Codebook
from analyst_app.core.document import Document
from analyst_app.export.facts.layer_row import record_fields
from analyst_app.export.rows import ExportArticle, add_layer, source_row
from analyst_app.resources import built_in_codebook

HOSTILE = '<script>alert(1)</script><img src="file:///etc/passwd" onerror=alert(2)> "x" &amp; \u202egnp.exe'
CODEBOOK = Codebook.from_data(built_in_codebook())
TEXT = (
    "Depot to close in May\n\n"
    "Ada Brandt, the union’s chair, said “we trust Omar Reyes to act, and the depot will close by May”.\n"
    "Brandt spoke on Monday.\n\n"
    "Photo: R. Lund\n"
)
FACTS = {
    "title": "The depot",
    "outlet": "Kova Evening Post",
    "date": "2026-11-03",
    "url": "https://kova.example/a?b=1&c=2",
}


def span_of(words: str, tag: str, number: int, text: str = TEXT, **more: Any) -> Annotation:
    start = text.index(words)
    return Annotation(f"id-{number}", tag, start, start + len(words), **more)


def reading(*layers: str, text: str = TEXT, facts: Mapping[str, Any] = FACTS) -> ExportArticle:
    """The article with one layer or several, each with nested and crossing spans, links and notes."""
    document = Document.from_bytes(text.encode(), name="depot.txt")
    article = ExportArticle("news/depot.txt", text, [], [], [], source_row(document, facts), [])
    annotations = [
        span_of("Ada Brandt", "actor", 1, text, attributes=pairs({"kind": "person", "naming": "named"})),
        span_of("said", "cue", 2, text),
        span_of("“we trust Omar Reyes to act, and the depot will close by May”", "quote", 3, text,
                attributes=pairs({"mode": "direct"}), note="the heart of it"),
        span_of("the depot will close by May", "claim", 4, text),
        span_of("to act, and the depot", "claim", 5, text),
        span_of("Omar Reyes", "actor", 6, text),
        span_of("Brandt spoke", "claim", 7, text),
        span_of("Photo: R. Lund", "skip", 8, text),
    ]  # fmt: skip
    links = [Link("l1", "speaker", "id-3", "id-1"), Link("l2", "cue", "id-3", "id-2")]
    for layer in layers or ("alice",):
        add_layer(
            article,
            layer,
            annotations=annotations,
            links=links,
            facts=LayerFacts("done", f"note of {layer}"),
            codebook=pairs({"id": "media", "version": 1}),
        )
    return article


def deep() -> ExportArticle:
    """An article with twelve claims of a paragraph, each inside the one before, of two annotators one in common."""
    words = " ".join(f"w{number}" for number in range(40))
    article = ExportArticle("deep.txt", f"{words}.\n", [], [], [], reading().source, [])
    claims = [span_of(" ".join(words.split()[at : 40 - at]), "claim", at, words) for at in range(12)]
    add_layer(article, "alice", annotations=claims, links=[], facts=LayerFacts())
    add_layer(article, "bob", annotations=claims[-1:], links=[], facts=LayerFacts())
    return article


def decided(article: ExportArticle, layer: str = "gold-max", comment: str = "clear") -> ExportArticle:
    """The article with a decision of a gold layer, and an annotation that has no place."""
    origin = {
        "ref": "alice:id-3",
        "digest": "d",
        "tag": "quote",
        "start": TEXT.index("“we"),
        "end": TEXT.index("“we") + 9,
    }
    body = {
        "by": "max",
        "verdict": "take",
        "origins": [origin],
        "taken": ["alice"],
        "gold": ["id-3"],
        "comment": comment,
    }
    decision = Entry("d1", "decisions", pairs({**body, "text_sha256": article.source.text_sha256}))
    orphan = Unplaced("o1", "orphan", "0" * 64, {"tag": "claim", "exact": "words that are gone"})
    held = record_fields([decision], [orphan])
    held["reviewer"] = "max"
    article.layers = [msgspec.structs.replace(one, **held) if one.annotator == layer else one for one in article.layers]
    return article
