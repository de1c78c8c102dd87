"""The arrows of Qt's own boxes, in a theme's colour: a style sheet takes its pictures from files only.

So they are registered as Qt's resources, in memory, in the form that its tool
``rcc`` writes (version 1: a tree of nodes, their names, their bytes).
"""

from __future__ import annotations

import struct
from functools import cache

from PySide6.QtCore import qRegisterResourceData

from analyst_app import resources

_VERSION = 1
_FOLDER, _FILE = 2, 0
_kept: list[tuple[bytes, bytes, bytes]] = []
"""Qt reads these bytes where they lie, as long as the program runs."""
_NO_COUNTRY, _C_LANGUAGE = 0, 1


@cache
def image_path(name: str, colour: str) -> str:
    """The path of an icon in a colour (``#rrggbb``), as a style sheet takes it."""
    folder, file = f"sheet_{colour.removeprefix('#')}", f"{name}.svg"
    data = resources.icon(name).replace(b"currentColor", colour.encode())
    names = _name(folder) + _name(file)
    # a node: where its name is, its kind, then its children (how many, the first) or its bytes
    tree = struct.pack(">IHII", 0, _FOLDER, 1, 1)
    tree += struct.pack(">IHII", 0, _FOLDER, 1, 2)
    tree += struct.pack(">IHHHI", len(_name(folder)), _FILE, _NO_COUNTRY, _C_LANGUAGE, 0)
    registered = tree, names, struct.pack(">I", len(data)) + data
    _kept.append(registered)
    qRegisterResourceData(_VERSION, *registered)
    return f":/{folder}/{file}"


def _name(words: str) -> bytes:
    """A name, with its length and the sum by which Qt finds it."""
    total = 0
    for letter in words:
        total = (total << 4) + ord(letter)
        total = (total ^ ((total & 0xF0000000) >> 23)) & 0x0FFFFFFF
    return struct.pack(">HI", len(words), total) + words.encode("utf-16-be")
