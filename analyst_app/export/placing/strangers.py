"""The files in the folder of an earlier export that it did not write: somebody's own, which nothing may delete.

The card of an export lists its files with their sums; those of single articles
it counts. What neither is there nor a report is a stranger.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from analyst_app.export.card import CARD, SHOWN_FILES, listed_files
from analyst_app.export.describing.citation import CFF, ZENODO
from analyst_app.export.describing.croissant import CROISSANT
from analyst_app.export.formats.spacy_config import CONFIG
from analyst_app.export.placing.folder_handle import FolderHandle
from analyst_app.export.placing.mark import MARK
from analyst_app.storage.file_names import ARTICLE_SUFFIX

_OF_ARTICLES = re.compile(r"\(([\d,]+) files? of articles\)")
_REPORTS = {MARK, CARD, CROISSANT, CFF, ZENODO, CONFIG}
_OF_SYSTEMS = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""Files that systems put into folders which somebody looks at."""
_ARTICLES = {".ann", ".html", ".json", ".jsonld", ARTICLE_SUFFIX, ".zip"}
"""Endings of files of single articles."""
_LARGEST_CARD = 1 << 24


def strangers(folder: FolderHandle) -> list[str]:
    """Their paths in the folder, sorted; none where the card of an earlier version lists no files.

    Where an export wrote files for single articles, only their number is
    known: of more than that, the latest are the strangers.

    Args:
        folder: of an earlier export.
    """
    listed = set(listed_files(_card(folder)))
    if not listed:
        return []
    counted = sum(int(found[1].replace(",", "")) for one in listed if (found := _OF_ARTICLES.fullmatch(one)))
    endings = {PurePosixPath(one).suffix for one in listed} if len(listed) >= SHOWN_FILES else set()
    rest = [one for one in _files(folder.path) if one not in listed and one not in _REPORTS]
    rest = [one for one in rest if PurePosixPath(one).suffix not in endings]
    if not counted:
        return sorted(rest)
    articles = [one for one in rest if PurePosixPath(one).suffix in _ARTICLES]
    latest = sorted(articles, key=lambda one: os.lstat(folder.path / one).st_mtime_ns)[counted:]
    return sorted([*latest, *set(rest).difference(articles)])


def _card(folder: FolderHandle) -> str:
    try:
        return folder.read(CARD, most=_LARGEST_CARD).decode("utf-8", "replace")
    except OSError:
        return ""


def _files(top: Path) -> Iterator[str]:
    for place, folders, names in os.walk(top):
        links = [name for name in folders if (Path(place) / name).is_symlink()]
        for name in (*names, *links):
            if name not in _OF_SYSTEMS:
                yield (Path(place) / name).relative_to(top).as_posix()
