"""The manifest of a packet: who sends it, what for, and each of its files with its kind, size and SHA-256.

Version history of the format: 1, the first.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any, Literal, NamedTuple, get_args

from analyst_app.core.layer_ids import is_layer_id
from analyst_app.corpus.packets.packet_archive import refuse
from analyst_app.storage import strict_json
from analyst_app.storage.team_files import encode_team_file
from analyst_app.wording import number_shown, tr

FORMAT, VERSION = "media-reading", 1
FileKind = Literal["article", "layer", "codebook", "facts"]
_KINDS: dict[str, FileKind] = {kind: kind for kind in get_args(FileKind)}
_SHA256 = re.compile(r"[0-9a-f]{64}")


class PacketFile(NamedTuple):
    """One file of a packet."""

    path: str
    """Its name: a packet has no folders."""
    kind: FileKind
    size: int
    """Bytes."""
    sha256: str

    @classmethod
    def of(cls, path: str, kind: FileKind, data: bytes) -> PacketFile:
        """The entry of a file by its bytes.

        Args:
            path: its name.
            kind: its kind.
            data: its bytes.
        """
        return cls(path, kind, len(data), hashlib.sha256(data).hexdigest())


class Manifest(NamedTuple):
    """The words of a packet about itself."""

    sender: str
    """Layer id of who sends it."""
    answers: str
    """Id of the packet that it answers; empty: it asks for review."""
    files: tuple[PacketFile, ...]

    @property
    def encoded(self) -> bytes:
        """Its bytes."""
        head: dict[str, Any] = {"format": FORMAT, "version": VERSION, "from": self.sender}
        head |= {"answers": self.answers} if self.answers else {}
        rows = [{"path": one.path, "kind": one.kind, "size": one.size, "sha256": one.sha256} for one in self.files]
        return encode_team_file(head | {"files": rows})

    def named(self, kind: FileKind) -> list[str]:
        """The names of the files of a kind."""
        return [one.path for one in self.files if one.kind == kind]


def packet_id(manifest: bytes) -> str:
    """The id of a packet: the SHA-256 of its manifest, which holds those of all its files.

    Args:
        manifest: its bytes.
    """
    return hashlib.sha256(manifest).hexdigest()


def manifest_of(data: bytes, packet: str) -> Manifest:
    """The manifest that bytes hold.

    Args:
        data: the bytes.
        packet: name of the packet, for sentences.

    Raises:
        PacketRefused: it is of another version, or not what a manifest is.
    """
    try:
        found = strict_json.parse(data.decode("utf-8"))
    except (UnicodeDecodeError, strict_json.Damage):
        refuse(packet, tr("its manifest cannot be read"))
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        refuse(packet, tr("its manifest does not say that it is a packet"))
    version = found.get("version")
    if type(version) is not int or version < VERSION:
        refuse(packet, tr("its manifest says no version that there is"))
    if version > VERSION:
        refuse(
            packet,
            tr(
                "it has format version {version}, and this app knows version {known}",
                version=number_shown(version),
                known=VERSION,
            ),
            tr("Update this app, then open it again."),
        )
    sender, answers, rows = found.get("from"), found.get("answers", ""), found.get("files")
    if not isinstance(sender, str) or not is_layer_id(sender):
        refuse(packet, tr("its manifest does not say who sent it"))
    if not isinstance(answers, str) or (answers and not _SHA256.fullmatch(answers)):
        refuse(packet, tr("its manifest does not say which packet it answers"))
    if not isinstance(rows, list):
        refuse(packet, tr("its manifest lists no files"))
    return Manifest(sender, answers, tuple(_file_of(row, packet) for row in rows))


def _file_of(row: Any, packet: str) -> PacketFile:
    found = row if isinstance(row, dict) else {}
    path, size, sha256 = (found.get(key) for key in ("path", "size", "sha256"))
    kind = _KINDS.get(str(found.get("kind")))
    if not (isinstance(path, str) and isinstance(sha256, str) and type(size) is int and kind is not None):
        refuse(packet, tr("its manifest has a line that cannot be understood"))
    if not _SHA256.fullmatch(sha256):
        refuse(packet, tr("its manifest has a hash that is none"))
    return PacketFile(path, kind, size, sha256)
