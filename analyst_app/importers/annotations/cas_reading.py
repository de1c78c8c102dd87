"""Makes readings of a UIMA CAS: a text for each of its views, with spans, relations, slots and chains.

XMI is the serialisation of UIMA 2 (OMG XMI 2.0). Without a type system a
number may be a value or another annotation's id. Then a feature is taken for
a reference only if all its values are ids of annotations, and that is said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from analyst_app.core.attribute_types import exact_value
from analyst_app.importers.annotations.cas_types import TypeSystem, type_name
from analyst_app.importers.annotations.imported_layer import ForeignLayer, ForeignLink, ForeignSpan
from analyst_app.importers.annotations.uima_features import role_of, short_name, tag_of
from analyst_app.wording import tr

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SOURCE = "MediaSource"
"""The type in which this app's exports tell of the whole article."""
_ID = "{http://www.omg.org/XMI}id"
_MACHINERY = ("NULL", "Sofa", "View", "TagsetDescription", "TagDescription", "CASMetadata", "TypeSystem")
_MARKUP = ("XmlDocument", "XmlElement", "XmlTextNode", "XmlAttribute")
"""The page that an article was made of, as INCEpTION keeps it."""
_STRUCTURE = ("DocumentAnnotation", "DocumentMetaData", "Sentence", "Token", *_MARKUP, *_MACHINERY)
"""Types that are no annotations of a person; a token or sentence that a relation leads to comes in for it."""
_PLACE = ("sofa", "begin", "end", _ID)
_ENDS = (
    ("Governor", "Dependent"), ("governor", "dependent"), ("source", "target"), ("Source", "Target"),
    ("from", "to"), ("From", "To"), ("head", "tail"), ("arg1", "arg2"), ("Arg1", "Arg2"),
)  # fmt: skip
"""Features that are both ends of a relation: from the first to the second."""
_IDS = re.compile(r"\d+( \d+)*")
_CHAIN = "chain"
"""Role of a link between two mentions whose relation has no name."""
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class CasReading(NamedTuple):
    """A view of a CAS: a text with the reading of it, in UTF-16 units."""

    view: str
    """Its name; empty for the usual one."""
    text: str
    layer: ForeignLayer
    metadata: dict[str, str]
    """documentTitle, documentId, documentUri as far as they are set."""
    about: Mapping[str, str] = {}
    """Facts and readings as an export of this app tells them, in JSON; empty: it is none."""


def readings_of(root: Element, types: TypeSystem, layer: str) -> list[CasReading]:
    """The views of a CAS that have a text.

    Args:
        root: of the XMI.
        types: its type system, or an empty one.
        layer: whose reading it is.
    """
    elements = {one.get(_ID, ""): one for one in root}
    made = []
    for sofa in root:
        text = sofa.get("sofaString")
        if short_name(type_name(sofa.tag)) != "Sofa" or text is None:
            continue
        reading = ForeignLayer(layer)
        view = _View(root, sofa.get(_ID, ""), elements, types, reading)
        name = sofa.get("sofaID") or ""
        made.append(CasReading("" if name == "_InitialView" else name, text, reading, view.metadata, view.about))
    return made


