"""The reader of a file that names none, where folders side by side hold that file of several people.

As ``ada/x.ann`` and ``bob/x.ann``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

_MOST_FOLDERS = 100
"""Folders beside one in which the readings of others are looked for."""
_DEEPEST = 3
"""Folders above a file that may be its reader's."""
_OF_COLLECTIONS = ("LOSSES.md", "annotation.conf")
"""Files beside the folders of readers, in exports of this app and in collections of brat."""
_BRAT = ".ann"
"""Files of brat lie in a folder a reader without any such file, too."""


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
        if not is_usual and not any((own.parent / name).is_file() for name in _OF_COLLECTIONS):
            continue
        try:
            with os.scandir(own.parent) as entries:
                names = [one.name for one in islice(entries, _MOST_FOLDERS) if one.is_dir(follow_symlinks=False)]
        except OSError:
            continue
        for name in sorted(names):
            other = own.parent / name / whole.relative_to(own)
            if name != own.name and other.is_file() and not other.is_symlink():
                yield own.name, other
