"""Prodigy: JSON Lines of tasks with tokens and spans, as ``spans.manual`` and ``rel.manual`` take them.

Tokens cover the whole text and are cut at span edges. Offsets are code points;
a token's ``ws`` says whether one space follows it. Each annotator's reading is
a task of its own, told apart by ``_annotator_id``.
"""

from __future__ import annotations

import json
import zlib
from bisect import bisect_left
from typing import Any

import msgspec

from analyst_app.export.contract import EncodedPiece, Format, Frame, Options, Seen
from analyst_app.export.rows import ExportArticle
from analyst_app.export.tokens import covering
from analyst_app.export.unheld import relations_between, unheld


def task(unit: ExportArticle, spans: list[Any], relations: list[tuple[int, int, str]]) -> dict[str, Any]:
    """One annotator's reading of an article as a task.

    Args:
        unit: the article's text and its facts.
        spans: rows of spans to write.
        relations: rows of relations to write.
    """
    tokens = covering(unit.text, spans)
    starts = [token.start for token in tokens]
    ends = [token.end for token in tokens]
    marked = [
        {
            "start": row.start,
            "end": row.end,
            "token_start": bisect_left(starts, row.start),
            "token_end": bisect_left(ends, row.end),
            "label": row.label,
            "id": row.id,
            **({"attributes": row.attributes} if row.attributes else {}),
            **({"note": row.note} if row.note else {}),
        }
        for row in spans
    ]
    annotator = unit.layers[0].annotator if unit.layers else ""
    return {
        "text": unit.text,
        "tokens": [
            {"text": unit.text[t.start : t.end], "start": t.start, "end": t.end, "id": number, "ws": t.has_space}
            for number, t in enumerate(tokens)
        ],
        "spans": marked,
        "relations": [
            {
                "head": marked[head]["token_end"],
                "child": marked[tail]["token_end"],
                "head_span": _ends(marked[head]),
                "child_span": _ends(marked[tail]),
                "label": kind,
            }
            for head, tail, kind in relations
        ],
        "meta": {"document": unit.id, "outlet": unit.source.outlet, "date": unit.source.date},
        "answer": "accept",
        "_annotator_id": annotator,
        "_session_id": annotator,
        "_input_hash": _hash(unit.text),
        "_task_hash": _hash(f"{unit.id}\0{annotator}\0{unit.text}"),
    }


def encode(article: ExportArticle, options: Options) -> EncodedPiece:
    """An article as a task a reading.

    Args:
        article: the article as flat rows.
        options: the choices of the export, the same for every article.
    """
    losses = unheld(article, "layer note")
    lines = []
    kept: list[Seen] = []
    for unit in article.apart():
        spans = unit.everything
        relations = relations_between(unit, spans, losses)
        lines.append(json.dumps(task(unit, spans, relations), ensure_ascii=False).encode("utf-8") + b"\n")
        kept += [(row.id, row.start, row.end, row.label, row.text, row.text) for row in spans]
        kept += [
            (kind, spans[head].start, spans[head].end, spans[tail].start, spans[tail].end)
            for head, tail, kind in relations
        ]
    return EncodedPiece({f"{options.stem(article)}.jsonl": b"".join(lines)}, kept, losses)


def read(files: dict[str, bytes], options: Options) -> list[Seen]:
    """The spans of tasks, by characters and by tokens.

    Args:
        files: the files by name, each as bytes.
        options: the choices of the export, the same for every article.
    """
    seen: list[Seen] = []
    for data in files.values():
        for line in data.split(b"\n")[:-1]:
            entry = msgspec.json.decode(line)
            text, tokens = entry["text"], entry["tokens"]
            for span in entry["spans"]:
                first, last = tokens[span["token_start"]], tokens[span["token_end"]]
                by_tokens = text[first["start"] : last["end"]]
                by_characters = text[span["start"] : span["end"]]
                seen.append((span["id"], span["start"], span["end"], span["label"], by_characters, by_tokens))
            for one in entry["relations"]:
                head, child = one["head_span"], one["child_span"]
                seen.append((one["label"], head["start"], head["end"], child["start"], child["end"]))
    return seen


def _ends(span: dict[str, Any]) -> dict[str, Any]:
    return {key: span[key] for key in ("start", "end", "token_start", "token_end", "label")}


def _hash(words: str) -> int:
    return zlib.crc32(words.encode("utf-8")) - (1 << 31)


FORMAT = Format(
    name="prodigy",
    purpose="JSON Lines of tasks with tokens, spans and relations: for Prodigy's db-in and spaCy recipes.",
    encode=encode,
    read=read,
    frames=lambda options: {f"{stem}.jsonl": Frame() for stem in options.splits or ("data",)},
    suffix=".jsonl",
    single="data.jsonl",
    usage='srsly.read_jsonl("PATH/data.jsonl")',
)
