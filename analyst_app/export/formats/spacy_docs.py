"""spaCy: binary documents (DocBin) whose ``doc.spans["sc"]`` holds every span.

Tokens are those of the text alone, whatever is marked in it; a span is that of
the words that it touches, and where it had other edges, it is named as a loss
and they stand under ``exact`` in ``doc.user_data``. Zones are
``doc.spans["zones"]``; attributes, notes, relations and the source are
``doc.user_data["analyst"]``. ``doc.ents`` cannot overlap: it is filled only by
a strategy that the person chose.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from analyst_app.errors import MissingExtra
from analyst_app.export.contract import Format, Holdings, Keep, Options, Seen
from analyst_app.export.formats.spacy_config import training
from analyst_app.export.losses import LossTally
from analyst_app.export.overlap import without_overlaps
from analyst_app.export.rows import ExportArticle, SpanRow
from analyst_app.export.tokens import covering, on_tokens
from analyst_app.wording import marked

SPANS, ZONES, DATA = "sc", "zones", "analyst"
_LARGEST = 1 << 64
"""The first whole number that MessagePack has no place for; of those below 0 the first is the one below half of it."""


def write(path: Path, articles: Iterable[ExportArticle], options: Options, keep: Keep) -> LossTally:
    """One file of documents.

    Args:
        path: the file.
        articles: the articles as flat rows, in order.
        options: the choices of the export, the same for every article.
        keep: told what of each article was written, for reading it back.

    Raises:
        ExportRefused: the strategy is ``refuse`` and spans overlap.
        MissingExtra: spaCy is not installed.
    """
    tokens = _library()
    losses = LossTally()
    vocabulary = tokens.Vocab()
    documents: Any = tokens.DocBin(store_user_data=True)
    known: set[int] = set()
    with _plugins_found_once():
        for article in articles:
            document, rows = _document(tokens, vocabulary, article, options, losses)
            documents.add(_EachWordOnce(document, known))
            keep(_kept(article, rows))
        path.write_bytes(documents.to_bytes())
    return losses


def read(path: Path, options: Options) -> Iterator[list[Seen]]:
    """The spans of documents, by their characters.

    Args:
        path: the file.
        options: the choices of the export, the same for every article.

    Raises:
        MissingExtra: spaCy is not installed.
    """
    tokens = _library()
    vocabulary = tokens.Vocab()
    with _plugins_found_once():
        for document in tokens.DocBin().from_bytes(path.read_bytes()).get_docs(vocabulary):
            data = document.user_data[DATA]
            seen: list[Seen] = [
                (data["document"], span.id_, span.start_char, span.end_char, span.label_, span.text)
                for name in (SPANS, ZONES)
                for span in document.spans[name]
            ]
            seen += [(data["document"], one["type"], one["head"], one["tail"]) for one in data["relations"]]
            yield seen


class _EachWordOnce:
    """A document for ``DocBin.add``, which asks each token for nine strings: those of equal words are equal.

    A token in ``doc.ents`` has its own.

    Args:
        document: the document.
        known: numbers of the words of earlier documents of the same file; those of this one are added.
    """

    def __init__(self, document: Any, known: set[int]) -> None:
        self._document, self._known = document, known

    def __iter__(self) -> Iterator[Any]:
        places = dict(zip(self._document.to_array("ORTH").tolist(), count()))
        new = places.keys() - self._known
        self._known |= new
        named = {token.i for entity in self._document.ents for token in entity}
        return (self._document[place] for place in {places[word] for word in new} | named)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._document, name)


@contextmanager
def _plugins_found_once() -> Iterator[None]:
    """Keep srsly from searching all installed packages for its plugins again at every call: four a document."""
    from srsly import msgpack

    found: list[Any] = [getattr(msgpack, name, None) for name in ("msgpack_encoders", "msgpack_decoders")]
    registries = [one for one in found if hasattr(one, "get_all")]  # another version may have none: it takes longer
    for one in registries:
        one.get_all = partial(dict, one.get_all())
    try:
        yield
    finally:
        for one in registries:
            vars(one).pop("get_all", None)


class _Tokens:
    """The parts of spaCy that are used."""

    def __init__(self) -> None:
        from spacy.tokens import Doc, DocBin, Span
        from spacy.vocab import Vocab

        self.Doc, self.DocBin, self.Span, self.Vocab = Doc, DocBin, Span, Vocab


def _library() -> _Tokens:
    try:
        return _Tokens()
    except ImportError as error:
        raise MissingExtra("spacy", "writing spaCy documents") from error


def _document(
    tokens: _Tokens, vocabulary: Any, article: ExportArticle, options: Options, losses: LossTally
) -> tuple[Any, list[SpanRow]]:
    """A document and the rows of its spans and zones, as the words that they touch."""
    pieces = covering(article.text)
    words = [article.text[piece.start : piece.end] for piece in pieces]
    document = tokens.Doc(vocabulary, words=words, spaces=[piece.has_space for piece in pieces])
    first = {piece.start: number for number, piece in enumerate(pieces)}
    last = {piece.end: number + 1 for number, piece in enumerate(pieces)}

    def spans(rows: Iterable[SpanRow]) -> list[Any]:
        return [tokens.Span(document, first[r.start], last[r.end], label=r.label, span_id=r.id) for r in rows]

    said = [piece for piece in pieces if not article.text[piece.start].isspace()]
    marked_, zones = (on_tokens(rows, said, article, losses) for rows in (article.spans, article.zones))
    document.spans[SPANS] = spans(marked_)
    document.spans[ZONES] = spans(zones)
    if options.overlap:
        chosen, gone = without_overlaps(marked_, options.overlap, article.id)
        document.set_ents(spans(chosen))
        for row in gone:
            losses.add("not in doc.ents", article.id, f"{row.label}: {row.text}")
    places = {row.id: (row.start, row.end) for row in (*marked_, *zones)}
    data = {
        "document": article.id,
        "annotators": [layer.annotator for layer in article.layers],
        "layers": msgspec.to_builtins(article.layers),
        "spans": {row.id: _beside(row, places) for row in article.everything},
        "relations": msgspec.to_builtins(article.relations),
        "source": msgspec.to_builtins(article.source),
    }
    document.user_data[DATA] = _packable(data, article.id, losses)
    return document, [*marked_, *zones]


def _beside(row: SpanRow, places: Mapping[str, tuple[int, int]]) -> dict[str, Any]:
    """A span's values and note, and its own edges where the words that it touches have others."""
    own = (row.start, row.end)
    return {"attributes": row.attributes, "note": row.note, **({} if places.get(row.id) == own else {"exact": own})}


