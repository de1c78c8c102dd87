"""Going from one annotation to another, or from sentence to sentence."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Collection, Container, Sequence

from analyst_app.core.annotation import Annotation, sort_key
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore
from analyst_app.gestures.tagging import Scene


def beginning(current: Annotation | None, caret: int) -> tuple[int, int] | tuple[int, int, str, str]:
    """The place in reading order that is gone on from.

    Args:
        current: the annotation to go on from; None for none.
        caret: position to begin at if there is none, code points.
    """
    return sort_key(current) if current is not None else (caret, -sys.maxsize)


def neighbour(
    listed: Sequence[Annotation],
    *,
    current: Annotation | None,
    caret: int,
    forward: bool,
    past: Container[str] = (),
) -> Annotation | None:
    """The next or previous annotation of a list, seen from the current one, else from the caret.

    Args:
        listed: those that are gone to, in reading order.
        current: the one to go on from, whether it is listed or not.
        caret: position to begin at if there is no current one, code points.
        forward: True for the next, False for the previous one.
        past: ids of tags whose annotations are passed over.
    """
    row = bisect_left(listed, beginning(current, caret), key=sort_key)
    if not forward:
        rows = range(row - 1, -1, -1)
    elif current is not None and row < len(listed) and listed[row].id == current.id:
        rows = range(row + 1, len(listed))
    else:
        rows = range(row, len(listed))
    return next((one for one in map(listed.__getitem__, rows) if one.tag not in past), None)


def next_here(
    store: AnnotationStore, *, current: Annotation | None, caret: int, shown: Collection[str] | None = None
) -> Annotation | None:
    """The annotation under the caret after the current one, from the innermost outwards and round.

    Args:
        store: the annotations.
        current: the one to go on from; None begins with the innermost.
        caret: position, code points.
        shown: ids of the tags that are shown; None for all.
    """
    here = [annotation for annotation in store.at(caret) if shown is None or annotation.tag in shown]
    if not here:
        return None
    place = next((n for n, annotation in enumerate(here) if current and annotation.id == current.id), -1)
    return here[(place + 1) % len(here)]


def neighbour_sentence(scene: Scene, *, selection: Span | None, caret: int, forward: bool) -> Span | None:
    """The next or previous sentence of the article; what is marked as not the article is passed over.

    So is one without a word: emoji, or a line of stars.

    Args:
        scene: the article and its layer.
        selection: to go on from, code points.
        caret: to go on from if nothing is selected; a sentence that begins there counts as next.
        forward: True for the next, False for the previous one.
    """
    from analyst_app.language.sentences import sentence_at
    from analyst_app.language.snapping import words_in

    position = caret if selection is None else selection.start
    here = sentence_at(scene.text, position, scene.language)
    found: Span | None
    if forward and selection is None and here.length and here.start == position:
        found = here
    else:
        found = _sentence_from(scene, position, forward=forward)
    while found is not None and (_is_skipped(scene, found) or not words_in(scene.text, found)):
        found = _sentence_from(scene, found.start, forward=forward)
    return found


def _sentence_from(scene: Scene, position: int, *, forward: bool) -> Span | None:
    from analyst_app.language.sentences import next_sentence, previous_sentence

    find = next_sentence if forward else previous_sentence
    return find(scene.text, position, scene.language)


def _is_skipped(scene: Scene, sentence: Span) -> bool:
    """True if the greater part of a sentence is marked as not the article."""
    skips = {tag.id for tag in scene.codebook.tags_for("skip")}
    zones = [one.span for one in scene.store.touching(*sentence) if one.tag in skips]
    return any(2 * zone.clipped(sentence).length > sentence.length for zone in zones if zone.overlaps(sentence))
