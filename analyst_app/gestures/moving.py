"""Moving annotations that wait to the article where their words stand: what leaves here, and what arrives there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from analyst_app.core.annotation import Annotation, Link, Record, Unplaced, new_id
from analyst_app.core.equivalence import composed
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.core.waiting import annotation_in, exact_in, link_in
from analyst_app.gestures.tagging import same_again
from analyst_app.wording import tr

_NAME = "\ufdd0"
"""Stands for an article's name in a label."""


def label_of_leaving(there: str) -> str:
    """The name of the step by which annotations leave an article.

    Args:
        there: the name of the article that they go to.
    """
    return tr("Move to {name}", name=there)


def label_of_arriving(here: str) -> str:
    """The name of the step by which annotations come to an article.

    Args:
        here: the name of the article that they come from.
    """
    return tr("Move from {name}", name=here)


class MoveLabel(NamedTuple):
    """A step's label that names half of a move."""

    name: str
    """Of the other article."""
    is_leaving: bool
    """True if the half left for it, False if it came from it."""


def move_in(label: str) -> MoveLabel | None:
    """The move of which a label names one half; None if it names none."""
    for is_leaving, pattern in ((True, label_of_leaving(_NAME)), (False, label_of_arriving(_NAME))):
        start, end = pattern.split(_NAME)
        if label.startswith(start) and label.endswith(end):
            return MoveLabel(label[len(start) : len(label) - len(end)], is_leaving)
    return None


class Transfer(NamedTuple):
    """Annotations that go from one article to another."""

    left: tuple[Unplaced, ...]
    """Those that leave the one, with the links between them."""
    came: tuple[Record, ...]
    """The records that the other gets for them."""

    @property
    def leaving(self) -> Change:
        """The change to the layer that they leave."""
        return Change(self.left, ())

    @property
    def arriving(self) -> Change:
        """The change to the layer that they come to."""
        return Change((), self.came)


def move(
    waiting: Sequence[Unplaced], store: AnnotationStore, text: str, places: Mapping[str, tuple[Unplaced, Span]]
) -> Transfer:
    """The move of annotations, with the links of which both ends go.

    One whose words do not stand at its place (any more), or stand there with
    the same tag already, stays where it waits.

    Args:
        waiting: all that waits in the layer they leave.
        store: the layer that they come to.
        text: the text of that layer's article.
        places: by id, what goes and its span in that text, code points.
    """
    left: list[Unplaced] = []
    came: list[Record] = []
    ids: dict[str, str] = {}
    taken: set[tuple[str, Span]] = set()
    for item, span in places.values():
        held = annotation_in(item)
        if held is None or composed(span.of(text)) != composed(exact_in(item)) or held.id in ids:
            continue
        if (held.tag, span) in taken or same_again(store, held.tag, span) is not None:
            continue
        taken.add((held.tag, span))
        ids[held.id] = held.id if store.record((Annotation, held.id)) is None else new_id()
        left.append(item)
        came.append(held._replace(id=ids[held.id], start=span.start, end=span.end))
    for item in waiting:
        link = link_in(item) if item.why == "end_missing" and annotation_in(item) is None else None
        if link is None or not {link.from_id, link.to_id} <= ids.keys():
            continue
        link_id = link.id if store.record((Link, link.id)) is None else new_id()
        left.append(item)
        came.append(link._replace(id=link_id, from_id=ids[link.from_id], to_id=ids[link.to_id]))
    return Transfer(tuple(left), tuple(came))


def moved_words(change: Change, text: str) -> list[tuple[str, str]]:
    """Tag and words of each annotation in one half of a move; equal for both halves of one move.

    Args:
        change: what left, or what arrived.
        text: of the article whose layer it changes.
    """
    words = []
    for record in (*change.removed, *change.added):
        if isinstance(record, Annotation):
            words.append((record.tag, composed(record.span.of(text))))
        elif isinstance(record, Unplaced) and (held := annotation_in(record)) is not None:
            words.append((held.tag, composed(exact_in(record))))
    return sorted(words)
