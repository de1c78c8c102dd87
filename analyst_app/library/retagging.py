"""Re-tags one annotator's annotations throughout a corpus, article by article, through the app's own saving."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from analyst_app.core.annotation import Annotation
from analyst_app.core.codebook import Codebook
from analyst_app.core.store import Change
from analyst_app.errors import AnalystError
from analyst_app.session import Session
from analyst_app.storage.team_files import source_encoding


@dataclass(frozen=True, slots=True)
class Retagged:
    """What became of one article."""

    article: str
    count: int
    problem: str = ""
    """Why it was left as it is, in words."""


def retag_layer(
    corpus: Path,
    articles: Iterable[str],
    layer_id: str,
    source: str,
    target: str,
    *,
    codebook: Codebook,
    state: Path,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> list[Retagged]:
    """Give all annotations of a tag another one, in one layer. Blocking; call it in a worker.

    Args:
        corpus: the folder.
        articles: paths relative to it; those that are open belong to the window and must be left out.
        layer_id: whose annotations; nobody else's are touched.
        source: id of the tag they have.
        target: id of the tag they get.
        codebook: that applies.
        state: the local state folder, for the history of saves.
        is_cancelled: asked before each article.
    """
    done = []
    for article in articles:
        if is_cancelled():
            break
        path = corpus / article
        try:
            document = Session.read(path, source_encoding(path))
            session = Session.load(path, document, layer_id=layer_id, codebook=codebook, state=state)
            change = retag_change(session.store.annotations, source, target)
            session.do(f"Re-tag {source} as {target}", change)
            session.save_now()
            done.append(Retagged(article, len(change.added)))
        except AnalystError as error:
            done.append(Retagged(article, 0, str(error)))
    return done


def retag_change(annotations: Iterable[Annotation], source: str, target: str) -> Change:
    """The change by which annotations of one tag get another; attributes and links stay."""
    old = tuple(annotation for annotation in annotations if annotation.tag == source)
    return Change(old, tuple(annotation._replace(tag=target) for annotation in old))
