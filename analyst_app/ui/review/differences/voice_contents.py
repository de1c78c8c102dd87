"""The contents of one voice among several readers: values and links against all others, words against the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.core.annotation import sort_key
from analyst_app.core.excerpts import line_of
from analyst_app.ui.review.differences.side_contents import Fact, Told, told_against
from analyst_app.wording import in_row, tr, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    others = [other[0] for other in difference.present if other != voice]
    next_to = difference.sides[others[0]] if others else ()
    found = []
    for one in sorted(own, key=sort_key):
        answers = [difference.sides[other][0] for other in others] if one is own[0] else []
        told = told_against(review, one, next_to, answers, _links(review, difference, one, reader, others))
        found.append(told._replace(tag_differs=told.tag_differs or any(one.tag != two.tag for two in answers)))
    return tuple(found)


def voice_names(review: ReviewSession, voice: Voice) -> str:
    """The names of some readers, or their letters where names are hidden.

    Args:
        review: what is being reviewed.
        voice: numbers of the readers.
    """
    return in_row(review.name_of(review.layers[number]) for number in voice)


def _links(
    review: ReviewSession, difference: Gathered, one: Annotation, reader: int, others: Sequence[int]
) -> Iterator[Fact]:
    """The ends of its links, and the links that only other voices have at the place, as none."""
    own = review.board.review.side(reader).links_from.get(one.id, [])
    theirs = [list(_ends(review, difference, other)) for other in others]
    for link in own:
        end = _end(review, reader, link)
        yield Fact(_words(review, reader, link), differs=any(end not in ends for ends in theirs))
    if one is difference.sides[reader][0]:
        roles = {link.role for link in own}
        for role in dict.fromkeys(role for ends in theirs for role, _ in ends if role not in roles):
            yield Fact(visible(tr("no {role}", role=_role_name(review, one, role))), differs=True)


def _ends(review: ReviewSession, difference: Gathered, reader: int) -> Iterator[tuple[str, int | None]]:
    """Role and place of the target of each link that a reader has at a place."""
    links = review.board.review.side(reader).links_from
    for one in difference.sides[reader]:
        yield from (_end(review, reader, link) for link in links.get(one.id, ()))


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
