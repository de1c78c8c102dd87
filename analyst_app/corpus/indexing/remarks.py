"""Words beside the text of an article: notes, comments of a review, names of actors, and its facts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analyst_app.core.annotation import Annotation
from analyst_app.core.waiting import annotation_in
from analyst_app.corpus.facts import ArticleFacts
from analyst_app.storage.layer import Layer

_NAME = "name"
"""The attribute that says who an actor is."""


class Remark(NamedTuple):
    """Words beside a text."""

    kind: str
    """``note``, ``comment``, ``actor``; of the facts ``title``, ``outlet`` or ``author``."""
    words: str
    annotation: str = ""
    """Id of the annotation that it belongs to; empty: it belongs to the whole article."""
    tag: str = ""
    start: int = 0
    """The annotation's place, in code points."""
    end: int = 0


def of_facts(facts: ArticleFacts) -> list[Remark]:
    """The facts that are words: title, outlet and author."""
    found = (Remark("title", facts.title), Remark("outlet", facts.outlet), Remark("author", facts.author))
    return [remark for remark in found if remark.words.strip()]


def of_layer(layer: Layer) -> list[Remark]:
    """The notes, comments and names in a layer that stands on its article's text."""
    return [remark for remark in _of_layer(layer) if remark.words.strip()]


def _of_layer(layer: Layer) -> Iterator[Remark]:
    yield Remark("note", layer.facts.note)
    by_id: dict[str, Annotation] = {}
    for one in layer.annotations:
        by_id[one.id] = one
        if one.note or one.attributes:
            yield from _of_annotation(one)
    for item in layer.unplaced:
        waiting = annotation_in(item)
        if waiting is not None:  # it has no place in this text
            yield from _of_annotation(waiting._replace(start=0, end=0))
    for entry in layer.entries:
        body = dict(entry.body)
        comment, made = body.get("comment"), body.get("gold")
        if isinstance(comment, str):
            ids = made if isinstance(made, list) else []
            beside = next((by_id[one] for one in ids if isinstance(one, str) and one in by_id), None)
            place = (beside.id, beside.tag, beside.start, beside.end) if beside else ()
            yield Remark("comment", comment, *place)


def _of_annotation(one: Annotation) -> Iterator[Remark]:
    place = one.id, one.tag, one.start, one.end
    yield Remark("note", one.note, *place)
    name = one.attribute(_NAME) if one.attributes else None
    if isinstance(name, str):
        yield Remark("actor", name, *place)
