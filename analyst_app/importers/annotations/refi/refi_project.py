"""Reads REFI-QDA projects: text sources, and PDF sources by their plain text, with a layer for each user.

The whole project is kept beside the articles (``refi_keeping``), so that what
has no place here is written back by an export as it was.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import permutations
from pathlib import Path
from typing import Any

from analyst_app.core.refi.positions import Counting, Positions
from analyst_app.core.refi.tree import (
    GUID,
    MEMO,
    Coded,
    Meaning,
    Node,
    all_below,
    children_of,
    code_of,
    identity,
    joined_by,
    node_attributes,
    own_guid,
    targets,
    user_of,
    words_in,
)
from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations import code_mapping
from analyst_app.importers.annotations.code_choices import proposal_in_words
from analyst_app.importers.annotations.code_mapping import Code, CodesToMap
from analyst_app.importers.annotations.imported_layer import (
    AnnotatedArticle,
    AnnotatedFile,
    ForeignLayer,
    ForeignLink,
    ForeignSpan,
    annotated,
)
from analyst_app.importers.annotations.offset_conventions import Convention
from analyst_app.importers.annotations.refi import refi_own
from analyst_app.importers.annotations.refi.refi_archive import ProjectArchive, RawText, UnreadablePart
from analyst_app.importers.annotations.refi.refi_counting import Selected, counting_of, misnamed
from analyst_app.importers.annotations.refi.refi_keeping import KeptText, kept_project
from analyst_app.importers.annotations.refi.refi_people import ProjectUsers
from analyst_app.importers.import_losses import ImportLosses
from analyst_app.resources import built_in_codebook
from analyst_app.wording import tr

_OURS = uuid.UUID("0b0f5b32-6a40-5b5e-8f0a-3c9d0c1d7e55")
_NAMED_ASIDE = {"Case": "case", "Variable": "variable", "Set": "set", "Graph": "graph"}


def read_qdpx(
    path: Path,
    data: bytes,
    layer: str = "imported",
    *,
    codebook: Mapping[str, Any] | None = None,
    mapping: Any = None,
) -> AnnotatedFile:
    """The sources of a project; where no mapping is given, with the proposed one, which is said.

    Args:
        path: the file.
        data: the file's bytes.
        layer: layer id of what names no user.
        codebook: of the folder that the articles go to, as parsed JSON.
        mapping: of the codes, as parsed JSON in the shape of ``code_mapping.to_data``.

    Raises:
        ImportFailed: it is no project, damaged, or holds no text at all; or the mapping is none.
        MissingExtra: a library for files of its kind is not installed.
    """
    project = RefiProject(path, data, layer)
    places = project.proposed(codebook)
    if mapping is not None:
        return project.read(code_mapping.from_data(mapping, project.codes, places), codebook)
    found = project.read(places, codebook)
    found.codes = CodesToMap(tuple(project.codes), places, codebook)
    codes = refi_own.unsure(project.codes, places) if project.is_own else project.codes
    said = proposal_in_words(codes, places, codebook)
    if said:
        found.articles[0].notes.append(said)
    return found


@dataclass
class _Source:
    """A source with a plain text."""

    node: Node
    """Its element in ``Sources``."""
    holder: Node
    """The element with the text's selections: the source itself, or its representation."""
    name: str
    raw: RawText
    selections: list[tuple[Node, str]] = field(default_factory=list)
    """With the words of notes that stand at each."""
    values: dict[str, dict[str, tuple[str, Any]]] = field(default_factory=dict)
    """Attributes and values that such notes hold, by guid of the selection and of the note."""


