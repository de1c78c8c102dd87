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
    made = annotated(path.with_suffix("").name, source, [ForeignLayer(layer, found.spans(), found.links)])
    made.notes += found.notes
    return [made]


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
        unknown = 0
        for line in text.split("\n"):
            key, _, rest = line.rstrip("\r").partition("\t")
            unknown += bool(key) and not self._take(key, rest)
        for role, head, tail in self._arguments:
            self.links.append(ForeignLink(role, self._events.get(head, head), self._events.get(tail, tail)))
        if unknown:
            self.notes.append(f"Left out: {counted(unknown, 'line')} of a kind that is not known.")

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
            if not match:
                return False
            parts = [(int(start), int(end)) for start, end in _PART.findall(match[3])]
            self._spans[key] = (match[2], parts, match[4])
        elif kind in ("A", "M"):
            name, target, *value = rest.split(" ", 2)
            self._attributes.setdefault(target, {})[name] = value[0] if value else True
        elif kind == "R":
            role, *ends = rest.split()
            self._arguments.append((role, *(end.partition(":")[2] for end in ends[:2])))  # type: ignore[arg-type]
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
            kind_name, target = [*head.split(" "), ""][:2]
            told = words if kind_name in ("AnnotatorNotes", "Reference") else f"{kind_name}: {words}"
            self._remarks.setdefault(target, []).append(told)
        else:
            return False
        return True
