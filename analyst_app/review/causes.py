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

if TYPE_CHECKING:
    import regex

_STOPS = frozenset(".!?…。")
_POSSESSIVE = re.compile(r"['’]s?")
_ARTICLES = frozenset(
    ("a", "an", "the", "der", "die", "das", "ein", "eine", "le", "la", "les", "un", "une", "el", "los")
)
_NAMES = {
    "space": "white space",
    "marks": "marks in or out",
    "stop": "final stop",
    "possessive": "possessive in or out",
    "emoji": "emoji in or out",
    "symbol": "symbols in or out",
    "invisible": "invisible characters in or out",
    "punctuation": "other punctuation",
    "article": "article word in or out",
    "title": "title in or out",
    "word": "one word more or less",
    "words": "several words more or less",
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
        who = " and ".join(difference.had)
        if words.is_one_reading:
            return Cause((difference.kind, difference.tag, who), f"{words.tag(difference.tag)} deleted since")
        return Cause((difference.kind, difference.tag, who), f"{words.tag(difference.tag)} deleted in {who} since")
    kind, tag = difference.shown_kind, difference.tag
    if kind == "split_merge":
        several = words.sides[len(difference.a) <= 1]
        return Cause((kind, tag, several), f"one {words.tag(tag)} or several (several in {several})")
    if kind in ("only_a", "only_b"):
        return _one_sided(kind, (difference.a or difference.b)[0], words)
    if kind == "link":
        return _links(difference)
    (a, b), one, two = words.sides, difference.a[0], difference.b[0]
    if kind == "boundary":
        return _boundary(one, two, text, words)
    if kind in ("tag", "boundary_tag"):
        edges = " with other edges" if kind == "boundary_tag" else ""
        return Cause((kind, one.tag, two.tag), f"{words.tag(one.tag)} in {a}, {words.tag(two.tag)} in {b}{edges}")
    if kind == "attribute":
        return _attributes(tag, difference.details["attributes"], words)
    return Cause((kind,), "agreed" if kind == "same" else "note")


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
    label = " and ".join(_NAMES[name] for name in found)
    direction = wider.pop() if len(wider) == 1 else ""
    if direction and words.is_among_more:
        narrower = words.sides[words.sides[0] == direction]
        label = f"{label} ({direction} wider than {narrower})"
    elif direction:
        label = f"{label} ({direction} wider)"
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
    listed = [word.strip(".,").casefold() for word in inside.split()]
    if not is_end and _ARTICLES.issuperset(listed):
        return "article"
    if not is_end and all(word in words.titles or word in _ARTICLES for word in listed):
        return "title"
    return "word" if len(listed) == 1 else "words"


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
        return Cause(key, f"{told} as {tag}" if isinstance(value, str) else tag)
    named = f"{told} as {tag}" if isinstance(value, str) else f"{tag} or nothing"
    side = words.sides[kind != "only_a"]
    return Cause(key, f"{named} (only {side})")


def _attributes(tag: str, values: dict[str, list[Any]], words: EdgeWords) -> Cause:
    if len(values) > 1:
        names = ", ".join(words.attribute(tag, name) for name in values)
        return Cause(("attributes", tag, *values), f"{words.tag(tag)}: {names}")
    ((name, both),), (a, b) = values.items(), words.sides
    one, two = ("not set" if value is None else words.value(tag, name, value) for value in both)
    label = f"{words.tag(tag)}, {words.attribute(tag, name)}: {one} in {a}, {two} in {b}"
    return Cause(("attribute", tag, name, *map(str, both)), label)


def _links(difference: Difference) -> Cause:
    first = difference.links[0]
    link = first.a or first.b
    role = link.role if link else ""
    words = {"missing": "missing", "role": "another role", "end": "to someone else"}[first.kind]
    side = ("" if first.a and first.b else " in B" if first.a else " in A") if first.kind == "missing" else ""
    return Cause(("link", first.kind, role, side), f"{role} {words}{side}")
