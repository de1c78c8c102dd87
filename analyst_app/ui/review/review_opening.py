"""Work of the review that may block: reading layers, aligning them, counting what is left. For worker threads."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.alignment.align import Comparison, Reading
from analyst_app.alignment.gathering import Gathering
from analyst_app.alignment.gathering import compared as gathered
from analyst_app.core.annotation import Record
from analyst_app.core.layer_ids import GOLD, gold_layer, is_gold
from analyst_app.core.store import AnnotationStore
from analyst_app.core.waiting import unfound_in
from analyst_app.corpus.other_layers import OtherLayer, layer_beside, stamp_of_layer
from analyst_app.corpus.shared_articles import IN_PROGRESS, read_again, unfinished_in
from analyst_app.errors import AnalystError
from analyst_app.language.languages import language_of
from analyst_app.language.quotation_signs import SIGNS
from analyst_app.review.adjudicate import Review
from analyst_app.review.causes import EdgeWords
from analyst_app.review.decisions import WAITING, Decision
from analyst_app.review.one_reading import NOBODY, only_reader, readers_to_check
from analyst_app.review.progress import ArticleProgress, PairProgress, blind_names, readers_together
from analyst_app.review.replies import replies_in
from analyst_app.review.review_board import ReviewBoard
from analyst_app.review.threads import is_open
from analyst_app.session.faults import reason
from analyst_app.session.session import Session, layers_of
from analyst_app.ui.review.compared import Compared
from analyst_app.ui.review.several.painted_readings import painted_readings
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.core.document import Document
    from analyst_app.corpus.sealing import Seal
    from analyst_app.session.session import LayerInfo


Pair = tuple[OtherLayer, ...]
"""The layers of a review as they were read: a pair, or more."""
NO_LAYER = OtherLayer(NOBODY, [], [], [], "done", ())
"""Stands against a reading that is checked alone."""


def readers(layers: Sequence[str]) -> list[str]:
    """The layers that are no gold."""
    return [layer for layer in layers if not is_gold(layer)]


def read_pair(
    article: Path, document: Document, pair: tuple[str, ...], known: OtherLayer | None = None
) -> tuple[OtherLayer, ...]:
    """Two layers or more that stand beside the article, or one and nobody's; one may be known already."""
    held = {NOBODY: NO_LAYER} | ({known.layer_id: known} if known is not None else {})
    return tuple([held[layer] if layer in held else layer_beside(article, layer, document) for layer in pair])


def stamps_of(article: Path, layers: Sequence[str]) -> tuple[tuple[int, int] | None, ...]:
    """By what it is seen that the files of layers are others."""
    return tuple(stamp_of_layer(article, layer) if layer != NOBODY else (0, 0) for layer in layers)


def as_open(session: Session) -> OtherLayer:
    """The open layer as it is in memory."""
    store = session.store
    entries = [*store.entries("decisions"), *store.entries("replies")]
    waiting, name = len(store.unplaced), session.sidecar.name
    told = tr(
        "{file}: {n} item without a place left out.|{file}: {n} items without a place left out.", waiting, file=name
    )
    said = (told,) if waiting else ()
    made = OtherLayer(session.layer_id, list(store.annotations), store.links, entries, store.layer.status, said)
    return made._replace(waiting=waiting, unfound=unfound_in(store.unplaced))


class Aligned(NamedTuple):
    """Two layers or more with what they say differently; nothing of gold is in it."""

    pair: tuple[OtherLayer, ...]
    """A, B and so on, as they are shown."""
    comparison: Comparison | Gathering
    stores: tuple[AnnotationStore, ...]
    """Their annotations, to be painted; of more than two in one."""
    is_blind: bool


