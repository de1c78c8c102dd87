"""Reads what stands beside CoNLL files of this app's export: the documents' names, or comments on each."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from analyst_app.core.attribute_types import exact_value
from analyst_app.importers.annotations.own_layers import facts_in
from analyst_app.importers.import_limits import LARGEST_ANNOTATIONS
from analyst_app.importers.plain_files import read_beside

_NAMES = "documents.txt"
_NEW = "# newdoc id = "
_OURS = ("layer", "white_space", "facts")
"""Keys that are no facts; ``facts`` holds those whose names are no key."""


@dataclass
class CommentedDocument:
    """A document as it is described beside its tokens."""

    name: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    layers: list[Any] | None = None
    """Its readings, as they are told; None: none is."""
    spaces: list[tuple[int, str]] = field(default_factory=list)
    """Stretches of white space with the code point at which each begins."""

    def spaced(self, text: str) -> str:
        """A text with its own white space, where it is told; as long as before but for its end.

        Args:
            text: the tokens with blanks and line breaks between them.
        """
        parts, behind = [], 0
        for start, gap in self.spaces:
            if start < behind or start > len(text) or gap.strip():
                return text  # of another text
            parts += [text[behind:start], gap]
            behind = len(text) if start == len(text) - 1 else start + len(gap)
        return "".join([*parts, text[behind:]])


def documents_beside(path: Path) -> list[CommentedDocument]:
    """The documents of a CoNLL file, as ``documents.txt`` beside it tells them.

    Args:
        path: of the file.
    """
    listed = path.with_name(_NAMES)
    if not os.path.lexists(listed):
        return []
    words = read_beside(listed, limit=LARGEST_ANNOTATIONS).decode("utf-8").replace("\r\n", "\n")
    lines = [line for line in words.split("\n") if line]
    if not any(line.startswith(_NEW) for line in lines):
        return [CommentedDocument(line.removesuffix(".txt")) for line in lines]
    found: list[CommentedDocument] = []
    for line in lines:
        if line.startswith(_NEW):
            found.append(CommentedDocument(str(exact_value(line.removeprefix(_NEW))).removesuffix(".txt")))
        elif found and line.startswith("# "):
            key, is_pair, said = line.removeprefix("# ").partition(" = ")
            if is_pair:
                _take(found[-1], key, exact_value(said))
    return found


def _take(document: CommentedDocument, key: str, value: Any) -> None:
    if key == "layer":
        document.layers = [*(document.layers or []), value]
    elif key == "white_space" and isinstance(value, list):
        pairs = [one for one in value if isinstance(one, list) and len(one) == 2]
        document.spaces = [(at, gap) for at, gap in pairs if type(at) is int and isinstance(gap, str)]
    elif key == "facts" and isinstance(value, Mapping):
        document.facts |= facts_in(value)
    elif key not in _OURS:
        document.facts |= facts_in({key: value})
