"""The XML of a REFI-QDA project as plain values, and the coded selections in it.

An import keeps a whole project so in ``NAME.refi.json``, and an export writes
it back from there. Text between elements is white space in this format; it is
not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""An identifier as ``guid_of`` gives it."""
MEMO = "note"
"""Tag of words that have a memo but no code."""
TEXT_HOLDERS = ("TextSource", "Representation")
"""Elements with a plain text and selections in it."""
_IN_VALUE = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;", '"': "&quot;"}

Node = dict[str, Any]
"""An element: ``tag``, and as far as it has them ``attributes``, ``text`` and ``children``."""


class Meaning(NamedTuple):
    """A tag that a code stands for, or a value of an attribute of that tag. With an empty tag the code is left out."""

    tag: str
    attribute: str = ""
    value: Any = None


class Coded(NamedTuple):
    """One annotation that codings of a selection make."""

    tag: str
    user: str
    """Guid, or empty."""
    attributes: dict[str, Any]
    codings: tuple[str, ...]
    """Identities of the codings."""


def guid_of(words: str | None) -> str:
    """An identifier without braces and in small letters: programs write one and the same in several ways."""
    return (words or "").strip().strip("{}").lower()


def node_of(element: Element, space: str) -> Node:
    """An element and all below it.

    Args:
        element: of a parsed project.
        space: the project's name space in braces, which tags lose.
    """
    node: Node = {"tag": element.tag.removeprefix(space)}
    if element.attrib:
        node["attributes"] = dict(element.attrib)
    if element.text and (element.text.strip() or not len(element)):
        node["text"] = element.text
    children = [node_of(child, space) for child in element]
    if children:
        node["children"] = children
    return node


def xml_of(node: Node) -> str:
    """A node as XML, on one line but for the breaks in its own text."""
    prefixes: dict[str, str] = {}
    attributes = "".join(
        f' {_named(key, prefixes)}="{escape(value, _IN_VALUE)}"' for key, value in node_attributes(node).items()
    )
    space, tag = _split(node["tag"])
    declared = [("xmlns", space)] if space else []
    declared += [(f"xmlns:{prefix}", other) for other, prefix in prefixes.items()]
    spaces = "".join(f' {name}="{escape(other, _IN_VALUE)}"' for name, other in declared)
    inner = escape(node.get("text", ""), {"\r": "&#13;"}) + "".join(map(xml_of, children_of(node)))
    return f"<{tag}{spaces}{attributes}>{inner}</{tag}>" if inner else f"<{tag}{spaces}{attributes}/>"


def node_attributes(node: Node) -> dict[str, str]:
    """The attributes of a node."""
    found: dict[str, str] = node.get("attributes", {})
    return found


def children_of(node: Node, *tags: str) -> list[Node]:
    """The children of a node, of some tags only if any are given."""
    found: list[Node] = node.get("children", [])
    return [child for child in found if child["tag"] in tags] if tags else found


def all_below(node: Node) -> Iterator[Node]:
    """A node and all below it, in the order of the file."""
    yield node
    for child in children_of(node):
        yield from all_below(child)


def own_guid(node: Node) -> str:
    """The identifier of a node; empty if it has none."""
    return guid_of(node_attributes(node).get("guid"))


def identity(node: Node) -> str:
    """The identifier of a selection or coding; of one that has none, what it says."""
    said = "|".join(f"{key}={value}" for key, value in sorted(node_attributes(node).items()))
    return own_guid(node) or f"{said}|{code_of(node)}"


def words_in(node: Node, tag: str) -> str:
    """The text of a node's first child of a tag.

    Args:
        node: the parent.
        tag: of the child.
    """
    return next((str(child.get("text", "")) for child in children_of(node, tag)), "")


def coded(selection: Node, places: Mapping[str, Meaning], *, has_memo: bool) -> list[Coded]:
    """The annotations that a selection's codings make: one for each user and tag.

    Args:
        selection: with its codings.
        places: what codes stand for, by guid.
        has_memo: whether a memo stands at it; then words without any code are an annotation, too.
    """
    owner = user_of(selection)
    codings = children_of(selection, "Coding")
    made: dict[tuple[str, str], tuple[dict[str, Any], list[str]]] = {}
    for coding in codings:
        place = places.get(code_of(coding))
        if place is None or not place.tag:
            continue
        attributes, guids = made.setdefault((place.tag, user_of(coding) or owner), ({}, []))
        guids.append(identity(coding))
        if place.attribute:
            before = attributes.get(place.attribute)
            attributes[place.attribute] = _joined(before, place.value)
    if not codings and has_memo:
        return [Coded(MEMO, owner, {}, ())]
    return [Coded(tag, user, held, tuple(guids)) for (tag, user), (held, guids) in made.items()]


def code_of(coding: Node) -> str:
    """The guid of the code of a coding."""
    return next((guid_of(node_attributes(ref).get("targetGUID")) for ref in children_of(coding, "CodeRef")), "")


def user_of(node: Node) -> str:
    """The guid of whose work a node is; empty where it does not say."""
    attributes = node_attributes(node)
    return guid_of(attributes.get("creatingUser") or attributes.get("modifyingUser"))


def targets(nodes: Iterable[Node], tag: str = "NoteRef") -> list[str]:
    """The guids that references in nodes lead to.

    Args:
        nodes: the parents.
        tag: of the references.
    """
    return [guid_of(node_attributes(ref).get("targetGUID")) for node in nodes for ref in children_of(node, tag)]


def _joined(before: Any, value: Any) -> Any:
    if before is None or before == value:
        return value
    held = before if isinstance(before, list) else [before]
    return held if value in held else [*held, value]


def _split(name: str) -> tuple[str, str]:
    """The name space and the local name of what has one of its own, else an empty one."""
    space, _, local = name[1:].rpartition("}") if name.startswith("{") else ("", "", name)
    return space, local


def _named(key: str, prefixes: dict[str, str]) -> str:
    """An attribute's name; ``prefixes`` takes the one that its name space gets."""
    space, local = _split(key)
    if not space:
        return local
    if space == "http://www.w3.org/XML/1998/namespace":
        return f"xml:{local}"
    return f"{prefixes.setdefault(space, f'x{len(prefixes)}')}:{local}"


def joined_by(link: Node) -> tuple[str, str]:
    """The guids of what a link joins, from the first to the second.

    Args:
        link: a ``Link`` of a project.
    """
    attributes = node_attributes(link)
    return guid_of(attributes.get("originGUID")), guid_of(attributes.get("targetGUID"))
