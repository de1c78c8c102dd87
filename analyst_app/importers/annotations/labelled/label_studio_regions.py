"""The results of one Label Studio annotation as annotations, links, attributes and notes of a layer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analyst_app.core.attribute_types import exact_value
from analyst_app.core.excerpts import line_of
from analyst_app.importers.annotations.imported_layer import MISSHAPEN, ForeignLayer, ForeignLink, ForeignSpan
from analyst_app.importers.annotations.labelled.labelled_text import add_note, listed, words_of
from analyst_app.importers.annotations.labelled.studio_texts import StudioText, shown_words
from analyst_app.importers.import_losses import ImportLosses

_LABELS = ("labels", "hypertextlabels", "paragraphlabels")
"""Results that mark a part of a text."""
_NOTES = ("note", "comment", "comments")
"""Names of controls whose words are a note."""
_OURS, _SEVERAL = "analyst", "several"
_MARKS = (_SEVERAL, "word")
"""Stand in our own export in the ``meta`` of a choice: of one value that is a list, and of words that are no flag."""
_BETWEEN = "__"
"""Stands in our own export between label and attribute in the name of a control."""


def has_place(result: Any) -> bool:
    """True if a result is of a part of a text."""
    value = result.get("value") if isinstance(result, Mapping) else None
    return isinstance(value, Mapping) and "start" in value and "end" in value


class Regions:
    """Fills a layer with the results of an annotation.

    Args:
        text: the text that its regions are in.
        layer: the layer.
        losses: gets what has no place.
        where: the entry, as a person finds it.
    """

    def __init__(self, text: StudioText, layer: ForeignLayer, losses: ImportLosses, where: str) -> None:
        self._text = text
        self._layer = layer
        self._losses = losses
        self._where = where
        self._is_ours = False
        self._labels: dict[str, list[str]] = {}
        self._values: dict[str, Mapping[str, Any]] = {}
        """Of each region, by id: one value that says its place."""
        self._attributes: dict[str, dict[str, Any]] = {}
        self._notes: dict[str, list[str]] = {}
        self._parents: dict[str, str] = {}

    def read(self, results: list[Any], *, score: Any = None, is_first: bool = True) -> None:
        """Take the results in.

        Args:
            results: of the annotation.
            score: of the whole of it, if a model made it.
            is_first: True if answers about the whole task are to be kept here, too.
        """
        taken = [one for one in results if is_first or has_place(one) or one.get("type") == "relation"]
        for one in taken:
            if has_place(one):
                self._guarded(self._take_region, one)
        for one in taken:
            if one.get("type") != "relation":
                self._guarded(self._take_answer, one)
        for key in self._values:
            self._guarded(lambda _, key=key: self._make(key, score), self._values[key])
        for one in taken:
            if one.get("type") == "relation":
                self._guarded(self._take_relation, one)
        made = {span.key for span in self._layer.spans}
        self._layer.links += [ForeignLink("parent", key, to) for key, to in self._parents.items() if key in made]
        if score is not None and not made:
            add_note(self._layer, f"score: {words_of(score)}")

    def _guarded(self, take: Any, one: Mapping[str, Any]) -> None:
        try:
            take(one)
        except MISSHAPEN as error:
            value = one.get("value", one)
            self._losses.add("unreadable item", f"{self._where}: {line_of(words_of(value), 60)} ({error})")

    def _take_region(self, one: Mapping[str, Any]) -> None:
        key, value, kind = _key(one), one["value"], str(one.get("type", ""))
        if key not in self._values or kind in _LABELS:
            self._values[key] = value
        if one.get("parentID"):
            self._parents[key] = str(one["parentID"])
        labels = self._labels.setdefault(key, [])
        for name in _LABELS:
            labels += [str(label) for label in listed(value.get(name)) if str(label) not in labels]
        meta = one.get("meta")
        for words in listed(meta.get("text")) if isinstance(meta, Mapping) else []:
            if str(words).startswith("annotator: "):
                self._is_ours = True
            else:
                self._note(key, str(words))
        for name, held in meta.items() if isinstance(meta, Mapping) else ():
            if name != "text" and (name != _OURS or held not in _MARKS):
                self._attributes.setdefault(key, {})[name] = held
        if one.get("score") is not None:
            self._attributes.setdefault(key, {})["score"] = one["score"]

    def _take_answer(self, one: Mapping[str, Any]) -> None:
        """Keep the answer of a control: of a region, or of the whole text."""
        key, value, kind = _key(one), one.get("value", {}), str(one.get("type", ""))
        if kind in _LABELS:
            if not has_place(one):
                raise ValueError("it has no place")
            return
        answer = _answer(kind, value)
        if answer is None or kind.endswith("labels"):
            if not has_place(one):
                self._losses.add("other media", f"{self._where}: {kind} {line_of(words_of(value), 40)}")
            return
        name = str(one.get("from_name") or kind)
        if key not in self._values:
            add_note(self._layer, f"{name}: {words_of(answer)}")
        elif kind == "textarea" and name in _NOTES:
            self._note(key, words_of(answer) if not isinstance(answer, list) else "\n".join(map(str, answer)))
        else:
            name, meta = self._bare(name, key), one.get("meta")
            mark = meta.get(_OURS) if isinstance(meta, Mapping) else None
            if self._is_ours and kind == "textarea" and isinstance(answer, str):
                answer = exact_value(answer)
            elif mark == _SEVERAL:
                answer = [answer]
            elif self._is_ours and mark is None and answer in ("true", "false"):
                answer = answer == "true"
            self._attributes.setdefault(key, {})[name] = answer

    def _make(self, key: str, score: Any) -> None:
        value = self._values[key]
        start, end = self._text.span(value)
        held = self._attributes.get(key, {})
        if score is not None:
            held = {"score": score} | held
        words = shown_words(self._text, value, (start, end))
        note = "\n".join(self._notes.get(key, []))
        for label in self._labels.get(key) or [""]:
            self._layer.spans.append(ForeignSpan(key, label, start, end, words, tuple(held.items()), note))

    def _take_relation(self, one: Mapping[str, Any]) -> None:
        head, tail = str(one["from_id"]), str(one["to_id"])
        direction = one.get("direction") or "right"
        for role in listed(one.get("labels")) or [""]:
            if direction in ("right", "bi"):
                self._layer.links.append(ForeignLink(str(role), head, tail))
            if direction in ("left", "bi"):
                self._layer.links.append(ForeignLink(str(role), tail, head))

    def _note(self, key: str, words: str) -> None:
        self._notes.setdefault(key, []).append(words)

    def _bare(self, name: str, key: str) -> str:
        """An attribute's name: our own export puts the label before it."""
        label, between, attribute = name.partition(_BETWEEN)
        return attribute if between and label.replace("_.", "_") in self._labels.get(key, []) else name


def _key(one: Mapping[str, Any]) -> str:
    return str(one.get("id"))


def _answer(kind: str, value: Mapping[str, Any]) -> Any:
    """The answer in a result's value; None if it is none in words."""
    held = value.get("text") if kind == "textarea" else value.get(kind)
    if kind == "pairwise":
        held = value.get("selected")
    if kind == "taxonomy" and isinstance(held, list):
        held = [" / ".join(map(str, one)) if isinstance(one, list) else str(one) for one in held]
    if isinstance(held, list) and len(held) == 1:
        return held[0]
    return held
