"""Causes of differences, by which those that are alike can be settled alike."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from analyst_app.alignment.align import Difference
from analyst_app.core.annotation import Annotation
from analyst_app.core.codebook import Attribute, Codebook
from analyst_app.core.roles import value_name
from analyst_app.review.adrift import Adrift
from analyst_app.wording import in_row, listed, marked, tr

if TYPE_CHECKING:
    import regex

_STOPS = frozenset(".!?…。")
_POSSESSIVE = re.compile(r"['’]s?")
_ARTICLES = frozenset(
    ("a", "an", "the", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une", "el", "los")
)
_NAMES = {
    "space": marked("white space"),
    "marks": marked("marks in or out"),
    "stop": marked("final stop"),
    "possessive": marked("possessive in or out"),
    "emoji": marked("emoji in or out"),
    "symbol": marked("symbols in or out"),
    "invisible": marked("invisible characters in or out"),
    "punctuation": marked("other punctuation"),
    "article": marked("article word in or out"),
    "title": marked("title in or out"),
    "word": marked("one word more or less"),
    "words": marked("several words more or less"),
}
_MISSING = {
    "": marked("{role} missing"),
    " in A": marked("{role} missing in A"),
    " in B": marked("{role} missing in B"),
}

_EMOJI = (
    r"(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F|\p{Regional_Indicator}"
    r"|[\p{Extended_Pictographic}--[\u0000-\uFFFF]])[\p{Emoji_Modifier}\u200D\uFE0F\U000E0020-\U000E007F]*"
    r"|[0-9#*]\uFE0F?\u20E3"
)
"""Signs that are shown as pictures (UTS #51), with what is joined to them; a sign like ``©`` is none by itself."""


class EdgeWords(NamedTuple):
    """Words and signs that explain why two edges differ, and the names of tags that causes are told in."""

    titles: frozenset[str] = frozenset()
    """Words before a name that are no part of it, in small letters."""
    marks: frozenset[str] = frozenset()
    """Signs that open or close a quotation."""
    codebook: Codebook | None = None
    """Has the names of tags, attributes and values; None: their ids are told."""
    is_one_reading: bool = False
    """True if one reading is checked alone: then no side is named."""
    sides: tuple[str, str] = ("A", "B")
    """The sides as they are called."""
    is_among_more: bool = False
    """True if there is a third reading: then both sides are named."""

    def tag(self, tag_id: str) -> str:
        """A tag's name, as the codebook writes it."""
        tag = self.codebook.tag(tag_id) if self.codebook is not None else None
        return tag.name if tag is not None else tag_id

    def attribute(self, tag_id: str, name: str) -> str:
        """An attribute's name, as the codebook writes it.

        Args:
            tag_id: of the tag that has it.
            name: the attribute's id.
        """
        attribute = self._attribute(tag_id, name)
        return attribute.name if attribute is not None else name

    def value(self, tag_id: str, name: str, value: Any) -> str:
        """A value as a person reads it.

        Args:
            tag_id: of the tag that has the attribute.
            name: the attribute's id.
            value: as the sidecar holds it.
        """
        return value_name(self._attribute(tag_id, name), value)

    def _attribute(self, tag_id: str, name: str) -> Attribute | None:
        tag = self.codebook.tag(tag_id) if self.codebook is not None else None
        return tag.attribute(name) if tag is not None else None


NO_EDGE_WORDS = EdgeWords()


class Cause(NamedTuple):
    """The reason of a difference, which it may have in common with others."""

    key: tuple[Any, ...]
    """Equal for all differences that can be decided alike; with boundaries, it tells also which layer is wider."""
    label: str
    """The cause in words."""


def cause_of(difference: Difference | Adrift, text: str, words: EdgeWords = NO_EDGE_WORDS) -> Cause:
    """Return the cause of a difference.

    Args:
        difference: a row of the review.
        text: text of the article.
        words: words and signs of the language of the article.
    """
    if isinstance(difference, Adrift):
        who = listed(difference.had)
        if difference.added_by:
            told = tr("{tag} added by {added_by}", tag=words.tag(difference.tag), added_by=difference.added_by)
            return Cause((difference.shown_kind, difference.tag), told)
        if words.is_one_reading:
            return Cause(
                (difference.kind, difference.tag, who), tr("{tag} deleted since", tag=words.tag(difference.tag))
            )
        return Cause(
            (difference.kind, difference.tag, who),
            tr("{tag} deleted in {who} since", tag=words.tag(difference.tag), who=who),
        )
    kind, tag = difference.shown_kind, difference.tag
    if kind == "split_merge":
        several = words.sides[len(difference.a) <= 1]
        return Cause(
            (kind, tag, several), tr("one {tag} or several (several in {several})", tag=words.tag(tag), several=several)
        )
    if kind in ("only_a", "only_b"):
        return _one_sided(kind, (difference.a or difference.b)[0], words)
    if kind == "link":
        return _links(difference)
    (a, b), one, two = words.sides, difference.a[0], difference.b[0]
    if kind == "boundary":
        return _boundary(one, two, text, words)
    if kind in ("tag", "boundary_tag"):
        return Cause(
            (kind, one.tag, two.tag),
            tr("{one} in {a}, {two} in {b} with other edges", one=words.tag(one.tag), a=a, two=words.tag(two.tag), b=b)
            if kind == "boundary_tag"
            else tr("{one} in {a}, {two} in {b}", one=words.tag(one.tag), a=a, two=words.tag(two.tag), b=b),
        )
    if kind == "attribute":
        return _attributes(tag, difference.details["attributes"], words)
    return Cause((kind,), tr("agreed") if kind == "same" else tr("note"))


def between_edges(one: Annotation, two: Annotation, text: str) -> tuple[str, str]:
    """Return the words between the two starts, and those between the two ends.

    Args:
        one: an annotation.
        two: another one.
        text: text of the article.
    """
    starts, ends = sorted((one.start, two.start)), sorted((one.end, two.end))
    return text[starts[0] : starts[1]], text[ends[0] : ends[1]]


def _boundary(one: Annotation, two: Annotation, text: str, words: EdgeWords) -> Cause:
    before, after = between_edges(one, two, text)
    parts = ((before, False), (after, True))
    kinds = (kind for part, is_end in parts if part for kind in _kinds_of(part, words, is_end=is_end))
    found = list(dict.fromkeys(kinds))
    wider: set[str] = set()
    if before:
        wider.add(words.sides[one.start >= two.start])
    if after:
        wider.add(words.sides[one.end <= two.end])
    label = listed([tr(_NAMES[name]) for name in found])
    direction = wider.pop() if len(wider) == 1 else ""
    if direction and words.is_among_more:
        narrower = words.sides[words.sides[0] == direction]
        label = tr("{label} ({direction} wider than {narrower})", label=label, direction=direction, narrower=narrower)
    elif direction:
        label = tr("{label} ({direction} wider)", label=label, direction=direction)
    return Cause(("boundary", one.tag, *found, direction), label)


def _kinds_of(part: str, words: EdgeWords, *, is_end: bool) -> list[str]:
    """The kinds of what stands between two edges, keys of ``_NAMES``: emoji last, where they are not alone."""
    inside = part.strip()
    if not inside:
        return ["space"]
    besides = inside if inside.isascii() else str(_emoji().sub("", inside))
    found = [_kind_of(besides.strip(), words, is_end=is_end)] if besides.strip() else []
    return found if besides == inside else [*found, "emoji"]


def _kind_of(inside: str, words: EdgeWords, *, is_end: bool) -> str:
    if not any(character.isalnum() for character in inside):
        if words.marks.intersection(inside) and not (is_end and _POSSESSIVE.fullmatch(inside)):
            return "marks"
        return "stop" if is_end and _STOPS.issuperset(inside) else _kind_of_signs(inside)
    if is_end and _POSSESSIVE.fullmatch(inside):
        return "possessive"
    parts = [word.strip(".,").casefold() for word in inside.split()]
    if not is_end and _ARTICLES.issuperset(parts):
        return "article"
    if not is_end and all(word in words.titles or word in _ARTICLES for word in parts):
        return "title"
    return "word" if len(parts) == 1 else "words"


def _kind_of_signs(signs: str) -> str:
    kinds = {unicodedata.category(sign) for sign in signs if not sign.isspace()}
    if all(kind[0] == "S" for kind in kinds):
        return "symbol"
    return "invisible" if kinds <= {"Cf", "Cc", "Mn"} else "punctuation"


@cache
def _emoji() -> regex.Pattern[str]:
    import regex  # only some differences are about signs beyond ASCII

    return regex.compile(_EMOJI, regex.V1)


def _one_sided(kind: str, annotation: Annotation, words: EdgeWords) -> Cause:
    name, value = "kind", annotation.attribute("kind")
    if value is None:
        name, value = next(((key, given) for key, given in annotation.attributes if isinstance(given, str)), ("", None))
    tag = words.tag(annotation.tag)
    told = words.value(annotation.tag, name, value)
    key = (kind, annotation.tag, value if isinstance(value, str) else "")
    if words.is_one_reading:
        return Cause(key, f"{tag}: {told}" if isinstance(value, str) else tag)
    named = f"{tag}: {told}" if isinstance(value, str) else tr("{tag} or nothing", tag=tag)
    side = words.sides[kind != "only_a"]
    return Cause(key, tr("{named} (only {side})", named=named, side=side))


def _attributes(tag: str, values: dict[str, list[Any]], words: EdgeWords) -> Cause:
    if len(values) > 1:
        names = in_row(words.attribute(tag, name) for name in values)
        return Cause(("attributes", tag, *values), f"{words.tag(tag)}: {names}")
    ((name, both),), (a, b) = values.items(), words.sides
    one, two = (tr("not set") if value is None else words.value(tag, name, value) for value in both)
    label = tr(
        "{tag}, {tag2}: {one} in {a}, {two} in {b}",
        tag=words.tag(tag),
        tag2=words.attribute(tag, name),
        one=one,
        a=a,
        two=two,
        b=b,
    )
    return Cause(("attribute", tag, name, *map(str, both)), label)


def _links(difference: Difference) -> Cause:
    first = difference.links[0]
    link = first.a or first.b
    role = link.role if link else ""
    side = ("" if first.a and first.b else " in B" if first.a else " in A") if first.kind == "missing" else ""
    if first.kind == "missing":
        told = _MISSING[side]
    else:
        told = marked("{role} another role") if first.kind == "role" else marked("{role} to someone else")
    return Cause(("link", first.kind, role, side), tr(told, role=role))
