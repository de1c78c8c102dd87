"""The contents of one voice among several readers: told against the first other one that has anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.core.annotation import sort_key
from analyst_app.core.excerpts import line_of
from analyst_app.ui.review.differences.side_contents import Fact, Told, told_against
from analyst_app.wording import tr, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyst_app.alignment.gathering import Gathered, Voice
    from analyst_app.core.annotation import Annotation, Link
    from analyst_app.ui.review.review_session import ReviewSession

_WORDS = 80


def told_of_voice(review: ReviewSession, difference: Gathered, voice: Voice) -> tuple[Told, ...]:
    """The annotations that some readers have alike at a place, in reading order.

    Args:
        review: what is being reviewed.
        difference: the place.
        voice: numbers of the readers.
    """
    reader = voice[0]
    own = difference.sides[reader]
    other = next((one[0] for one in difference.present if one != voice), None)
    others = difference.sides[other] if other is not None else ()
    return tuple(
        told_against(
            review,
            one,
            others,
            others[0] if others and one is own[0] else None,
            _links(review, difference, one, reader, other),
        )
        for one in sorted(own, key=sort_key)
    )


def voice_names(review: ReviewSession, voice: Voice) -> str:
    """The names of some readers, or their letters where names are hidden.

    Args:
        review: what is being reviewed.
        voice: numbers of the readers.
    """
    return ", ".join(review.name_of(review.layers[number]) for number in voice)


def _links(
    review: ReviewSession, difference: Gathered, one: Annotation, reader: int, other: int | None
) -> Iterator[Fact]:
    """The ends of its links, and the links that only the other voice has at the place, as none."""
    own = review.board.review.side(reader).links_from.get(one.id, [])
    if other is None:
        yield from (Fact(_words(review, reader, link), differs=False) for link in own)
        return
    theirs = review.board.review.side(other).links_from
    ends = [_end(review, other, link) for two in difference.sides[other] for link in theirs.get(two.id, ())]
    for link in own:
        yield Fact(_words(review, reader, link), differs=_end(review, reader, link) not in ends)
    if one is difference.sides[reader][0]:
        roles = {link.role for link in own}
        for role in dict.fromkeys(role for role, _ in ends if role not in roles):
            yield Fact(visible(tr("no {role}", role=_role_name(review, one, role))), differs=True)


def _end(review: ReviewSession, reader: int, link: Link) -> tuple[str, int | None]:
    """Role and place of the target of a link."""
    return link.role, review.board.review.place_of_any([f"{review.layers[reader]}:{link.to_id}"])


def _words(review: ReviewSession, reader: int, link: Link) -> str:
    side, text = review.board.review.side(reader), review.compared.document.text
    tail, head = side.annotation(link.from_id), side.annotation(link.to_id)
    words = line_of(text[head.start : head.end], _WORDS) if head is not None else ""
    name = _role_name(review, tail, link.role) if tail is not None else link.role
    return visible(tr("{role} → {words}", role=name, words=words))


def _role_name(review: ReviewSession, one: Annotation, role_id: str) -> str:
    tag = review.compared.codebook.tag(one.tag)
    role = tag.role(role_id) if tag is not None else None
    return role.name if role is not None else role_id
