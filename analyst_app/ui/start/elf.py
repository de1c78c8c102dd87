"""The libraries that a Linux library asks for: just enough of the ELF format to name what is missing."""

from __future__ import annotations

import struct
from pathlib import Path

_NEEDED, _STRING_TABLE, _END = 1, 5, 0
_LOAD, _DYNAMIC = 1, 2


def needed(path: Path) -> list[str]:
    """The names in a 64-bit library's DT_NEEDED entries (System V ABI, chapter 5).

    Raises:
        OSError: it cannot be read.
        ValueError: it is no 64-bit little-endian ELF file.
    """
    data = path.read_bytes()
    if data[:6] != b"\x7fELF\x02\x01":
        raise ValueError(f"{path} is no 64-bit ELF file")
    (table,) = struct.unpack_from("<Q", data, 32)
    size, count = struct.unpack_from("<HH", data, 54)
    headers = [struct.unpack_from("<IIQQQQ", data, table + n * size) for n in range(count)]
    entries = _entries(data, headers)
    strings = next((_offset(value, headers) for tag, value in entries if tag == _STRING_TABLE), 0)
    return [_string(data, strings + value) for tag, value in entries if tag == _NEEDED]


def _entries(data: bytes, headers: list[tuple[int, ...]]) -> list[tuple[int, int]]:
    for kind, _, offset, _, _, length in headers:
        if kind == _DYNAMIC:
            found = [struct.unpack_from("<qQ", data, offset + n) for n in range(0, length, 16)]
            return [(tag, value) for tag, value in found if tag != _END]
    return []


def _offset(address: int, headers: list[tuple[int, ...]]) -> int:
    for kind, _, offset, start, _, length in headers:
        if kind == _LOAD and start <= address < start + length:
            return offset + address - start
    return address


def _string(data: bytes, start: int) -> str:
    return data[start : data.index(b"\0", start)].decode("ascii", "replace")
