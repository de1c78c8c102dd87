"""The log of the app's own mistakes, ``errors.log`` in the local state folder, and what a person is told of one.

An exception's message may hold words of an article (that of a KeyError or a
UnicodeDecodeError does), so the log has the places in the code and the
exceptions' kinds; a message stands there only if it is one of ours.

Imported before the first paint, so it imports nothing heavy itself.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from analyst_app.errors import AnalystError, why_unread
from analyst_app.storage import private_files
from analyst_app.wording import tr

NAME = "errors.log"
_LARGEST = 1_000_000
_MOST_CAUSES = 5
_MOST_FRAMES = 60
_logged: set[str] = set()
"""Traces that this process has logged: ten thousand files with one fault are told of in one line each."""


def state_folder() -> Path:
    """Folder in which the app remembers things of its own: history, last session, lock, this log."""
    return private_files.app_folder("state")


class ErrorLog:
    """Adds to the log; a folder that cannot be written is no error.

    Args:
        state: the local state folder.
    """

    def __init__(self, state: Path) -> None:
        self.path = state / NAME

    def write(self, words: str) -> bool:
        """Add an entry, dated; False if it could not be written."""
        entry = f"{time.strftime('%Y-%m-%d %H:%M:%S')} {words.rstrip()}\n".encode("utf-8", "backslashreplace")
        try:
            private_files.append(self.path, entry)
            if self.path.stat().st_size > _LARGEST:
                self.path.replace(self.path.with_suffix(".log.old"))
        except OSError:
            return False
        return True

    def write_fault(self, error: BaseException, about: str = "") -> bool:
        """Add an exception without its words; False if it could not be written.

        Args:
            error: the exception.
            about: the file that it came up with, or empty.
        """
        trace = trace_of(error)
        where = f"{about}: " if about else ""
        if trace in _logged:
            return self.write(f"{where}{type(error).__name__} again, at the same place")
        is_written = self.write(f"{where}{trace}")
        if is_written:
            _logged.add(trace)
        return is_written


def trace_of(error: BaseException) -> str:
    """An exception and its causes, oldest last: kind, and the places in the code; no words but those of our errors."""
    return "\nbecause of ".join("\n".join(_lines(one)) for one in _causes(error))


def _lines(error: BaseException) -> Iterator[str]:
    import traceback

    kind = type(error)
    yield f"{kind.__module__}.{kind.__qualname__}" + (f": {error}" if isinstance(error, AnalystError) else "")
    for frame in traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:]:
        yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}'
        if frame.line:
            yield f"    {frame.line}"


def _causes(error: BaseException) -> Iterator[BaseException]:
    found: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if found is None:
            return
        yield found
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)


def reason(error: Exception, file: Path | str, *, state: Path | None = None) -> str:
    """The sentence about a file that was left out because of an exception; a mistake of the app's own is logged.

    Args:
        error: what was raised while the file was worked on.
        file: its path.
        state: the local state folder; by default the one of this system.
    """
    if isinstance(error, AnalystError):
        return str(error)
    return f"{file}: {why(error, file, state=state)}."


def named_reason(error: Exception, file: Path | str, *, state: Path | None = None) -> str:
    """As ``reason``, and the sentence has the file's whole path: for lists in which two files may share a name.

    Args:
        error: what was raised while the file was worked on.
        file: its path.
        state: the local state folder; by default the one of this system.
    """
    words, name = reason(error, file, state=state), Path(file).name
    if str(file) in words:
        return words
    return f"{file}{words[len(name) :]}" if words.startswith(f"{name} ") else f"{file}: {words}"


def why(error: Exception, file: Path | str, *, state: Path | None = None) -> str:
    """As ``reason``, but without the file's name at the beginning and the full stop at the end.

    Args:
        error: what was raised while the file was worked on.
        file: its path.
        state: the local state folder; by default the one of this system.
    """
    if isinstance(error, AnalystError):
        return str(error).removesuffix(".")
    if isinstance(error, OSError) and error.errno is not None:
        return tr("cannot be read: {problem}", problem=why_unread(error))
    if isinstance(error, MemoryError):
        return tr("needs more memory than there is")
    log = ErrorLog(state if state is not None else state_folder())
    words = tr("the program made a mistake with this file ({kind})", kind=type(error).__name__)
    return words + (tr("; details: {file}", file=log.path) if log.write_fault(error, str(file)) else "")
