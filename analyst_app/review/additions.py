"""Additions: annotations that a reviewer put into gold because a reader had left them out.

An addition has a decision, like everything that she is to hear of. What it
judged is the annotation that she would get by accepting it, which she has not:
so its digest is ``GONE``, and once she accepts, her annotation stands under
just that name and is settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from analyst_app.core.annotation import Annotation, Entry, utc_now
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.review.adrift import Adrift, AnyDifference, made_adrift
from analyst_app.review.decisions import (
    GONE,
    Decision,
    Origin,
    decision_id,
    decisions_in,
    followed_id,
    origins_of,
    reading_digest,
    ref_of,
)
from analyst_app.review.places import Places
from analyst_app.review.replies import Reply
from analyst_app.review.side import Side


def addition(gold: Annotation, layer: str, reviewer: str, text: str, text_sha256: str) -> Decision:
    """Return the decision by which an annotation comes into gold that a reader has not.

    Args:
        gold: the annotation.
        layer: id of the reader's layer.
        reviewer: name of the person who adds it.
        text: text of the article.
        text_sha256: hash of the text.
    """
    ref = ref_of(layer, followed_id(layer, gold.id))
    return Decision(
        id=decision_id([ref]),
        by=reviewer,
        verdict="own",
        origins=(Origin(ref, GONE, gold.tag, gold.start, gold.end),),
        gold=(gold.id,),
        results=(reading_digest(gold, text, ()),),
        text_sha256=text_sha256,
        when=utc_now(),
    )


def same_as_added(decision: Decision, gold: AnnotationStore, own: AnnotationStore, layer: str) -> list[Annotation]:
    """Return a reader's annotations that say what gold has and she had not: taken over, or made by herself.

    What something else in gold was made of is not among them: it has become that.

    Args:
        decision: the addition.
        gold: records of the gold layer.
        own: records of her layer.
        layer: its id.
    """
    made = [one for gold_id in decision.gold if (one := gold.annotation(gold_id)) is not None]
    found = []
    for one in made:
        beside = [other for other in gold.touching(one.start, one.end) if other.id not in decision.gold]
        spent = {ref for other in beside for ref in origins_of(other)}
        there = own.touching(one.start, one.end)
        alike = [held for held in there if held[1:5] == one[1:5] and ref_of(layer, held.id) not in spent]
        followed = own.annotation(followed_id(layer, one.id))
        found += [followed] if followed is not None else alike[:1]
    return found


def rows_of_additions(
    decisions: Iterable[Decision],
    replies: Iterable[Reply],
    gold: AnnotationStore,
    layers: Mapping[str, Side],
    *,
    is_check: bool,
) -> list[Adrift]:
    """Return rows for additions: in a check for all, else for those that a reader has answered.

    Args:
        decisions: those about annotations that stand in no difference.
        replies: of the readers.
        gold: records of the gold layer.
        layers: the compared layers, by id.
        is_check: True if one reading is checked: whoever adds to it sees and corrects what is added.
    """
    answered = {one.to for one in replies}
    parts = [
        (one, decision)
        for decision in decisions
        if decision.is_addition and (side := layers.get(decision.origins[0].layer)) is not None
        for gold_id in decision.gold
        if (one := gold.annotation(gold_id)) is not None
        and (decision.id in answered or (is_check and not side.has_like(one)))  # she may have it by herself meanwhile
    ]
    return made_adrift(gold, parts, layers)


def has_other_additions(
    change: Change, gold: AnnotationStore, places: Places, differences: Sequence[AnyDifference]
) -> bool:
    """Return True if a change of gold makes additions others than the rows of a review show.

    Args:
        change: it; gold has been through it.
        gold: records of the gold layer.
        places: the place of each annotation among the rows.
        differences: the rows.
    """
    gone, made = (decisions_in(some) for some in change.of(Entry))
    for decision in (one for one in (*gone, *made) if one.is_addition):
        place = places.of(decision.origins[0].ref)
        row = differences[place] if place is not None else None
        shown = row.gold if isinstance(row, Adrift) else ()
        held = [one for gold_id in decision.gold if (one := gold.annotation(gold_id)) is not None]
        if (row is None or isinstance(row, Adrift)) and [one[:6] for one in held] != [one[:6] for one in shown]:
            return True
    return False
