"""Prodigy: JSON Lines of tasks with tokens and spans, as ``spans.manual`` and ``rel.manual`` take them.

Tokens cover the whole text and are those of the text alone, whatever is marked
in it; a span is that of the words that it touches, and where it had other
edges, it is named as a loss and they stand under ``exact``. Offsets are code
points; a token's ``ws`` says whether one space follows it. Each annotator's reading is
a task of its own, told apart by ``_annotator_id``.
"""

from __future__ import annotations

import json
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from json.encoder import encode_basestring
from typing import Any

from analyst_app.export.contract import EncodedPiece, Format, Frame, Holdings, Options, Seen
from analyst_app.export.facts.layer_row import layers_data
from analyst_app.export.facts.source_row import OURS, facts_of
from analyst_app.export.formats.prodigy_reading import read
from analyst_app.export.losses import LossTally
from analyst_app.export.rows import ExportArticle, SpanRow
from analyst_app.export.tokens import Token, covering, on_tokens
from analyst_app.export.unheld import relations_between
from analyst_app.wording import marked


def _task(
    unit: ExportArticle, tokens: Sequence[Token], spans: list[SpanRow], relations: list[tuple[int, int, str]]
) -> str:
    """One annotator's reading of an article as a task, in JSON.

    Args:
        unit: the article's text and its facts.
        tokens: of its text.
        spans: rows of spans to write, each of whole tokens.
        relations: rows of relations to write.
    """
    marked = _marked(unit, tokens, spans)
    annotator = unit.layers[0].annotator if unit.layers else ""
    rest = {
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
        "meta": {"document": unit.id, "outlet": "", "date": "", **facts_of(unit.source)},
        OURS: {"layers": layers_data(unit.layers)},
        "answer": "accept",
        "_annotator_id": annotator,
        "_session_id": annotator,
        "_input_hash": _hash(unit.text),
        "_task_hash": _hash(f"{unit.id}\0{annotator}\0{unit.text}"),
    }
    begin = f'{{"text": {encode_basestring(unit.text)}, "tokens": [{", ".join(_tokens(unit.text, tokens))}], '
    return begin + json.dumps(rest, ensure_ascii=False)[1:]


def _marked(unit: ExportArticle, tokens: Sequence[Token], spans: Iterable[SpanRow]) -> list[dict[str, Any]]:
    """The spans of a task; one that was widened to whole tokens keeps its own edges."""
    exact = {row.id: [row.start, row.end] for row in unit.everything}
    starts = [token[0] for token in tokens]
    ends = [token[1] for token in tokens]
    return [
        {
            "start": row.start,
            "end": row.end,
            "token_start": bisect_left(starts, row.start),
            "token_end": bisect_left(ends, row.end),
            "label": row.label,
            "id": row.id,
            **({"attributes": row.attributes} if row.attributes else {}),
            **({"note": row.note} if row.note else {}),
            **({} if exact[row.id] == [row.start, row.end] else {"exact": exact[row.id]}),
        }
        for row in spans
    ]


def _tokens(text: str, tokens: Iterable[Token]) -> list[str]:
    """Tokens in JSON, written by hand: they are nine tenths of a task."""
    return [
        f'{{"text": {encode_basestring(text[start:end])}, "start": {start}, "end": {end}, "id": {number}, '
        f'"ws": {"true" if has_space else "false"}}}'
        for number, (start, end, has_space) in enumerate(tokens)
    ]


def encode(article: ExportArticle, options: Options) -> EncodedPiece:
    """An article as a task a reading.

    Args:
        article: the article as flat rows.
        options: the choices of the export, the same for every article.
    """
    losses = LossTally()
    lines = []
    kept: list[Seen] = []
    for unit in article.apart():
        tokens = covering(unit.text)
        said = [token for token in tokens if not unit.text[token.start].isspace()]
        spans = on_tokens(unit.everything, said, unit, losses)
        relations = relations_between(unit, spans, losses)
        lines.append(_task(unit, tokens, spans, relations).encode("utf-8") + b"\n")
        kept += [(row.id, row.start, row.end, row.label, row.text, row.text) for row in spans]
        kept += [
            (kind, spans[head].start, spans[head].end, spans[tail].start, spans[tail].end)
            for head, tail, kind in relations
        ]
    return EncodedPiece({f"{options.stem(article)}.jsonl": b"".join(lines)}, kept, losses)


def _ends(span: dict[str, Any]) -> dict[str, Any]:
    return {key: span[key] for key in ("start", "end", "token_start", "token_end", "label")}


def _hash(words: str) -> int:
    return zlib.crc32(words.encode("utf-8")) - (1 << 31)


FORMAT = Format(
    name="prodigy",
    holdings=Holdings(
        "JSON Lines with tokens",
        overlaps="yes",
        relations="yes",
        values="yes",
        notes="yes",
        readings="`_annotator_id`",
        facts="`meta`",
        records="`analyst`",
    ),
    title=marked("For Prodigy (JSON Lines)"),
    purpose=marked("JSON Lines of tasks with tokens, spans and relations: for Prodigy's db-in and spaCy recipes."),
    encode=encode,
    read=read,
    frames=lambda options: {f"{stem}.jsonl": Frame() for stem in options.splits or ("data",)},
    suffix=".jsonl",
    single="data.jsonl",
    holds_records=True,
    usage='srsly.read_jsonl("PATH/data.jsonl")',
)
