"""Reads brat standoff: ``.ann`` beside ``.txt``. Format: brat 1.3 standoff."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from analyst_app.core.excerpts import counted
from analyst_app.importers.annotations.imported_layer import (
    AnnotatedArticle,
    ForeignLayer,
    ForeignLink,
    ForeignSpan,
    annotated,
)
from analyst_app.importers.import_limits import LARGEST_ANNOTATIONS
from analyst_app.importers.plain_files import read_beside

_SPAN = re.compile(r"(T\d+)\t(\S+) ([\d ;]+)\t?(.*)", re.DOTALL)
_PART = re.compile(r"(\d+) (\d+)")


def read_brat(path: Path, text: str, layer: str = "brat") -> list[AnnotatedArticle]:
    """The article of an ``.ann`` file.

    Args:
        path: the ``.ann`` file.
        text: its content.
        layer: whose reading it is.
    """
    source = read_beside(path.with_suffix(".txt"), limit=LARGEST_ANNOTATIONS).decode("utf-8-sig")
    found = _Lines(text, source)
    read = ForeignLayer(layer, found.spans(), found.links, found.notes)
    return [annotated(path.with_suffix("").name, source, [read])]


class _Lines:
    """Takes the lines of an ``.ann`` file apart by the kind of their id."""

    def __init__(self, text: str, source: str) -> None:
        self.source = source
        self.links: list[ForeignLink] = []
        self.notes: list[str] = []
        self._spans: dict[str, tuple[str, list[tuple[int, int]], str]] = {}
        self._attributes: dict[str, dict[str, Any]] = {}
        self._remarks: dict[str, list[str]] = {}
        self._events: dict[str, str] = {}
        self._arguments: list[tuple[str, str, str]] = []
        self._take_all(text)
        for role, head, tail in self._arguments:
            self.links.append(ForeignLink(role, self._events.get(head, head), self._events.get(tail, tail)))
        self._move_to_triggers()

    def _take_all(self, text: str) -> None:
        left_out = []
        for number, line in enumerate(text.split("\n"), 1):
            key, _, rest = line.rstrip("\r").partition("\t")
            try:
                is_taken = not line.strip() or (bool(key) and self._take(key, rest))
            except (ValueError, IndexError):
                is_taken = False
            if not is_taken:
                left_out.append(number)
        if left_out:
            lines = counted(len(left_out), "line")
            self.notes.append(f"Left out: {lines} that brat does not write so, the first is line {left_out[0]}.")

    def _move_to_triggers(self) -> None:
        """Put what is said of an event at the span that triggers it, for the span stands for it here."""
        lost = 0
        for target in [one for one in self._attributes if one not in self._spans]:
            held = self._attributes.pop(target)
            own = self._attributes.setdefault(self._events[target], {}) if self._is_event(target) else None
            lost += sum(own is None or own.setdefault(name, value) != value for name, value in held.items())
        for target in [one for one in self._remarks if one not in self._spans]:
            remarks = self._remarks.pop(target)
            if self._is_event(target):
                self._remarks.setdefault(self._events[target], []).extend(remarks)
            else:
                lost += len(remarks)
        if lost:
            self.notes.append(f"Left out: {counted(lost, 'remark')} on what is no span, as a relation is none.")

    def _is_event(self, target: str) -> bool:
        return self._events.get(target) in self._spans

    def spans(self) -> list[ForeignSpan]:
        """Spans; parts that white space alone separates are one, others follow each other by ``continues``."""
        made = []
        for key, (label, parts, words) in self._spans.items():
            attributes = tuple(self._attributes.get(key, {}).items())
            note = "\n".join(self._remarks.get(key, []))
            joined = self._joined(parts)
            whole = words if joined == parts else self.source[slice(*joined[0])] if len(joined) == 1 else ""
            for number, (start, end) in enumerate(joined):
                own = key if number == 0 else f"{key}/{number}"
                said = whole if len(joined) == 1 else None
                made.append(ForeignSpan(own, label, start, end, said or None, attributes, note if not number else ""))
                if number:
                    before = key if number == 1 else f"{key}/{number - 1}"
                    self.links.append(ForeignLink("continues", own, before))
        return made

    def _joined(self, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
        joined = [parts[0]]
        for start, end in parts[1:]:
            gap = self.source[joined[-1][1] : start]
            if start >= joined[-1][1] and not gap.strip():
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        return joined

    def _take(self, key: str, rest: str) -> bool:
        kind = key[0]
        if kind == "T":
            match = _SPAN.match(f"{key}\t{rest}")
            parts = [(int(start), int(end)) for start, end in _PART.findall(match[3])] if match else []
            if not match or not parts or key in self._spans:
                return False
            self._spans[key] = (match[2], parts, match[4])
        elif kind in ("A", "M"):
            name, target, *value = rest.split(" ", 2)
            self._attributes.setdefault(target, {})[name] = value[0] if value else True
        elif kind == "R":
            role, *ends = rest.split()
            head, tail = (end.partition(":")[2] for end in ends[:2])
            self._arguments.append((role, head, tail))
        elif kind == "E":
            trigger, *arguments = rest.split()
            self._events[key] = trigger.partition(":")[2]
            for argument in arguments:
                role, _, target = argument.partition(":")
                self._arguments.append((role, key, target))
        elif kind == "*":
            role, *members = rest.split()
            self._arguments += [(role, members[0], other) for other in members[1:]]
        elif kind in ("#", "N"):
            head, _, words = rest.partition("\t")
            kind_name, _, about = head.partition(" ")
            target, _, entry = about.partition(" ")  # only of a normalization, as Wikipedia:534366
            told = " ".join(filter(None, (entry, words)))
            told = told if kind_name in ("AnnotatorNotes", "Reference") else f"{kind_name}: {told}"
            self._remarks.setdefault(target, []).append(told)
        else:
            return False
        return True
