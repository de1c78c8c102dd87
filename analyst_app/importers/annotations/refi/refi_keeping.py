"""A whole REFI-QDA project as ``NAME.refi.json`` keeps it beside the articles: readable, and written back by an export.

It holds the project's XML, element by element; how positions count; what each
code became; and of each annotation that came of it the content at the import,
so that the export can tell which were changed since. Texts of sources are in
the articles; of other files the small ones are kept, large ones only named.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from analyst_app.core.document import Document
from analyst_app.core.layer_ids import REFI_SUFFIX
from analyst_app.core.refi.positions import Counting
from analyst_app.core.refi.tree import Meaning
from analyst_app.importers.annotations.imported_layer import AnnotatedArticle
from analyst_app.importers.annotations.refi.refi_archive import ProjectArchive, RawText

LARGEST_FILE = 1 << 20
"""Bytes of a file of the project that is kept; larger ones are named."""
LARGEST_FILES = 8 << 20
"""Bytes of all of them together."""
LARGEST_KEPT = 64 << 20
"""Bytes of a kept project; of a larger one nothing is kept."""
FORMAT = "media-refi"


class KeptFile(NamedTuple):
    """A file to be written beside the articles."""

    beside: dict[str, bytes]
    """By file name; empty if it is too large."""
    left_out: dict[str, int]
    """Bytes of files of the project that are too large, by name."""


@dataclass
class KeptText:
    """A source of the project, and what came of it."""

    source: str
    """Guid of the element that holds its selections."""
    article: str
    text: str
    raw: RawText
    made: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    """Identities of the selection and codings, by layer and annotation id."""
    links: dict[tuple[str, str, str, str], str] = field(default_factory=dict)
    """Guid of a link, by layer, role, and ids of its ends."""
    layers: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Content of the annotations that came in, by layer and id."""

    def take(self, article: AnnotatedArticle) -> None:
        """Note the content of the annotations that came in."""
        for layer, (spans, _) in article.layers.items():
            for one in spans:
                selection, codings = self.made.get((layer, one.id), ("", ()))
                if selection:
                    self.layers.setdefault(layer, {})[one.id] = {
                        "selection": selection, "codings": list(codings), "tag": one.tag, "start": one.start,
                        "end": one.end, "attributes": dict(one.attributes), "note": one.note,
                    }  # fmt: skip

    def to_data(self) -> dict[str, Any]:
        """For JSON."""
        document = Document.from_bytes(self.text.encode("utf-8", "replace"), name="x", encoding="utf-8")
        data: dict[str, Any] = {"source": self.source, "article": self.article, "text_sha256": document.sha256}
        if self.raw.member:
            data["member"] = self.raw.member
        if self.raw.has_bom:
            data["byte_order_mark"] = True
        if self.raw.text != self.text:
            is_crlf = self.text.replace("\n", "\r\n") == self.raw.text
            data |= {"breaks": "CRLF"} if is_crlf else {"raw": self.raw.text}
        data["annotations"] = self.layers
        data["links"] = [[*key, guid] for key, guid in self.links.items()]
        return data


def kept_project(
    archive: ProjectArchive,
    counting: Counting,
    places: Mapping[str, Meaning],
    texts: Sequence[KeptText],
    layers: Mapping[str, str],
    tags: Mapping[str, Mapping[str, Any]],
) -> KeptFile:
    """The file that keeps a project.

    Args:
        archive: the project.
        counting: how its positions count.
        places: what each code became, by guid.
        texts: its sources that became articles.
        layers: the layer id of each user, by guid.
        tags: name, colour and definition of each tag at the import, by id.
    """
    files, left_out = _files(archive, {text.raw.member for text in texts})
    data = {
        "format": FORMAT, "version": 1, "file": archive.path.name, "main": archive.main, "space": archive.space,
        "counting": counting.to_data(), "users": dict(layers), "tags": {tag: dict(held) for tag, held in tags.items()},
        "mapping": {guid: _place(place) for guid, place in places.items()},
        "texts": [text.to_data() for text in texts], "project": archive.root, "files": files,
    }  # fmt: skip
    made = (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")
    return KeptFile({f"{archive.path.stem}{REFI_SUFFIX}": made} if len(made) <= LARGEST_KEPT else {}, left_out)


def _files(archive: ProjectArchive, texts: set[str]) -> tuple[dict[str, Any], dict[str, int]]:
    """Files of the project but the XML and the sources' texts: as words, in base64, or by size alone."""
    kept: dict[str, Any] = {}
    left_out: dict[str, int] = {}
    total = 0
    for name in archive.zip.names():
        if name in texts or name == archive.main:
            continue
        size = archive.zip.size_of(name)
        if size > LARGEST_FILE or total + size > LARGEST_FILES:
            kept[name], left_out[name] = {"bytes": size}, size
            continue
        total += size
        data = archive.zip.read_member(name)
        try:
            kept[name] = {"text": data.decode("utf-8")}
        except UnicodeDecodeError:
            kept[name] = {"base64": base64.b64encode(data).decode("ascii")}
    return kept, left_out


def _place(place: Meaning) -> dict[str, Any]:
    if not place.attribute:
        return {"tag": place.tag} if place.tag else {}
    return place._asdict()
