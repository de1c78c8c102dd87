"""The tagged passages that an outlet changed or took away between two versions of its page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from analyst_app.core.document import Document
from analyst_app.core.span import Span
from analyst_app.core.waiting import annotation_in, exact_in, proposed_span
from analyst_app.session.session import Session
from analyst_app.storage.atomic import read_regular
from analyst_app.storage.layers_beside import layers_of
from analyst_app.storage.limits import LARGEST_SIDECAR
from analyst_app.storage.reanchor import anchored
from analyst_app.storage.sidecar_reader import parse_sidecar

if TYPE_CHECKING:
    from analyst_app.corpus.sealing import Seal


class ChangedPassage(NamedTuple):
    """A passage that was tagged in the earlier version and is not there word for word any more."""

    layer: str
    tag: str
    kind: Literal["changed", "removed"]
    before: str
    """Its words in the earlier version."""
    after: str
    """The words that probably stand in its place now; empty if it was removed."""
    span: Span | None
    """The place in the new version."""


def changed_passages(earlier: Path, later: Path, seal: Seal | None = None) -> list[ChangedPassage]:
    """The tagged passages of the layers of an earlier version that a later one has not. Blocking.

    Args:
        earlier: the version before.
        later: the version after.
        seal: says which layers may be seen; None: all.

    Raises:
        DocumentUnreadable: one of the versions cannot be read.
    """
    before = Session.read_article(earlier)
    after = Session.read_article(later)
    found: list[ChangedPassage] = []
    for layer in layers_of(earlier):
        if seal is not None and seal.hides(earlier, layer.layer_id):
            continue
        found += _of_layer(layer.path, layer.layer_id, before, after)
    return found


def _of_layer(sidecar: Path, layer_id: str, before: Document, after: Document) -> list[ChangedPassage]:
    try:
        data = read_regular(sidecar, limit=LARGEST_SIDECAR)
    except OSError:
        return []
    found = parse_sidecar(data, name=sidecar.name, document=before)
    if found.is_newer:
        return []
    tagged = {annotation.id for annotation in anchored(found, before).layer.annotations}
    waiting = anchored(parse_sidecar(data, name=sidecar.name, document=after), after).layer.unplaced
    passages = []
    for item in waiting:
        annotation = annotation_in(item)
        if annotation is None or annotation.id not in tagged or item.why not in ("orphan", "unconfirmed"):
            continue
        span = proposed_span(item)
        kind: Literal["changed", "removed"] = "removed" if span is None else "changed"
        words = span.of(after.text) if span is not None else ""
        passages.append((annotation.start, ChangedPassage(layer_id, annotation.tag, kind, exact_in(item), words, span)))
    return [passage for _, passage in sorted(passages, key=lambda pair: pair[0])]
