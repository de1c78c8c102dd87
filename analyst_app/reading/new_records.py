"""A program's annotations and links, checked against the article and the codebook, as the records that a layer gets.

All that is wrong is found before anything is written, and each fault is told
with its annotation.
"""

from __future__ import annotations

import json
import operator
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from analyst_app.core.annotation import ASSIST, Link, pairs, utc_now
from analyst_app.core.annotation import Annotation as StoredAnnotation
from analyst_app.core.codebook import Codebook, Tag
from analyst_app.core.document import Document
from analyst_app.core.excerpts import line_of
from analyst_app.errors import ChangeRefused
from analyst_app.language.known_people import ACTOR
from analyst_app.reading.compared_layers import nearest_words
from analyst_app.reading.typed_records import Annotation
from analyst_app.review.decisions import derived_id
from analyst_app.wording import tr

End = Annotation | str | int
"""One end of a new link: an annotation that is written with it, its id, or its place in the list."""
NewLink = Link | tuple[str, End, End]
"""A link of a layer, or role, beginning and end of a new one: ``("speaker", quote, actor)``."""
NewAnnotation = Annotation | Mapping[str, Any]
"""An annotation, or a mapping with ``tag``, ``start`` and ``end``, and perhaps more of its fields."""

_FIELDS = ("tag", "start", "end", "exact", "values", "note", "id", "actor", "score")
_TOLD = 5
"""Faults that a refusal lists; the others are counted."""
_WORDS = 40
"""Characters of an annotation's words in a sentence."""


class NewRecords(NamedTuple):
    """The records that a layer gets, those that it has already left as they are."""

    annotations: list[StoredAnnotation]
    links: list[Link]


class _Faults:
    """The faults of what is to be written, a sentence each."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def tell(self, number: int, one: Mapping[str, Any], words: str) -> None:
        place = {key: one.get(key, "–") for key in ("tag", "start", "end")}
        where = tr("annotation {number} ({tag}, {start} to {end})", number=number + 1, **place)
        self.told.append(f"{where}: {words}")

    def refuse(self, name: str) -> None:
        """Refuse if there is any.

        Raises:
            ChangeRefused: there is; nothing was written.
        """
        if not self.told:
            return
        more = len(self.told) - _TOLD
        words = "; ".join(self.told[:_TOLD])
        if more > 0:
            words = tr("{words}; and {n} more|{words}; and {n} more", more, words=words)
        raise ChangeRefused(tr("Nothing was written beside {name}: {words}.", name=name, words=words))


def new_records(
    annotations: Iterable[NewAnnotation],
    links: Iterable[NewLink],
    *,
    layer_id: str,
    document: Document,
    codebook: Codebook,
    there: Sequence[StoredAnnotation],
    keeps_unknown: bool,
) -> NewRecords:
    """The records of a layer, each with its id.

    An annotation that the layer has already, by its id or by tag and place,
    keeps its id; so decisions on it stand. The id of any other follows from
    layer, text, tag and place, so that two machines that run one program write
    the same, and their files merge.

    Args:
        annotations: what a program found.
        links: between them.
        layer_id: of the layer.
        document: the article.
        codebook: that applies.
        there: the annotations that the layer has.
        keeps_unknown: True if tags, values and roles that the codebook does not know are written all the same.

    Raises:
        ChangeRefused: something does not fit; the sentence names it, and nothing was written.
    """
    faults, given = _Faults(), [*annotations]
    fields = [_fields_of(one) for one in given]
    for number, one in enumerate(fields):
        for words in _faults_of(one, document.text, None if keeps_unknown else codebook):
            faults.tell(number, one, words)
    faults.refuse(document.source.name)
    _tell_twins(fields, faults)
    ids = _ids(fields, layer_id, document.sha256, there)
    if len(set(ids)) < len(ids):
        twice = next(one for one, times in Counter(ids).items() if times > 1)
        number = ids.index(twice, ids.index(twice) + 1)
        faults.tell(number, fields[number], tr("its id {id} stands twice", id=twice))
    known = {one.id: one for one in there}
    made = [_record(one, own, layer_id, known.get(own)) for one, own in zip(fields, ids, strict=True)]
    ends = _Ends(given, fields, ids, {one.id: one.tag for one in (*there, *made)})
    new_links = list(_links(links, ends, layer_id, faults, None if keeps_unknown else codebook))
    faults.refuse(document.source.name)
    return NewRecords(made, list({(one.role, one.from_id, one.to_id): one for one in new_links}.values()))


def _links(
    links: Iterable[NewLink], ends: _Ends, layer_id: str, faults: _Faults, codebook: Codebook | None
) -> Iterator[Link]:
    """The links as the layer holds them; what is wrong with one is told."""
    for number, link in enumerate(links, 1):
        role, from_id, to_id = ends.of(link)
        words = _fault_of_link(role, ends.tags.get(from_id), ends.tags.get(to_id), codebook)
        if words:
            faults.told.append(tr("link {number} ({role}): {words}", number=number, role=role, words=words))
        yield Link(derived_id("program link", layer_id, role, from_id, to_id), role, from_id, to_id, utc_now())


def _tell_twins(fields: Sequence[Mapping[str, Any]], faults: _Faults) -> None:
    """Tell of each annotation that is one of those before it once more."""
    met: set[tuple[str, int, int, str]] = set()
    for number, one in enumerate(fields):
        values = json.dumps(one.get("values", {}), sort_keys=True, default=repr)
        key = (one["tag"], one["start"], one["end"], values)
        if key in met:
            faults.tell(number, one, tr("it stands twice"))
        met.add(key)


def _fields_of(one: NewAnnotation) -> dict[str, Any]:
    """An annotation as a mapping; whole numbers of any library as Python's own."""
    if isinstance(one, Annotation):
        fields: dict[str, Any] = {name: getattr(one, name) for name in _FIELDS if name != "score"}
        score = (one.assist or {}).get("score")
        fields |= {"score": score} if score is not None else {}
    else:
        fields = dict(one)
    for name in ("start", "end"):
        if not isinstance(fields.get(name), bool):
            try:
                fields[name] = operator.index(fields.get(name))  # type: ignore[arg-type]  # what is none, raises
            except TypeError:
                continue
    return fields


