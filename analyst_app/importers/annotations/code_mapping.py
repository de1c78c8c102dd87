"""Maps the codes of a REFI-QDA project or codebook to tags and values of attributes.

A proposal is made of names and the code tree; a person changes it in a dialog
or a file. It is plain data: no window and no disk.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from analyst_app.core.codebook import MOST_TAGS
from analyst_app.core.codebook_words import new_id_for
from analyst_app.core.refi.own_project import own_code_guid
from analyst_app.core.refi.tree import MEMO, Meaning, Node, children_of, guid_of, node_attributes, words_in
from analyst_app.errors import ImportFailed
from analyst_app.wording import tr

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_GREY = "#6b7280"
FORMAT = "media-code-map"
Raw = Mapping[str, Any]


class Code(NamedTuple):
    """A code of a project, with its place in the tree."""

    guid: str
    path: tuple[str, ...]
    """Names from the top down to its own."""
    above: str
    """Guid of the code or category that it stands under; empty at the top."""
    is_codable: bool
    """False: a category."""
    colour: str
    definition: str
    uses: int = 0
    """Number of codings."""

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path[-1]


class CodesToMap(NamedTuple):
    """The codes of a file, and what they become as it was read: all that a person needs to say otherwise."""

    codes: tuple[Code, ...]
    """Each before those under it."""
    places: Mapping[str, Meaning]
    """By guid."""
    codebook: Raw | None = None
    """Of the folder that the articles go to, as parsed JSON."""


def codes_of(tops: Sequence[Node], uses: Mapping[str, int], memos: Mapping[str, str]) -> list[Code]:
    """The codes of a tree, each before those under it.

    Args:
        tops: the ``Code`` elements at the top.
        uses: number of codings by guid.
        memos: words of notes by guid, which are added to the definitions of the codes that refer to them.
    """
    found: list[Code] = []
    waiting: list[tuple[Node, tuple[str, ...], str]] = [(top, (), "") for top in reversed(tops)]
    while waiting:
        node, path, above = waiting.pop()
        attributes = node_attributes(node)
        guid = guid_of(attributes.get("guid"))
        named = (*path, attributes.get("name") or "code")
        refs = [guid_of(node_attributes(ref).get("targetGUID")) for ref in children_of(node, "NoteRef")]
        words = [words_in(node, "Description").strip(), *(memos.get(ref, "").strip() for ref in refs)]
        is_codable = attributes.get("isCodable", "true").strip().lower() not in ("false", "0")
        definition = "\n\n".join(filter(None, words))
        found.append(Code(guid, named, above, is_codable, attributes.get("color", ""), definition, uses.get(guid, 0)))
        waiting += [(child, named, guid) for child in reversed(children_of(node, "Code"))]
    return found


def proposed(codes: Sequence[Code], codebook: Raw | None = None, *, are_ids: bool = False) -> dict[str, Meaning]:
    """A meaning for each code, by guid, as good as names and tree tell it.

    A tag or value of the codebook with the code's name comes first. Else a
    code at the top, or under categories only, is a tag; those under it are
    its values, two levels deep. A deeper tree becomes tags under tags. A code
    that this program made for a tag is that tag, at whatever depth.

    Args:
        codes: each before those under it.
        codebook: as parsed JSON, if the folder has one.
        are_ids: whether the names are ids of tags already, as in our own exports.
    """
    return _Proposal(codes, codebook, are_ids).places


def codebook_of(
    codes: Sequence[Code],
    places: Mapping[str, Meaning],
    name: str,
    *,
    several: frozenset[tuple[str, str]] = frozenset(),
) -> dict[str, Any] | None:
    """The codebook that codes make, in the shape of ``codebook.json``; None if there is no tag, or far too many.

    Args:
        codes: each before those under it.
        places: what they become, by guid.
        name: of the project.
        several: tags and attributes that have more than one value on an annotation.
    """
    tags: dict[str, dict[str, Any]] = {}
    speakers = _speakers(codes, places)
    by_guid = {code.guid: code for code in codes}
    for code in codes:
        place = places.get(code.guid, Meaning(""))
        if not _ID.fullmatch(place.tag):
            continue
        tag = tags.setdefault(place.tag, _tag(place.tag, place.tag))
        if place.attribute:
            _add_value(tag, code, place, is_several=(place.tag, place.attribute) in several)
            continue
        if speakers[place.tag] is not code:
            continue
        tag |= {"name": code.name, "colour": _colour(code.colour), "definition": code.definition}
        above = _tag_above(code, by_guid, places)
        if above and above != place.tag:
            tag["under"] = above
    if not tags or len(tags) > MOST_TAGS:
        return None
    head = {"format": "media-codebook", "id": new_id_for(name, set()), "version": 1, "name": name}
    return head | {"tags": list(tags.values())}


def _speakers(codes: Sequence[Code], places: Mapping[str, Meaning]) -> dict[str, Code]:
    """The code that says what a tag means, by tag: the first of whose name the tag's id is made, else the first."""
    first: dict[str, Code] = {}
    own: dict[str, Code] = {}
    for code in codes:
        place = places.get(code.guid, Meaning(""))
        if place.tag and not place.attribute:
            first.setdefault(place.tag, code)
            if re.fullmatch(rf"{new_id_for(code.name, set())}(_\d+)?", place.tag):
                own.setdefault(place.tag, code)
    return first | own


