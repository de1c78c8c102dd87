"""The lines of a layer's file on which its records stand."""

from __future__ import annotations

import json
import re

_ID = re.compile(rb'"id": ?"([^"\\]*(?:\\.[^"\\]*)*)"')


class RecordLines:
    """The lines on which a layer's records stand, looked for only when something is wrong with one.

    Args:
        data: bytes of the layer's file.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._lines: dict[str, int] = {}

    def of(self, record_id: str) -> int:
        """The line of a record, counted from 1; 0 if it is on none."""
        if not self._lines:
            at, line = 0, 1
            for found in _ID.finditer(self._data):
                line += self._data.count(b"\n", at, found.start())
                at = found.start()
                self._lines.setdefault(_unescaped(found[1]), line)
        return self._lines.get(record_id, 0)


def _unescaped(inside: bytes) -> str:
    """The text of a JSON string whose inside this is; of one that is broken its bytes as they can be read."""
    words = inside.decode("utf-8", "replace")
    if "\\" not in words:
        return words
    try:
        return str(json.loads(f'"{words}"'))
    except ValueError:
        return words
