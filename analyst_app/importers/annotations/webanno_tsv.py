"""Reads WebAnno TSV 3.0 to 3.3: spans, slots, relations and chains on tokens and parts of tokens.

What refers to other annotations (slots, relations) is resolved after all rows
are read, as it may refer to later ones. A relation leads from its source,
which its column names, to the row that it stands in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations import webanno_cells as cells
from analyst_app.importers.annotations.imported_layer import (
    AnnotatedArticle,
    ForeignLayer,
    ForeignLink,
    ForeignSpan,
    annotated,
)
from analyst_app.importers.annotations.offset_conventions import CODE_POINTS
from analyst_app.importers.annotations.uima_features import role_of, short_name, tag_of
from analyst_app.importers.annotations.webanno_tokens import NOWHERE, Tokens, Unit
from analyst_app.importers.import_losses import ImportLosses
from analyst_app.wording import tr

_MENTION = re.compile(r"(.*)->(\d+)-(\d+)", re.DOTALL)
_REFERENCE = re.compile(r"(\d+-\d+(?:\.\d+)?)(?:\[(\d+)(?:_(\d+))?\])?")
_ANY = "uima.tcas.Annotation"
"""The layer of a slot whose targets may be of any."""
_CHAIN = "chain"
"""Role of a link between two mentions whose relation has no name."""


def read_webanno(path: Path, text: str, layer: str = "imported") -> list[AnnotatedArticle]:
    """The article of a WebAnno TSV 3 file.

    Args:
        path: the file.
        text: the content of the file.
        layer: the layer id where the file names no annotator.

    Raises:
        ImportFailed: it does not begin as one.
    """
    words, reading = webanno_reading(path.name, text, layer)
    return [annotated(path.stem, words, [reading], fixed=CODE_POINTS)]


def webanno_reading(name: str, text: str, layer: str) -> tuple[str, ForeignLayer]:
    """The text of a WebAnno TSV 3 file and the reading of it, in code points.

    Args:
        name: of the file, for messages.
        text: its content.
        layer: whose reading it is.

    Raises:
        ImportFailed: it does not begin as one.
    """
    if not text.startswith("#FORMAT=WebAnno TSV 3"):
        raise ImportFailed(
            tr(
                "{name} is no WebAnno TSV 3 file: its first line says something else. Export it as WebAnno TSV v3.",
                name=name,
            )
        )
    reading = ForeignLayer(layer)
    tokens = Tokens([line.removesuffix("\r") for line in text.split("\n")], reading.losses)
    head = [line for line in text.replace("\r\n", "\n").split("\n") if line.startswith("#T_")]
    columns = [column for line in head for column in cells.columns_of(line)]
    _Annotations(columns, tokens.units, reading)
    if tokens.comments:
        shown = tokens.comments[0][:60]
        reading.notes.append(
            tr("{n} line of comment was left out: {first}|{n} lines of comment were left out, the first is: {first}",
               len(tokens.comments), first=shown)
        )  # fmt: skip
    return tokens.text + "\n", reading


class _Slot(NamedTuple):
    name: str
    roles: list[str]
    targets: list[str]
    of: str
    """Layer of the targets; empty: any."""


@dataclass
class _Mark:
    """An annotation while its rows are read."""

    key: str
    layer: str
    features: dict[str, str] = field(default_factory=dict)
    start: int = -1
    end: int = -1
    is_broken: bool = False
    """True if a token of it stands nowhere."""
    slots: list[_Slot] = field(default_factory=list)

    def cover(self, unit: Unit) -> None:
        """Take in another row."""
        if unit.place == NOWHERE:
            self.is_broken = True
            return
        self.start = unit.place[0] if self.start < 0 else min(self.start, unit.place[0])
        self.end = max(self.end, unit.place[1])


class _Relation(NamedTuple):
    role: str
    others: dict[str, Any]
    """Its features but the role."""
    source: str
    unit: Unit
    of: str
    """Layer of its ends."""


class _Annotations:
    """Makes spans and links of rows.

    Args:
        columns: of the file, behind the tokens.
        units: the rows.
        reading: takes spans, links and losses.
    """

    def __init__(self, columns: list[cells.Column], units: list[Unit], reading: ForeignLayer) -> None:
        self._reading = reading
        self._losses: ImportLosses = reading.losses
        self._marks: dict[str, _Mark] = {}
        self._in_unit: dict[tuple[str, str], list[str]] = defaultdict(list)
        """Keys of annotations by row and layer, as they are stacked there."""
        self._by_id: dict[str, list[str]] = defaultdict(list)
        """Keys by the number that tells annotations of one kind apart."""
        self._units = {unit.id: unit for unit in units}
        self._layers = list(dict.fromkeys(column.layer for column in columns if column.group != "RL"))
        self._relations: list[_Relation] = []
        self._chains: dict[tuple[str, int], dict[int, tuple[str, str]]] = defaultdict(dict)
        """Mentions by chain, each with its key and its relation to the next."""
        layers: dict[tuple[str, str], list[tuple[int, cells.Column]]] = defaultdict(list)
        for place, column in enumerate(columns):
            layers[column.group, column.layer].append((place, column))
        readers = {"SP": self._spans, "RL": self._relations_of, "CH": self._mentions}
        for unit in units:
            self._check_width(unit, len(columns))
            for (group, layer), own in layers.items():
                held = [(column, unit.cells[place]) for place, column in own if place < len(unit.cells)]
                held = [(column, cell) for column, cell in held if cell not in ("_", "")]
                if held and group in readers:
                    readers[group](layer, held, unit)
        links = [*self._slot_links(), *self._relation_links(), *self._chain_links()]  # may ask for further spans
        reading.spans += self._made()
        reading.links += links

    def _check_width(self, unit: Unit, wanted: int) -> None:
        beyond = [cell for cell in unit.cells[wanted:] if cell not in ("", "_")]
        if len(unit.cells) < wanted or beyond:
            said = f"says {beyond[0][:40]} in a column that its head has not" if beyond else "ends too early"
            self._losses.add("unreadable item", f"line {unit.line} {said}")

    def _mark(self, key: str, layer: str, unit: Unit) -> _Mark:
        mark = self._marks.setdefault(key, _Mark(key, layer))
        stack = self._in_unit[unit.id, layer]
        if key not in stack:
            stack.append(key)
            mark.cover(unit)
        return mark

    def _stacked(self, layer: str, unit: Unit, number: str, index: int) -> _Mark:
        """The annotation of a value: by its id, or by its place among the values of the cell."""
        stack = self._in_unit[unit.id, layer]
        if number:
            key = f"{layer}[{number}]"
            if key not in self._by_id[number]:
                self._by_id[number].append(key)
        elif index < len(stack):
            key = stack[index]
        else:
            key = f"{layer} {unit.id}/{index}"
        return self._mark(key, layer, unit)

    def _spans(self, layer: str, held: list[tuple[cells.Column, str]], unit: Unit) -> None:
        roles: dict[str, list[str]] = {}
        for column, cell in held:
            for index, value in enumerate(cells.parted(cell, "|")):
                words, number = cells.value_and_id(value)
                if column.kind == cells.TARGET:  # the number in brackets is that of a target
                    mark = self._stacked(layer, unit, "", index)
                    self._add_slot(mark, column, roles.get(mark.key, []), cells.parted(value, ";"))
                    continue
                if value == "_":
                    continue
                mark = self._stacked(layer, unit, number, index)
                if column.kind == cells.ROLE:
                    roles[mark.key] = cells.parted(words, ";")
                else:
                    for name, said in cells.set_values([(column.feature, words)]).items():
                        mark.features.setdefault(name, said)

    def _add_slot(self, mark: _Mark, column: cells.Column, roles: list[str], targets: list[str]) -> None:
        of = "" if column.of == _ANY else column.of
        slot = _Slot(column.feature, roles, [one for one in targets if not cells.is_unset(one)], of)
        if slot.targets and slot not in mark.slots:  # of several tokens, each row says it again
            mark.slots.append(slot)

    def _relations_of(self, layer: str, held: list[tuple[cells.Column, str]], unit: Unit) -> None:
        parts = [(column, cells.parted(cell, "|")) for column, cell in held]
        sources = next(((column, values) for column, values in parts if column.kind == cells.SOURCE), None)
        if sources is None:
            self._losses.add("relation end", f"line {unit.line}: {short_name(layer)} without a source")
            return
        for index, source in enumerate(sources[1]):
            own = [
                (column.feature, values[index])
                for column, values in parts
                if column.kind != cells.SOURCE and index < len(values)
            ]
            role, others = role_of(cells.set_values(own), short_name(layer))
            self._relations.append(_Relation(role, others, source, unit, sources[0].of))

    def _mentions(self, layer: str, held: list[tuple[cells.Column, str]], unit: Unit) -> None:
        values = {column.feature: cells.parted(cell, "|") for column, cell in held}
        kinds = values.get("referenceType", [])
        for index, link in enumerate(values.get("referenceRelation", [])):
            match = _MENTION.fullmatch(link)
            if match is None:
                self._losses.add("unreadable item", f"line {unit.line}: {link[:40]}")
                continue
            chain, place = int(match[2]), int(match[3])
            mark = self._mark(f"{layer}->{chain}-{place}", layer, unit)
            kind = cells.value_and_id(kinds[index])[0] if index < len(kinds) else "*"
            if not cells.is_unset(kind):
                mark.features["value"] = cells.unescaped(kind)
            role = "" if cells.is_unset(match[1]) else cells.unescaped(match[1])
            self._chains[layer, chain][place] = (mark.key, role)

    def _slot_links(self) -> list[ForeignLink]:
        made = []
        for mark in list(self._marks.values()):
            for slot in mark.slots:
                for index, target in enumerate(slot.targets):
                    role = slot.roles[index] if index < len(slot.roles) else "*"
                    role = slot.name if cells.is_unset(role) else cells.unescaped(role)
                    made.append(ForeignLink(role, mark.key, self._end(target, slot.of)))
        return made

    def _relation_links(self) -> list[ForeignLink]:
        made = []
        for one in self._relations:
            match = _REFERENCE.fullmatch(one.source)
            if match is None:
                self._losses.add("relation end", f"line {one.unit.line}: {one.role} from {one.source[:40]}")
                continue
            for name, value in one.others.items():
                self._losses.add("attribute of no span", f"line {one.unit.line}: {one.role}, {name} = {value}")
            source = self._found(match[1], match[2] or "", one.of)
            made.append(ForeignLink(one.role, source, self._found(one.unit.id, match[3] or "", one.of)))
        return made

    def _chain_links(self) -> list[ForeignLink]:
        made = []
        for elements in self._chains.values():
            ordered = [elements[place] for place in sorted(elements)]
            for (key, role), (following, _) in pairwise(ordered):
                made.append(ForeignLink(role or _CHAIN, key, following))
            last, role = ordered[-1]
            if role:
                self._marks[last].features["referenceRelation"] = role
        return made

    def _end(self, reference: str, layer: str) -> str:
        match = _REFERENCE.fullmatch(reference)
        return self._found(match[1], match[2] or "", layer) if match else reference

    def _found(self, unit_id: str, number: str, layer: str) -> str:
        """The key of what a reference means; the reference itself if that is not there.

        Args:
            unit_id: id of its row.
            number: the number that tells it from others; empty or 0: there is only one.
            layer: full name of its layer; empty: any.
        """
        if number.strip("0"):
            keys = self._by_id.get(number, [])
            own = [key for key in keys if self._marks[key].layer == layer or key in self._in_unit[unit_id, layer]]
            return (own or keys or [f"{unit_id}[{number}]"])[0]
        layers = [layer] if layer else self._layers
        stack = next((found for one in layers if (found := self._in_unit.get((unit_id, one)))), None)
        if stack:
            return stack[0]
        unit = self._units.get(unit_id)
        if unit is None or not layer or layer in self._layers:
            return unit_id
        return self._mark(f"{layer} {unit_id}/0", layer, unit).key  # the file says nothing of that token but this

    def _made(self) -> list[ForeignSpan]:
        tags: dict[str, set[str]] = defaultdict(set)
        chained = {layer for layer, _ in self._chains}
        read = []
        for mark in self._marks.values():
            layer = short_name(mark.layer)
            layer = layer.removesuffix("Link") if mark.layer in chained else layer
            tag, others = tag_of(mark.features, layer)
            tags[tag].add(layer)
            read.append((mark, layer, tag, others))
        made = []
        for mark, layer, tag, others in read:
            if len(tags[tag]) > 1:
                others = {"layer": layer, **others}
            if mark.is_broken:
                self._losses.add("other words", f"{tag} {mark.key}")
                continue
            made.append(ForeignSpan(mark.key, tag, mark.start, mark.end, None, tuple(others.items())))
        return made
