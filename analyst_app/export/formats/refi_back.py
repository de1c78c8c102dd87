"""Writes REFI-QDA projects back that came in: item for item as they were, with what was changed since.

An annotation that is as it came in keeps its selection and codings. Of one
that was changed or deleted they go, and of a new or changed one new elements
come. What then refers to nothing, and notes that nothing refers to any more, go, too.
"""

from __future__ import annotations

import base64
import copy
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from xml.etree import ElementTree

from analyst_app.core.codebook import Codebook
from analyst_app.core.refi.own_project import own_code_guid, xml_words
from analyst_app.core.refi.positions import Positions
from analyst_app.core.refi.tree import (
    Meaning,
    Node,
    all_below,
    children_of,
    coded,
    guid_of,
    identity,
    node_attributes,
    node_of,
    own_guid,
    targets,
    xml_of,
)
from analyst_app.export.contract import Options, Seen
from analyst_app.export.formats.refi_elements import Guids, code_element, user_element
from analyst_app.export.formats.refi_kept import KeptProject, KeptSource

HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_SECTIONS = (
    *("Users", "CodeBook", "Variables", "Cases", "Sources", "Notes", "Links", "Sets", "Graphs"),
    *("Description", "NoteRef"),
)
_IN_SOURCE = ("Description", "PlainTextContent", "PlainTextSelection", "Coding", "NoteRef", "VariableValue")
_POINTERS = (
    "targetGUID",
    "originGUID",
    "representedGUID",
    "sourceVertex",
    "targetVertex",
    "fromSyncPoint",
    "toSyncPoint",
)
_TEXTS = "sources"


