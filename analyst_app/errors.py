"""The exceptions that a person may see.

::

    AnalystError
    ├── DocumentUnreadable     an article cannot be read as text
    │   ├── EncodingUnknown    … because its encoding must be chosen
    │   └── TooLarge           … unless a person says that it is meant
    ├── SidecarInvalid         a layer's file cannot be understood
    ├── SidecarConflict        a layer's file changed and cannot be merged
    │   └── LayerTaken         … for another person's answers stand in it
    ├── SaveFailed             a file could not be written; the old one is intact
    │   └── LayerStays         … for another layer of its name is there
    ├── LeadsOutside           a link that is not followed (an OSError, too)
    ├── CodebookInvalid        a codebook breaks its own rules
    ├── LanguageInvalid        a language's file of words cannot be understood
    ├── ChangeRefused          an edit does not fit the annotations as they are
    ├── ImportFailed           a file cannot be imported as an article
    ├── PacketRefused          a packet is not what it should be, or may not be made
    ├── ExportRefused          a dataset cannot be written as asked
    ├── UsageError             a command line asks for something that is not there
    ├── ClusterUnfit           the machines of a cluster lack what the work needs
    └── MissingExtra           an optional library is not installed

Each message is one sentence or two: what, where, and what to do. They are
caught at two borders only: ``ui/app.py`` and ``cli.main``.
"""

from __future__ import annotations

import errno
import stat
import sys

from analyst_app.wording import marked, tr

_BYTES = {0xDC80 + byte: f"%{0x80 + byte:02X}" for byte in range(0x80)}
"""Bytes of a file's name that are no text, as Python has them (PEP 383), and in a form that can be read."""


def sayable(words: str) -> str:
    """Words as every screen and file takes them: a byte of a name that is no UTF-8 as %XX, other half pairs escaped.

    Args:
        words: any; a half pair is one of a surrogate pair without the other.
    """
    try:
        if not words.isascii():
            words.encode("utf-8")
    except UnicodeEncodeError:
        return words.translate(_BYTES).encode("utf-8", "backslashreplace").decode("utf-8")
    return words


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


class LayerTaken(SidecarConflict):
    """A layer of answers was not written: another person's stands in its file by now."""


class SaveFailed(AnalystError):
    """A file could not be written; what stood there before is intact."""


class LayerStays(SaveFailed):
    """A layer was not written, for one of its name and another content is there already."""


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

    @classmethod
    def of_kind(cls, mode: int) -> Unreadable:
        """The error for what is no regular file, with the one sentence for its kind, by ``st_mode``."""
        return cls(errno.EINVAL, "it is a folder" if stat.S_ISDIR(mode) else "it is no regular file")


class CodebookInvalid(AnalystError):
    """A codebook breaks its own rules."""


class LanguageInvalid(AnalystError):
    """A language's table or word list cannot be understood."""


class ChangeRefused(AnalystError):
    """An edit does not fit the annotations as they are."""


class ImportFailed(AnalystError):
    """A file cannot be imported as an article."""


class PacketRefused(AnalystError):
    """A packet is not what it should be, or may not be made; nothing was written.

    Args:
        words: the sentence.
        why: the middle of it, where it is about what the packet holds.
    """

    def __init__(self, words: str, why: str = "") -> None:
        self.why = why
        super().__init__(words)


class ExportRefused(AnalystError):
    """A dataset cannot be written as asked; nothing was left half-written."""


class UsageError(AnalystError):
    """A command line asks for something that is not there."""


class ClusterUnfit(AnalystError):
    """The machines of a cluster lack what the work needs: workers, this program, the files."""


class MissingExtra(AnalystError):
    """An optional library is not installed.

    Args:
        extra: the name of the extra in ``pyproject.toml``, for example ``pdf``.
        purpose: what it is needed for, as the middle of a sentence.
    """

    def __init__(self, extra: str, purpose: str = "this") -> None:
        self.extra = extra
        what = f"{purpose[:1].upper()}{purpose[1:]}"
        if is_bundled():
            words = tr("{what} needs a library that this download is without. {where}", what=what, where=full_program())
        else:
            install = f"pip install 'analyst-app[{extra}]'"
            words = tr("{what} needs an optional library: install it with  {install}", what=what, install=install)
        super().__init__(words)


