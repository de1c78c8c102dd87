"""Parsed JSON to records, item by item: what is wrong with one is said, never guessed away.

Annotations of lines of which nothing is to be said are made many at once,
column by column: several times as fast as one after another.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import repeat
from typing import Any, Generic, NamedTuple, TypeVar, cast

import msgspec

from analyst_app.core.annotation import Annotation, Entry, LayerFacts, Link, Pairs, Section, Unplaced, pairs
from analyst_app.storage import codec
from analyst_app.storage.codec import ANNOTATION_KEYS, LINK_KEYS, unplaced
from analyst_app.storage.lines.typed_lines import OPTIONAL_KEYS, AnnotationLine, LinkLine, WrittenLine, extras
from analyst_app.storage.strict_json import Damage, check_depth
from analyst_app.wording import tr, whole

_STAMPS = ("created", "modified")
_ANNOTATION = frozenset((*ANNOTATION_KEYS, *_STAMPS))
_LINK = frozenset((*LINK_KEYS, *_STAMPS))
_ENTRY = frozenset(("id", "rev", *_STAMPS))
_FACTS = frozenset(("rev", "status", "note"))
_UNPLACED = frozenset(("why", "text_sha256", "record", "rev"))
HIGHEST_REV = 2**53 - 2
"""The highest rev that is written; every JSON parser reads it, and the one after it, exactly."""
LONGEST_ID = 1_000
"""Characters of an id that is no mistake; those made here have 36."""
_OF_THE_LAYER = LayerFacts().id
REASONS = frozenset(("orphan", "unconfirmed", "end_missing", "reading", "invalid"))

BAD_REV = 'has a "rev" that is no whole number above 0'
"""The end of a sentence about a record."""
_MOST = 10_000
"""Different attributes that are remembered by their bytes; where there are more, hardly any come twice."""
_R = TypeVar("_R", Annotation, Link)
_Make = Callable[[Iterable[object]], _R]
# as Annotation._make without its Python code, which takes twice as long
_annotation = cast("_Make[Annotation]", partial(tuple.__new__, Annotation))
_link = cast("_Make[Link]", partial(tuple.__new__, Link))


class BadItem(ValueError):
    """An item is not as it should be; the message is the end of a sentence about it."""


def id_fault(record_id: str) -> str:
    """The fault of an id that loads all the same, as the rest of a sentence; empty if it has none."""
    if len(record_id) > LONGEST_ID:
        return tr(
            "of {count} characters; at most {longest_id} are sensible, so give it a shorter one",
            count=whole(len(record_id)),
            longest_id=whole(LONGEST_ID),
        )
    if record_id.isprintable():
        return ""
    odd = dict.fromkeys(f"U+{ord(letter):04X}" for letter in record_id if not letter.isprintable())
    return tr(
        "with a character that cannot be seen ({value}); take it out wherever the id stands",
        value=", ".join([*odd][:3]),
    )


def saturated(rev: int) -> int:
    """A rev, or the highest there is: revs stop there, so that whatever was written can be read."""
    return rev if rev < HIGHEST_REV else HIGHEST_REV


class Shared:
    """Values that many records have, kept once: tags, attributes, times."""

    def __init__(self) -> None:
        self._pairs: dict[Pairs, Pairs] = {}
        self._times: dict[str, str] = {}

    def attributes(self, mapping: dict[str, Any]) -> Pairs:
        """Attributes as pairs; values that are no scalars are not shared."""
        if not mapping:
            return ()
        made = pairs(mapping)
        try:
            held = self._pairs.setdefault(made, made)
        except TypeError:
            return made
        if held is made or all(_are_one(one[1], other[1]) for one, other in zip(held, made, strict=True)):
            return held
        return made

    def time(self, time: str) -> str:
        """A time; most come twice or more."""
        return self._times.setdefault(time, time)

    def times(self, times: Sequence[str]) -> list[str]:
        """Many times, in their order."""
        return list(map(self._times.setdefault, times, times))


def _are_one(one: object, other: object) -> bool:
    """True if two equal scalars are one JSON value; 1, 1.0 and True are three, 0.0 and -0.0 two."""
    return type(one) is type(other) and (type(one) is not float or repr(one) == repr(other))


def annotation_from_line(line: AnnotationLine, text: str, shared: Shared) -> Annotation:
    """The annotation of a typed line, checked against the text.

    Args:
        line: as parsed.
        text: that its offsets refer to.
        shared: values that are kept once.

    Raises:
        BadItem: it does not fit.
    """
    _check_known(line.id, line.rev, line.tag, "tag")
    if not 0 <= line.start < line.end <= len(text):
        raise BadItem(
            tr(
                "lies at {start}–{end}, outside the text of {count} characters",
                start=line.start,
                end=line.end,
                count=len(text),
            )
        )
    if text[line.start : line.end] != line.exact:
        raise BadItem(
            tr(
                'says "{exact}", but the text there is "{text}"',
                exact=_short(line.exact),
                text=_short(text[line.start : line.end]),
            )
        )
    return Annotation(
        line.id,
        sys.intern(line.tag),
        line.start,
        line.end,
        shared.attributes(line.attributes),
        line.note,
        shared.time(line.created),
        shared.time(line.modified),
        line.extra,
    )


def check_depths(line: AnnotationLine) -> None:
    """Refuse an annotation with a value that is nested absurdly deep.

    Raises:
        Damage: it has one.
    """
    for value in line.attributes.values():
        if value.__class__ is dict or value.__class__ is list:
            check_depth(value, 2)
    for _, value in line.extra:
        check_depth(value, 1)


class SoundLines(NamedTuple, Generic[_R]):
    """Annotations or links of lines in a row of which nothing is to be said."""

    records: list[_R]
    ids: set[str]
    revs: dict[str, int]
    """By id, those above 1."""


class LineColumns:
    """Makes annotations and links of many lines of one file at once.

    Lines count together only where nothing is to be said of any of them. Every
    check of ``annotation_from_line`` and ``link_from_line`` is made here as well,
    on whole columns; where one fails, the lines are to be taken one by one,
    which says what is wrong.

    Args:
        text: that their offsets refer to.
        shared: values that are kept once.
    """

    def __init__(self, text: str, shared: Shared) -> None:
        self._text, self._shared = text, shared
        self._known: dict[bytes, Pairs] = {}

    def annotations(self, chunk: bytes) -> SoundLines[Annotation] | None:
        """The annotations of some lines; None if there are none, or anything is odd about one of them.

        Args:
            chunk: the lines, without the comma after the last.
        """
        lines = codec.parse_rows(chunk)
        if not lines:
            return None
        starts, ends = [one.start for one in lines], [one.end for one in lines]
        attributes = self._attributes([one.attributes for one in lines])
        if attributes is None or not self._hold(starts, ends, [one.exact for one in lines]):
            return None
        ids, tags, notes = [one.id for one in lines], [one.tag for one in lines], [one.note for one in lines]
        told = extras(lines)
        if not all(_are_shallow(dict(extra)) for extra in told if extra):
            return None
        rows = zip(ids, map(sys.intern, tags), starts, ends, attributes, notes, *self._times(lines), told, strict=False)
        return _sound(ids, [one.rev for one in lines], (tags,), map(_annotation, rows))

    def links(self, chunk: bytes) -> SoundLines[Link] | None:
        """The links of some lines; None if there are none, or anything is odd about one of them.

        Args:
            chunk: the lines, without the comma after the last.
        """
        lines = codec.parse_links(chunk)
        if not lines:
            return None
        ids, roles = [one.id for one in lines], [one.role for one in lines]
        tails, heads = [one.from_id for one in lines], [one.to_id for one in lines]
        rows = zip(ids, map(sys.intern, roles), tails, heads, *self._times(lines), repeat(()))
        return _sound(ids, [one.rev for one in lines], (roles, tails, heads), map(_link, rows))

    def _times(self, lines: Iterable[WrittenLine] | Iterable[LinkLine]) -> tuple[list[str], list[str]]:
        """The times of creation and of the last change, line by line; most were never changed."""
        created, modified = [one.created for one in lines], [one.modified for one in lines]
        first = self._shared.times(created)
        return first, first if modified == created else self._shared.times(modified)

    def _hold(self, starts: Sequence[int], ends: Sequence[int], exacts: Sequence[str]) -> bool:
        """True if every span lies inside the text, and the text there is just what its line says."""
        text = self._text
        if min(starts) < 0 or min(ends) < 1 or max(ends) > len(text):  # Python would count from the text's end
            return False
        if "" in exacts:  # as is so if a span ends where it starts, or before that
            return False
        return [text[start:end] for start, end in zip(starts, ends, strict=True)] == exacts

    def _attributes(self, raws: Iterable[msgspec.Raw]) -> list[Pairs] | None:
        """The attributes of each line, equal ones kept once; None if some are not as the app writes them."""
        if len(self._known) > _MOST:
            self._known.clear()
        known, written = self._known, list(map(bytes, raws))
        for raw in set(written).difference(known):
            parsed = codec.parse_attributes(raw)
            if parsed is None or not _are_shallow(parsed):
                return None
            known[raw] = self._shared.attributes(parsed)
        return [known[raw] for raw in written]


def _sound(
    ids: Sequence[str], revs: Sequence[int], needed: Iterable[Sequence[str]], records: Iterable[_R]
) -> SoundLines[_R] | None:
    """Records with ids of their own, possible revs and no empty word in the columns that they need; else None."""
    fresh = set(ids)
    if len(fresh) != len(ids) or "" in fresh or min(revs) < 1 or any("" in words for words in needed):
        return None
    above = {one: saturated(rev) for one, rev in zip(ids, revs, strict=True) if rev > 1} if max(revs) > 1 else {}
    return SoundLines(list(records), fresh, above)


def _are_shallow(attributes: dict[str, Any]) -> bool:
    try:
        check_depth(attributes, 1)
    except Damage:
        return False
    return True


def link_from_line(line: LinkLine, shared: Shared) -> Link:
    """The link of a typed line.

    Args:
        line: as parsed.
        shared: values that are kept once.

    Raises:
        BadItem: it has no id, role or ends.
    """
    _check_known(line.id, line.rev, line.role, "role")
    if not line.from_id or not line.to_id:
        raise BadItem(tr("does not say which annotations it links"))
    times = (shared.time(line.created), shared.time(line.modified))
    return Link(line.id, sys.intern(line.role), line.from_id, line.to_id, *times)


def annotation_line_of(item: Any) -> tuple[AnnotationLine, Pairs]:
    """A parsed object as a typed line and its unknown keys.

    Raises:
        BadItem: a key is missing or of the wrong type.
    """
    parsed = _ParsedObject(item)
    line = AnnotationLine(
        parsed.words("id"),
        parsed.rev(),
        parsed.words("tag"),
        parsed.number("start"),
        parsed.number("end"),
        parsed.words("exact"),
        parsed.words("prefix", ""),
        parsed.words("suffix", ""),
        parsed.mapping("attributes"),
        parsed.words("note", ""),
        *parsed.times(),
    )
    extra = parsed.unknown(_ANNOTATION)
    for key, value in extra:
        if key in OPTIONAL_KEYS:
            setattr(line, key, value)
    return line, extra


def link_line_of(item: Any) -> tuple[LinkLine, Pairs]:
    """A parsed object as a typed link and its unknown keys.

    Raises:
        BadItem: a key is missing or of the wrong type.
    """
    parsed = _ParsedObject(item)
    line = LinkLine(
        parsed.words("id"),
        parsed.rev(),
        parsed.words("role"),
        parsed.words("from"),
        parsed.words("to"),
        *parsed.times(),
    )
    return line, parsed.unknown(_LINK)


def entry_of(item: Any, section: Section) -> tuple[Entry, int]:
    """A parsed decision, reply or dismissed place and its rev.

    Args:
        item: as parsed.
        section: the list that it stands in.

    Raises:
        BadItem: it has no id or a bad rev.
    """
    parsed = _ParsedObject(item)
    made = Entry(
        parsed.words("id"),
        section,
        parsed.unknown(_ENTRY),
        *parsed.times(),
    )
    _check_id(made.id)
    return made, parsed.rev()


def facts_of(item: Any) -> tuple[LayerFacts, int]:
    """The layer's own record and its rev.

    Raises:
        BadItem: a key is of the wrong type.
    """
    parsed = _ParsedObject(item)
    status = parsed.words("status", "in_progress")
    return LayerFacts(status, parsed.words("note", ""), parsed.unknown(_FACTS)), parsed.rev()


def unplaced_of(item: Any) -> tuple[Unplaced, int]:
    """A parsed unplaced item and its rev.

    Raises:
        BadItem: it is not of that shape.
    """
    parsed = _ParsedObject(item)
    why = parsed.words("why")
    if why not in REASONS or "record" not in item:
        raise BadItem(tr('needs a "record" and a "why" that is known'))
    if why != "invalid" and not isinstance(item["record"], dict):
        raise BadItem(tr('has a "record" that is no object'))
    return unplaced(why, parsed.words("text_sha256", ""), item["record"], parsed.unknown(_UNPLACED)), parsed.rev()


class _ParsedObject:
    """Takes an object apart, naming what is wrong."""

    def __init__(self, item: Any) -> None:
        if not isinstance(item, dict):
            raise BadItem(tr("is no object in { }"))
        self.item = item

    def words(self, key: str, default: str | None = None) -> str:
        value = self.item.get(key, default)
        if value is None and key not in self.item:
            raise BadItem(tr('has no "{key}"', key=key))
        if not isinstance(value, str):
            raise BadItem(tr('has a "{key}" that is no text', key=key))
        return value

    def number(self, key: str) -> int:
        value = self.item.get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise BadItem(tr('has no whole number as "{key}"', key=key))
        return value

    def rev(self) -> int:
        value = self.item.get("rev", 1)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise BadItem(BAD_REV)
        return saturated(value)

    def times(self) -> tuple[str, str]:
        bad = [f'a "{key}"' for key in _STAMPS if not isinstance(self.item.get(key, ""), str)]
        if bad:
            raise BadItem(f"has {' and '.join(bad)} that {'is' if len(bad) == 1 else 'are'} no text")
        created, modified = (self.item.get(key, "") for key in _STAMPS)
        return created, modified

    def mapping(self, key: str) -> dict[str, Any]:
        value = self.item.get(key, {})
        if not isinstance(value, dict):
            raise BadItem(tr('has "{key}" that are no object in {{ }}', key=key))
        return value

    def unknown(self, known: frozenset[str]) -> Pairs:
        return pairs({key: value for key, value in self.item.items() if key not in known})


def _check_id(record_id: str) -> None:
    if not record_id:
        raise BadItem(tr("has no id"))
    if record_id == _OF_THE_LAYER:
        raise BadItem(tr("has the id of the layer's own record"))


def _check_known(record_id: str, rev: int, kind: str, what: str) -> None:
    if rev < 1:
        raise BadItem(BAD_REV)
    if not record_id or record_id == _OF_THE_LAYER:
        _check_id(record_id)  # called for these only: it is asked of every record
    if not kind:
        raise BadItem(tr("has no {what}", what=what))


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39] + "…"
