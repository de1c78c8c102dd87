"""Giving all annotations of one tag another one, as one Change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from analyst_app.core import edits
from analyst_app.core.codebook import Codebook
from analyst_app.core.edits import Retagging
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.errors import CodebookInvalid
from analyst_app.wording import tr


def retag_all(store: AnnotationStore, codebook: Codebook, *, source: str, target: str) -> Retagging:
    """The change that re-tags every annotation of a tag, and all that it costs.

    Args:
        store: holds one layer.
        codebook: has the new tag.
        source: id of the tag that the annotations have.
        target: id of the tag that they get.

    Raises:
        CodebookInvalid: the codebook has no tag of the id ``target``.
    """
    tag = codebook.tag(target)
    if tag is None:
        raise CodebookInvalid(tr("The codebook has no tag {target}.", target=target))
    change = Change()
    lost: list[str] = []
    for annotation in store.annotations:
        if annotation.tag == source:
            made = edits.retag(store, codebook, annotation, tag)
            change = change.then(made.change)
            lost += made.lost
    return Retagging(change, tuple(lost))


def losses_in_words(lost: Mapping[str, int]) -> str:
    """All losses of a re-tagging as the end of a sentence: ``hedged = True (3 times), link source``.

    A long list is cut after the most frequent ones, and the number of the others stands at its end.
    """
    listed = Counter(lost).most_common()
    words = [loss if number == 1 else f"{loss} ({number} times)" for loss, number in listed[:_NAMED]]
    return ", ".join([*words, f"{len(listed) - _NAMED} more"] if len(listed) > _NAMED else words)


_NAMED = 5
"""So many different losses are named one by one."""
