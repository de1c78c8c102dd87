"""The contents of one side of a difference: tags, values, links, and the words with what the other side leaves out.

A side is told against the other: each tag, value and link knows whether the
other has it, too, and the words fall into pieces that both cover or one alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analyst_app.core.annotation import sort_key
from analyst_app.core.excerpts import line_of
from analyst_app.core.roles import value_name
from analyst_app.review.adrift import Adrift
from analyst_app.ui.review.differences.difference_model import end_words
from analyst_app.wording import tr, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from analyst_app.alignment.align import Difference
    from analyst_app.core.annotation import Annotation
    from analyst_app.core.codebook import Tag
    from analyst_app.ui.review.review_session import ReviewSession

_SHARED, _DIFFERING, _ALONE = 110, 200, 300
"""Characters of a stretch that are shown: of one beside words that differ, of one that differs, of all where none do.
What differs is to be seen without scrolling."""
_NOTE = 160
_VALUE = 80


class WordPiece(NamedTuple):
    """Some words of an annotation."""

    words: str
    differs: bool
    """True if the other side does not cover them."""


class Fact(NamedTuple):
    """A value, a link or a note of an annotation, or that it has none."""

    words: str
    differs: bool
    """True if the other side has it otherwise."""


class Told(NamedTuple):
    """One annotation of a side."""

    tag: str
    """Id of its tag."""
    name: str
    """Name of its tag."""
    tag_differs: bool
    facts: tuple[Fact, ...]
    pieces: tuple[WordPiece, ...]

    @property
    def words(self) -> str:
        """All of it in one line, what differs in brackets of its own: for a screen reader."""
        words = "".join(f"⟦{piece.words}⟧" if piece.differs else piece.words for piece in self.pieces)
        return "  ·  ".join((f"{self.name}: \u2068{words}\u2069", *(fact.words for fact in self.facts)))


def told_of(review: ReviewSession, difference: Difference | Adrift, side: int) -> tuple[Told, ...]:
    """The annotations that one side has of a difference, in reading order.

    Args:
        review: what is being reviewed.
        difference: the difference.
        side: 0 for A, 1 for B; of what only gold has, both are gold's.
    """
    others = () if isinstance(difference, Adrift) else (difference.b, difference.a)[side]
    own = difference.gold if isinstance(difference, Adrift) else (difference.a, difference.b)[side]
    return tuple(_told(review, difference, one, others, side) for one in sorted(own, key=sort_key))


def pieces_of(text: str, one: Annotation, others: Sequence[Annotation]) -> tuple[WordPiece, ...]:
    """The words of an annotation, cut where the others begin and end; long stretches are folded.

    Where no other covers any of them, or there is none, nothing differs in the words.

    Args:
        text: of the article.
        one: the annotation.
        others: those of the other side.
    """
    met = sorted((other.span for other in others if one.span.overlaps(other.span)), key=lambda span: span.start)
    if not met:
        return (WordPiece(_line(text[one.start : one.end]), differs=False),)
    found: list[WordPiece] = []
    at, (begin, end) = one.start, (one.start, one.end)
    for span in met:
        start, stop = max(span.start, begin), min(span.end, end)
        if start > at:
            found.append(WordPiece(text[at:start], differs=True))
        if stop > max(at, start):
            found.append(WordPiece(text[max(at, start) : stop], differs=False))
        at = max(at, stop)
    if at < end:
        found.append(WordPiece(text[at:end], differs=True))
    return tuple(_folded(found, goes_before=met[0].start < begin, goes_on=max(span.end for span in met) > end))


def shortened(told: Told, most: int) -> Told:
    """An annotation with less of its words, for a card that has no room for more; of what differs more is left.

    Args:
        told: the annotation.
        most: characters that are left of a stretch that both have; of one that differs twice as many.
    """
    pieces = (one._replace(words=_line(one.words, 2 * most if one.differs else most)) for one in told.pieces)
    return told._replace(pieces=tuple(pieces))


def _folded(pieces: Sequence[WordPiece], *, goes_before: bool, goes_on: bool) -> Iterator[WordPiece]:
    """The pieces without the middle of what is long, and with … where the other side has more."""
    if goes_before:
        yield WordPiece("… ", differs=False)
    for piece in pieces:
        yield piece._replace(words=_line(piece.words, _room(piece, pieces)))
    if goes_on:
        yield WordPiece(" …", differs=False)


def _room(piece: WordPiece, pieces: Sequence[WordPiece]) -> int:
    if piece.differs:
        return _DIFFERING
    return _SHARED if len(pieces) > 1 else _ALONE


def _line(words: str, most: int = _ALONE) -> str:
    """Words on one line, without their middle where there are too many; space at their ends stays."""
    before, after = words[:1].isspace(), words[-1:].isspace()
    inside = words.strip()
    if len(inside) > most:
        first, last = inside[: most // 2].rpartition(" "), inside[-most // 2 :].partition(" ")
        inside = f"{first[0] or first[2]} … {last[2] or last[0]}"
    return visible(f"{' ' * before}{' '.join(inside.split())}{' ' * (after and bool(inside))}")


def _told(
    review: ReviewSession, difference: Difference | Adrift, one: Annotation, others: Sequence[Annotation], side: int
) -> Told:
    answers = others[:1] if others and one is (difference.a, difference.b)[side][0] else ()
    return told_against(review, one, others, answers, _links(review, difference, one, side))


def told_against(
    review: ReviewSession,
    one: Annotation,
    others: Sequence[Annotation],
    answers: Sequence[Annotation],
    links: Iterable[Fact],
) -> Told:
    """An annotation with what others have otherwise.

    Args:
        review: what is being reviewed.
        one: the annotation.
        others: those of another side, against which its words are told.
        answers: those that answer it, one a side; a value in which any of them is otherwise differs.
        links: the ends of its links.
    """
    tag = review.compared.codebook.tag(one.tag)
    return Told(
        one.tag,
        visible(tag.name if tag is not None else one.tag),
        bool(others) and all(one.tag != two.tag for two in others),
        (*_values(tag, one, answers), *links, *_notes(one, answers)),
        pieces_of(review.compared.document.text, one, others),
    )


def _values(tag: Tag | None, one: Annotation, answers: Sequence[Annotation]) -> Iterator[Fact]:
    """The values that it has, and those that only others have as none."""
    theirs = [dict(other.attributes) for other in answers]
    for name, value in one.attributes:
        attribute = tag.attribute(name) if tag is not None else None
        words = f"{attribute.name if attribute else name} = {line_of(value_name(attribute, value), _VALUE)}"
        yield Fact(visible(words), any(values.get(name) != value for values in theirs))
    own = {name for name, _ in one.attributes}
    for name in dict.fromkeys(name for values in theirs for name in values if name not in own):
        attribute = tag.attribute(name) if tag is not None else None
        if attribute is not None:
            yield Fact(visible(tr("no {role}", role=attribute.name)), differs=True)


def _links(review: ReviewSession, difference: Difference | Adrift, one: Annotation, side: int) -> Iterator[Fact]:
    """The ends of its links, and the links that only the other side has, as none."""
    if isinstance(difference, Adrift):
        return
    text, store = review.compared.document.text, review.compared.stores[side]
    tag = review.compared.codebook.tag(one.tag)
    differing = {own.id for link in difference.links if (own := (link.a, link.b)[side]) is not None}
    for link in store.links_from(one.id):
        role, head = tag.role(link.role) if tag is not None else None, store.annotation(link.to_id)
        if link.id not in differing and head is not None:
            words = line_of(text[head.start : head.end], _VALUE)
            name = role.name if role is not None else link.role
            yield Fact(visible(tr("{role} → {words}", role=name, words=words)), differs=False)
    if one is (difference.a, difference.b)[side][0]:
        for differs in difference.links:
            yield Fact(visible(end_words(review, differs, side)), differs=True)


def _notes(one: Annotation, answers: Sequence[Annotation]) -> Iterator[Fact]:
    if one.note:
        words = tr("note: {words}", words=line_of(one.note, _NOTE))
        yield Fact(visible(words), any(other.note != one.note for other in answers))
