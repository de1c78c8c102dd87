r"""The sidecars of a folder in the order of their articles, by their names alone.

One pass over the folder, whatever its size: names are sorted in runs, all but
the last kept packed, and the runs are merged. A million names so take some
megabytes, where they would take a hundred as they are.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import merge

from analyst_app.core.layer_ids import is_layer_id
from analyst_app.storage.file_names import FACTS_SUFFIX, SIDECAR_SUFFIX, is_article

RUN = 10_000
"""Names that are sorted at a time."""
_BLOCK = 250
"""Names that are packed together: of each run so many are unpacked at a time."""
_BEFORE_SUFFIX = -len(SIDECAR_SUFFIX)
_BETWEEN = "/"
"""No file's name holds it."""


@dataclass
class Beside:
    """Things in a folder that are no sidecars."""

    folders: list[str] = field(default_factory=list)
    has_facts: bool = False
    articles: int = 0
    """Files that are articles by their names, with layers or without."""


def sorted_sidecars(folder: str, beside: Beside, *, with_dead: bool = True) -> Iterator[str]:
    r"""The sidecars of a folder in order, each as ``article\0layer``.

    Args:
        folder: as text.
        beside: takes in what else the folder holds, before the first sidecar.
        with_dead: False leaves out links that lead nowhere.

    Raises:
        OSError: the folder cannot be read.
    """
    runs: list[list[bytes]] = []
    run: list[str] = []
    for article, layer in sidecars(folder, beside, with_dead=with_dead):
        run.append(f"{article}\0{layer}")
        if len(run) == RUN:
            runs.append(_packed(run))
            run = []
    run.sort()
    yield from merge(*map(_unpacked, runs), run) if runs else run


def sidecars(folder: str, beside: Beside, *, with_dead: bool = True) -> Iterator[tuple[str, str]]:
    """Article and layer of each sidecar as the disk has them, hidden ones left out.

    Args:
        folder: as text.
        beside: takes in what else the folder holds.
        with_dead: False leaves out links that lead nowhere.

    Raises:
        OSError: the folder cannot be read.
    """
    ids: dict[str, bool] = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.endswith(SIDECAR_SUFFIX):
                article, _, layer = name[:_BEFORE_SUFFIX].rpartition(".")
                if layer not in ids:
                    ids[layer] = is_layer_id(layer)
                if ids[layer] and article and name[0] != "." and (with_dead or not _is_dead(entry)):
                    yield article, layer
            elif name[0] != "." and entry.is_dir(follow_symlinks=False):
                beside.folders.append(name)
            elif name.endswith(FACTS_SUFFIX):
                beside.has_facts = True
            elif name[0] != "." and is_article(name):
                beside.articles += 1


def _is_dead(entry: os.DirEntry[str]) -> bool:
    return entry.is_symlink() and not os.path.exists(entry.path)  # noqa: PTH110 - no Path for each of many names


def _packed(run: list[str]) -> list[bytes]:
    run.sort()
    return [zlib.compress(os.fsencode(_BETWEEN.join(run[at : at + _BLOCK])), 1) for at in range(0, len(run), _BLOCK)]


def _unpacked(blocks: Iterable[bytes]) -> Iterator[str]:
    for block in blocks:
        yield from os.fsdecode(zlib.decompress(block)).split(_BETWEEN)
