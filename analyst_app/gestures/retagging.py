"""Giving all annotations of one tag another one, as one Change."""

from __future__ import annotations

from analyst_app.core import edits
from analyst_app.core.codebook import Codebook
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.errors import CodebookInvalid


def retag_change(store: AnnotationStore, codebook: Codebook, source: str, target: str) -> Change:
    """The change that re-tags; attributes and links that the new tag has no place for go.

    Args:
        store: of one layer.
        codebook: that has the new tag.
        source: id of the tag that annotations have.
        target: id of the tag that they get.

    Raises:
        CodebookInvalid: there is no such tag.
    """
    tag = codebook.tag(target)
    if tag is None:
        raise CodebookInvalid(f"The codebook has no tag {target}.")
    change = Change()
    for annotation in store.annotations:
        if annotation.tag == source:
            change = change.then(edits.retag(store, codebook, annotation, tag).change)
    return change
