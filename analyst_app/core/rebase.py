"""Fitting a Change that was made against an earlier state onto the records as they are.

A save merges in the background what others wrote; the person may have gone on
meanwhile. Where both touched one record hers stands, and the caller learns
what the file has instead.
"""

from __future__ import annotations

from typing import NamedTuple

from analyst_app.core.annotation import Annotation, Link, Record, Unplaced, same_content
from analyst_app.core.store import AnnotationStore, Change, Key, key_of


class Piece(NamedTuple):
    """What a Change does to one record."""

    held: Record | None
    """The record as it is here."""
    new: Record | None
    """What the change makes of it."""


Pieces = dict[Key, Piece]


class Rebased(NamedTuple):
    """A Change that fits, and what did not."""

    change: Change
    skipped: Pieces
    """Records that have changed here since; they stand as they are."""


def rebase(store: AnnotationStore, change: Change) -> Rebased:
    """The part of a change that still fits a store; links never lose an end by it."""
    before = {key_of(record): record for record in change.removed}
    after = {key_of(record): record for record in change.added}
    fitting: Pieces = {}
    skipped: Pieces = {}
    for key in {**before, **after}:
        piece = Piece(store.record(key), after.get(key))
        if not _is_done(piece):
            (fitting if _fits(piece.held, before.get(key)) else skipped)[key] = piece
    _hold_back_dangling(store, fitting, skipped)
    removed = tuple(piece.held for piece in fitting.values() if piece.held is not None)
    added = tuple(piece.new for piece in fitting.values() if piece.new is not None)
    return Rebased(Change(removed, added), skipped)


def would_hold(store: AnnotationStore, link: Link, came: set[str], gone: set[str]) -> bool:
    """Whether both ends of a link are there once some annotations have come and gone."""
    ends = (link.from_id, link.to_id)
    return all(end in came or (store.annotation(end) is not None and end not in gone) for end in ends)


def _is_done(piece: Piece) -> bool:
    if piece.held is None or piece.new is None:
        return piece.held is piece.new
    return same_content(piece.held, piece.new)


def _fits(held: Record | None, expected: Record | None) -> bool:
    if held is None or expected is None:
        return held is expected
    if isinstance(held, Unplaced):
        return held.id == expected.id  # the digest of its content
    return same_content(held, expected)


def _hold_back_dangling(store: AnnotationStore, fitting: Pieces, skipped: Pieces) -> None:
    """Set aside the pieces that would leave a link without an end."""
    while True:
        gone = {piece.held.id for piece in fitting.values() if isinstance(piece.held, Annotation) and not piece.new}
        came = {piece.new.id for piece in fitting.values() if isinstance(piece.new, Annotation)}
        loose = [
            key
            for key, piece in fitting.items()
            if (isinstance(piece.new, Link) and not would_hold(store, piece.new, came, gone))
            or (key[0] is Annotation and key[1] in gone and _keeps_a_link(store, key[1], fitting))
        ]
        if not loose:
            return
        for key in loose:
            skipped[key] = fitting.pop(key)


def _keeps_a_link(store: AnnotationStore, annotation_id: str, fitting: Pieces) -> bool:
    around = (*store.links_from(annotation_id), *store.links_to(annotation_id))
    return any(key_of(link) not in fitting for link in around)
