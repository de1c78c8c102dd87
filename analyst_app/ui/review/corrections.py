"""Corrections in a review: a reading that no layer has, made from one of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.core.annotation import Annotation, pairs
from analyst_app.core.layer_ids import LETTERS
from analyst_app.core.roles import value_name
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.core.codebook import Tag
    from analyst_app.ui.review.review_session import ReviewSession


_ALREADY = marked("It is tagged {tag} already.")


def base_of(review: ReviewSession) -> tuple[Annotation, ...]:
    """The annotations that a correction of what is looked at begins with: gold's, else A's, else B's, and so on."""
    from analyst_app.review.adrift import Adrift

    row = review.row
    if row is None:
        return ()
    is_golds = row.state == "settled" or isinstance(row.difference, Adrift)
    gold = review.board.review.gold_of(row.place) if is_golds else []
    return tuple(gold) or next(filter(None, row.difference.sides), ())


def is_unheard_addition(review: ReviewSession) -> bool:
    """True if what is looked at was added in a check, and the reader has not answered it: it can be taken back."""
    from analyst_app.review.adrift import Adrift

    row = review.row
    if row is None or not isinstance(row.difference, Adrift) or not row.difference.added_by or row.decision is None:
        return False
    return not any(reply.is_to(row.decision) for reply in review.compared.replies)


def correct(review: ReviewSession, label: str, first: Annotation) -> None:
    """Take the base with its first annotation changed: a reading that nobody has, or the one that it is."""
    base = base_of(review)
    if base and first != base[0]:
        _take(review, label, (first, *base[1:]))


def retag(review: ReviewSession, tag: Tag) -> None:
    """Give it another tag; attributes that the tag has not go. Where A and B differ, the tag of one takes that one."""
    from analyst_app.review.adrift import annotations_of

    base, row = base_of(review), review.row
    if not base or row is None:
        return
    if base[0].tag != tag.id:
        kept = {name: value for name, value in base[0].attributes if tag.attribute(name) is not None}
        correct(review, tr("Take as {tag}", tag=tag.name), base[0]._replace(tag=tag.id, attributes=pairs(kept)))
    elif row.state != "settled" and {one.tag for one in annotations_of(row.difference)} != {tag.id}:
        _take(review, tr("Take as {tag}", tag=tag.name), base)
    else:
        words = marked("It is tagged {tag} already: 1 confirms it.") if is_open_check(review) else _ALREADY
        review.refuse(tr(words, tag=tag.name))


def is_open_check(review: ReviewSession) -> bool:
    """True if one reading is checked, and what is looked at waits to be confirmed."""
    from analyst_app.review.decisions import WAITING

    return review.is_check and review.row is not None and review.row.state in WAITING


def set_digit(review: ReviewSession, digit: int) -> None:
    """Give it the attribute value of a digit, or take it away."""
    base = base_of(review)
    tag = review.compared.codebook.tag(base[0].tag) if base else None
    found = tag.for_digit(digit) if tag is not None else None
    if found is None:
        review.refuse(tr("There is no value {digit} for this tag.", digit=digit))
        return
    attribute, value = found
    held = dict(base[0].attributes)
    wanted = attribute.toggled(held.pop(attribute.id, None), value)
    if wanted is not None:
        held[attribute.id] = wanted
    told = tr("Set {name}: {value}", name=attribute.name, value=value_name(attribute, wanted))
    told = told if wanted is not None else tr("Set no {name}", name=attribute.name)
    correct(review, told, base[0]._replace(attributes=pairs(held)))


def turn_links(review: ReviewSession) -> None:
    """Give it the links of the other side, then none, then of the first again; all else stays."""
    from analyst_app.review.decisions import Ruling
    from analyst_app.review.voices import has_other_links, readings_of

    row, base, layers = review.row, base_of(review), review.layers
    if row is None or not base or not has_other_links(row.difference):
        review.refuse(tr("All have the same links here."))
        return
    choices: list[tuple[str, ...]] = [(layers[number],) for number in readings_of(row.difference)]
    choices.append(())
    held = _base_layer(review)[:1]
    taken = choices[(choices.index(held) + 1) % len(choices)] if held in choices else choices[0]
    words = tr("Without these links")
    if taken:
        words = tr("Links as in {letter}", letter=LETTERS[layers.index(taken[0])])
    if review.do(words, review.board.review.decide([row.place], Ruling("own", taken, own=base))):
        review.say(tr("{done} · L again for the next", done=words))


def _take(review: ReviewSession, label: str, own: tuple[Annotation, ...]) -> None:
    """Decide for some annotations: for a reading if just one is so, else as the reviewer's own."""
    from analyst_app.review.decisions import Ruling
    from analyst_app.review.voices import readings_of

    row = review.row
    difference = row.difference if row is not None else None
    sides = {n: difference.sides[n] for n in readings_of(difference)} if difference is not None else {}
    alike = [side for side, reading in sides.items() if list(map(_content, reading)) == list(map(_content, own))]
    if len(alike) == 1:
        review.take(alike[0])
    else:
        review.decide(label, Ruling("own", _base_layer(review), own=own))


def _content(one: Annotation) -> tuple[object, ...]:
    return one.tag, one.span, dict(one.attributes), one.note


def _base_layer(review: ReviewSession) -> tuple[str, ...]:
    """The side whose links a correction takes: gold's, else that of the reading that it begins with."""
    from analyst_app.review.voices import readings_of

    row = review.row
    if row is None:
        return ()
    if row.decision is not None and row.state == "settled":
        return row.decision.taken
    if not row.difference.sides:  # only gold has it
        return ()
    return tuple([review.layers[number] for number in readings_of(row.difference)][:1]) or review.layers[1:2]