def is_bundled() -> bool:
    """True in an installed program that has its own Python inside, as PyInstaller makes it."""
    return bool(getattr(sys, "frozen", False))


def full_program() -> str:
    """The sentence that says where a person with a bundle gets what is left out of it."""
    return tr("The full program, installed with Python, has it: see “Everything, with Python” in docs/installing.md.")


_WHY = {
    errno.ENOSPC: marked("the disk is full"),
    errno.EDQUOT: marked("your quota is used up"),
    errno.EROFS: marked("the medium is read-only"),
    errno.EMFILE: marked("too many files are open"),
    errno.ENFILE: marked("too many files are open"),
    errno.EIO: marked("the disk reports an error"),
    errno.ENXIO: marked("the disk is gone"),
    errno.ENODEV: marked("the disk is gone"),
    errno.ENAMETOOLONG: marked("its name is too long; give the article a shorter one"),
    errno.ETIMEDOUT: marked("the disk does not answer"),
    errno.EBUSY: marked("another program uses it"),
    errno.ETXTBSY: marked("another program uses it"),
    errno.ELOOP: marked("its links lead in a circle"),
    errno.EISDIR: marked("it is a folder"),
    errno.ENOTDIR: marked("what should be its folder is a file"),
    errno.ENOMEM: marked("the memory is full"),
} | {
    getattr(errno, name): words
    for name, words in (
        ("ESTALE", "the network disk has lost it; open it anew"),
        ("EHOSTDOWN", "the network disk does not answer"),
        ("EHOSTUNREACH", "the network disk does not answer"),
        ("ENOTCONN", "the network disk is not connected"),
    )
    if hasattr(errno, name)
}
"""Why a system refused, by its error, whatever was to be done. Full, used up, read-only, gone and forbidden differ in
what a person can do, so each has its own words."""
_WHY_ON_WINDOWS = {
    19: marked("the medium is read-only"),
    32: marked("another program uses it"),
    33: marked("another program uses it"),
    39: marked("the disk is full"),
    112: marked("the disk is full"),
    1295: marked("your quota is used up"),
    1816: marked("your quota is used up"),
}
"""By the number of Windows' own error (System Error Codes): Python takes several of them for a missing permission."""


def why_unread(error: OSError) -> str:
    """Why the operating system let nothing be read or listed, as the end of a sentence."""
    return _why(error, forbidden=tr("you may not read it"), gone=tr("it is not there"))


def why_unwritten(error: OSError) -> str:
    """Why the operating system let nothing be written, as the end of a sentence."""
    return _why(error, forbidden=tr("you may not write there"), gone=tr("its folder is not there"))


def why_refused(error: OSError) -> str:
    """Why the operating system refused something that may be a reading or a writing, as the end of a sentence."""
    return _why(error, forbidden=tr("you have no permission for it"), gone=tr("it is not there"))


def sentence(error: AnalystError | OSError) -> str:
    """The words that a person is shown for an error: ours as it is, the system's with its file and a true reason."""
    if isinstance(error, AnalystError) or error.errno is None:
        return str(error)
    why = why_refused(error)
    return f"{error.filename}: {why}." if error.filename else f"{why[:1].upper()}{why[1:]}."


def _why(error: OSError, *, forbidden: str, gone: str) -> str:
    if type(error).__module__ != "builtins":
        return error.strerror or str(error)  # one of ours says it better
    windows = getattr(error, "winerror", None)
    if windows in _WHY_ON_WINDOWS:
        return tr(_WHY_ON_WINDOWS[windows])
    if error.errno in (errno.EACCES, errno.EPERM):
        return forbidden
    if error.errno == errno.ENOENT:
        return gone
    if error.errno in _WHY:
        return tr(_WHY[error.errno])
    return error.strerror or str(error)
