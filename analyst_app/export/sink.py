"""Puts pieces into files in the order of the articles, and knows each file's checksum."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from analyst_app.core.excerpts import counted
from analyst_app.errors import ExportRefused
from analyst_app.export.contract import Frame
from analyst_app.wording import tr

_PORTION = 1 << 20


class Sink:
    """The files of an export under one folder.

    A file with a frame stays open and grows; any other is one article's own.
    """

    def __init__(self, folder: Path, frames: Mapping[str, Frame]) -> None:
        self._folder = folder
        self._frames = frames
        self._open: dict[str, BinaryIO] = {}
        self._sums: dict[str, hashlib._Hash] = {}
        self._begun: set[str] = set()
        self._own = hashlib.sha256()
        self.own_files = 0
        """Number of files that are one article's own."""
        for name, frame in frames.items():
            path = self._path(name)
            self._open[name] = path.open("xb")
            self._sums[name] = hashlib.sha256()
            self._put(name, frame.head)

    def add(self, name: str, data: bytes) -> None:
        """Write a piece to the end of a file.

        Args:
            name: the file's name in the export.
            data: the bytes.

        Raises:
            ExportRefused: two articles need the same file name.
        """
        if name in self._open:
            if name in self._begun:
                self._put(name, self._frames[name].joiner)
            elif data:
                self._begun.add(name)
            self._put(name, data)
            return
        path = self._path(name)
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            raise ExportRefused(
                tr("Two articles would both be written to {name}; rename one of them.", name=name)
            ) from None
        self.own_files += 1
        self._own.update(f"{name}\n".encode() + hashlib.sha256(data).digest())

    def close(self) -> None:
        """Write what stands at the end of files."""
        for name, frame in self._frames.items():
            self._put(name, frame.tail)
            self._open[name].close()

    def abandon(self) -> None:
        """Close the files as they are."""
        for file in self._open.values():
            file.close()

    def verify(self) -> None:
        """Read the growing files back from the disk and compare their checksums.

        Raises:
            ExportRefused: a file is not what was written.
        """
        for name, known in self._sums.items():
            if sha256_of(self._folder / name) != known.hexdigest():
                raise ExportRefused(
                    tr(
                        "{name} was not written as it should be: the disk gave back other bytes. Export to "
                        "another disk.",
                        name=name,
                    )
                )

    def checksums(self) -> dict[str, str]:
        """SHA-256 by file name; one for all files that are one article's own."""
        sums = {name: known.hexdigest() for name, known in self._sums.items()}
        if self.own_files:
            sums[f"({counted(self.own_files, 'file')} of articles)"] = self._own.hexdigest()
        return sums

    def checksums_of_bound(self) -> dict[str, str]:
        """The same of what was made of the files; articles' own files, where such are left, are as they were."""
        made = sorted(self._folder.iterdir())
        own = {name: known for name, known in self.checksums().items() if name not in self._frames}
        sums = {path.name: sha256_of(path) for path in made if path.is_file()}
        return sums | (own if any(path.is_dir() for path in made) else {})

    def _put(self, name: str, data: bytes) -> None:
        if data:
            self._open[name].write(data)
            self._sums[name].update(data)

    def _path(self, name: str) -> Path:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


def sha256_of(path: Path) -> str:
    """Checksum of a file, read in portions."""
    known = hashlib.sha256()
    with path.open("rb") as file:
        while portion := file.read(_PORTION):
            known.update(portion)
    return known.hexdigest()
