"""The layers that lie beside an article now; a folder is listed again once something in it was made or taken away."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from analyst_app.storage.sidecar_listing import Beside, sorted_sidecars

_SURE = 2_000_000_000
"""Nanoseconds after which a folder's time tells of every change: file systems count in steps of up to two seconds."""


class _Seen(NamedTuple):
    time: int
    """Of the folder, when it was listed; 0: it was changing just then."""
    layers: dict[str, list[str]]
    """By the name of the article."""


class LayersNow:
    """Knows the layers of articles as they are on the disk."""

    def __init__(self) -> None:
        self._folders: dict[Path, _Seen] = {}

    def of(self, article: Path, known: Sequence[str]) -> list[str]:
        """The ids of an article's layers. Blocking.

        Args:
            article: its path.
            known: its layers as they were before, which are given back where the folder cannot be read.
        """
        folder = article.parent
        try:
            changed = folder.stat().st_mtime_ns
            seen = self._folders.get(folder)
            if seen is None or seen.time != changed:
                is_sure = time.time_ns() - changed > _SURE
                seen = self._folders[folder] = _Seen(changed if is_sure else 0, _listed(folder))
        except OSError:
            return list(known)
        return seen.layers.get(article.name, [])


def _listed(folder: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for entry in sorted_sidecars(str(folder), Beside()):
        name, _, layer = entry.partition("\0")
        found.setdefault(name, []).append(layer)
    return found
