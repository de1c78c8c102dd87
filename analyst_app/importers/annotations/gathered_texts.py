"""Entries about one text become one article, and what one person marked in several of them one layer."""

from __future__ import annotations

from analyst_app.core.excerpts import line_of
from analyst_app.importers.annotations.imported_layer import ForeignLayer, ForeignLink, ForeignSpan
from analyst_app.importers.annotations.labelled_text import LabelledText, add_note


class GatheredTexts:
    """The texts of a file, each once; two of different names stay two though their texts are the same."""

    def __init__(self) -> None:
        self._by_text: dict[str, list[LabelledText]] = {}
        self._names: dict[int, str] = {}
        """Of a text without a name, by its place in the file."""
        self._in_order: list[LabelledText] = []

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
            for layer in one.layers:
                _merge(first, layer)
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
        for layer in one.layers:
            _merge(same, layer)

    def all(self) -> list[tuple[str, LabelledText]]:
        """The names without suffix, and the texts, in the order of the file."""
        return [
            ((one.name or self._names[number]).removesuffix(".txt"), one) for number, one in enumerate(self._in_order)
        ]


def _merge(article: LabelledText, layer: ForeignLayer) -> None:
    """Add a reading to an article; what the same person has marked alike before is counted, not doubled."""
    known = next((held for held in article.layers if held.annotator == layer.annotator), None)
    if known is None:
        article.layers.append(layer)
        return
    alike = {_content(span): span.key for span in known.spans}
    used = {span.key for span in known.spans}
    keys: dict[str, str] = {}
    for span in layer.spans:
        if _content(span) in alike:
            keys.setdefault(span.key, alike[_content(span)])
            article.losses.add("twice", f"{span.label} {span.start}–{span.end}")
            continue
        key = keys.get(span.key) or span.key
        while key in used and key not in keys.values():
            key += "'"
        keys.setdefault(span.key, key)
        known.spans.append(span._replace(key=key))
    used_links = {(link.role, link.from_key, link.to_key) for link in known.links}
    for link in layer.links:
        ends = (link.role, keys.get(link.from_key, link.from_key), keys.get(link.to_key, link.to_key))
        if ends not in used_links:
            known.links.append(ForeignLink(*ends, link.key))
    known.notes += layer.notes
    known.losses.take(layer.losses)
    status = known.facts.status if known.facts.status != "in_progress" else layer.facts.status
    known.facts = known.facts._replace(status=status)
    add_note(known, *layer.facts.note.split("\n"))


def _content(span: ForeignSpan) -> tuple[object, ...]:
    return span.label, span.start, span.end, repr(span.attributes), span.note
