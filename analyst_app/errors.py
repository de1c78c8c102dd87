"""The exceptions that a person may see.

::

    AnalystError
    ├── DocumentUnreadable     an article cannot be read as text
    │   ├── EncodingUnknown    … because its encoding must be chosen
    │   └── TooLarge           … unless a person says that it is meant
    ├── SidecarInvalid         a layer's file cannot be understood
    ├── SidecarConflict        a layer's file changed and cannot be merged
    ├── SaveFailed             a file could not be written; the old one is intact
    ├── LeadsOutside           a link that is not followed (an OSError, too)
    ├── CodebookInvalid        a codebook breaks its own rules
    ├── LanguageInvalid        a language's file of words cannot be understood
    ├── ChangeRefused          an edit does not fit the annotations as they are
    ├── ImportFailed           a file cannot be imported as an article
    ├── ExportRefused          a dataset cannot be written as asked
    ├── UsageError             a command line asks for something that is not there
    └── MissingExtra           an optional library is not installed

Each message is one sentence or two: what, where, and what to do. They are
caught at two borders only: ``ui/app.py`` and ``cli.main``.
"""

from __future__ import annotations

import errno


def sayable(words: str) -> str:
    """Words as every screen and file takes them: half of a surrogate pair, as from a broken name, is an escape."""
    return words if words.isascii() else words.encode("utf-8", "backslashreplace").decode("utf-8")


class AnalystError(Exception):
    """Something went wrong that a person can understand and act on."""

    def __str__(self) -> str:
        return sayable(super().__str__())


class DocumentUnreadable(AnalystError):
    """An article cannot be read as text."""


class EncodingUnknown(DocumentUnreadable):
    """An article is not UTF-8 and has no byte order mark: a person must choose."""


class TooLarge(DocumentUnreadable):
    """An article is larger than 20 MB: a person must say that it is meant."""


class SidecarInvalid(AnalystError):
    """A layer's file cannot be understood; it is never overwritten."""


class SidecarConflict(AnalystError):
    """A layer's file changed on disk in a way that cannot be merged."""


class SaveFailed(AnalystError):
    """A file could not be written; what stood there before is intact."""


class LeadsOutside(AnalystError, OSError):
    """A link that is not followed: out of the opened folder, nowhere, in a circle, or to another layer's file.

    An OSError, too: to a reader it is a file that cannot be read.

    Args:
        path: of the file that is or stands behind the link.
        why: the end of a sentence that begins with the file.
        folder: the folder that a person may allow links to lead into; empty: nothing is to be allowed.
    """

    def __init__(self, path: str, why: str, folder: str = "") -> None:
        super().__init__(errno.ELOOP, why, path)
        self.folder = folder

    def __str__(self) -> str:
        return sayable(f"{self.filename} is not used: {self.strerror}.")

    def __reduce__(self) -> tuple[type[LeadsOutside], tuple[str, str, str]]:
        return LeadsOutside, (self.filename, self.strerror or "", self.folder)


class Unreadable(OSError):
    """No regular file, or larger than allowed: told by those who read it, in their words."""


class CodebookInvalid(AnalystError):
    """A codebook breaks its own rules."""


class LanguageInvalid(AnalystError):
    """A language's table or word list cannot be understood."""


class ChangeRefused(AnalystError):
    """An edit does not fit the annotations as they are."""


class ImportFailed(AnalystError):
    """A file cannot be imported as an article."""


class ExportRefused(AnalystError):
    """A dataset cannot be written as asked; nothing was left half-written."""


class UsageError(AnalystError):
    """A command line asks for something that is not there."""


class MissingExtra(AnalystError):
    """An optional library is not installed.

    Args:
        extra: the name of the extra in ``pyproject.toml``, for example ``pdf``.
        purpose: what it is needed for, as the middle of a sentence.
    """

    def __init__(self, extra: str, purpose: str = "this") -> None:
        self.extra = extra
        super().__init__(
            f"{purpose[:1].upper()}{purpose[1:]} needs an optional library: "
            f"install it with  pip install 'analyst-app[{extra}]'"
        )
