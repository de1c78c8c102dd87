"""Unpacking a packet, into a folder of the app's own that its hash names: all of it, or nothing.

Nothing is ever written where the mail program put the packet. What was
unpacked before is opened as it is, with what was done in it since.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import time
from pathlib import Path
from typing import NamedTuple

from analyst_app.corpus.packets.packet_contents import Packet
from analyst_app.corpus.packets.packet_manifest import Manifest, manifest_of, packet_id
from analyst_app.errors import PacketRefused, SaveFailed, why_unwritten
from analyst_app.storage import private_files
from analyst_app.storage.file_names import MANIFEST, PACKETS, UNFINISHED_PACKET, unfinished_packet
from analyst_app.storage.limits import LARGEST_OWN_FILE
from analyst_app.storage.regular_file import digest
from analyst_app.wording import tr

_DAY = 86_400.0


class Unpacked(NamedTuple):
    """A packet that lies unpacked."""

    folder: Path
    """Holds the article and what goes with it."""
    article: Path
    sender: str
    layers: tuple[str, ...]
    """Ids of the layers that came with it."""


class PacketOrigin(NamedTuple):
    """The packet that an article came in."""

    id: str
    manifest: Manifest

    def is_changed(self, path: Path) -> bool:
        """True if a file is not as it came in the packet. Blocking.

        Raises:
            LeadsOutside: it is a link that is not followed.
            OSError: it cannot be read.
        """
        came = next((one.sha256 for one in self.manifest.files if one.path == path.name), "")
        return digest(path) != came


def unpacked(packet: Packet, data: Path) -> Unpacked:
    """Unpack a packet, unless it is unpacked already. Blocking.

    Args:
        packet: it has been looked through.
        data: the folder of files that the person may see.

    Raises:
        PacketRefused: it was unpacked before, and its article was taken away.
        SaveFailed: the system would not; nothing of it lies anywhere.
    """
    home = data / PACKETS / packet.id
    folder = home / _folder_of(packet.manifest)
    if not os.path.lexists(home):
        try:
            _unpack(packet, home, data)
        except OSError as error:
            raise SaveFailed(
                tr(
                    "{packet} was not unpacked: {why}. It goes into {folder}: make room there, or allow it, then "
                    "open it again.",
                    packet=packet.name,
                    folder=home.parent,
                    why=why_unwritten(error),
                )
            ) from error
    article = folder / packet.article
    if not article.is_file():
        raise PacketRefused(
            tr(
                "{packet} was unpacked before, and its article is not in {folder} any more. Move that folder away, "
                "then open the packet again.",
                packet=packet.name,
                folder=folder,
            )
        )
    return Unpacked(folder, article, packet.manifest.sender, tuple(packet.layers))


def origin_of(article: Path, data: Path) -> PacketOrigin | None:
    """The packet that an article came in; None if it does not lie in an unpacked one. Blocking.

    Args:
        article: its path.
        data: the folder of files that the person may see.
    """
    home = article.absolute().parent.parent
    if home.parent != (data / PACKETS).absolute():
        return None
    try:
        raw = private_files.read(home / MANIFEST, limit=LARGEST_OWN_FILE)
        manifest = manifest_of(raw, home.name)
    except (OSError, PacketRefused):
        return None
    return PacketOrigin(packet_id(raw), manifest) if packet_id(raw) == home.name else None


def _folder_of(manifest: Manifest) -> str:
    return f"from-{manifest.sender}"


def _unpack(packet: Packet, home: Path, data: Path) -> None:
    """Write everything into a folder beside, then give that its name in one step."""
    fresh = home.with_name(unfinished_packet(secrets.token_hex(4)))
    private_files.make_folder(home.parent, top=data)
    _sweep(home.parent)
    try:
        private_files.write(fresh / MANIFEST, [packet.manifest.encoded], lasts=True)
        for name, content in packet.files.items():
            private_files.write(fresh / _folder_of(packet.manifest) / name, [content], lasts=True)
        fresh.rename(home)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        if not home.is_dir():  # else another window has unpacked it in this moment
            raise


def _sweep(folder: Path) -> None:
    """Take away what a killed unpacking left a day ago or earlier."""
    with contextlib.suppress(OSError):
        for place in folder.iterdir():
            if UNFINISHED_PACKET.fullmatch(place.name) and place.lstat().st_mtime < time.time() - _DAY:
                shutil.rmtree(place, ignore_errors=True)