def aligned(pair: tuple[OtherLayer, ...], article: str, length: int, *, blind: bool) -> Aligned:
    """The alignment of layers, which can be made while the gold layer is being opened.

    Args:
        pair: the layers.
        article: name of its file.
        length: of the text, code points.
        blind: whether it stays hidden whose they are.
    """
    if blind:
        first, second, *others = [layer.layer_id for layer in pair]
        names = blind_names(first, second, article, others)
        pair = tuple(sorted(pair, key=lambda layer: names[layer.layer_id]))
    comparison = gathered([Reading(layer.layer_id, layer.annotations, layer.links) for layer in pair])
    if isinstance(comparison, Gathering):
        stores: tuple[AnnotationStore, ...] = (painted_readings(comparison, length),)
    else:
        stores = tuple([AnnotationStore([*layer.annotations, *layer.links], length=length) for layer in pair])
    return Aligned(pair, comparison, stores, blind)


def compared(gold: Session, layers: Aligned, annotator: str) -> Compared:
    """Layers, to be settled in an open gold layer; the first decision is drawn up as far as it can be."""
    document = gold.document
    replies = [reply for layer in layers.pair for reply in replies_in(layer.entries, layer.layer_id)]
    replies += replies_in(gold.store.entries("replies"), gold.layer_id)
    replies.sort(key=lambda reply: (reply.when, reply.number, reply.id))
    review = Review(
        *layers.comparison.readings,
        text=document.text,
        text_sha256=document.sha256,
        gold=gold.store,
        reviewer=annotator.removeprefix(GOLD),
        comparison=layers.comparison,
        replies=replies,
    )
    review.use(gold.codebook)
    _ = review.units  # drawn up here, in the worker
    board = ReviewBoard(review, EdgeWords(language_of(document.text, gold.language).titles, SIGNS, gold.codebook))
    review.shared_part()
    names_shown = tuple(["" if layers.is_blind else layer.layer_id for layer in layers.pair])
    unfound = tuple([layer.unfound for layer in layers.pair])
    agreed = board.rows.agreed_ids()
    return Compared(document, gold.codebook, board, layers.stores, names_shown, tuple(replies), agreed, unfound)


def read_by(article: Path, layer: str, seal: Seal | None = None) -> bool:
    """True if a person has read an article: her layer is done or has something, and may be seen. Blocking.

    Args:
        article: its path.
        layer: id of her layer.
        seal: says which layers may be seen; None: all.
    """
    if stamp_of_layer(article, layer) is None or (seal is not None and layer not in seal.seen(article, [layer])):
        return False
    try:
        info = next((one for one in layers_of(article) if one.layer_id == layer), None)
    except (AnalystError, OSError):
        return False
    return info is not None and info.status != "damaged" and (info.status == "done" or info.marks > 0)


def is_to_check(article: Path, layer: str, annotator: str) -> bool:
    """True if a reviewer has left something of a reading open; also if that cannot be said, so that it is seen.

    Args:
        article: its path.
        layer: id of the layer that is checked.
        annotator: id of the reviewer's layer.
    """
    try:
        document = Session.read_article(article, large=True, layers=[layer])
        gold_id = gold_layer(annotator)
        has_gold = stamp_of_layer(article, gold_id) is not None
        gold = layer_beside(article, gold_id, document) if has_gold else None
        records: list[Record] = [*gold.annotations, *gold.links, *gold.entries] if gold is not None else []
        store = AnnotationStore(records, length=len(document))
        found, _ = _progress(read_pair(article, document, (layer, NOBODY)), document, store, annotator)
        return found.waiting > 0
    except (AnalystError, OSError):
        return True


def progress_of(article: Path, folder: Path | None, annotator: str, seal: Seal | None = None) -> ArticleProgress:
    """The progress of an article, between every two that have read it; one that cannot be compared says so.

    Args:
        article: its path.
        folder: the opened folder.
        annotator: id of the reviewer's layer.
        seal: says which layers may be seen; None: all.
    """
    name = article.relative_to(folder).as_posix() if folder and article.is_relative_to(folder) else article.name
    try:
        layers = layers_of(article)
        seen = seal.seen(article, [one.layer_id for one in layers]) if seal is not None else None
        shown = [one for one in layers if seen is None or one.layer_id in seen]
        return _counted(article, name, annotator, shown)._replace(sealed=len(layers) - len(shown))
    except Exception as error:
        reason(error, article)  # logs it, if it is a mistake of ours
        return ArticleProgress(name, {}, is_unreadable=True)


