"""The reader of a file that names none, where folders side by side hold that file of several people.

As ``ada/x.ann`` and ``bob/x.ann``. Of an export of this app the folder of a split, too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path

from analyst_app.importers.import_limits import LARGEST_ANNOTATIONS
from analyst_app.importers.plain_files import read_beside

_MOST_FOLDERS = 100
"""Folders beside one in which the readings of others are looked for."""
_DEEPEST = 8
"""Folders above a file that may be its reader's."""
_MOST_FILES, _MOST_PAIRS = 1_000, 20
"""Files of a folder that are looked at, and those of them that another folder has, too."""
EXPORT_REPORT = "LOSSES.md"
"""Lies beside the folders of readers in exports of this app."""
_OF_COLLECTIONS = "annotation.conf"
"""Lies beside the folders of readers in collections of brat."""
_CARD = "README.md"
_OF_READERS, _READER = (
    re.compile(r"^## Annotators\n\n((?:- .*\n)+)", re.MULTILINE),
    re.compile(r"^- ([a-z0-9_-]+): ", re.MULTILINE),
)
"""The list of annotators in an export's card, as ``export/card.py`` writes it, and each of them."""
_OF_SPLITS, _SPLIT = (
    re.compile(r"^## Counts\n\n\|  \|((?: (?:train|validation|dev|test) \|)+)$", re.MULTILINE),
    re.compile(r"(\w+) \|"),
)
"""The head of its table where there are splits, and each of them; ``dev`` in exports before they were renamed."""
_ABOUT = re.compile(r"^# .+ \((.+)\) does not hold$", re.MULTILINE)
"""The name of the folder or file that a report is about, in its first line, as ``export/losses.py`` writes it."""
_FIRST_LINE = 1_000
"""Bytes in which that line ends."""
_BRAT = ".ann"
"""Files of brat lie in a folder a reader without any such file, too."""


def is_of_export(path: Path) -> bool:
    """True if a file lies in an export of this app.

    Args:
        path: of the file.
    """
    return any(is_export_folder(place) for place in path.parents[:_DEEPEST])


def is_export_folder(place: Path) -> bool:
    """True of a folder that an export of this app made; false where only the report of one exported file lies in it.

    Args:
        place: the folder, which may have been renamed since.
    """
    report = place / EXPORT_REPORT
    try:
        return report.is_file() and not _is_of_one_file(report, place.name, report.stat().st_mtime_ns)
    except OSError:
        return False


def reader_in_card(path: Path) -> str:
    """The reader of a file in an export of this app, whose card names several and one as the file's folder; or "".

    Args:
        path: the file; a split's folder may stand between the card and those of the readers.
    """
    for own in reversed(path.absolute().parents[:_DEEPEST]):
        for top in (own.parent, own.parent.parent):
            if own not in (top, own.parent) and is_export_folder(top) and own.name in _readers(top / _CARD):
                return own.name
    return ""


def split_in_card(path: Path) -> str:
    """The folder of a split in which a file of an export of this app lies, as the export's card names it; or ""."""
    for own in reversed(path.absolute().parents[:_DEEPEST]):
        if is_export_folder(own.parent) and own.name in _named_in(own.parent / _CARD, _OF_SPLITS, _SPLIT):
            return own.name
    return ""


def others_readings(path: Path) -> Iterator[tuple[str, Path]]:
    """Files of one name in folders side by side, each with the name of the folder that would be this file's reader.

    Args:
        path: the file; it lies as far below its reader's folder as the others lie below theirs.
    """
    whole = path.absolute()
    for number, own in enumerate(whole.parents[:_DEEPEST]):
        if own == own.parent:
            return
        is_usual = number == 0 and path.suffix.lower() == _BRAT
        if not is_usual and not (own.parent / _OF_COLLECTIONS).is_file() and not is_export_folder(own.parent):
            continue
        for folder in _beside(own):
            other = folder / whole.relative_to(own)
            if other.is_file() and not other.is_symlink():
                yield own.name, other


def readings_of_others(path: Path) -> Iterator[tuple[str, Path, Path]]:
    """Other files of the folder that would be this file's reader, each with one in a folder beside it.

    In an export of this app that folder may be any above the file; of brat it is the file's own.

    Args:
        path: the file.

    Yields:
        The folder's name, a file in it, and one of the same name in the other folder.
    """
    for number, own in enumerate(path.absolute().parents[:_DEEPEST]):
        is_usual = number == 0 and path.suffix.lower() == _BRAT
        if is_usual or is_export_folder(own.parent):
            for mine, other in _pairs(own, path.suffix, own.stat().st_mtime_ns):
                yield own.name, mine, other


def _readers(card: Path) -> tuple[str, ...]:
    """The annotators that an export's card names; none if it names one, for whom there is no folder."""
    names = _named_in(card, _OF_READERS, _READER)
    return names if len(names) > 1 else ()


def _named_in(card: Path, part: re.Pattern[str], name: re.Pattern[str]) -> tuple[str, ...]:
    """The names in a part of an export's card; none of a card that is none."""
    try:
        found = part.search(_text_of(card, card.stat().st_mtime_ns))
    except (OSError, UnicodeDecodeError):
        return ()
    return tuple(name.findall(found[1])) if found else ()


@lru_cache(maxsize=256)  # asked for each file and each folder above it
def _is_of_one_file(report: Path, folder: str, _changed: int) -> bool:
    """True if the report in a folder is about another name than the folder's, and one with an ending."""
    try:
        begin = read_beside(report, limit=LARGEST_ANNOTATIONS, size=_FIRST_LINE).decode("utf-8", "replace")
    except OSError:
        return False
    about = _ABOUT.match(begin)
    return about is not None and about[1] != folder and bool(Path(about[1]).suffix)


@lru_cache(maxsize=8)  # asked for each file of an export
def _text_of(card: Path, _changed: int) -> str:
    return read_beside(card, limit=LARGEST_ANNOTATIONS).decode("utf-8")


@lru_cache(maxsize=64)  # asked for each file of a folder
def _pairs(own: Path, suffix: str, _changed: int) -> tuple[tuple[Path, Path], ...]:
    """The first files of a folder of which one beside it has one of the same name."""
    files = (Path(top, name) for top, _, names in os.walk(own) for name in names if name.endswith(suffix))
    beside = _beside(own)
    pairs = ((one, other / one.relative_to(own)) for one in islice(files, _MOST_FILES) for other in beside)
    return tuple(islice((pair for pair in pairs if pair[1].is_file() and not pair[1].is_symlink()), _MOST_PAIRS))


def _beside(own: Path) -> list[Path]:
    """The folders beside one, by name."""
    try:
        with os.scandir(own.parent) as entries:
            names = [one.name for one in islice(entries, _MOST_FOLDERS) if one.is_dir(follow_symlinks=False)]
    except OSError:
        return []
    return [own.parent / name for name in sorted(names) if name != own.name]