def said_of_tags(*codebooks: Raw | None) -> dict[str, dict[str, str]]:
    """Name, colour and definition of each tag, by id; of a tag in several codebooks as the first has it."""
    said: dict[str, dict[str, str]] = {}
    for book in filter(None, codebooks):
        for tag in book.get("tags", ()):
            if isinstance(tag, Mapping) and isinstance(tag.get("id"), str):
                usual = {"name": tag["id"], "colour": _GREY, "definition": ""}
                said.setdefault(tag["id"], {key: str(tag.get(key) or words) for key, words in usual.items()})
    return said


def memo_tag() -> dict[str, Any]:
    """The tag of words that have a memo but no code."""
    return _tag(MEMO, "Note") | {"definition": "Words that have a memo and no code."}


def to_data(codes: Sequence[Code], places: Mapping[str, Meaning]) -> dict[str, Any]:
    """A mapping as a person reads and edits it: the shape of ``--map FILE.json``.

    Args:
        codes: of the project.
        places: what they become, by guid.
    """
    return {"format": FORMAT, "version": 1, "codes": [_row(code, places.get(code.guid, Meaning(""))) for code in codes]}


def from_data(data: Any, codes: Sequence[Code], fallback: Mapping[str, Meaning]) -> dict[str, Meaning]:
    """The meanings of codes by such data; a code that it does not name gets that of the fallback.

    Args:
        data: the parsed JSON.
        codes: of the project; a row of the data is found by its guid, else by its path.
        fallback: the proposal.

    Raises:
        ImportFailed: it is no mapping of codes; says what is wrong with which row.
    """
    rows = data.get("codes") if isinstance(data, dict) and data.get("format") == FORMAT else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ImportFailed(
            tr('The file is no mapping of codes. It begins {{"format": "{format}", "codes": [ …', format=FORMAT)
        )
    by_key = {str(row.get("path", "")): row for row in rows} | {guid_of(str(row.get("guid", ""))): row for row in rows}
    found = dict(fallback)
    for code in codes:
        row = by_key.get(code.guid) or by_key.get("/".join(code.path))
        if row is not None:
            found[code.guid] = _place(row)
    return found


class _Proposal:
    """Walks the tree from the top down."""

    def __init__(self, codes: Sequence[Code], codebook: Raw | None, are_ids: bool) -> None:
        self.places: dict[str, Meaning] = {}
        self._are_ids = are_ids
        self._under: dict[str, list[Code]] = {}
        for code in codes:
            self._under.setdefault("" if _is_own_tag(code) else code.above, []).append(code)
        listed = codebook.get("tags", []) if codebook else []
        self._tags: list[Raw] = [tag for tag in listed if isinstance(tag, Mapping)]
        self._taken = {str(tag.get("id")) for tag in self._tags} | {MEMO}
        tops = list(self._under.get("", ()))
        while tops:
            code = tops.pop(0)
            if code.is_codable or _is_own_tag(code):
                self._top(code)
            else:
                self.places[code.guid] = Meaning("")
                tops[:0] = self._under.get(code.guid, ())

    def _top(self, code: Code) -> None:
        if self._height(code) > 2:
            self._tree(code)
            return
        tag = self.places[code.guid] = Meaning(self._tag_id(code))
        known = next((one for one in self._tags if one.get("id") == tag.tag), {})
        attributes = [one for one in known.get("attributes", ()) if isinstance(one, Mapping)]
        ids = {str(one.get("id")) for one in attributes}
        for child in self._under.get(code.guid, ()):
            other = None if self._are_ids else _named(self._tags, child.name)
            if other is not None and not self._under.get(child.guid):
                self.places[child.guid] = Meaning(str(other["id"]))
                continue
            self._child(tag.tag, child, attributes, ids)

    def _child(self, tag: str, child: Code, attributes: list[Raw], ids: set[str]) -> None:
        below = self._under.get(child.guid, [])
        same = _named(attributes, child.name)
        for attribute in attributes if same is None and not below else ():
            value = _named([one for one in attribute.get("values", ()) if isinstance(one, Mapping)], child.name)
            if value is not None:
                self.places[child.guid] = Meaning(tag, str(attribute["id"]), value["id"])
                return
        own = str(same["id"]) if same is not None else new_id_for(child.name, ids)
        ids.add(own)
        self.places[child.guid] = Meaning(tag, own, own if below else True) if child.is_codable else Meaning("")
        taken = {own}
        for one in below:
            known = _named([v for v in (same or {}).get("values", ()) if isinstance(v, Mapping)], one.name)
            value_id = str(known["id"]) if known is not None else new_id_for(one.name, taken)
            taken.add(value_id)
            self.places[one.guid] = Meaning(tag, own, value_id)

    def _tree(self, code: Code) -> None:
        waiting = [code]
        while waiting:
            one = waiting.pop()
            self.places[one.guid] = Meaning(self._tag_id(one) if one.is_codable else "")
            waiting += reversed(self._under.get(one.guid, ()))

    def _tag_id(self, code: Code) -> str:
        known = _named(self._tags, code.name)
        if known is not None:
            return str(known["id"])
        if self._are_ids:
            return code.name
        made = MEMO if code.name.casefold() == MEMO else new_id_for(code.name, self._taken)
        self._taken.add(made)
        return made

    def _height(self, code: Code) -> int:
        level, height = [code], -1
        while level:
            level = [child for one in level for child in self._under.get(one.guid, ())]
            height += 1
        return height


