"""doccano: JSON Lines in both of its shapes, ASCII-escaped because doccano guesses encodings.

``…-labels.jsonl`` has label triples (sequence labelling), ``…-relations.jsonl``
entities with whole-number ids and relations. Offsets are code points. The
project must allow overlapping spans, or doccano drops them itself. The facts of
the source are ``meta``; what is said of the reading stands under ``analyst``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from analyst_app.export.contract import EncodedPiece, Format, Frame, Holdings, Options, Seen
from analyst_app.export.facts.layer_row import layers_data
from analyst_app.export.facts.source_row import OURS, facts_of
from analyst_app.export.rows import ExportArticle
from analyst_app.export.unheld import relations_between, unheld
from analyst_app.wording import marked


def encode(article: ExportArticle, options: Options) -> EncodedPiece:
    """An article as a line of each shape.

    Args:
        article: the article as flat rows.
        options: the choices of the export, the same for every article.
    """
    losses = unheld(article, "attribute", "note")
    spans = article.everything
    facts: dict[str, object] = {"document": article.id}
    facts["annotator"] = article.layers[0].annotator if article.layers else ""
    if known := facts_of(article.source):
        facts["meta"] = known
    facts[OURS] = {"layers": layers_data(article.layers)}
    labels = {"text": article.text, "label": [[row.start, row.end, row.label] for row in spans], **facts}
    relations = relations_between(article, spans, losses)
    entities = [
        {"id": number, "label": row.label, "start_offset": row.start, "end_offset": row.end}
        for number, row in enumerate(spans)
    ]
    links = [
        {"id": number, "from_id": head, "to_id": tail, "type": kind}
        for number, (head, tail, kind) in enumerate(relations)
    ]
    linked = {"text": article.text, "entities": entities, "relations": links, **facts}
    stem = options.folder(article) + "doccano"
    kept: list[Seen] = [(row.start, row.end, row.label, row.text) for row in spans]
    kept += kept
    kept += [(kind, head, tail) for head, tail, kind in relations]
    return EncodedPiece({f"{stem}-labels.jsonl": _line(labels), f"{stem}-relations.jsonl": _line(linked)}, kept, losses)


def read(files: dict[str, bytes], options: Options) -> list[Seen]:
    """The spans of both shapes, cut from the lines' own text.

    Args:
        files: the files by name, each as bytes.
        options: the choices of the export, the same for every article.
    """
    seen: list[Seen] = []
    for data in files.values():
        for line in data.splitlines():
            entry = json.loads(line)
            text = entry["text"]
            triples = entry.get("label") or [
                (one["start_offset"], one["end_offset"], one["label"]) for one in entry.get("entities", ())
            ]
            seen += [(start, end, label, text[start:end]) for start, end, label in triples]
            seen += [(one["type"], one["from_id"], one["to_id"]) for one in entry.get("relations", ())]
    return seen


def _line(entry: Mapping[str, object]) -> bytes:
    return json.dumps(entry, ensure_ascii=True).encode("ascii") + b"\n"


FORMAT = Format(
    name="doccano",
    holdings=Holdings(
        "JSON Lines in both shapes",
        overlaps="yes",
        relations="yes",
        notes="only on readings",
        readings="folders; `analyst`",
        facts="`meta`",
        records="`analyst`",
    ),
    title=marked("For doccano (JSON Lines)"),
    purpose=marked(
        "JSON Lines for doccano, for sequence labelling and for relations; allow overlapping spans in the project."
    ),
    encode=encode,
    read=read,
    frames=lambda options: {
        f"{folder}doccano-{shape}.jsonl": Frame() for folder in options.folders() for shape in ("labels", "relations")
    },
    holds_layers=False,
    holds_records=True,
)
