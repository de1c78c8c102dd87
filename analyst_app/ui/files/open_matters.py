"""The matters that are still open in a layer, for whoever calls an article done. They block nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.core.excerpts import set_apart
from analyst_app.core.roles import NOT_STATED
from analyst_app.wording import tr, whole

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.core.store import AnnotationStore

SPEAKER = "speaker"


def open_matters(store: AnnotationStore, codebook: Codebook, untagged: int | None = None) -> list[str]:
    """Each open matter in words: ``3 × Quote without a speaker``.

    Args:
        store: the layer.
        codebook: says which tags have speakers.
        untagged: how many quotations are not tagged, if that is known.
    """
    matters = []
    for tag in codebook.tags:
        if tag.role(SPEAKER) is None:
            continue
        lacking = sum(
            not store.links_from(annotation.id, SPEAKER, most=1)
            and not store.links_to(annotation.id, "continues", most=1)
            and not store.links_from(annotation.id, "continues", most=1)
            and not annotation.attribute(NOT_STATED)
            for annotation in store.annotations
            if annotation.tag == tag.id
        )
        if lacking:
            matters.append(tr("{count} × {tag} without a speaker", count=whole(lacking), tag=set_apart(tag.name)))
    if store.unplaced:
        choices = sum(item.why == "reading" for item in store.unplaced)
        if choices < len(store.unplaced):
            matters.append(
                tr("{n} annotation without a place|{n} annotations without a place", len(store.unplaced) - choices)
            )
        if choices:
            matters.append(tr("{n} second reading from a merge|{n} second readings from a merge", choices))
    if untagged:
        matters.append(tr("{n} quotation not tagged|{n} quotations not tagged", untagged))
    return matters
