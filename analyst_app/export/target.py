"""The target of an export: all of it is written, or nothing.

Everything is written into a temporary folder beside the target, and takes its
place in one step when it is complete and verified. Whatever stops it leaves the
target as it was; what a killed run left is finished, undone or swept by the next.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from analyst_app.core.ending import uninterrupted
from analyst_app.errors import AnalystError, ExportRefused, why_unwritten
from analyst_app.export.placing import one_step, under_way
from analyst_app.export.placing.folder_handle import FolderHandle
from analyst_app.export.placing.mark import MARK, is_export, told_in
from analyst_app.export.placing.strangers import strangers
from analyst_app.storage.file_names import unfinished_export
from analyst_app.storage.held_folder import is_link
from analyst_app.wording import tr

_NAMED = 3
"""So many files that stand in the way are named."""


class Target:
    """A folder, or one data file with its reports beside it, that comes to be in one step.

    Used as a context: leaving it without ``commit`` removes what was written.

    Args:
        path: the folder or file.
        data_file: name inside ``folder`` of the one data file, if ``path`` is a file.
        overwrite: whether an earlier export there may be replaced.
        is_known: whether what stands there is known to be an export, so that no mark is looked for.
        state: the local state folder, where it is noted what is under way; None: nothing is noted.

    Raises:
        ExportRefused: something stands there, or it cannot be written.
    """

    def __init__(
        self,
        path: Path,
        *,
        data_file: str = "",
        overwrite: bool = False,
        is_known: bool = False,
        state: Path | None = None,
    ) -> None:
        self.path = path.absolute()
        self._data_file = data_file
        self._open = ExitStack()
        token = under_way.new_token()
        self._token, self._staged = token, unfinished_export(self.path.name, token)
        try:
            under_way.resume(state, self.path.parent)
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._beside = self._open.enter_context(FolderHandle(self.path.parent))
            self._seen = self._beside.identity(self.path.name)  # before looking: if it changes, that is seen at the end
            self._check(overwrite, is_known)
            note = under_way.noted(state, self.path.parent, name=self.path.name, token=token)
            self._note = self._open.enter_context(note)
            with uninterrupted():
                self._beside.make_folder(self._staged)
                self._open.callback(self._beside.remove_tree, self._staged)
            self._staging = self._open.enter_context(FolderHandle(Path(self._staged), within=self._beside))
            self._mode = self._staging.make_private()
        except BaseException as error:
            with uninterrupted():
                self._open.close()
            if isinstance(error, OSError) and not isinstance(error, AnalystError):
                raise refusal(error, self.path) from error
            raise
        self.folder_by_name = self._beside.path / self._staged
        """Path of the folder that is written to; whoever may rename things beside the target could change its sense."""
        self.folder = self._staging.own_path() or self.folder_by_name
        """The same by its handle, where this machine's processes can reach it so: always that very folder."""

    def commit(self) -> None:
        """Put everything in its place.

        Raises:
            ExportRefused: the file system refused; what stood there is intact.
        """
        try:
            if self._beside.identity(self._staged) != self._staging.identity():
                raise one_step.Changed(self._staged)
            self._staging.set_mode(self._mode)
            one_step.settle(self._staging)
            with uninterrupted():
                if self._data_file:
                    self._place_files()
                else:
                    one_step.place_folder(self._beside, self.path.name, token=self._token, seen=self._seen)
        except OSError as error:
            raise refusal(error, self.path) from error

    def report_path(self, name: str) -> Path:
        """The place of a report when all is done."""
        if not self._data_file:
            return self.path / name
        if name == MARK and (self._beside.facts(name) is None or self._told_by(name) == self.path.name):
            return self.path.with_name(name)
        return self.path.with_name(f"{self._report_stem()}.{name}")

    def __enter__(self) -> Target:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with uninterrupted():
            self._open.close()
        if isinstance(error, OSError) and not isinstance(error, AnalystError):
            raise refusal(error, self.path) from error

    def _check(self, overwrite: bool, is_known: bool) -> None:
        facts = self._beside.facts(self.path.name)
        if facts is None:
            return
        if is_link(facts):
            raise ExportRefused(tr("{path} is a symbolic link; name the place itself (--output).", path=self.path))
        is_folder = stat.S_ISDIR(facts.st_mode)
        if not is_folder and not stat.S_ISREG(facts.st_mode):
            raise ExportRefused(tr("{path} is neither a file nor a folder; choose another place.", path=self.path))
        if self._data_file and is_folder:
            raise ExportRefused(tr("{path} is a folder; name a file, or leave out its ending.", path=self.path))
        if not overwrite:
            raise ExportRefused(
                tr("{path} exists already; choose another place, or replace it (--overwrite).", path=self.path)
            )
        if not is_folder and not self._data_file:
            raise ExportRefused(
                tr("{path} is a file, and this export is a folder; choose another place.", path=self.path)
            )
        if is_folder and not is_known:
            self._check_folder()
        if not is_folder and not is_known and facts.st_size and not self._has_report():
            raise ExportRefused(
                tr(
                    "{path} is not an earlier export (no {mark} beside it names it), so it is not replaced. "
                    "Choose another place.",
                    path=self.path,
                    mark=MARK,
                )
            )

    def _check_folder(self) -> None:
        if not self._may_be_replaced():
            raise ExportRefused(
                tr(
                    "{path} is not an earlier export (no {mark} in it names it), so it is not replaced. "
                    "Choose another place.",
                    path=self.path,
                    mark=MARK,
                )
            )
        with FolderHandle(Path(self.path.name), within=self._beside) as earlier:
            if found := strangers(earlier):
                words = tr(
                    "{path} holds {n} file that the export there did not write ({names}). Replacing the folder would "
                    "delete it: move it elsewhere, or choose another place."
                    "|{path} holds {n} files that the export there did not write ({names}). Replacing the folder would "
                    "delete them: move them elsewhere, or choose another place.",
                    len(found),
                    path=self.path,
                    names=", ".join([*found[:_NAMED], *(["…"] if len(found) > _NAMED else [])]),
                )
                raise ExportRefused(words)

    def _has_report(self) -> bool:
        """True if a report beside the data file that stands there names it."""
        reports = (MARK, f"{self.path.stem}.{MARK}", f"{self.path.name}.{MARK}")
        return any(self._told_by(report) == self.path.name for report in reports)

    def _report_stem(self) -> str:
        """The beginning of its reports' names: its own without the ending, unless an export beside it has those."""
        others = (self._told_by(report) for report in (MARK, f"{self.path.stem}.{MARK}"))
        has_twin = any(name != self.path.name and Path(name).stem == self.path.stem for name in others if name)
        return self.path.name if has_twin else self.path.stem

    def _may_be_replaced(self) -> bool:
        """True if the folder that stands there is empty, or holds the mark of an export that is this very folder."""
        with FolderHandle(Path(self.path.name), within=self._beside) as earlier:
            is_empty = not earlier.names()
        return is_empty or is_export(self._beside, self.path.name, of=self.path.name)

    def _place_files(self) -> None:
        reports = [name for name in self._staging.names() if name != self._data_file]
        moves = [one_step.Move(name, self.report_path(name).name) for name in reports]
        for move in moves:
            if self._beside.is_folder(move.name):
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), move.name)
        moves.append(one_step.Move(self._data_file, self.path.name))
        self._note.moving(moves, seen=self._seen)
        one_step.place_files(self._staging, self._beside, moves, seen=self._seen)

    def _told_by(self, report: str) -> str:
        """Name of the data file that a report of an export beside this one is about; empty if there is none."""
        return told_in(self._beside, report)


def refusal(error: OSError, path: Path) -> ExportRefused:
    """An error of the file system in words; nothing was left behind.

    Args:
        error: the error of the system.
        path: the place that was asked for.
    """
    why = why_unwritten(error)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        reason = f"{why[:1].upper()}{why[1:]}"
        return ExportRefused(
            tr("{reason}; nothing was written to {path}. Make room, then export again.", reason=reason, path=path)
        )
    return ExportRefused(tr("Cannot write to {path}: {why}. Nothing was left there.", path=path, why=why))