class RefiProject:
    """A project, ready to be read with a mapping of its codes.

    Args:
        path: the file.
        data: the file's bytes.
        layer: layer id of what names no user.

    Raises:
        ImportFailed: it is no project, damaged, or holds no text at all.
        MissingExtra: a library for files of its kind is not installed.
    """

    def __init__(self, path: Path, data: bytes, layer: str = "imported") -> None:
        self._archive = ProjectArchive(path, data)
        self._name = path.name
        self._losses = ImportLosses()
        for name in self._archive.zip.outside:
            self._losses.add("leads outside", name)
        root = self._archive.root
        self._origin = node_attributes(root).get("origin", "")
        self.is_own = refi_own.is_own(self._origin)
        """True: this program wrote it."""
        self._sections = {one["tag"]: one for one in children_of(root)}
        self.links = [one for section in children_of(root, "Links") for one in children_of(section, "Link")]
        self._notes = self._words_of_notes()
        self._linked_notes = self._notes_by_link()
        self.people = ProjectUsers(self._in("Users", "User"), layer)
        self._sources = self._readable_sources()
        codings = Counter(code_of(one) for one in all_below(root) if one["tag"] == "Coding")
        tops = [top for book in children_of(root, "CodeBook") for codes in children_of(book, "Codes")
                for top in children_of(codes, "Code")]  # fmt: skip
        self.cases = {own_guid(one) for one in self._in("Cases", "Case")}
        """Guids of the cases; NVivo codes words with them, too."""
        self.codes: list[Code] = code_mapping.codes_of(tops, codings, self._notes)
        """All codes, each before those under it."""

    def proposed(self, codebook: Mapping[str, Any] | None = None) -> dict[str, Meaning]:
        """A meaning for each code, by guid, as good as names and tree tell it.

        Args:
            codebook: of the folder that the articles go to, as parsed JSON.
        """
        known = built_in_codebook() if codebook is None and self.is_own else codebook
        return code_mapping.proposed(self.codes, known, are_ids=self.is_own)

    def read(self, places: Mapping[str, Meaning], codebook: Mapping[str, Any] | None = None) -> AnnotatedFile:
        """The articles, the codebook and what is to be kept.

        Args:
            places: what each code becomes, by guid.
            codebook: of the folder that the articles go to, as parsed JSON; its tags stay as they are.
        """
        losses = ImportLosses()
        losses.take(self._losses)
        texts = [source for source in self._sources if source.selections]
        selected = [self._selected(source, node) for source in texts for node, _ in source.selections]
        right = [one for one in selected if one is not None]
        counting, remarks = counting_of(self._origin, right)
        for words in misnamed(counting, right, is_own=self.is_own):
            losses.add("misnamed selection", words)
        reading = _Reading(self, places, counting)
        articles = [reading.article(source) for source in self._sources]
        articles[0].notes[:0] = [*remarks, *self.people.remarks()]
        self._name_aside(losses, reading)
        name = node_attributes(self._archive.root).get("name") or Path(self._name).stem
        book = code_mapping.codebook_of(self.codes, places, name, several=frozenset(reading.several))
        if book is not None and reading.has_memos and all(tag["id"] != MEMO for tag in book["tags"]):
            book["tags"].append(code_mapping.memo_tag())
        if self.is_own and refi_own.is_built_in(self.codes, places):
            book = None
            if not losses.counts.get("kept aside") and not any(one.losses.counts for one in articles):
                return AnnotatedFile(articles, losses)
        tags = code_mapping.said_of_tags(codebook, book)
        kept = kept_project(self._archive, counting, places, reading.kept, self.people.layers, tags)
        if not kept.beside:
            losses.add("not kept", self._name)
        for member, size in kept.left_out.items():
            losses.add("not kept", f"{member} ({size / 1_000:,.0f} kB)")
        return AnnotatedFile(articles, losses, book, kept.beside)

    def note(self, guid: str) -> str:
        """The words of a note; empty if there is none."""
        return self._notes.get(guid, "")

    def joined(self, words: Iterable[str]) -> str:
        """The words of several notes as one; white space at the ends is kept where this program wrote them."""
        said = [one if self.is_own else one.strip() for one in words if one.strip()]
        return "\n".join(dict.fromkeys(said))

    def facts_of(self, source: Node) -> dict[str, Any]:
        """The values of a source whose variables are named as our facts."""
        return refi_own.facts_of(source, self._in("Variables", "Variable"))

    def _in(self, section: str, tag: str) -> list[Node]:
        return children_of(self._sections.get(section, {}), tag)

    def _words_of_notes(self) -> dict[str, str]:
        words = {}
        for note in self._in("Notes", "Note"):
            try:
                words[own_guid(note)] = self._archive.text_of(note).text
            except (UnreadablePart, ImportFailed) as error:
                described = words_in(note, "Description")
                words[own_guid(note)] = described
                if not described:
                    self._losses.add("unreadable item", f"{_called(note, 'note')}: {error}")
        return words

    def _notes_by_link(self) -> dict[str, list[str]]:
        """The words of notes that links join to something, by its guid."""
        found: dict[str, list[str]] = {}
        for link in self.links:
            for one, other in permutations(joined_by(link)):
                if self._notes.get(one):
                    found.setdefault(other, []).append(self._notes[one])
        return found

    def _readable_sources(self) -> list[_Source]:
        found: list[_Source] = []
        others: list[str] = []
        for node in children_of(self._sections.get("Sources", {})):
            holder = node if node["tag"] == "TextSource" else None
            if node["tag"] == "PDFSource":
                holder = next(iter(children_of(node, "Representation")), None)
            if holder is None:
                others.append(f"{_called(node, node['tag'])} ({node['tag']})")
                continue
            try:
                found.append(self._source(node, holder))
            except (UnreadablePart, ImportFailed) as error:
                self._losses.add("unreadable item", f"{_called(node, 'source')}: {error}")
        for words in others:
            self._losses.add("other source", words)
        if not found:
            told = " ".join(self._losses.sentences()) or tr("It has no sources.")
            raise ImportFailed(
                tr(
                    "{name} holds no text that can be read. {told} Export their texts where it comes from.",
                    name=self._name,
                    told=told,
                )
            )
        return found

    def _source(self, node: Node, holder: Node) -> _Source:
        raw = self._archive.text_of(holder)
        name = node_attributes(node).get("name") or node_attributes(holder).get("name") or own_guid(node) or "source"
        source = _Source(node, holder, name.removesuffix(".txt"), raw)
        for selection in children_of(holder, "PlainTextSelection"):
            values = source.values[own_guid(selection)] = (
                refi_own.values_in(selection, self.note) if self.is_own else {}
            )
            refs = [ref for ref in targets([selection]) if ref not in values]
            words = [words_in(selection, "Description"), *map(self.note, refs)]
            words += self._linked_notes.get(own_guid(selection), ())
            source.selections.append((selection, self.joined(words)))
        source.selections += self._notes_on_words(source)
        return source

    def _notes_on_words(self, source: _Source) -> list[tuple[Node, str]]:
        """QualCoder's annotations: notes that say by a selection of their own where they belong."""
        if not self._origin.lower().startswith("qualcoder"):
            return []
        refs = set(targets([source.node, source.holder]))
        return [
            ({**selection, "attributes": {**_user(note), **node_attributes(selection)}}, self.note(own_guid(note)))
            for note in self._in("Notes", "Note") if own_guid(note) in refs
            for selection in children_of(note, "PlainTextSelection")
        ]  # fmt: skip

    def _selected(self, source: _Source, selection: Node) -> Selected | None:
        ends = _ends(selection)
        name = node_attributes(selection).get("name", "")
        return None if ends is None else Selected(source.raw.text, *ends, name)

    def _name_aside(self, losses: ImportLosses, reading: _Reading) -> None:
        """Name what has no place here but is kept."""
        own = refi_own.own_variables(self.people, self._in("Variables", "Variable")) if self.is_own else set()
        for section in children_of(self._archive.root):
            for one in children_of(section):
                if one["tag"] in _NAMED_ASIDE and own_guid(one) not in own:
                    losses.add("kept aside", _called(one, _NAMED_ASIDE[one["tag"]]))
        root = self._archive.root
        if words_in(root, "Description") or targets([root]):
            losses.add("kept aside", "memo of the project")
        named = {code.above for code in self.codes if reading.places.get(code.guid, Meaning("")).attribute}
        for code in self.codes:
            is_left = reading.places.get(code.guid, Meaning("")) == Meaning("") and code.guid not in named
            if not code.is_codable and is_left and not code.uses:
                losses.add("kept aside", f"category {'/'.join(code.path)}")
        used = reading.placed_notes | {ref for one in all_below(root) if one["tag"] == "Code" for ref in targets([one])}
        used |= set(targets([root]))
        for note in self._in("Notes", "Note"):
            if own_guid(note) not in used:
                losses.add("kept aside", _called(note, "note"))
        for link in self.links:
            if own_guid(link) not in reading.placed_links:
                losses.add("kept aside", _called(link, "link"))
        for source in self._sources:
            areas = len(children_of(source.node, "PDFSelection"))
            if areas:
                losses.add("kept aside", f"area of a page of {source.name}", areas)
            if words_in(source.node, "Description"):
                losses.add("kept aside", f"memo of {source.name}")
            given = [ref for one in children_of(source.node, "VariableValue") for ref in targets([one], "VariableRef")]
            values = sum(ref not in own for ref in given) - (0 if own else len(self.facts_of(source.node)))
            if values:
                losses.add("kept aside", f"value of {source.name}", values)


