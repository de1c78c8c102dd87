"""A program's annotations and links, checked against the article and the codebook, as the records that a layer gets.

All that is wrong is found before anything is written, and each fault is told
with its annotation.
"""

from __future__ import annotations

import contextlib
import json
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from analyst_app.core.annotation import ASSIST, Link, pairs, utc_now
from analyst_app.core.annotation import Annotation as StoredAnnotation
from analyst_app.core.codebook import Codebook, Tag
from analyst_app.core.document import Document
from analyst_app.core.excerpts import line_of
from analyst_app.errors import ChangeRefused
from analyst_app.language.known_people import ACTOR
from analyst_app.reading.arguments import is_writable, kind_of, number_of, plain_value, whole_of
from analyst_app.reading.compared_layers import nearest_words
from analyst_app.reading.typed_records import Annotation
from analyst_app.review.decisions import derived_id
from analyst_app.storage.file_names import PEOPLE
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
        tag, start, end = (line_of(str(one.get(key, "–")), _WORDS) for key in ("tag", "start", "end"))
        where = tr("annotation {number} ({tag}, {start} to {end})", number=number + 1, tag=tag, start=start, end=end)
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
    is_known: Callable[[str], bool] = bool,
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
        is_known: True of the id of a person who may be named.

    Raises:
        ChangeRefused: something does not fit; the sentence names it, and nothing was written.
    """
    faults = _Faults()
    given, joined = _each(annotations, "annotations"), _each(links, "links")
    _tell_kinds(given, joined, faults)
    faults.refuse(document.source.name)
    fields = [_fields_of(one) for one in given]
    known_tags = None if keeps_unknown else codebook
    _tell_faults(fields, document.text, known_tags, is_known, faults)
    faults.refuse(document.source.name)
    _tell_twins(fields, faults)
    ids = _ids(fields, layer_id, document.sha256, there)
    _tell_same_ids(fields, ids, faults)
    known = {one.id: one for one in there}
    made = [_record(one, own, layer_id, known.get(own)) for one, own in zip(fields, ids, strict=True)]
    ends = _Ends(given, fields, ids, {one.id: one.tag for one in (*there, *made)})
    new_links = list(_links(joined, ends, layer_id, faults, known_tags))
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
            continue
        yield Link(derived_id("program link", layer_id, role, from_id, to_id), role, from_id, to_id, utc_now())


def _tell_same_ids(fields: Sequence[Mapping[str, Any]], ids: Sequence[str], faults: _Faults) -> None:
    """Tell of an id that two of the annotations would have in the file."""
    if len(set(ids)) < len(ids):
        twice = next(one for one, times in Counter(ids).items() if times > 1)
        number = ids.index(twice, ids.index(twice) + 1)
        faults.tell(number, fields[number], tr("its id {id} stands twice", id=twice))


def _each(given: object, name: str) -> list[Any]:
    """The things of an argument one by one.

    Raises:
        ChangeRefused: they are no list; nothing was written.
    """
    if isinstance(given, str | bytes | Mapping | Annotation | Link) or not isinstance(given, Iterable):
        words = tr("Nothing was written: {name} must be a list, not {kind}.", name=name, kind=kind_of(given))
        raise ChangeRefused(words)
    return [*given]


def _tell_faults(
    fields: Sequence[Mapping[str, Any]],
    text: str,
    codebook: Codebook | None,
    is_known: Callable[[str], bool],
    faults: _Faults,
) -> None:
    """Tell what is wrong with each annotation by itself."""
    for number, one in enumerate(fields):
        for words in _faults_of(one, text, codebook):
            faults.tell(number, one, words)
        actor = one.get("actor", "")
        if isinstance(actor, str) and actor and not is_known(actor):
            shown = line_of(actor, _WORDS)
            faults.tell(number, one, tr("{file} has nobody with the id {actor}", file=PEOPLE, actor=shown))


def _tell_kinds(annotations: Sequence[object], links: Sequence[object], faults: _Faults) -> None:
    """Tell of each thing that is no annotation, and no link."""
    for number, one in enumerate(annotations, 1):
        if not isinstance(one, Annotation | Mapping):
            words = tr("annotation {number} must be an aa.Annotation or a mapping with tag, start and end, not {kind}",
                       number=number, kind=kind_of(one))  # fmt: skip
            faults.told.append(words)
    for number, link in enumerate(links, 1):
        if isinstance(link, Link):
            continue
        if not isinstance(link, tuple | list) or len(link) != 3 or not isinstance(link[0], str):
            shown = line_of(repr(link), _WORDS)
            words = tr("link {number} must be (role, beginning, end), not {shown}", number=number, shown=shown)
            faults.told.append(words)


def _tell_twins(fields: Sequence[Mapping[str, Any]], faults: _Faults) -> None:
    """Tell of each annotation that is one of those before it once more, or has the id of one."""
    met: set[tuple[str, int, int, str]] = set()
    named: set[str] = set()
    for number, one in enumerate(fields):
        values = json.dumps(one.get("values", {}), sort_keys=True, default=repr)
        key = (one["tag"], one["start"], one["end"], values)
        if key in met:
            faults.tell(number, one, tr("it stands twice"))
        elif one.get("id", "") in named:
            faults.tell(number, one, tr("its id {id} stands twice", id=line_of(one["id"], _WORDS)))
        met.add(key)
        named |= {one["id"]} if one.get("id") else set()


def _fields_of(one: NewAnnotation) -> dict[str, Any]:
    """An annotation as a mapping; numbers of any library as Python's own."""
    if isinstance(one, Annotation):
        fields: dict[str, Any] = {name: getattr(one, name) for name in _FIELDS if name != "score"}
        score = (one.assist or {}).get("score")
        fields |= {"score": score} if score is not None else {}
    else:
        fields = dict(one)
    found = {"start": whole_of(fields.get("start")), "end": whole_of(fields.get("end"))}
    found["score"] = number_of(fields.get("score"))  # type: ignore[assignment]
    fields |= {name: value for name, value in found.items() if value is not None}
    with contextlib.suppress(ValueError):  # which is told as a fault
        fields |= {"values": plain_value(fields["values"])} if isinstance(fields.get("values"), Mapping) else {}
    return fields


