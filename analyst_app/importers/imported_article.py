"""The result of every importer: an article's text and the facts about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from analyst_app.importers.import_losses import ImportLosses


@dataclass(frozen=True, slots=True)
class ImportedArticle:
    """An article taken out of a file, before it is written anywhere."""

    text: str
    """The text to be annotated: paragraphs with a blank line between them, a final newline."""
    title: str = ""
    outlet: str = ""
    """Newspaper, site or broadcaster."""
    author: str = ""
    date: str = ""
    """Of publication, ISO 8601 (2024-05-01); empty, with a note, where the words could not be read as one."""
    url: str = ""
    """Canonical address."""
    retrieved: str = ""
    """Time at which the original was saved, UTC."""
    original: str = ""
    """File name of what was imported."""
    original_sha256: str = ""
    """Hex digest of its bytes."""
    importer: str = ""
    """The reader that made it, with its version: ``trafilatura 2.0``."""
    notes: tuple[str, ...] = ()
    """Remarks on this import for a person, one sentence each."""
    named: str = ""
    """Name that its file should have, without suffix, where the original says one."""
    file_says: int = 0
    """So many articles the original itself says that it holds; 0 if it does not say."""
    pages: tuple[int, ...] = ()
    """The beginning of each page of the original in the text, code points; empty without pages."""
    zones: tuple[dict[str, Any], ...] = ()
    """Captions and the like in the text: ``start``, ``end`` (code points, half-open) and ``kind``; offered as skip."""
    times: tuple[dict[str, Any], ...] = ()
    """Times of the paragraphs of a transcript: ``start`` (code points), ``from``, ``to``, perhaps ``speaker``."""
    losses: ImportLosses = field(default_factory=ImportLosses)
    """The losses of reading it, and in a file's first article those of the file."""

    def to_wire(self) -> dict[str, Any]:
        """As plain data that JSON can carry between processes."""
        return {one.name: getattr(self, one.name) for one in fields(self)} | {"losses": self.losses.to_data()}

    @classmethod
    def from_wire(cls, data: Mapping[str, Any]) -> ImportedArticle:
        """The article in what ``to_wire`` gave."""
        lists = {name: tuple(data[name]) for name in ("notes", "pages", "zones", "times")}
        losses = ImportLosses.from_data(data["losses"])
        return cls(**{one.name: data[one.name] for one in fields(cls)} | lists | {"losses": losses})
