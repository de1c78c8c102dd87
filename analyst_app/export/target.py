"""The target of an export: all of it is written, or nothing.

Everything is written into a temporary folder beside the target, and renamed
when it is complete and verified. Whatever stops it leaves the target as it was.
"""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from pathlib import Path
from types import TracebackType

from analyst_app.errors import AnalystError, ExportRefused

MARK = "LOSSES.md"
"""A folder that holds it is an export, and may be replaced by another."""


class Target:
    """A folder, or one data file with its reports beside it, that comes to be in one step.

    Used as a context: leaving it without ``commit`` removes what was written.

    Args:
        path: the folder or file.
        data_file: name inside ``folder`` of the one data file, if ``path`` is a file.
        overwrite: whether an earlier export there may be replaced.

    Raises:
        ExportRefused: something stands there, or it cannot be written.
    """

    def __init__(self, path: Path, *, data_file: str = "", overwrite: bool = False) -> None:
        self.path = path.absolute()
        self._data_file = data_file
        self._check(overwrite)
        self._beside = self.path.parent
        self.folder = self._beside / f".{self.path.name}.part-{secrets.token_hex(4)}"
        try:
            self._beside.mkdir(parents=True, exist_ok=True)
            self.folder.mkdir()
        except OSError as error:
            raise refusal(error, self.path) from error

    def commit(self) -> None:
        """Put everything in its place.

        Raises:
            ExportRefused: the file system refused; what stood there is intact.
        """
        try:
            if self._data_file:
                self._place_files()
            else:
                self._place_folder()
        except OSError as error:
            raise refusal(error, self.path) from error

    def report_path(self, name: str) -> Path:
        """The place of a report when all is done."""
        if not self._data_file:
            return self.path / name
        plain = self._beside / name
        if name == MARK and (not plain.exists() or _is_report_of(plain, self.path.name)):
            return plain
        return self._beside / f"{self.path.stem}.{name}"

    def __enter__(self) -> Target:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        if isinstance(error, OSError) and not isinstance(error, AnalystError):
            raise refusal(error, self.path) from error

    def _check(self, overwrite: bool) -> None:
        if self.path.is_symlink() or not (self.path.exists()):
            if self.path.is_symlink():
                raise ExportRefused(f"{self.path} is a symbolic link; name the place itself with --output.")
            return
        if self._data_file and not self.path.is_file():
            raise ExportRefused(f"{self.path} is a folder; name a file, or leave out its ending.")
        if not overwrite:
            raise ExportRefused(f"{self.path} exists already; choose another place, or replace it with --overwrite.")
        if self.path.is_dir() and any(self.path.iterdir()) and not (self.path / MARK).is_file():
            raise ExportRefused(f"{self.path} is not an earlier export (it has no {MARK}), so it is not replaced.")
        if self.path.is_file() and not self._data_file:
            raise ExportRefused(f"{self.path} is a file, and this export is a folder; choose another place.")

    def _place_files(self) -> None:
        for staged in sorted(self.folder.iterdir()):
            if staged.name == self._data_file:
                continue
            staged.replace(self.report_path(staged.name))
        (self.folder / self._data_file).replace(self.path)

    def _place_folder(self) -> None:
        if not self.path.exists():
            self.folder.rename(self.path)
            return
        old = self._beside / f".{self.path.name}.old-{secrets.token_hex(4)}"
        self.path.rename(old)
        try:
            self.folder.rename(self.path)
        except OSError:
            old.rename(self.path)
            raise
        shutil.rmtree(old, ignore_errors=True)


def refusal(error: OSError, path: Path) -> ExportRefused:
    """An error of the file system in words; nothing was left behind.

    Args:
        error: the error of the system.
        path: the place that was asked for.
    """
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ExportRefused(f"The disk is full; nothing was written to {path}. Make room, then export again.")
    reason = os.strerror(error.errno) if error.errno else str(error)
    return ExportRefused(f"Cannot write to {path}: {reason}. Nothing was left there.")


def _is_report_of(path: Path, name: str) -> bool:
    try:
        with path.open(encoding="utf-8") as lines:
            return f"({name})" in lines.readline()
    except (OSError, UnicodeDecodeError):
        return False
