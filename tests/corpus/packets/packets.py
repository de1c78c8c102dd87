"""Packets to be opened: good ones, and ones that an enemy has made."""

from __future__ import annotations

import hashlib
import json
import struct
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from analyst_app.corpus.packets.packing import Wanted, packed
from analyst_app.corpus.sealing import Seal
from tests.corpus.corpora import annotate, write_article

TEXT = "Ada Brandt said “we will not leave”. The depot will close by May. Nobody agreed.\n"


def folder_hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder, hidden ones left out."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


def write_corpus(folder: Path) -> Path:
    """An article with facts that alice and bob have read."""
    article = write_article(folder, "depot.txt", TEXT, title="The depot")
    annotate(article, "alice", ("actor", "Ada Brandt"), ("claim", "The depot will close by May"), status="done")
    annotate(article, "bob", ("actor", "Ada Brandt"), ("claim", "Nobody agreed"), status="done")
    return article


def packet(article: Path, *layers: str, sender: str = "alice", answers: str = "") -> bytes:
    """The bytes of a packet."""
    wanted = Wanted(article, article.parent, sender, layers or ("alice",), answers)
    return packed(wanted, Seal(sender, [article.parent]))[0]


def files_in(data: bytes) -> dict[str, bytes]:
    """What stands in a packet, as any program reads it."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    """A zip file of an enemy's own."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, data in entries:
            archive.writestr(entry, data)
    return buffer.getvalue()


def with_files(data: bytes, changes: dict[str, bytes | None], **manifest: Any) -> bytes:
    """A packet with other files and a manifest that vouches for them; None takes a file away."""
    files = files_in(data)
    told = json.loads(files.pop("manifest.json"))
    kinds = {row["path"]: row["kind"] for row in told["files"]}
    files = {name: content for name, content in (files | changes).items() if content is not None}
    told["files"] = [
        {"path": name, "kind": kinds.get(name, _kind(name)), "size": len(content),
         "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in files.items()
    ]  # fmt: skip
    told |= manifest
    return zipped(("manifest.json", json.dumps(told).encode()), *files.items())


def with_end(data: bytes, **fields: int) -> bytes:
    """A zip file whose last record says something else."""
    names = ("mark", "disk", "start_disk", "here", "entries", "size", "place", "comment")
    values = dict(zip(names, struct.unpack("<4s4H2LH", data[-22:]), strict=True)) | fields
    return data[:-22] + struct.pack("<4s4H2LH", *values.values())


def _kind(name: str) -> str:
    if name.endswith(".annotations.json"):
        return "layer"
    if name.endswith(".source.json"):
        return "facts"
    return "codebook" if name == "codebook.json" else "article"