class Changes:
    """The changes that the articles of an export make to the projects.

    Args:
        lines: JSON, a line an article, as ``encode`` staged them.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self.unchanged: dict[str, set[tuple[str, str]]] = {}
        """Layer and id of annotations that stay as they came in, by source; one that is missing is not exported."""
        self.links: set[str] = set()
        self.selections: dict[str, list[str]] = {}
        self.refs: dict[str, list[str]] = {}
        self.labels: set[str] = set()
        """Tags of annotations that are new or were changed."""
        for line in lines:
            data = json.loads(line)
            for source, pairs in data["unchanged"].items():
                self.unchanged.setdefault(source, set()).update((layer, key) for layer, key in pairs)
            self.links.update(data["links"])
            self.labels.update(data["labels"])
            self.selections.setdefault(data["into"], []).extend(data["selections"])
            self.refs.setdefault(data["into"], []).extend(data["refs"])


class Written(NamedTuple):
    """The parts of an archive that is about to be written."""

    main: str
    """Member with the XML."""
    members: Iterator[tuple[str, bytes]]
    """Of the archive, by name; texts are read when they are asked for."""
    codebook: str


def written_back(
    options: Options, lines: Iterable[str], staged: Mapping[str, str], texts: Mapping[str, Callable[[], bytes]]
) -> Written:
    """The project and the codebook of the kept projects and the staged parts.

    Args:
        options: the choices of the export, the same for every article.
        lines: JSON, a line an article, as ``encode`` staged them.
        staged: new elements as XML, by the section that takes them.
        texts: give the texts of the articles in UTF-8, by the guid of their source.
    """
    changes = Changes(lines)
    roots = [_pruned(project, changes) for project in options.kept]
    root = roots[0]
    for other in roots[1:]:
        _take_in(root, other)
    guids = Guids.of(options.kept)
    _add_new(root, options, guids, changes)
    for project in options.kept:
        _tell_changed_tags(root, project, options.codebook)
    for element, xml in staged.items():
        _section(root, element).setdefault("children", []).extend(_nodes(xml))
    _sweep(root, [project.tree for project in options.kept])
    root["children"] = [one for one in children_of(root) if one["tag"] not in _SECTIONS[:9] or children_of(one)]
    first = options.kept[0]
    project_xml = HEAD + xml_of({**root, "tag": f"{{{first.space}}}{root['tag']}"}) + "\n"
    members = dict(sorted(_members(options.kept, changes, root, texts).items()))

    def all_members() -> Iterator[tuple[str, bytes]]:
        yield first.main, project_xml.encode("utf-8")
        for name, read in members.items():
            yield name, read()

    return Written(first.main, all_members(), HEAD + _codebook(root, options, guids))


def read_back(read: Callable[[str], bytes], options: Options, own: Mapping[str, Meaning]) -> Iterator[Seen]:
    """The coded selections and links of a project that was written back, cut from its texts.

    Args:
        read: gives a member of the archive.
        options: the choices of the export, the same for every article.
        own: what the codes stand for that this program makes, by guid.
    """
    meanings = {**own, **{guid: one for project in options.kept for guid, one in project.meanings.items()}}
    sources = {source.guid: source for project in options.kept for source in project.sources}
    known = {(source.guid, record["selection"], tuple(record["codings"]))
             for source in sources.values() for record in source.records.values()}  # fmt: skip
    links = {guid for source in sources.values() for guid in source.links.values()}
    element = ElementTree.fromstring(read(options.kept[0].main))  # noqa: S314 - written by this very program just now
    root = node_of(element, f"{{{options.kept[0].space}}}")
    kept_ones = {identity(one) for project in options.kept for one in all_below(dict(project.tree))}
    notes = [one for section in children_of(root, "Notes") for one in children_of(section, "Note")]
    places: dict[str, list[int]] = {}
    for place, note in enumerate(notes):
        places.setdefault(own_guid(note), []).append(place)
    for guid, holder in _holders(root).items():
        source = sources.get(guid)
        inline = _inline(holder) if source and not source.member else None
        name = source.member if source and source.member else f"{_TEXTS}/{guid}.txt"
        raw = inline if inline is not None else read(name).decode("utf-8-sig")
        text = raw.replace("\r\n", "\n").replace("\r", "\n")
        positions = source.positions(text) if source else Positions(text, options.kept[0].counting)
        refs = set(targets([holder])) if source else set()
        held = sorted(place for ref in refs for place in places.get(ref, ()))
        beside = [one for place in held for one in children_of(notes[place], "PlainTextSelection")]
        for selection in (*children_of(holder, "PlainTextSelection"), *beside):
            start, end = (int(node_attributes(selection)[key]) for key in ("startPosition", "endPosition"))
            start, end = positions.span(start, end)
            is_kept = identity(selection) in kept_ones
            for one in coded(selection, meanings, has_memo=is_kept):
                if not is_kept or (guid, identity(selection), one.codings) in known:
                    yield (guid, start, end, one.tag, text[start:end])
    for link in (one for section in children_of(root, "Links") for one in children_of(section, "Link")):
        if own_guid(link) in links or identity(link) not in kept_ones:
            attributes = node_attributes(link)
            ends = guid_of(attributes.get("originGUID")), guid_of(attributes.get("targetGUID"))
            yield (attributes.get("name") or "link", *ends)


def _pruned(project: KeptProject, changes: Changes) -> Node:
    """A copy of a project without what was deleted or changed since, and without sources that are not exported."""
    root: Node = copy.deepcopy(dict(project.tree))
    holders = _holders(root)
    unread: set[str] = set()
    gone: list[Mapping[str, Any]] = []
    for source in project.sources:
        holder = holders.get(source.guid)
        if holder is None:
            continue
        stays = changes.unchanged.get(source.guid)
        if stays is None:
            unread.add(source.guid)
            continue
        of_source = [record for key, record in source.records.items() if key not in stays]
        _without(holder, _codings_by_selection(of_source))
        gone += of_source
    codings = _codings_by_selection(gone)
    for note in (one for section in children_of(root, "Notes") for one in children_of(section, "Note")):
        _without(note, codings)
    for section in children_of(root, "Sources") if unread else ():
        section["children"] = [
            one for one in children_of(section) if (held := _holder_of(one)) is None or own_guid(held) not in unread
        ]
    lost = {guid for source in project.sources for guid in source.links.values()} - changes.links
    for section in children_of(root, "Links"):
        section["children"] = [one for one in children_of(section) if own_guid(one) not in lost]
    return root


def _codings_by_selection(records: Iterable[Mapping[str, Any]]) -> dict[str, set[str]]:
    codings: dict[str, set[str]] = {}
    for record in records:
        codings.setdefault(record["selection"], set()).update(record["codings"])
    return codings


def _without(holder: Node, codings: Mapping[str, set[str]]) -> None:
    """Take codings, by the selection that they are of, and selections that have none left, out of an element."""
    stays = []
    for one in children_of(holder):
        if one["tag"] == "PlainTextSelection" and identity(one) in codings:
            left = [child for child in children_of(one) if child["tag"] != "Coding"
                    or identity(child) not in codings[identity(one)]]  # fmt: skip
            if not any(child["tag"] == "Coding" for child in left):
                continue
            one["children"] = left
        stays.append(one)
    if "children" in holder:
        holder["children"] = stays


def _add_new(root: Node, options: Options, guids: Guids, changes: Changes) -> None:
    """Put in users, codes, selections and references to notes that came after the import."""
    users = _section(root, "Users").setdefault("children", [])
    there = {own_guid(one) for one in users}
    users += [
        one for name in options.annotators for one in _nodes(user_element(guids.user(name), name))
        if own_guid(one) not in there
    ]  # fmt: skip
    book = _section(root, "CodeBook")
    if not children_of(book, "Codes"):
        book["children"] = [{"tag": "Codes"}]
    labels = [label for label in options.vocabulary.labels if (label,) not in guids.codes and label in changes.labels]
    _put_tags(children_of(book, "Codes")[0], labels, options, guids)
    for guid, holder in _holders(root).items():
        children = holder.setdefault("children", [])
        children += _nodes("".join((*changes.selections.get(guid, ()), *changes.refs.get(guid, ()))))
        children.sort(key=lambda one: _IN_SOURCE.index(one["tag"]) if one["tag"] in _IN_SOURCE else len(_IN_SOURCE))
        if not children:
            del holder["children"]


def _put_tags(codes: Node, labels: Iterable[str], options: Options, guids: Guids) -> None:
    """Put in codes of tags, each into the code of the tag that it stands under, if that is there."""
    by_depth = sorted(labels, key=lambda label: len(options.codebook.path_of(label)))
    for label in by_depth:
        over = options.codebook.parent_of(label)
        guid = guids.code(over.id) if over is not None else ""
        home = next((one for one in all_below(codes) if guid and own_guid(one) == guid), codes)
        home.setdefault("children", []).extend(_nodes(code_element(options, label)))


def _tell_changed_tags(root: Node, project: KeptProject, codebook: Codebook) -> None:
    """Give a code the name, colour and description that its tag got since the import."""
    codes = {own_guid(one): one for book in children_of(root, "CodeBook") for one in all_below(book)}
    for key, guid in project.codes.items():
        tag, before = codebook.tag(key[0]), project.tags.get(key[0])
        if len(key) > 1 or tag is None or before is None or guid not in codes:
            continue
        code = codes[guid]
        if tag.name != before["name"]:
            code["attributes"]["name"] = xml_words(tag.name)
        if tag.colour != before["colour"]:
            code["attributes"]["color"] = tag.colour
        if tag.definition != before["definition"]:
            about: Node = {"tag": "Description", "text": xml_words(tag.definition)}
            rest = [one for one in children_of(code) if one["tag"] != "Description"]
            code["children"] = [about, *rest] if tag.definition else rest


def _take_in(root: Node, other: Node) -> None:
    """Put the sections of a second project into the first; what is in both is taken once."""
    there = {own_guid(one) for one in all_below(root)} - {""}
    for section in children_of(other):
        if section["tag"] not in _SECTIONS[:9]:
            continue
        mine = _section(root, section["tag"])
        if section["tag"] == "CodeBook":
            section = next(iter(children_of(section, "Codes")), {"tag": "Codes"})
            if not children_of(mine, "Codes"):
                mine["children"] = [{"tag": "Codes"}]
            mine = children_of(mine, "Codes")[0]
        mine.setdefault("children", []).extend(one for one in children_of(section) if own_guid(one) not in there)


def _sweep(root: Node, before: Iterable[Mapping[str, Any]]) -> None:
    """Take out what refers to something that is gone, and notes that lost all that referred to them."""
    olds = [one for tree in before for one in all_below(dict(tree))]
    guids = {own_guid(one) for one in olds} - {""}
    referred = {guid_of(node_attributes(one).get("targetGUID")) for one in olds}
    while True:
        items = list(all_below(root))
        gone = guids - {own_guid(one) for one in items}
        refers = {guid_of(node_attributes(one).get(key)) for one in items for key in _POINTERS[:2]}
        gone |= {own_guid(one) for one in items if one["tag"] == "Note"} & referred - refers
        if not gone or not _taken_out(root, gone):
            return


def _taken_out(node: Node, gone: set[str]) -> bool:
    stays = [one for one in children_of(node) if own_guid(one) not in gone and not (
        {guid_of(node_attributes(one).get(key)) for key in _POINTERS} & gone)]  # fmt: skip
    changed = len(stays) < len(children_of(node))
    if changed:
        node["children"] = stays
    below = [_taken_out(one, gone) for one in stays]  # all of them, not up to the first
    return changed or any(below)


def _members(
    projects: Iterable[KeptProject], changes: Changes, root: Node, texts: Mapping[str, Callable[[], bytes]]
) -> dict[str, Callable[[], bytes]]:
    """Readers of the files of the archive beside the XML: texts of sources, and what was kept."""
    found: dict[str, Callable[[], bytes]] = {}
    named, holders = _file_names(root), _holders(root)
    rest = dict(texts)
    for project in projects:
        once = _file_names(dict(project.tree))
        for name, held in project.files.items():
            short = PurePosixPath(name).name
            if "bytes" not in held and (short not in once or short in named):
                found[name] = partial(_file, held)
        for source in project.sources:
            read = rest.pop(source.guid, None)
            if source.guid in changes.unchanged and read is not None:
                found[_member(source, holders)] = partial(_source_file, source, read)
    found.update({f"{_TEXTS}/{guid}.txt": read for guid, read in rest.items()})
    found.pop("", None)
    return found


def _file(held: Mapping[str, Any]) -> bytes:
    return held["text"].encode("utf-8") if "text" in held else base64.b64decode(held["base64"])


def _source_file(source: KeptSource, read: Callable[[], bytes]) -> bytes:
    return source.file_of(read().decode("utf-8"))


def _file_names(root: Node) -> set[str]:
    return {PurePosixPath(value).name for one in all_below(root) for value in node_attributes(one).values()}


def _member(source: KeptSource, holders: Mapping[str, Node]) -> str:
    """The member that a source's text goes to; empty if it stands in the XML."""
    if source.member:
        return source.member
    return "" if _inline(holders[source.guid]) is not None else f"{_TEXTS}/{source.guid}.txt"