def _counted(article: Path, name: str, annotator: str, layers: Sequence[LayerInfo]) -> ArticleProgress:
    status = {layer.layer_id: layer.status for layer in layers}
    told = {one.layer_id: (one.status, one.marks) for one in layers if one.status != "damaged"}
    again = read_again({one.layer_id: one.reader for one in layers}).keys()
    found = ArticleProgress(name, status, read=frozenset(readers_to_check(told, annotator)), again=frozenset(again))
    names = readers(sorted(status))
    alone = only_reader({layer: told[layer] for layer in told.keys() - again}, annotator)
    if len(found.readers) < 2 and not alone:
        return found
    try:
        document = Session.read_article(article, large=True, layers=names)
        gold_id = gold_layer(annotator)
        gold = layer_beside(article, gold_id, document) if gold_id in status else None
    except (AnalystError, OSError):
        return found._replace(is_unreadable=True)
    read = []
    for layer in names:
        try:
            read.append(layer_beside(article, layer, document))
        except (AnalystError, OSError):
            continue
    records: list[Record] = [*gold.annotations, *gold.links, *gold.entries] if gold is not None else []
    store = AnnotationStore(records, length=len(document))
    unfinished = unfinished_in({one.layer_id: (one.status, one.marks) for one in layers})
    if alone and status[alone] != "done":
        unfinished |= {alone: IN_PROGRESS}  # she may go on: it is not the time to check
    lone = [(one, NO_LAYER) for one in read if one.layer_id == alone]
    voices = [one for one in read if one.layer_id not in again]
    by_id = {one.layer_id: one for one in voices}
    together = [
        _progress(tuple([by_id[one] for one in some]), document, store, annotator)[0]
        for some in readers_together(list(by_id), unfinished)
    ]
    counts = [_progress(pair, document, store, annotator) for pair in (*combinations(voices, 2), *lone)]
    pairs = tuple(
        pair._replace(is_finished=unfinished.keys().isdisjoint(pair.layers) or (pair.is_check and pair.contested > 0))
        for pair, _ in counts
    )
    replies = [one for layer in read for one in replies_in(layer.entries, layer.layer_id)]
    made = (Decision.from_entry(entry) for entry in store.entries("decisions"))
    threads = sum(is_open(one, replies) for one in made if one is not None)
    is_unreadable = len(read) < len(names)
    found = found._replace(pairs=pairs, threads=threads, is_unreadable=is_unreadable, unfinished=unfinished)
    finished = [one._replace(is_finished=unfinished.keys().isdisjoint(one.layers)) for one in together]
    found = found._replace(together=tuple(finished))
    objected = (ids for (_, ids), pair in zip(counts, pairs, strict=True) if pair.is_finished)
    return found._replace(contested=len(frozenset().union(*objected)))


def _progress(
    pair: tuple[OtherLayer, ...], document: Document, gold: AnnotationStore, annotator: str
) -> tuple[PairProgress, frozenset[str]]:
    """The progress between two or more, and the ids of the decisions that are contested."""
    replies = [one for layer in pair for one in replies_in(layer.entries, layer.layer_id)]
    review = Review(
        *(Reading(layer.layer_id, layer.annotations, layer.links) for layer in pair),
        text=document.text,
        text_sha256=document.sha256,
        gold=gold,
        reviewer=annotator.removeprefix(GOLD),
        replies=replies,
    )
    places = range(len(review.differences))
    states = [review.state(place) for place in places]
    said = {one.id: one for place in places if (one := review.decision(place)) is not None}
    objected = {one.id for place in places if states[place] == "contested" and (one := review.decision(place))}
    found = PairProgress(
        tuple([layer.layer_id for layer in pair]),
        sum(state != "agreed" for state in states),
        sum(state in WAITING for state in states),
        len(objected),
        sum(is_open(one, replies) for one in said.values()),
    )
    return found, frozenset(objected)
