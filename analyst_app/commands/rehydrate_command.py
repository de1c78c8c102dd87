"""Put the texts back into an export that was written with --no-text, from files that you have."""

from __future__ import annotations

import argparse
import hashlib
import os
import secrets
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from analyst_app.commands.terminal import put_json, say
from analyst_app.core.document import Document
from analyst_app.errors import DocumentUnreadable, ExportRefused, UsageError
from analyst_app.export import standoff
from analyst_app.export.target import refusal

COMPLETE, INCOMPLETE = 0, 1
_SHOWN = 10


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("export", type=Path, metavar="EXPORT", help="folder or file that 'export --no-text' wrote")
    parser.add_argument("--texts", type=Path, required=True, metavar="FOLDER", help="where the articles are")
    parser.add_argument("--json", action="store_true", help="answer with one JSON document")


def run(arguments: argparse.Namespace) -> int:
    """Fill in what is found; 0 if that is everything, else 1.

    Raises:
        UsageError: the command line asks for what is not there; says what is.
        ExportRefused: a text found is not the one that the export quotes.
        MissingExtra: a library that is needed for it is not installed.
    """
    export, folder = arguments.export, arguments.texts
    if not export.exists():
        raise UsageError(f"{export} is not there.")
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder.")
    kind = standoff.kind_of(export)
    wanted = dict(standoff.hashes(export, kind))
    found = _found(folder, set(wanted.values()))
    missing = sorted(name for name, sha256 in wanted.items() if sha256 not in found)
    if wanted and len(missing) < len(wanted):
        _restore_all(export, kind, found, is_whole=not missing)
    if arguments.json:
        put_json({"articles": len(wanted), "found": len(wanted) - len(missing), "missing": missing})
    share = (len(wanted) - len(missing)) / len(wanted) if wanted else 1.0
    say(f"{len(wanted) - len(missing):,} of {len(wanted):,} articles got their text back ({share:.0%}).")
    for name in missing[:_SHOWN]:
        say(f"not found: {name}")
    if len(missing) > _SHOWN:
        say(f"and {len(missing) - _SHOWN:,} more")
    return INCOMPLETE if missing else COMPLETE


def _found(folder: Path, wanted: set[str]) -> dict[str, Path]:
    """Files by the hash of their text, of those that are wanted."""
    found: dict[str, Path] = {}
    for path in _files(folder):
        if len(found) == len(wanted):
            break
        for document in _readings(path):
            if document.sha256 in wanted:
                found.setdefault(document.sha256, path)
    return found


def _readings(path: Path) -> Iterator[Document]:
    """The possible texts of a file: in its own encoding, or in the one chosen for it."""
    from analyst_app.storage.team_files import source_encoding

    try:
        yield Document.from_bytes(path.read_bytes(), name=path.name, encoding=source_encoding(path))
    except (DocumentUnreadable, OSError):
        return


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(place) / name for name in sorted(names) if not name.endswith(".json"))


def _restore_all(export: Path, kind: str, found: dict[str, Path], *, is_whole: bool) -> None:
    """Write each file beside itself and put it in its place; what stops it leaves the old ones."""

    @lru_cache(maxsize=8)
    def texts(sha256: str) -> str | None:
        path = found.get(sha256)
        document = next(_readings(path), None) if path else None
        if document is not None and hashlib.sha256(document.text.encode()).hexdigest() != sha256:
            raise ExportRefused(f"{path} changed while it was read; run the command again.")
        return document.text if document is not None else None

    written: list[tuple[Path, Path]] = []
    try:
        for path in standoff.data_files(export, kind):
            target = path.with_name(f".{path.name}.part-{secrets.token_hex(4)}")
            written.append((target, path))
            standoff.restore(path, target, kind, texts, is_whole=is_whole)
        for target, path in written:
            target.replace(path)
    except OSError as error:
        raise refusal(error, export) from error
    finally:
        for target, _ in written:
            target.unlink(missing_ok=True)