def _holders(root: Node) -> dict[str, Node]:
    """The elements that hold selections of plain text, by guid."""
    found = (_holder_of(one) for section in children_of(root, "Sources") for one in children_of(section))
    return {own_guid(holder): holder for holder in found if holder is not None}


def _holder_of(source: Node) -> Node | None:
    if source["tag"] == "TextSource":
        return source
    return next(iter(children_of(source, "Representation")), None) if source["tag"] == "PDFSource" else None


def _inline(holder: Node) -> str | None:
    return next((str(one.get("text", "")) for one in children_of(holder, "PlainTextContent")), None)


def _section(root: Node, tag: str) -> Node:
    """A section of a project; made in its place if it is missing."""
    for one in children_of(root, tag):
        return one
    made: Node = {"tag": tag}
    children = root.setdefault("children", [])
    place = next(
        (n for n, one in enumerate(children) if one["tag"] in _SECTIONS[_SECTIONS.index(tag) + 1 :]), len(children)
    )
    children.insert(place, made)
    return made


def _codebook(root: Node, options: Options, guids: Guids) -> str:
    """The codes of a project, and those of all other tags, as a codebook, which has no notes."""
    origin = node_attributes(root).get("origin", "")
    codes = [copy.deepcopy(one) for book in children_of(root, "CodeBook") for one in children_of(book, "Codes")]
    there = {own_guid(one) for top in codes for one in all_below(top)}
    labels = options.vocabulary.labels
    codes = codes or [{"tag": "Codes"}]
    more = [label for label in labels if (label,) not in guids.codes and own_code_guid(label) not in there]
    _put_tags(codes[0], more, options, guids)
    for one in (below for top in codes for below in all_below(top)):
        if "children" in one:
            one["children"] = [child for child in children_of(one) if child["tag"] != "NoteRef"]
    book: Node = {"tag": "{urn:QDA-XML:codebook:1.0}CodeBook", "attributes": {"origin": origin}, "children": codes}
    return xml_of(book) + "\n"


def _nodes(xml: str) -> list[Node]:
    whole = ElementTree.fromstring(f"<x>{xml}</x>")  # noqa: S314 - made by this very program
    return [node_of(one, "") for one in whole]