def _faults_of(one: Mapping[str, Any], text: str, codebook: Codebook | None) -> Iterator[str]:
    """Sentences on what is wrong with one annotation; without a codebook, tag and values may be any."""
    unknown = sorted(set(one) - {*_FIELDS})
    if unknown:
        yield tr("it has {keys}, which is none of {known}", keys=", ".join(unknown), known=", ".join(_FIELDS))
    start, end, exact = one.get("start"), one.get("end"), one.get("exact", "")
    if type(start) is not int or type(end) is not int:
        yield tr("start and end must be whole numbers")
    elif not 0 <= start < end <= len(text):
        yield tr("it must lie in the text, which has {n} character|it must lie in the text, which has {n} characters",
                 len(text)) + _other_unit(text, start, end, exact)  # fmt: skip
    elif exact and text[start:end] != exact:
        there, wanted = line_of(text[start:end], _WORDS), line_of(str(exact), _WORDS)
        words = tr("there stands “{there}”, not “{exact}”", there=there, exact=wanted)
        yield words + _other_unit(text, start, end, exact)
    values, tag_id = one.get("values", {}), one.get("tag")
    if not isinstance(values, Mapping):
        yield tr("its values must be a mapping")
    elif not isinstance(tag_id, str) or not tag_id:
        yield tr("it needs a tag")
    elif codebook is not None:
        tag = codebook.tag(tag_id)
        if tag is None:
            told = nearest_words(tag_id, [known.id for known in codebook.tags])
            yield tr("the codebook has no tag {tag}; {told}", tag=tag_id, told=told)
        elif tag.retired:
            yield tr("the tag {tag} is retired: no new annotation gets it", tag=tag_id)
        else:
            yield from _faults_of_values(tag, values)
    score = one.get("score")
    if score is not None and (isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1):
        yield tr("its score must be a number from 0 to 1")
    for name in ("exact", "note", "id", "actor"):
        if not isinstance(one.get(name, ""), str):
            yield tr("its {name} must be text", name=name)


def _faults_of_values(tag: Tag, values: Mapping[str, Any]) -> Iterator[str]:
    for name, value in values.items():
        attribute = tag.attribute(name)
        if attribute is None:
            told = nearest_words(str(name), [known.id for known in tag.attributes])
            yield tr("the tag {tag} has no attribute {name}; {told}", tag=tag.id, name=name, told=told)
        elif not attribute.takes(value):
            allowed = ", ".join(one.id for one in attribute.values) or attribute.type
            yield tr("{name} cannot be {value}; it takes {allowed}", name=name, value=repr(value), allowed=allowed)


