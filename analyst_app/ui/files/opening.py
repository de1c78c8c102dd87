"""Opening an article: the order to do so, and the part of the work that a worker does."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.core.span import Span
from analyst_app.errors import DocumentUnreadable
from analyst_app.session import border
from analyst_app.session.article_text import encoding_problem, noted_language, read_article
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.core.document import Document
    from analyst_app.core.store import AnnotationStore
    from analyst_app.corpus.articles import FoundCodebook
    from analyst_app.errors import LeadsOutside
    from analyst_app.session.session import Session

_SMALL = 100_000
"""Bytes of a layer that is loaded in less than a frame."""
_SCREEN = 8_000
"""Code points that are on one screen at most."""


class Order(NamedTuple):
    """A wish to open an article."""

    path: Path
    layer_id: str
    encoding: str | None = None
    large: bool = False
    """True if a text above the limit is wanted all the same."""
    caret: int | None = None
    """Code point at which the caret is put; None: at the beginning."""
    reading_position: int = 0
    current: str | None = None
    """Id of the annotation that is current at first."""
    folder: Path | None = None
    """The folder that is about to be opened, too, where nothing else has said so yet."""


class Loaded(NamedTuple):
    """A layer as a worker loaded it, with what it found beside."""

    session: Session
    found: FoundCodebook
    saved_at: float
    """Time at which the layer was last written, seconds since 1970; 0: never."""
    was_written_here: bool
    """True if this machine has written it before."""
    refused: Mapping[str, LeadsOutside] = MappingProxyType({})
    """The refusals of its facts and its file of actors, by kind, if those are links that are not followed."""


class Opened(NamedTuple):
    """An article as a worker opened it: its text, and what of its layer can be in the first frame."""

    document: Document
    loaded: Loaded | None = None
    """The whole layer, if it is small."""
    marks: AnnotationStore | None = None
    """Of a large layer, what is on the screen."""
    looks: Codebook | None = None
    """The codebook that ``marks`` are painted with; no links, for they are not known yet."""


class OpeningTerms(NamedTuple):
    """The annotator and the place that something is opened for."""

    annotator: str
    """Layer id that is written to."""
    folder: Path | None
    """The opened folder."""
    state: Path
    """The local state folder."""
    keep_text: bool
    """True if a new layer keeps the article's text."""
    set_aside: frozenset[Path] = frozenset()
    """Files of codebooks with errors, in whose place the built-in one is used as long as they have them."""


def read_unless_folder(order: Order) -> Document | None:
    """In a worker: the article's text; None if there is a folder in its terms."""
    if order.path.is_dir():
        return None
    border.enter(order.folder, order.path)
    return _read(order)


def open_article(order: Order, terms: OpeningTerms) -> Opened:
    """In a worker: an article's text with its layer, or with the marks of one screen if the layer is large."""
    from analyst_app.session.layer_files import layer_size
    from analyst_app.session.session import Session

    border.enter(terms.folder, order.path)
    document = _read(order)
    if layer_size(order.path, order.layer_id) <= _SMALL:
        return Opened(document, load_layer(order, document, terms))
    screen = Span(order.reading_position, order.reading_position + _SCREEN)
    codebook = codebook_now(order.path, terms).codebook
    looks = replace(codebook, tags=tuple(tag._replace(links=()) for tag in codebook.tags))
    return Opened(document, None, Session.glance(order.path, document, order.layer_id, screen), looks)


def _read(order: Order) -> Document:
    """In a worker: the article's text; where its file is gone, as its layer keeps it."""
    try:
        return read_article(order.path, order.encoding, large=order.large, layers=(order.layer_id,))
    except DocumentUnreadable as error:
        if os.path.lexists(order.path):
            raise
        from analyst_app.session.session import Session

        try:
            return Session.read_from_sidecar(order.path, order.layer_id)
        except DocumentUnreadable:
            raise error from None


def load_unseen(order: Order, terms: OpeningTerms) -> Loaded:
    """In a worker: the layer of an article that is not shown."""
    border.enter(terms.folder, order.path)
    return load_layer(order, _read(order), terms)


def codebook_now(article: Path, terms: OpeningTerms) -> FoundCodebook:
    """In a worker: the codebook that applies to an article, as its file is now; the built-in one if that is set aside.

    Args:
        article: the article's file.
        terms: the place that it is opened for.
    """
    from analyst_app.corpus import articles

    found = articles.codebook_for(article, terms.folder, terms.state)
    if found.problem and found.path in terms.set_aside:
        return articles.FoundCodebook(articles.built_in(), found.path, stamp=found.stamp)
    return found


def load_layer(order: Order, document: Document, terms: OpeningTerms) -> Loaded:
    """In a worker: the layer of a text, and the codebook it is read with."""
    from analyst_app.core.layer_ids import gold_layer
    from analyst_app.corpus import articles
    from analyst_app.corpus.sealing import Seal
    from analyst_app.session.session import Session

    found = codebook_now(order.path, terms)
    reason = ""
    if order.layer_id not in (terms.annotator, gold_layer(terms.annotator)):
        reason = tr("this is {layer}’s layer", layer=order.layer_id)
    elif found.problem and not found.is_last_good:
        reason = tr("the codebook has errors")
    elif articles.stamp(order.path) is None:
        reason = tr("the article’s file is gone")
    session = Session.load(
        order.path,
        document,
        layer_id=order.layer_id,
        codebook=found.codebook,
        state=terms.state,
        read_only=reason,
        keep_text=terms.keep_text,
    )
    session.keep_journal(terms.state)
    session.language = noted_language(order.path)
    opened = [one for one in (terms.folder, order.path) if one is not None]
    session.is_read_blind = Seal(terms.annotator, opened).is_read_blind(order.path.parent)
    if problem := encoding_problem(order.path):
        session.problems += (problem,)
    seen = articles.stamp(session.sidecar)
    refused = articles.refused_beside(order.path, terms.folder)
    refused.pop("codebook", None)  # it tells its own
    return Loaded(session, found, seen[0] / 1e9 if seen else 0.0, session.was_written_here, refused)
