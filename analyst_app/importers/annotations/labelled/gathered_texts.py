"""Entries about one text become one article, and what one person marked in several of them one layer."""

from __future__ import annotations

from collections.abc import Iterable

from analyst_app.core.annotation import LayerFacts
from analyst_app.core.excerpts import line_of
from analyst_app.importers.annotations.imported_layer import ForeignLayer, ForeignLink, ForeignSpan
from analyst_app.importers.annotations.labelled.labelled_text import LabelledText, add_note
from analyst_app.importers.import_losses import ImportLosses


class GatheredTexts:
    """The texts of a file, each once; two of different names stay two though their texts are the same."""

    def __init__(self) -> None:
        self._by_text: dict[str, list[LabelledText]] = {}
        self._names: dict[int, str] = {}
        """Of a text without a name, by its place in the file."""
        self._in_order: list[LabelledText] = []
        self._people: dict[int, dict[str, _OneLayer]] = {}
        """Of each text, which ``_in_order`` holds, by annotator."""

    def add(self, one: LabelledText, unnamed: str) -> None:
        """Take an entry's text with its readings.

        Args:
            one: the text.
            unnamed: what it is called where no entry names it.
        """
        known = self._by_text.setdefault(one.text, [])
        same = next((held for held in known if held.name == one.name), None)
        same = same or next((held for held in known if not held.name or not one.name), None)
        if same is None:
            first = LabelledText(one.text, [], one.name, one.facts, one.notes, one.losses, one.unknown)
            self._join(first, one.layers)
            known.append(first)
            self._names[len(self._in_order)] = unnamed
            self._in_order.append(first)
            return
        same.name = same.name or one.name
        for key, value in one.facts.items():
            if same.facts.setdefault(key, value) != value:
                same.losses.add("unknown", f"another {key} of the same text: {line_of(value, 40)}")
        same.notes += one.notes
        same.losses.take(one.losses)
        self._join(same, one.layers)

    def _join(self, article: LabelledText, layers: Iterable[ForeignLayer]) -> None:
        people = self._people.setdefault(id(article), {})
        for layer in layers:
            if layer.annotator in people:
                people[layer.annotator].take(layer)
            else:
                article.layers.append(layer)
                people[layer.annotator] = _OneLayer(layer, article.losses)

    def all(self) -> list[tuple[str, LabelledText]]:
        """The names without suffix, and the texts, in the order of the file."""
        return [
            ((one.name or self._names[number]).removesuffix(".txt"), one) for number, one in enumerate(self._in_order)
        ]


class _OneLayer:
    """The reading of one person of a text, to which those of further entries are joined.

    Args:
        layer: the reading of the first entry.
        losses: is told of what is marked alike again.
    """

    def __init__(self, layer: ForeignLayer, losses: ImportLosses) -> None:
        self._layer = layer
        self._losses = losses
        self._keys = {span.key for span in layer.spans}
        self._alike = {_content(span): span.key for span in layer.spans}
        self._links = {(link.role, link.from_key, link.to_key) for link in layer.links}

    def take(self, more: ForeignLayer) -> None:
        """Join a reading of the same person: what is marked alike is counted, not doubled."""
        keys: dict[str, str] = {}
        for span in more.spans:
            known = self._alike.get(_content(span))
            if known is not None:
                keys.setdefault(span.key, known)
                self._losses.add("twice", f"{span.label} {span.start}–{span.end}")
                continue
            if span.key not in keys:
                keys[span.key] = span.key if span.key not in self._keys else f"{span.key}/{len(self._layer.spans)}"
            self._layer.spans.append(span._replace(key=keys[span.key]))
        for span in self._layer.spans[len(self._layer.spans) - len(more.spans) :]:
            self._alike.setdefault(_content(span), span.key)
        self._keys.update(keys.values())
        for link in more.links:
            ends = (link.role, keys.get(link.from_key, link.from_key), keys.get(link.to_key, link.to_key))
            if ends not in self._links:
                self._links.add(ends)
                self._layer.links.append(ForeignLink(*ends, link.key))
        self._layer.notes += more.notes
        self._layer.losses.take(more.losses)
        if self._layer.facts.status == LayerFacts().status:
            self._layer.facts = self._layer.facts._replace(status=more.facts.status)
        if more.facts.note:
            add_note(self._layer, *more.facts.note.split("\n"))


def _content(span: ForeignSpan) -> tuple[object, ...]:
    return span.label, span.start, span.end, repr(span.attributes), span.note
