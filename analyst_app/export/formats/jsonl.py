"""JSON Lines: one article a line. The default: nothing is lost, and one line of Python reads it.

Version 1: ``id, text, spans, relations, zones, source, layers`` and, only
where it says something, ``cut``, and ``assist``, ``actor``, ``verified``,
``path`` (the groups that its tag stands under: ``Frame / Moral``) and
``extra`` (other keys: ``codebook``, ``origins``) on a span, ``decisions``,
``replies``, ``dismissed`` and ``unplaced`` on a layer.
Without texts ``text`` is null and each span has ``quote`` (its first
characters) instead of ``text``.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import msgspec

from analyst_app.errors import ExportRefused
from analyst_app.export.contract import EncodedPiece, Format, Frame, Holdings, Options, Seen, relation_seen, span_seen
from analyst_app.export.facts.layer_row import LayerRow
from analyst_app.export.facts.source_row import SourceRow
from analyst_app.export.rows import ExportArticle, RelationRow, SpanRow
from analyst_app.wording import marked, tr


class ArticleLine(msgspec.Struct, frozen=True, gc=False):
    """A line with texts."""

    id: str
    text: str
    spans: list[SpanRow]
    relations: list[RelationRow]
    zones: list[SpanRow]
    source: SourceRow
    layers: list[LayerRow]


class CutLine(ArticleLine, frozen=True, gc=False, kw_only=True):
    """A line whose text is not all of the article's."""

    cut: list[tuple[int, int]] = []


class StandoffSpan(msgspec.Struct, frozen=True, gc=False):
    """A span without its words but for a short quote."""

    id: str
    label: str
    start: int
    end: int
    quote: str
    attributes: dict[str, Any]
    annotator: str
    note: str
    assist: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET
    actor: str | msgspec.UnsetType = msgspec.UNSET
    verified: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET
    path: str | msgspec.UnsetType = msgspec.UNSET
    extra: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET


class StandoffLine(msgspec.Struct, frozen=True, gc=False):
    """A line without texts."""

    id: str
    text: None
    spans: list[StandoffSpan]
    relations: list[RelationRow]
    zones: list[StandoffSpan]
    source: SourceRow
    layers: list[LayerRow]
    cut: list[tuple[int, int]] | msgspec.UnsetType = msgspec.UNSET


_encoder = msgspec.json.Encoder()
_lines = msgspec.json.Decoder(ArticleLine)
_cut_lines = msgspec.json.Decoder(CutLine)
_bare_lines = msgspec.json.Decoder(StandoffLine)


def line(article: ExportArticle, options: Options) -> bytes:
    """An article as one line, with its line end.

    Args:
        article: the article as flat rows.
        options: the choices of the export, the same for every article.
    """
    rest = (article.relations, article.zones, article.source, article.layers)
    if not options.with_text:
        return _encoder.encode(_standoff(article, options)) + b"\n"
    if article.cut:
        return _encoder.encode(CutLine(article.id, article.text, article.spans, *rest, cut=article.cut)) + b"\n"
    return _encoder.encode(ArticleLine(article.id, article.text, article.spans, *rest)) + b"\n"


def encode(article: ExportArticle, options: Options) -> EncodedPiece:
    """An article as a line of its split's file.

    Args:
        article: the article as flat rows.
        options: the choices of the export, the same for every article.

    Raises:
        ExportRefused: a note or attribute holds half a character.
    """
    try:
        data = line(article, options)
    except UnicodeEncodeError as error:
        raise ExportRefused(
            tr(
                "{id} has half a character (a lone surrogate) in a note or attribute: mend it, then export again.",
                id=article.id,
            )
        ) from error
    return EncodedPiece({f"{options.stem(article)}.jsonl": data}, partial(_kept, article, options))


def is_same(article: ExportArticle, files: dict[str, bytes], options: Options) -> bool:
    """True if the lines of an article hold all of it, field by field.

    Args:
        article: the article as flat rows.
        files: the lines that were written, by file name.
        options: the choices of the export, the same for every article.
    """
    if not options.with_text or article.cut:
        return False
    for data in files.values():
        found = _lines.decode(data)
        if (
            found.text != article.text
            or found.spans != article.spans
            or found.zones != article.zones
            or found.relations != article.relations
        ):
            return False
    return True  # a row's words were compared with the text, or cut from it, when the article was loaded


def read(files: dict[str, bytes], options: Options) -> list[Seen]:
    """The spans and relations of lines.

    Args:
        files: the files by name, each as bytes.
        options: the choices of the export, the same for every article.
    """
    seen: list[Seen] = []
    for data in files.values():
        for one in data.splitlines():
            if not options.with_text:
                bare = _bare_lines.decode(one)
                seen += [(row.start, row.end, row.label, row.quote) for row in (*bare.spans, *bare.zones)]
                seen += map(relation_seen, bare.relations)
                continue
            found = (_lines if options.with_zones else _cut_lines).decode(one)
            for row in (*found.spans, *found.zones):
                words = found.text[row.start : row.end]  # what a reader will cut out
                seen.append((row.start, row.end, row.label, row.text if row.text == words else words))
            seen += map(relation_seen, found.relations)
    return seen


def _kept(article: ExportArticle, options: Options) -> list[Seen]:
    kept = [span_seen(row, options) for row in (*article.spans, *article.zones)]
    return kept + [relation_seen(row) for row in article.relations]


def _standoff(article: ExportArticle, options: Options) -> StandoffLine:
    return StandoffLine(
        article.id,
        None,
        [_bare(row, options) for row in article.spans],
        article.relations,
        [_bare(row, options) for row in article.zones],
        article.source,
        article.layers,
        article.cut or msgspec.UNSET,
    )


def _bare(row: SpanRow, options: Options) -> StandoffSpan:
    return StandoffSpan(
        row.id,
        row.label,
        row.start,
        row.end,
        options.quote(row.text, row.label),
        row.attributes,
        row.annotator,
        row.note,
        row.assist,
        row.actor,
        _without_words(row.verified, options),
        row.path,
        row.extra,
    )


def _without_words(
    verified: dict[str, Any] | msgspec.UnsetType, options: Options
) -> dict[str, Any] | msgspec.UnsetType:
    """A verdict with no more of the source's words than the export may have of an article's."""
    exact = verified.get("exact") if isinstance(verified, dict) else None
    if verified is msgspec.UNSET or not isinstance(exact, str):
        return verified
    return {**verified, "exact": options.quote(exact)}


def frames(options: Options) -> dict[str, Frame]:
    """A file a split, or one."""
    return {f"{stem}.jsonl": Frame() for stem in options.splits or ("data",)}


FORMAT = Format(
    name="jsonl",
    holdings=Holdings(
        "one article a line",
        overlaps="yes",
        relations="yes",
        values="yes",
        notes="yes",
        readings="side by side",
        facts="`source`",
        records="`layers`",
    ),
    title=marked("For Python and most tools (JSON Lines)"),
    purpose=marked(
        "One article a line with spans and relations: for Python, the Hugging Face libraries, and everything else."
    ),
    encode=encode,
    read=read,
    is_same=is_same,
    frames=frames,
    suffix=".jsonl",
    single="data.jsonl",
    usage='datasets.load_dataset("json", data_dir="PATH")',
    holds_standoff=True,
    holds_told=True,
    holds_records=True,
    holds_path=True,
)
