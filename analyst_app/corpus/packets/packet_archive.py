"""The zip file that a packet is: written the same for the same content, and read as if an enemy had made it.

A packet comes by mail, so nothing in it is believed: neither the directory at
its end, nor a size, nor a name. It is read in memory, and nothing is unpacked
here. Whoever makes a packet by other means writes a plain zip: no comment, no
ZIP64, no folders, names in UTF-8 (.ZIP File Format Specification 6.3.10,
4.3.16 and 4.4.4).
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
from collections.abc import Mapping, Sequence
from typing import NoReturn
from unicodedata import category, normalize

from analyst_app.errors import PacketRefused, sayable
from analyst_app.storage.file_names import JSON, MANIFEST, TEMPORARY, UNSEEN, article_and_layer, is_reserved
from analyst_app.storage.limits import (
    LARGE_ARTICLE,
    LARGEST_MANIFEST,
    LARGEST_PACKET,
    LARGEST_SENT_LAYER,
    LARGEST_SENT_TEAM_FILE,
    LARGEST_UNPACKED,
    MOST_IN_PACKET,
    MOST_SIGNS,
)
from analyst_app.wording import tr

_END = struct.Struct("<4s4H2LH")
"""The record at the end: its mark, two disks, entries here and in all, bytes and place of the directory, a comment."""
_END_MARK = b"PK\x05\x06"
_LARGEST_DIRECTORY = 1 << 20
_LONGEST_NAME = 255
"""Bytes; the longest that file systems take."""
_IN_UTF8, _ENCRYPTED = 0x800, 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_UNIX, _PLAIN_FILE = 3, stat.S_IFREG | 0o644
_FORBIDDEN = re.compile(f'[/\\\\:*?"<>|{UNSEEN}]')
"""Letters that some system takes in no name, those that nobody sees, and those that turn the words about."""
_SHOWN = 60
"""Characters of a name that stand in a sentence."""


def refuse(packet: str, why: str, remedy: str = "") -> NoReturn:
    """Refuse a packet in one sentence, and say what to do.

    Args:
        packet: name of its file.
        why: the middle of the sentence.
        remedy: what to do; empty: ask for another copy.

    Raises:
        PacketRefused: always.
    """
    advice = remedy or tr("Ask who sent it for another copy.")
    raise PacketRefused(tr("{packet} was not opened: {why}. {advice}", packet=packet, why=why, advice=advice), why)


def write_archive(files: Mapping[str, bytes]) -> bytes:
    """The bytes of a zip file; the same files in the same order give the same bytes.

    Args:
        files: the bytes of each by its name.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)  # dated 1980
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, _UNIX
            entry.external_attr = _PLAIN_FILE << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def read_archive(data: bytes, packet: str) -> dict[str, bytes]:
    """The files of a packet by their names, in its order.

    Args:
        data: the packet.
        packet: its name, for sentences.

    Raises:
        PacketRefused: it is no plain zip file, holds too much, or a name in it is not plain; says which.
    """
    if len(data) > LARGEST_PACKET:
        refuse(packet, tr("it is larger than {size} MB", size=LARGEST_PACKET >> 20))
    told = _entries_told(data, packet)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except UnicodeDecodeError:
        refuse(packet, tr("a name in it is not UTF-8"))
    except Exception as error:  # BadZipFile, NotImplementedError, struct.error …: all say that it is no good zip
        raise _damaged(packet) from error
    with archive:
        entries = archive.infolist()
        if len(entries) != told:
            raise _damaged(packet)
        _check_names(entries, packet)
        if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
            refuse(packet, tr("unpacked it would be larger than {size} MB", size=LARGEST_UNPACKED >> 20))
        for entry in entries:  # nothing is unpacked before all are known to be of a size that can be looked through
            _check_size(entry, packet)
        return {entry.filename: _unpacked(archive, entry, packet) for entry in entries}


def plain_name(name: str) -> bool:
    """True if a name is that of a file which every system takes, in the very folder, and which is not hidden."""
    if not name or name != name.strip() or name[0] in ".~" or name[-1] == "." or name.startswith(TEMPORARY):
        return False
    if is_reserved(name) or len(name.encode("utf-8", "surrogatepass")) > _LONGEST_NAME:
        return False
    if _FORBIDDEN.search(name) is not None:
        return False
    return not any(category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in name)


def shown(name: str) -> str:
    """A name that nobody vouches for, as it stands in a sentence."""
    words = "".join(letter if letter.isprintable() else f"\\x{ord(letter):02x}" for letter in sayable(name))
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def _entries_told(data: bytes, packet: str) -> int:
    """The number of files that its end tells; a directory that is too large, or not just before the end, is refused."""
    if len(data) < _END.size or data[-_END.size :][:4] != _END_MARK:
        refuse(packet, tr("it is no packet, or its end is cut off"))
    _, disk, start_disk, here, entries, size, place, comment = _END.unpack(data[-_END.size :])
    if entries > MOST_IN_PACKET:
        refuse(packet, tr("it holds more than {most} files", most=MOST_IN_PACKET))
    is_whole = not (disk or start_disk or comment) and here == entries
    if size > _LARGEST_DIRECTORY or not is_whole or place + size + _END.size != len(data):
        raise _damaged(packet)
    return int(entries)


def _check_names(entries: Sequence[zipfile.ZipInfo], packet: str) -> None:
    known: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if not name.isascii() and not entry.flag_bits & _IN_UTF8:
            refuse(packet, tr("a name in it is not UTF-8"))
        if kind not in (0, stat.S_IFREG):
            refuse(packet, tr("“{name}” in it is a link or another thing that is no file", name=shown(name)))
        if name != entry.filename or not plain_name(name):
            refuse(packet, tr("“{name}” in it is no plain file name", name=shown(name)))
        key = normalize("NFC", normalize("NFC", name).casefold())
        if key in known:
            refuse(packet, tr("“{name}” is in it twice", name=shown(name)))
        known.add(key)
        if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _METHODS:
            refuse(packet, tr("“{name}” in it is encrypted or packed in an unusual way", name=shown(name)))


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, packet: str) -> bytes:
    """The bytes of one file: never more than it says it has."""
    try:
        with archive.open(entry) as stream:
            data = stream.read(entry.file_size + 1)
    except Exception as error:  # BadZipFile, zlib.error, EOFError, NotImplementedError …
        raise _damaged(packet) from error
    if len(data) != entry.file_size:
        raise _damaged(packet)
    if entry.filename.endswith(JSON) and sum(map(data.count, (b"[", b"{", b",", b"\n"))) > MOST_SIGNS:
        refuse(packet, tr("“{name}” in it has more parts than can be looked through", name=shown(entry.filename)))
    return data


def _check_size(entry: zipfile.ZipInfo, packet: str) -> None:
    """Refuse a file that is larger than one of its kind can be, by what is declared."""
    name = entry.filename
    if name == MANIFEST:
        most = LARGEST_MANIFEST
    elif article_and_layer(name) is not None:
        most = LARGEST_SENT_LAYER
    else:
        most = LARGEST_SENT_TEAM_FILE if name.endswith(JSON) else LARGE_ARTICLE
    if entry.file_size > most:
        refuse(packet, tr("“{name}” in it is larger than {size} MB", name=shown(name), size=most // 1_000_000))


def _damaged(packet: str) -> PacketRefused:
    try:
        refuse(packet, tr("it is damaged"))
    except PacketRefused as error:
        return error