def _is_own_tag(code: Code) -> bool:
    """True if this program made the code for a tag: its name is the tag's id, and its guid says so."""
    return code.guid == own_code_guid(code.name)


def _named(items: Sequence[Raw], name: str) -> Raw | None:
    """The item whose name or id a code's name is."""
    plain = name.strip().casefold()
    return next(
        (one for one in items if plain in (str(one.get("name", "")).strip().casefold(), str(one.get("id")).casefold())),
        None,
    )


def _tag_above(code: Code, by_guid: Mapping[str, Code], places: Mapping[str, Meaning]) -> str:
    """The nearest tag above a code; categories are passed over."""
    seen = set()
    above = by_guid.get(code.above)
    while above is not None and above.guid not in seen:
        place = places.get(above.guid, Meaning(""))
        if place.tag and not place.attribute:
            return place.tag
        seen.add(above.guid)
        above = by_guid.get(above.above)
    return ""


def _tag(tag_id: str, name: str) -> dict[str, Any]:
    return {
        "id": tag_id, "name": name, "key": "", "colour": _GREY, "definition": "", "edges": "", "edge_rule": "none",
        "examples": [], "attributes": [], "links": [],
    }  # fmt: skip


def _add_value(tag: dict[str, Any], code: Code, place: Meaning, *, is_several: bool) -> None:
    attribute = next((one for one in tag["attributes"] if one["id"] == place.attribute), None)
    if attribute is None:
        if not _ID.fullmatch(place.attribute):
            return
        is_own = place.value is True or place.value == place.attribute
        attribute = {"id": place.attribute, "name": code.name if is_own else (place.attribute, *code.path)[-2]}
        attribute |= {"type": "flag"} if place.value is True else {"type": "choice", "values": []}
        if place.value is True and code.definition:
            attribute["definition"] = code.definition
        tag["attributes"].append(attribute)
    if is_several:
        attribute["several"] = True
    values = attribute.get("values")
    if values is not None and isinstance(place.value, str) and all(one["id"] != place.value for one in values):
        values.append({"id": place.value, "name": code.name, "definition": code.definition})


def _colour(colour: str) -> str:
    if not _COLOUR.fullmatch(colour):
        return _GREY
    return colour.lower() if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:]).lower()


def _row(code: Code, place: Meaning) -> dict[str, Any]:
    becomes = "leave out" if not place.tag else "value" if place.attribute else "tag"
    row: dict[str, Any] = {"guid": code.guid, "path": "/".join(code.path), "becomes": becomes}
    if place.tag:
        row["tag"] = place.tag
    if place.attribute:
        row |= {"attribute": place.attribute, "value": place.value}
    return row


def _place(row: Mapping[str, Any]) -> Meaning:
    becomes, tag = row.get("becomes"), row.get("tag")
    if becomes == "leave out":
        return Meaning("")
    if not isinstance(tag, str) or not _ID.fullmatch(tag) or becomes not in ("tag", "value"):
        raise ImportFailed(
            tr(
                'The mapping of {value} needs "becomes": "tag", "value" or "leave out", and as "tag" an '
                "id of small letters, digits, - and _.",
                value=row.get("path") or row.get("guid"),
            )
        )
    if becomes == "tag":
        return Meaning(tag)
    attribute, value = row.get("attribute"), row.get("value")
    if not isinstance(attribute, str) or not _ID.fullmatch(attribute) or not isinstance(value, str | bool):
        raise ImportFailed(
            tr('The mapping of {get} to a value needs an "attribute" and a "value".', get=row.get("path"))
        )
    return Meaning(tag, attribute, value)