def _packable(data: dict[str, Any], article: str, losses: LossTally) -> dict[str, Any]:
    """The same with words for the whole numbers that MessagePack, in which documents lie, cannot hold: 64 bits."""
    try:
        msgspec.msgpack.encode(data)
    except OverflowError:
        found: dict[str, Any] = _in_words(data, article, losses)
        return found
    return data


def _in_words(value: Any, article: str, losses: LossTally) -> Any:
    if isinstance(value, dict):
        return {key: _in_words(one, article, losses) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_in_words(one, article, losses) for one in value]
    if isinstance(value, int) and not -_LARGEST // 2 <= value < _LARGEST:
        losses.add("number", article, str(value))
        return str(value)
    return value


def _kept(article: ExportArticle, rows: Iterable[SpanRow]) -> list[Seen]:
    kept: list[Seen] = [(article.id, r.id, r.start, r.end, r.label, r.text) for r in rows]
    return kept + [(article.id, one.type, one.head, one.tail) for one in article.relations]


def _name(split: str, number: int, count: int) -> str:
    stem = {"": "data", "validation": "dev"}.get(split, split)  # spaCy's own word for it
    return f"{stem}.spacy" if count == 1 else f"{stem}/{number:05}.spacy"


FORMAT = Format(
    name="spacy",
    seen_as="jsonl",
    holdings=Holdings(
        'DocBin, `doc.spans["sc"]`; `doc.user_data["analyst"]`; `config.cfg`',
        overlaps="yes (`doc.ents` by strategy)",
        relations="`user_data`",
        values="`user_data`",
        notes="`user_data`",
        readings="documents",
        facts="`user_data`",
        records="`user_data`",
    ),
    title=marked("For training spaCy (DocBin)"),
    purpose=marked("Binary documents for training spaCy's spancat (doc.spans['sc']), or NER if no spans overlap."),
    shard=write,
    read_shard=read,
    shard_parts=lambda _: {"": _name},
    overlap=("outermost", "innermost", "longest", "refuse"),
    overlap_default=False,
    recipe=training,
    holds_layers=False,
    holds_records=True,
    usage='list(spacy.tokens.DocBin().from_disk("PATH/data.spacy").get_docs(nlp.vocab))',
    extra="spacy",
)
