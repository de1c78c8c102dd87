"""Reads the CSV of Hypothesis, and says of Label Studio's tables what to export instead."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.imported_layer import AnnotatedFile
from analyst_app.importers.annotations.web.web_annotation import read_items
from analyst_app.importers.annotations.web.web_items import modern
from analyst_app.wording import tr

_HYPOTHESIS = {"URL", "Quote", "User", "Body", "Tags"}
"""Columns of what Hypothesis' sidebar exports (annotations-exporter.tsx), whatever stands between them."""
_STUDIO = {"annotation_id", "annotator", "lead_time"}


def kind_of_head(head: bytes) -> str:
    """The kind of a table by its first line: of Hypothesis, of Label Studio, or empty."""
    first = head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0].decode("utf-8", "replace").strip()
    columns = {one.strip('"') for one in first.split("\t" if "\t" in first else ",")}
    if columns >= _HYPOTHESIS:
        return "hypothesis table"
    return "studio table" if columns >= _STUDIO else ""


def refuse_studio_table(path: Path) -> AnnotatedFile:
    """Say what Label Studio's table lacks.

    Raises:
        ImportFailed: always.
    """
    raise ImportFailed(
        tr("{name} is a table of Label Studio's, which lacks what joins answers. Export JSON there.", name=path.name)
    )


def read_hypothesis_table(path: Path, text: str, layer: str = "imported") -> AnnotatedFile:
    """The articles that the rows of a table are about; they have no positions, so their words place them.

    Args:
        path: the file.
        text: the content of the file.
        layer: the layer id where a row names no annotator.

    Raises:
        ImportFailed: no text beside it is theirs, or it is no table.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise ImportFailed(
            tr("{name} is no table in CSV ({error}). Export it anew from Hypothesis.", name=path.name, error=error)
        ) from error
    return read_items(path, [modern(_annotation(number, row)) for number, row in enumerate(rows, 2)], layer)


def _annotation(number: int, row: dict[str, str | None]) -> dict[str, Any]:
    """A row as Hypothesis' interface for programs would give it; a reply does not say to what, so it is a page's."""
    quote, source = row.get("Quote") or "", row.get("URL") or ""
    selector = {"selector": [{"type": "TextQuoteSelector", "exact": quote}]} if quote else {}
    kind = next((value for name, value in row.items() if name and name.endswith("Type")), "") or ""
    body = row.get("Body") or ""
    return {
        "id": f"row {number}",
        "user": row.get("User") or "",
        "text": f"Reply: {body}" if kind == "Reply" else body,
        "tags": [tag.strip() for tag in (row.get("Tags") or "").split(",") if tag.strip()],
        "target": [{"source": source, **selector}],
    }
