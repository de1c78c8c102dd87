"""The texts that lie beside a file of annotations: each folder is listed once, and each text is read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from analyst_app.core.document import Document, text_sha256
from analyst_app.errors import DocumentUnreadable, ImportFailed, why_unread
from analyst_app.importers.import_limits import LARGEST_ANNOTATIONS
from analyst_app.importers.plain_files import read_beside
from analyst_app.wording import tr


class TextsBeside:
    """Finds texts in the folder of a file; links among them are passed over.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self._folder = path.parent
        self._read: dict[Path, tuple[str, str]] = {}

    @cached_property
    def files(self) -> list[Path]:
        """All of them, by name."""
        return [one for one in sorted(self._folder.glob("*.txt")) if one.is_file() and not one.is_symlink()]

    def text(self, path: Path, *, is_raw: bool = False) -> str:
        """A text with line ends as articles have them.

        Args:
            path: of its file.
            is_raw: True: with line ends and byte order mark as the file has them.

        Raises:
            ImportFailed: it cannot be read.
        """
        if path not in self._read:
            try:
                data = read_beside(path, limit=LARGEST_ANNOTATIONS)
                document = Document.from_bytes(data, name=path.name)
            except DocumentUnreadable as error:
                raise ImportFailed(str(error)) from error
            except OSError as error:
                raise ImportFailed(
                    tr("{name} cannot be read: {error}.", name=path.name, error=why_unread(error))
                ) from error
            self._read[path] = document.text, data.decode(document.source.encoding)
        return self._read[path][is_raw]

    @cached_property
    def readable(self) -> Mapping[Path, str]:
        """The texts of all that can be read, by file."""
        found = {}
        for path in self.files:
            try:
                found[path] = self.text(path)
            except ImportFailed:
                continue  # whoever looks for that text says that it is not there
        return found

    def of_hash(self, digest: str, likely: Path | None = None) -> Path | None:
        """The file whose text has a hash; None if there is none.

        Args:
            digest: SHA-256 of the text in UTF-8, in hexadecimal digits.
            likely: the file that is looked at first: if it is that, no other is read; None: nothing tells.
        """
        if likely is not None and likely.is_file() and not likely.is_symlink():
            try:
                if text_sha256(self.text(likely)) == digest:
                    return likely
            except ImportFailed:
                pass  # it is none of those that can be read
        return self._by_hash.get(digest)

    @cached_property
    def _by_hash(self) -> dict[str, Path]:
        return {text_sha256(text): path for path, text in reversed(list(self.readable.items()))}
