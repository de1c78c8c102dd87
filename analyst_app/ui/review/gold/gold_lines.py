"""The lines of the card about gold: what it has of a difference, and all who spoke about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.core.excerpts import line_of
from analyst_app.core.roles import value_name
from analyst_app.core.span import Span
from analyst_app.language.quotation_signs import SIGNS
from analyst_app.review.adrift import Adrift
from analyst_app.wording import tr, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyst_app.core.annotation import Annotation
    from analyst_app.review.difference_rows import Row
    from analyst_app.review.judged_readings import JudgedReading
    from analyst_app.ui.review.review_session import ReviewSession

_LONGEST = 80


def gold_lines(review: ReviewSession, row: Row) -> list[str]:
    """Return what gold has, and who read it how; nothing where the columns of the card tell all of it already."""
    if isinstance(row.difference, Adrift) or row.decision is None:
        return []
    judged, gold = review.board.review.judged_readings(row.place), review.board.review.gold_of(row.place)
    others = [one for one in judged if one.layer not in review.layers]
    is_own = row.decision.verdict == "own" and bool(gold)
    if not others and not is_own:
        return []
    told = " | ".join(" · ".join((_words(review, one.tag, one.span), *_facts(review, one))) for one in gold)
    lines = [tr("In gold: {words}", words=told) if told else tr("In gold: nothing")]
    if others:
        told = " · ".join(_said(review, one) for one in judged if not one.is_gone)
        lines.append(tr("Who spoke: {readings}", readings=told))
    return lines


def _facts(review: ReviewSession, one: Annotation) -> Iterator[str]:
    """The values and links that gold has at an annotation: a correction shows in these, too."""
    gold, text, tag = review.board.review.gold, review.compared.document.text, review.compared.codebook.tag(one.tag)
    for name, value in one.attributes:
        attribute = tag.attribute(name) if tag is not None else None
        told = line_of(value_name(attribute, value), _LONGEST)
        yield visible(tr("{name} = {value}", name=attribute.name if attribute else name, value=told))
    for link in gold.links_from(one.id):
        role, head = tag.role(link.role) if tag is not None else None, gold.annotation(link.to_id)
        if head is not None:
            words = line_of(text[head.start : head.end], _LONGEST)
            yield visible(tr("{role} → {words}", role=role.name if role else link.role, words=words))


def _said(review: ReviewSession, judged: JudgedReading) -> str:
    """A reader with her reading, and a tick where gold has it."""
    name, words = _name(review, judged.layer), _words(review, judged.tag, judged.span)
    return tr("{name} {words} ✓", name=name, words=words) if judged.is_taken else f"{name} {words}"


def _name(review: ReviewSession, layer: str) -> str:
    if layer in review.layers:
        return review.name_of(layer)
    return tr("another reader") if review.is_blind else visible(layer)


def _words(review: ReviewSession, tag_id: str, span: Span | None) -> str:
    tag = review.compared.codebook.tag(tag_id)
    if span is None:  # it was judged on a text that was edited since
        return visible(tag.name if tag is not None else tag_id)
    words = line_of(review.compared.document.text[span.start : min(span.end, span.start + 4 * _LONGEST)], _LONGEST)
    quoted = words if words[:1] in SIGNS else f"“{words}”"
    return visible(f"{quoted} ({tag.name if tag is not None else tag_id})")
