"""The mark by which a folder is known as an earlier export: the first line of its report names that very folder."""

from __future__ import annotations

import re
from pathlib import Path

from analyst_app.export.placing.folder_handle import FolderHandle

MARK = "LOSSES.md"
"""A folder that holds it is an export if its first line names that folder, and may be replaced by another."""
_FIRST_LINE = 4096
"""Bytes in which the first line of a report lies."""
_ABOUT = re.compile(r"\((.+)\)")
"""The name of the data file or folder in that line."""


def told_in(folder: FolderHandle, report: str) -> str:
    """Name of the data file or folder that a report in a folder is about; empty if it is no export's report.

    Args:
        folder: that holds the report.
        report: name of the report.
    """
    try:
        line = folder.read(report, most=_FIRST_LINE).partition(b"\n")[0]
        found = _ABOUT.search(line.decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        return ""
    return found[1] if found is not None else ""


def is_export(parent: FolderHandle, name: str, *, of: str) -> bool:
    """True if a folder holds the mark of an export of a name; false of one that cannot be read.

    The report of a data file has the same name, and lies in a folder of the person's own.

    Args:
        parent: the folder that it lies in.
        name: its name there.
        of: the name that the export has in its place.
    """
    try:
        with FolderHandle(Path(name), within=parent) as folder:
            return told_in(folder, MARK) == of
    except OSError:
        return False