def _faults_of(one: Mapping[str, Any], text: str, codebook: Codebook | None) -> Iterator[str]:
    """Sentences on what is wrong with one annotation; without a codebook, tag and values may be any."""
    unknown = sorted(line_of(str(key), _WORDS) for key in one if key not in _FIELDS)
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
    yield from _faults_of_tag(one.get("tag"), one.get("values", {}), codebook)
    score = one.get("score")
    if score is not None and (type(score) is not float or not 0 <= score <= 1):
        told = score if type(score) is float else kind_of(score)
        yield tr("its score must be a number from 0 to 1, not {told}", told=told)
    for name in ("exact", "note", "id", "actor"):
        words = one.get(name, "")
        if not isinstance(words, str):
            yield tr("its {name} must be text, not {kind}", name=name, kind=kind_of(words))
        elif name != "exact":
            yield from _faults_of_words(tr("its {name}", name=name), words)


def _faults_of_words(what: str, words: str) -> Iterator[str]:
    """A sentence on words that no layer can hold."""
    if "\0" in words:
        yield tr("{what} has a NUL character", what=what)
    elif not is_writable(words):
        yield tr("{what} holds half a character, which no file can hold", what=what)


def _faults_of_tag(tag_id: object, values: object, codebook: Codebook | None) -> Iterator[str]:
    """Sentences on what is wrong with tag and values."""
    if not isinstance(values, Mapping):
        yield tr("its values must be a mapping, not {kind}", kind=kind_of(values))
        return
    try:
        plain_value(values)
    except ValueError as error:
        yield tr("its values cannot be written: one {why}", why=error)
        return
    if not isinstance(tag_id, str) or not tag_id:
        yield tr("it needs a tag")
    elif codebook is None:
        yield from _faults_of_words(tr("its tag"), tag_id)
    else:
        tag = codebook.tag(tag_id)
        if tag is None:
            told = nearest_words(tag_id, [known.id for known in codebook.tags])
            yield tr("the codebook has no tag {tag}; {told}", tag=tag_id, told=told)
        elif tag.retired:
            yield tr("the tag {tag} is retired: no new annotation gets it", tag=tag_id)
        else:
            yield from _faults_of_values(tag, values)


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
        extra[ACTOR] = str.__str__(one["actor"])
    if one.get("score") is not None:
        extra[ASSIST] = {"by": "learnt", "version": layer_id, "score": float(one["score"]), "edited": False}
    return StoredAnnotation(
        own_id,
        str.__str__(one["tag"]),
        one["start"],
        one["end"],
        pairs(one.get("values", {})),
        str.__str__(one.get("note", "")),
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
        return str.__str__(role), self._end(tail), self._end(head)

    def _end(self, end: End | Mapping[str, Any]) -> str:
        if isinstance(end, str):
            return self._by_name.get(end, end)
        place = whole_of(end)
        if place is not None:
            return self._ids[place] if 0 <= place < len(self._ids) else str(place)
        named = end.get("id", "") if isinstance(end, Mapping) else getattr(end, "id", "")
        return self._by_thing.get(id(end)) or (self._by_name.get(named, named) if isinstance(named, str) else "")


def _fault_of_link(role: str, tail: str | None, head: str | None, codebook: Codebook | None) -> str:
    """The fault of a link between annotations with these tags; empty if there is none."""
    if tail is None or head is None:
        return tr("one of its ends is no annotation of the layer")
    for words in _faults_of_words(tr("its role"), role) if role else (tr("it needs a role"),):
        return words
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