class _View:
    """Sorts the elements of a view into spans and links.

    Args:
        root: of the XMI.
        sofa: id of the view's text.
        elements: all elements by id.
        types: the type system, or an empty one.
        reading: takes spans, links and losses.
    """

    def __init__(
        self, root: Element, sofa: str, elements: dict[str, Element], types: TypeSystem, reading: ForeignLayer
    ) -> None:
        self._elements, self._types, self._reading = elements, types, reading
        self.metadata: dict[str, str] = {}
        told = next((one for one in root if _kind(one) == _SOURCE), None)
        self.about = {name: told.get(name, "") for name in ("facts", "layers")} if told is not None else {}
        """Facts and readings as an export of this app tells them, in JSON."""
        index = [one for one in root if _kind(one) == "View" and one.get("sofa") == sofa]
        members = {id_ for one in index for id_ in (one.get("members") or "").split()}
        own = [one for one in root if one.get("sofa") == sofa and _kind(one) not in _MACHINERY]
        whole = [one for one in root if one.get("sofa") is None and one.get(_ID) in members]
        self._references = self._found_references(root)
        self._chained = self._chain_types(root)
        self._keys: dict[str, str] = {}
        self._used: set[str] = set()
        self._ends: list[tuple[str, str, str]] = []
        """Links between ids: role, from, to."""
        indexed = [one for one in own if not members or one.get(_ID) in members]
        for one in indexed:
            try:
                self._take(one)
            except ValueError:
                reading.losses.add("unreadable item", self._said(one))
        for one in whole:
            self._whole(one)
        self._join({one.get(_ID, ""): one for one in own})
        known = {one.get(_ID) for one in indexed}
        for one in own:
            if one.get(_ID) not in known and one.get(_ID, "") not in self._keys and _kind(one) not in _STRUCTURE:
                reading.losses.add("unknown", f"{self._said(one)}, which is in no index")

    def _take(self, one: Element) -> None:
        if _kind(one) == _SOURCE:
            return
        if _kind(one) == "DocumentMetaData":
            self.metadata = {key: value for key, value in one.attrib.items() if key.startswith("document")}
        elif one.get("begin") is None:
            self._whole(one)
        elif _kind(one) in _STRUCTURE:
            return
        elif self._pair(one):
            self._relation(one)
        else:
            self._span(one)

    def _span(self, one: Element) -> None:
        id_ = one.get(_ID, "")
        type_ = type_name(one.tag)
        start, end = int(one.get("begin", "")), int(one.get("end", ""))
        values, references = self._features(one)
        note = str(values.pop("note", ""))
        key = str(values.get("identifier", ""))
        if (_UUID.fullmatch(key) or (key and self.about)) and key not in self._used:  # as this app writes it
            values.pop("identifier")
        else:
            key = id_
        layer = short_name(type_)
        if type_ in self._chained:
            layer = layer.removesuffix("Link")
            role = values.pop("referenceRelation", None)
            values = {("value" if name == "referenceType" else name): value for name, value in values.items()}
            for following in references.pop("next", []):
                self._ends.append((str(role or _CHAIN), id_, following))
                role = None
            if role is not None:
                values["referenceRelation"] = role
        tag, others = tag_of(values, layer)
        self._keys[id_] = key
        self._used.add(key)
        read: Callable[[str], Any] = exact_value if self.about else _same
        held = tuple(
            (name.removeprefix("attr_"), read(value) if isinstance(value, str) else value)
            for name, value in sorted(others.items())
        )
        self._reading.spans.append(ForeignSpan(key, tag, start, end, None, held, note))
        for name, targets in references.items():
            for target in targets:
                self._slot(id_, name, target)

    def _slot(self, host: str, name: str, target: str) -> None:
        """A link to an annotation, or through a feature structure that has a role and a target."""
        through = self._elements.get(target)
        if through is None or through.get("begin") is not None:
            self._ends.append((name, host, target))
            return
        values, references = self._features(through)
        role = str(values.pop("role", "") or name)
        ends = [end for found in references.values() for end in found]
        for end in ends:
            self._ends.append((role, host, end))
        if not ends:
            self._reading.losses.add("relation end", f"{role} of {self._said(self._elements[host])}, without a target")
        for key, value in values.items():
            self._reading.losses.add("attribute of no span", f"{role}, {key} = {value}")

    def _relation(self, one: Element) -> None:
        values, references = self._features(one)
        ends = [next(iter(references.pop(name, ())), "") for name in self._pair(one)]
        role, others = role_of(values, short_name(type_name(one.tag)))
        self._ends.append((role, ends[0], ends[1]))
        for key, value in [*others.items(), *references.items()]:
            said = value if not isinstance(value, list) else " ".join(map(str, value))
            self._reading.losses.add("attribute of no span", f"{role}, {key} = {said}")

    def _whole(self, one: Element) -> None:
        """Name an element that speaks of the whole text; one that only serves others is passed over."""
        name = _kind(one)
        serves = one.get(_ID) in self._served or name.endswith(("Array", "List")) or type_name(one.tag) in self._heads
        if not serves and name not in _STRUCTURE:
            values = ", ".join(f"{key} = {value}" for key, value in self._features(one)[0].items())
            self._reading.losses.add("answer on the whole", f"{name}: {values}")

    def _join(self, own: dict[str, Element]) -> None:
        """Make links, and spans for tokens and others at their ends that no annotation stands for."""
        for role, *ends in self._ends:
            for id_ in ends:
                one = own.get(id_)
                if id_ not in self._keys and one is not None and one.get("begin") is not None and not self._pair(one):
                    try:
                        start, end = int(one.get("begin", "")), int(one.get("end", ""))
                    except ValueError:
                        continue  # the link is named as one without that end
                    self._keys[id_] = id_
                    self._reading.spans.append(ForeignSpan(id_, _kind(one), start, end))
            keys = [self._keys.get(id_, id_ or "nothing") for id_ in ends]
            self._reading.links.append(ForeignLink(role, keys[0], keys[1]))

    def _pair(self, one: Element) -> tuple[str, ...]:
        """Names of the features that are its ends; of a relation with one end, too, where its type has both."""
        type_ = type_name(one.tag)
        for pair in _ENDS:
            found = [(type_, name) in self._references for name in pair]
            if all(found) or (any(found) and pair == _ENDS[0]):
                return pair
        return ()

    def _features(self, one: Element) -> tuple[dict[str, Any], dict[str, list[str]]]:
        """Values by feature, and ids by feature that refers to others."""
        type_ = type_name(one.tag)
        values: dict[str, Any] = {}
        references: dict[str, list[str]] = {}
        for name, words in one.attrib.items():
            if name in _PLACE:
                continue
            if (type_, name) not in self._references:
                values[name] = self._types.value(type_, name, words)
                continue
            for id_ in words.split():
                listed = self._elements.get(id_)
                if listed is None or not _kind(listed).endswith(("Array", "List")):
                    references.setdefault(name, []).append(id_)
                elif listed.get("elements") is not None and _kind(listed) == "FSArray":
                    references.setdefault(name, []).extend((listed.get("elements") or "").split())
                else:
                    held = [child.text or "" for child in listed] or (listed.get("elements") or "").split()
                    values[name] = held
        lists: dict[str, list[str]] = defaultdict(list)
        for child in one:
            lists[child.tag].append(child.text or "")
        return {**values, **lists}, references

    def _found_references(self, root: Element) -> set[tuple[str, str]]:
        """Features whose values are ids: of the type system, of known ends, or of which all values are some."""
        seen: dict[tuple[str, str], set[str]] = defaultdict(set)
        for one in root:
            if _kind(one) not in _MACHINERY:
                for name, words in one.attrib.items():
                    if name not in (*_PLACE, "elements"):
                        seen[type_name(one.tag), name].add(words)
        found, guessed = set(), []
        for (type_, name), values in seen.items():
            known = self._types.is_reference(type_, name)
            is_usual = name in ("next", "first") or any(name in pair for pair in _ENDS)
            if known is None and self._are_ids(values, is_usual=is_usual):
                known = True
                if not is_usual:
                    guessed.append(f"{short_name(type_)}.{name}")
            if known:
                found.add((type_, name))
        if guessed:
            names = ", ".join(sorted(guessed))
            self._reading.notes.append(
                tr(
                    "Read as links, as all values are ids of annotations; only a type system could tell: {names}.",
                    names=names,
                )
            )
        self._served = {
            id_
            for one in root
            for name, words in one.attrib.items()
            if (type_name(one.tag), name) in found or name == "elements"
            for id_ in words.split()
        }
        """Ids of what others refer to."""
        return found

    def _are_ids(self, values: Iterable[str], *, is_usual: bool) -> bool:
        """True if all values are ids of annotations, or at least one of a feature that usually holds such."""
        ids = [id_ for words in values for id_ in words.split()] if all(map(_IDS.fullmatch, values)) else []
        others = [self._elements.get(id_) for id_ in ids]
        found = [one is not None and _kind(one) not in _MACHINERY for one in others]
        return any(found) if is_usual else bool(found) and all(found)

    def _chain_types(self, root: Element) -> set[str]:
        """Types of mentions: those that a chain's ``first`` or another mention's ``next`` leads to."""
        self._heads: set[str] = set()
        """Types of chains."""
        found = set()
        for one in root:
            for name in ("first", "next"):
                target = self._elements.get(one.get(name, ""))
                if target is None or (type_name(one.tag), name) not in self._references:
                    continue
                if name == "first" and one.get("begin") is None:
                    self._heads.add(type_name(one.tag))
                    found.add(type_name(target.tag))
                elif name == "next" and target.tag == one.tag:
                    found.add(type_name(one.tag))
        return found

    def _said(self, one: Element) -> str:
        return f"{_kind(one)} {one.get('begin')}–{one.get('end')}"


def _same(words: str) -> str:
    return words


def _kind(one: Element) -> str:
    return short_name(type_name(one.tag))