class _Reading:
    """The making of articles with one mapping of codes."""

    def __init__(self, project: RefiProject, places: Mapping[str, Meaning], counting: Counting) -> None:
        self.places = places
        self.kept: list[KeptText] = []
        self.several: set[tuple[str, str]] = set()
        self.placed_notes: set[str] = set()
        self.placed_links: set[str] = set()
        self.has_memos = False
        self._project, self._counting = project, counting
        self._codes = {code.guid: code for code in project.codes}
        self._used: set[str] = set()

    def article(self, source: _Source) -> AnnotatedArticle:
        """A source with its layers."""
        positions = Positions(source.raw.text, self._counting)
        layers: dict[str, ForeignLayer] = {}
        kept = KeptText(own_guid(source.holder), source.name, positions.text, source.raw)
        keys: dict[str, dict[str, str]] = {}
        losses = ImportLosses()
        for selection, memo in source.selections:
            ends = _ends(selection)
            if ends is None:
                losses.add("unreadable item", _called(selection, "selection"))
                continue
            self._name_left_out(selection, losses)
            start, end = positions.span(*ends)
            values = source.values.get(own_guid(selection), {})
            for number, one in enumerate(refi_own.coded_in(selection, self.places, has_memo=bool(memo))):
                layer = self._project.people.layer_of(one.user)
                key = self._key(selection, one)
                note = self._note(selection, one, memo)
                self.has_memos |= one.tag == MEMO
                self.several |= {(one.tag, name) for name, value in one.attributes.items() if isinstance(value, list)}
                held = (*one.attributes.items(), *(values.values() if number == 0 else ()))
                layers.setdefault(layer, ForeignLayer(layer)).spans.append(
                    ForeignSpan(key, one.tag, start, end, None, held, note)
                )
                keys.setdefault(own_guid(selection), {}).setdefault(layer, key)
                kept.made[layer, key] = (identity(selection), one.codings)
            if not children_of(selection, "Coding") and not memo:
                losses.add("kept aside", f"{_called(selection, 'selection')}: it has no code and no memo")
        whole = len(children_of(source.node, "Coding"))
        if whole:
            losses.add("answer on the whole", source.name, whole)
        if self._project.is_own:
            readings, notes = refi_own.readings_of(source.node, self._project.people, self._project.note)
            for layer, said in readings.items():
                layers.setdefault(layer, ForeignLayer(layer)).facts = said
            for layer, beside in refi_own.beside_in(source.node, self._project.people).items():
                layers.setdefault(layer, ForeignLayer(layer)).beside = beside
            self.placed_notes |= notes
        self._add_links(layers, keys, kept)
        facts = self._project.facts_of(source.node)
        made = annotated(source.name, positions.text, layers.values(), facts, fixed=Convention())
        made.losses.take(losses)
        made.people = {one: self._project.people.person_of(one) for one in made.layers}
        if source.raw.is_rich:
            made.notes.append("It has no plain text: the text is that of the document, and its positions may be "
                              "others. Look at the marks.")  # fmt: skip
        kept.take(made)
        self.kept.append(kept)
        return made

    def _add_links(self, layers: dict[str, ForeignLayer], keys: dict[str, dict[str, str]], kept: KeptText) -> None:
        for link in self._project.links:
            ends = joined_by(link)
            if any(self._project.note(end) for end in ends):
                if any(end in keys for end in ends):
                    self.placed_links.add(own_guid(link))
                    self.placed_notes.update(ends)
                continue
            both = [layer for layer in keys.get(ends[0], {}) if layer in keys.get(ends[1], {})]
            if both:
                role = node_attributes(link).get("name") or "link"
                found = ForeignLink(role, keys[ends[0]][both[0]], keys[ends[1]][both[0]])
                layers[both[0]].links.append(found)
                kept.links[both[0], found.role, found.from_key, found.to_key] = own_guid(link)
                self.placed_links.add(own_guid(link))

    def _note(self, selection: Node, one: Coded, memo: str) -> str:
        refs = targets([selection])
        codings = [coding for coding in children_of(selection, "Coding") if identity(coding) in one.codings]
        self.placed_notes |= {*refs, *targets(codings)}
        return self._project.joined([memo, *map(self._project.note, targets(codings))])

    def _key(self, selection: Node, one: Coded) -> str:
        """The annotation's id: the selection's, for its first annotation; else one made of what it is."""
        own = own_guid(selection)
        key = own if GUID.fullmatch(own) else str(uuid.uuid5(_OURS, own))
        if key in self._used:
            key = str(uuid.uuid5(_OURS, "|".join((own, one.user, one.tag, *one.codings, str(len(self._used))))))
        self._used.add(key)
        return key

    def _name_left_out(self, selection: Node, losses: ImportLosses) -> None:
        for coding in children_of(selection, "Coding"):
            code = self._codes.get(code_of(coding))
            if code is None and code_of(coding) in self._project.cases:
                losses.add("kept aside", f"{_called(selection, 'selection')}: words of a case")
            elif code is None:
                losses.add("unreadable item", f"{_called(selection, 'selection')}: its code is not in the project")
            elif not self.places.get(code.guid, Meaning("")).tag:
                losses.add("kept aside", f"coding by {'/'.join(code.path)}, which becomes no tag")


def _ends(selection: Node) -> tuple[int, int] | None:
    attributes = node_attributes(selection)
    try:
        return int(attributes["startPosition"]), int(attributes["endPosition"])
    except (KeyError, ValueError):
        return None


def _user(note: Node) -> dict[str, str]:
    user = user_of(note)
    return {"creatingUser": user} if user else {}


def _called(node: Node, kind: str) -> str:
    attributes = node_attributes(node)
    return f"{kind} {attributes.get('name') or attributes.get('guid', '')}".strip()
