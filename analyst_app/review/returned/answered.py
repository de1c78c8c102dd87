"""Answers of readers to a report, as the annotator meets them: beside the decisions that come back to her.

A reader's replies and remarks stand in a layer of hers that an import made
(``corpus.answering``). Here each thread becomes a discussion, which is in no
file: nothing is decided by it, it waits for words, and can be resolved.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from analyst_app.core.annotation import Annotation, Entry
from analyst_app.core.store import AnnotationStore
from analyst_app.review.decisions import GONE, Decision, Origin, derived_id, ref_of
from analyst_app.review.replies import Reply
from analyst_app.review.side import digest_in_store
from analyst_app.wording import tr

OF = "of"
"""Key of a reply that answers an annotation and no decision: the annotation's layer."""


class Answering(NamedTuple):
    """The answers of a reader about an article."""

    layer: str
    """Id of the layer that it stands in."""
    person: str
    """Her name."""
    remarks: tuple[Annotation, ...]
    """On words of her own choice."""
    entries: tuple[Entry, ...]
    """Among them her replies."""


def discussions(
    own: AnnotationStore, layer: str, *, text: str, text_sha256: str, said: Iterable[Answering]
) -> list[Decision]:
    """Return what readers say about the annotations of a layer, and about other words of the article.

    Args:
        own: records of the layer.
        layer: its id.
        text: of the article.
        text_sha256: its hash.
        said: of each reader.
    """
    said = list(said)
    found: list[Decision] = []
    for one in said:
        for annotation_id, replies in _threads(one, layer).items():
            annotation = own.annotation(annotation_id)
            if annotation is not None:
                origin = _origin(layer, annotation, digest_in_store(own, annotation, text))
                found.append(_discussion(one, origin, [*map(_words, replies)], replies[-1], text_sha256))
        for remark in one.remarks:
            told = _to_remark(remark.id, one, said)
            words = [remark.note, *(_words_of_other(person, reply, one) for person, reply in told)]
            last = told[-1][1] if told else None
            found.append(_discussion(one, _origin(layer, remark, GONE), words, last, text_sha256))
    return found


def waited_for(own: AnnotationStore, layer: str, said: Iterable[Answering]) -> frozenset[str]:
    """Return the ids of annotations that readers answer and that are not in the layer, or wait there for a place.

    Args:
        own: records of the layer.
        layer: its id.
        said: of each reader.
    """
    answered = {annotation_id for one in said for annotation_id in _threads(one, layer)}
    return frozenset(one for one in answered if own.annotation(one) is None)


def is_remark(decision: Decision) -> bool:
    """Return True if a reader said it on words of her own choice, and not on an annotation.

    Args:
        decision: a discussion of hers.
    """
    return decision.is_of_reader and all(origin.digest == GONE for origin in decision.origins)


def _to_remark(remark_id: str, of: Answering, said: list[Answering]) -> list[tuple[str, Reply]]:
    """The replies to a reader's remark, by herself and others, by time, each with the person's name."""
    found = [(one.person, reply) for one in said for reply in _threads(one, of.layer).get(remark_id, ())]
    return sorted(found, key=lambda one: (one[1].when, one[1].number, one[1].id))


def _words_of_other(person: str, reply: Reply, of: Answering) -> str:
    """A reply to a reader's remark, with the name of whoever is another than she."""
    words = _words(reply)
    return words if person == of.person or not words else tr("{who}: {words}", who=person, words=words)


def _threads(one: Answering, layer: str) -> dict[str, list[Reply]]:
    """The replies to annotations of a layer, by the annotation's id."""
    found: dict[str, list[Reply]] = {}
    for entry in one.entries:
        if entry.section == "replies" and dict(entry.body).get(OF) == layer:
            reply = Reply.from_entry(entry, one.layer)
            if reply is not None:
                found.setdefault(reply.to, []).append(reply)
    return {to: sorted(some, key=lambda said: (said.when, said.number, said.id)) for to, some in found.items()}


def _words(reply: Reply) -> str:
    if reply.answer == "comment":
        return reply.comment
    verb = tr("agrees") if reply.answer == "accept" else tr("disagrees")
    return tr("{verb}: {words}", verb=verb, words=reply.comment) if reply.comment else verb


def _origin(layer: str, annotation: Annotation, digest: str) -> Origin:
    return Origin(ref_of(layer, annotation.id), digest, annotation.tag, annotation.start, annotation.end)


def _discussion(one: Answering, origin: Origin, words: list[str], last: Reply | None, text_sha256: str) -> Decision:
    """A thread; each word of hers is a turn, so that a later one waits again."""
    words = [*filter(None, words)]
    return Decision(
        derived_id("answered", one.layer, origin.ref),
        one.person,
        "answer",
        (origin,),
        comment=" · ".join(words),
        text_sha256=text_sha256,
        resolved=last is not None and last.resolved,
        turn=len(words),
        when=last.when if last is not None else "",
    )