def _other_unit(text: str, start: int, end: int, exact: object) -> str:
    """A hint if the offsets count something else than code points."""
    if not isinstance(exact, str) or not exact:
        return ""
    for name, codec, width in (("bytes of UTF-8", "utf-8", 1), ("UTF-16 units", "utf-16-le", 2)):
        data = text.encode(codec)
        if data[width * start : width * end] == exact.encode(codec, "replace"):
            return tr(" (these offsets count {unit}; give code points, as Python’s len counts them)", unit=name)
    return ""


def _ids(
    fields: Sequence[Mapping[str, Any]], layer_id: str, sha256: str, there: Sequence[StoredAnnotation]
) -> list[str]:
    """An id for each annotation."""
    held = {one.id for one in there}
    free: dict[tuple[str, int, int], list[str]] = {}
    named = {one.get("id") for one in fields}
    for annotation in there:
        if annotation.id not in named:
            free.setdefault((annotation.tag, annotation.start, annotation.end), []).append(annotation.id)
    times: Counter[tuple[str, int, int]] = Counter()
    found = []
    for one in fields:
        place = (one["tag"], one["start"], one["end"])
        given = one.get("id", "")
        if given in held or _is_uuid(given):
            found.append(given)
        elif free.get(place):
            found.append(free[place].pop(0))
        else:
            found.append(derived_id("program", layer_id, sha256, *map(str, place), str(times[place])))
            times[place] += 1
    return found


def _is_uuid(words: str) -> bool:
    try:
        return str(uuid.UUID(words)) == words
    except ValueError:
        return False


def _record(one: Mapping[str, Any], own_id: str, layer_id: str, before: StoredAnnotation | None) -> StoredAnnotation:
    """The annotation as the layer holds it; as it was, where nothing of it is new."""
    extra = dict(before.extra) if before is not None else {}
    if one.get("actor"):
        extra[ACTOR] = one["actor"]
    if one.get("score") is not None:
        extra[ASSIST] = {"by": "learnt", "version": layer_id, "score": float(one["score"]), "edited": False}
    return StoredAnnotation(
        own_id,
        one["tag"],
        one["start"],
        one["end"],
        pairs(one.get("values", {})),
        one.get("note", ""),
        before.created if before is not None else utc_now(),
        before.modified if before is not None else "",
        pairs(extra),
    )


class _Ends:
    """Finds the annotations that links name."""

    def __init__(
        self,
        given: Sequence[NewAnnotation],
        fields: Sequence[Mapping[str, Any]],
        ids: Sequence[str],
        tags: Mapping[str, str],
    ) -> None:
        self.tags = tags
        """The tag of each annotation of the layer, by its id."""
        self._ids = ids
        self._by_name = {one["id"]: own for one, own in zip(fields, ids, strict=True) if one.get("id")}
        self._by_thing = {id(one): own for one, own in zip(given, ids, strict=True)}

    def of(self, link: NewLink) -> tuple[str, str, str]:
        """Role and the ids of both ends of a link; an end that is nowhere is named as it was."""
        if isinstance(link, Link):
            return link.role, self._end(link.from_id), self._end(link.to_id)
        role, tail, head = link
        return role, self._end(tail), self._end(head)

    def _end(self, end: End) -> str:
        if isinstance(end, str):
            return self._by_name.get(end, end)
        if isinstance(end, int):
            return self._ids[end] if 0 <= end < len(self._ids) else str(end)
        return self._by_thing.get(id(end)) or self._by_name.get(getattr(end, "id", ""), "")


def _fault_of_link(role: str, tail: str | None, head: str | None, codebook: Codebook | None) -> str:
    """The fault of a link between annotations with these tags; empty if there is none."""
    if tail is None or head is None:
        return tr("one of its ends is no annotation of the layer")
    tag = codebook.tag(tail) if codebook is not None else None
    if tag is None:
        return ""
    known = tag.role(role)
    if known is None:
        told = nearest_words(role, [one.role for one in tag.links])
        return tr("the tag {tag} has no link {role}; {told}", tag=tail, role=role, told=told)
    if head not in known.to:
        return tr("{role} leads from {tail} to {tags}, not to {head}", role=role, tail=tail,
                  tags=", ".join(known.to), head=head)  # fmt: skip
    return ""
