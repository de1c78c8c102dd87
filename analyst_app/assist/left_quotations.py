"""The quotations of an article that is not open: how many there are, and how many are left untagged."""

from __future__ import annotations

from pathlib import Path

from analyst_app.assist import unasked
from analyst_app.assist.left_proposals import look_through
from analyst_app.core.layer_ids import is_gold
from analyst_app.core.store import AnnotationStore
from analyst_app.corpus.articles import codebook_for
from analyst_app.corpus.facts import ArticleFacts, read_facts
from analyst_app.corpus.sealing import says_sealed
from analyst_app.errors import AnalystError
from analyst_app.language.languages import language_of
from analyst_app.session.article_text import read_article
from analyst_app.storage.file_names import sidecar_path
from analyst_app.storage.reanchor import anchored
from analyst_app.storage.regular_file import read_regular
from analyst_app.storage.sidecar_reader import parse_sidecar

_LARGEST_LAYER = 2_000_000
"""Bytes of a layer beyond which nobody waits for the answer."""


def left_quotations(article: Path, layer_id: str, folder: Path | None, state: Path) -> tuple[int, int] | None:
    """The number of quotations that are left untagged in a layer, and of all: those that U proposes. Blocking.

    Those in skip zones and those that were dismissed are none.

    Args:
        article: the article's file.
        layer_id: the layer.
        folder: the opened folder.
        state: the local state folder.

    Returns:
        None if that cannot be told: a file cannot be read or is very large, or no tag is for quotations.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
    """
    try:
        facts = _facts(article)
        codebook = codebook_for(article, folder, state).codebook
        document = read_article(article, facts.encoding or None, layers=(layer_id,))
        data = read_regular(sidecar_path(article, layer_id), limit=_LARGEST_LAYER)
    except (AnalystError, OSError):
        return None
    if len(document.text) > unasked.LONGEST or not codebook.has_part("quotation"):
        return None
    found = parse_sidecar(data, name=sidecar_path(article, layer_id).name, document=document)
    if found.is_newer:
        return None
    store = AnnotationStore.of_kinds(anchored(found, document).layer.kinds(), length=len(document))
    answer = look_through(
        document.text,
        language_of(document.text, facts.language),
        codebook,
        list(store.annotations),
        store.entries("dismissed"),
        everything=not (is_gold(layer_id) or says_sealed(codebook.raw)),
    )
    return (len(answer.left), answer.whole) if answer.whole is not None else None


def _facts(article: Path) -> ArticleFacts:
    """The facts of an article, as far as they can be read."""
    try:
        return read_facts(article)
    except (AnalystError, OSError):
        return ArticleFacts()
