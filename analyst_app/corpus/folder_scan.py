"""The articles of a folder and the stamps of all their files, from the directories alone."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from analyst_app.storage.file_names import FACTS_SUFFIX, SIDECAR_SUFFIX, article_and_layer, facts_name, is_article
from analyst_app.storage.held_folder import refusal


@dataclass(frozen=True, slots=True)
class Found:
    """An article as the folder shows it, without opening anything."""

    path: str
    """Relative to the folder, with slashes."""
    stamp: str
    facts_stamp: str = ""
    layers: dict[str, str] = field(default_factory=dict)
    """Stamp by layer id."""


def scanned(folder: Path) -> Iterator[Found]:
    """The articles under a folder with the stamps of all their files, from the directories alone."""
    yield from _scanned(str(folder), "")


def _scanned(folder: str, prefix: str) -> Iterator[Found]:
    articles: list[tuple[str, str]] = []
    others: dict[str, str] = {}
    folders: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            if name.endswith((SIDECAR_SUFFIX, FACTS_SUFFIX)):
                others[name] = _stamp(entry)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(name)
            elif is_article(name):  # a link or a pipe is listed, too, with the reason for which it is not read
                articles.append((name, _stamp(entry)))
    layers: dict[str, dict[str, str]] = {}
    for name, stamp in others.items():
        found = article_and_layer(name)  # a sync tool's conflict copy is none
        if found is not None:
            layers.setdefault(found[0], {})[found[1]] = stamp
    for name, stamp in sorted(articles, key=lambda item: (item[0].casefold(), item[0])):
        yield Found(prefix + name, stamp, others.get(facts_name(name), ""), layers.get(name, {}))
    for name in sorted(folders, key=lambda name: (name.casefold(), name)):
        with contextlib.suppress(OSError):  # a sub-folder that is not ours to read
            yield from _scanned(os.path.join(folder, name), f"{prefix}{name}/")  # noqa: PTH118 - ten thousand times


def _stamp(entry: os.DirEntry[str]) -> str:
    """Size, times and number of a file: what must differ when its content does. Of a link also whether it is followed.

    Nobody can set the time of the last change to the file itself (ctime), as tools set that of its content. Windows has
    the time of its making there, and tells no number here. The number is needed where files change places with
    others of one size and time, as two folders do that swap their names.

    Some network drives number their files and devices anew at each mount. Then every file is read once more after a
    mount, and where even a mounted drive changes its numbers, at each search, which takes about as long as a search
    without an index. But the words are the costly part, and are not written again for a text that is the same.
    """
    try:
        facts = entry.stat()
    except OSError:
        return "?"
    stamp = f"{facts.st_size}.{facts.st_mtime_ns}.{facts.st_ctime_ns}.{facts.st_dev}.{facts.st_ino}"
    if entry.is_symlink() and refusal(entry.path) is not None:
        return f"{stamp}.refused"
    return stamp
