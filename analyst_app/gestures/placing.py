"""Giving items that wait in ``unplaced`` their place: each function answers with an Outcome and changes nothing."""

from __future__ import annotations

from functools import lru_cache

from analyst_app.core import equivalence
from analyst_app.core.annotation import Annotation, Link, Record, Unplaced, new_id
from analyst_app.core.equivalence import Composed
from analyst_app.core.excerpts import sentence
from analyst_app.core.span import Span
from analyst_app.core.store import Change
from analyst_app.core.waiting import annotation_in, context_in, exact_in, link_in, proposed_span
from analyst_app.gestures.tagging import Outcome, Scene, refused, same_again
from analyst_app.wording import tr


def place_of(text: str, item: Unplaced) -> Span | None:
    """The span that confirming would give an item: the proposed one, else where its words are found in the text.

    They are looked for at their old place first, then with their context,
    then as words that stand only once, however either text writes its letters.

    Args:
        text: of the article.
        item: waits for a place.
    """
    proposed = proposed_span(item)
    if proposed is not None:
        return proposed if 0 <= proposed.start < proposed.end <= len(text) else None
    held, exact = annotation_in(item), exact_in(item)
    if held is not None and exact and 0 <= held.start < held.end and held.span.of(text) == exact:
        return held.span
    if held is None or item.why != "orphan":
        return None
    return equivalence.to_propose(_composed(text), exact, context_in(item, "prefix"), context_in(item, "suffix"))


@lru_cache(maxsize=1)
def _composed(text: str) -> Composed:
    return Composed(text)


def confirm(scene: Scene, item: Unplaced) -> Outcome:
    """Put an item at the place that it was moved to; a merge's second reading takes the place of the first.

    Args:
        scene: the article and its layer.
        item: waits for a place.
    """
    held = link_in(item)
    if held is not None and annotation_in(item) is None:
        return _put_link(scene, item, held)
    span = place_of(scene.text, item)
    if span is None:
        return refused(tr("It has no place in this text. Select its words in the article, then choose “Place here”."))
    return _put(scene, item, span, "Confirm")


def place_here(scene: Scene, item: Unplaced, selection: Span | None) -> Outcome:
    """Put an item on the selected words.

    Args:
        scene: the article and its layer.
        item: waits for a place.
        selection: the selected words, code points; None refuses.
    """
    from analyst_app.language.edge_rules import apply_edge_rule

    if selection is None:
        return refused(tr("Select its words in the article first, then choose “Place here”."))
    held = annotation_in(item)
    if held is None:
        return refused(tr("This item is no annotation that could be placed. It can only be discarded."))
    tag = scene.codebook.tag(held.tag)
    trimmed = apply_edge_rule(tag.edge_rule if tag else "none", scene.text, selection, scene.language)
    if len(trimmed.spans) != 1:
        return refused(tr("Select one stretch of words for it."))
    return _put(scene, item, trimmed.spans[0], "Place")


def discard(item: Unplaced) -> Outcome:
    """Let an item go; undo brings it back."""
    return Outcome("Discard", Change((item,), ()), said=tr("Discarded. Undo brings it back."))


def _put(scene: Scene, item: Unplaced, span: Span, label: str) -> Outcome:
    held = annotation_in(item)
    if held is None:
        return refused(tr("This item is no annotation that could be placed. It can only be discarded."))
    standing = scene.store.annotation(held.id)
    removed: list[Record] = [item]
    if standing is not None and item.why == "reading":
        removed.append(standing)
    elif standing is not None or not held.id:
        held = held._replace(id=new_id())
    same = same_again(scene.store, held.tag, span)
    if same is not None and same not in removed:
        return refused(
            tr(
                "That is tagged as {tag} already. Discard this one, or place it elsewhere.",
                tag=scene.tag_name(held.tag),
            )
        )
    placed = held._replace(start=span.start, end=span.end)
    waiting = _links_that_fit(scene, placed)
    removed += [one for one, _ in waiting]
    links = [link for _, link in waiting]
    words = (
        [tr("{n} link that waited for it came back|{n} links that waited for it came back", len(links))]
        if links
        else []
    )
    return Outcome(label, Change(tuple(removed), (placed, *links)), placed.id, sentence(words))


def _put_link(scene: Scene, item: Unplaced, link: Link) -> Outcome:
    if scene.store.annotation(link.from_id) is None or scene.store.annotation(link.to_id) is None:
        return refused(tr("One end of this link is not in the article. It can only be discarded."))
    standing = scene.store.record((Link, link.id))
    removed = (item,) if standing is None else (item, standing)
    return Outcome("Confirm", Change(removed, (link,)), link.from_id)


def _links_that_fit(scene: Scene, placed: Annotation) -> list[tuple[Unplaced, Link]]:
    """Links that waited for an end and have both once ``placed`` is there."""
    found = []
    for item in scene.store.unplaced:
        link = link_in(item) if item.why == "end_missing" and annotation_in(item) is None else None
        if link is None or placed.id not in (link.from_id, link.to_id):
            continue
        other = link.to_id if link.from_id == placed.id else link.from_id
        is_there = other == placed.id or scene.store.annotation(other) is not None
        if is_there and scene.store.record((Link, link.id)) is None:
            found.append((item, link))
    return found
