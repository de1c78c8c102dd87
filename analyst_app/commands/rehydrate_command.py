"""Put the texts back into an export that was written with --no-text, from files that you have."""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import stat
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from analyst_app.commands.option_values import filled_path
from analyst_app.commands.terminal import put_json, say
from analyst_app.core.document import Document
from analyst_app.errors import AnalystError, DocumentUnreadable, ExportRefused, MissingExtra, UsageError
from analyst_app.export import standoff
from analyst_app.export.card import CARD
from analyst_app.export.target import Target
from analyst_app.storage import containment
from analyst_app.storage.error_log import reason
from analyst_app.wording import share, tr, whole

COMPLETE, INCOMPLETE = 0, 1
_SHOWN = 10


def configure(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.description = tr(
        "Put the texts back into an export that was written with --no-text, from files that you have."
    )
    parser.add_argument("export", type=Path, metavar="EXPORT", help=tr("folder or file that 'export --no-text' wrote"))
    parser.add_argument(
        "--texts",
        type=filled_path("--texts", "articles"),
        required=True,
        metavar="FOLDER",
        help=tr("where the articles are"),
    )
    parser.add_argument("--json", action="store_true", help=tr("answer with one JSON document"))


def run(arguments: argparse.Namespace) -> int:
    """Fill in what is found; 0 if that is everything, else 1.

    Raises:
        AnalystError: a file of the export cannot be written.
        UsageError: the command line asks for what is not there; says what is.
        ExportRefused: a text found is not the one that the export quotes.
        MissingExtra: a library that is needed for it is not installed.
    """
    export, folder = arguments.export, arguments.texts
    if not export.exists():
        raise UsageError(tr("{path} is not there. Name an export that was made with --no-text.", path=export))
    if not folder.is_dir():
        raise UsageError(tr("{path} is no folder. Name the one that holds the texts.", path=folder))
    if export.is_symlink():
        raise UsageError(tr("{path} is a symbolic link; name the export itself.", path=export))
    containment.open_named([folder, export])
    kind = standoff.kind_of(export)
    problems = [
        tr("{file} is left out: it is no file of the export's own.", file=path)
        for path in standoff.left_out(export, kind)
    ]
    wanted = _wanted(export, kind, problems)
    every = {name: sha256 for hashes in wanted.values() for name, sha256 in hashes.items()}
    found = _found(folder, set(every.values()), problems)
    missing = sorted(name for name, sha256 in every.items() if sha256 not in found)
    if every and len(missing) < len(every):
        lost = _restore_all(export, kind, wanted, found, problems)
        missing = sorted({*missing, *(name for path in lost for name in wanted[path])})
    for problem in problems:
        say(problem)
    wanted_count = len(every)
    if arguments.json:
        counts = {"articles": wanted_count, "found": wanted_count - len(missing), "missing": missing}
        put_json({**counts, "problems": problems})
    say(_in_words(wanted_count, wanted_count - len(missing), has_problems=bool(problems)))
    for name in missing[:_SHOWN]:
        say(tr("not found: {name}", name=name))
    if len(missing) > _SHOWN:
        say(tr("and {count} more", count=whole(len(missing) - _SHOWN)))
    return INCOMPLETE if missing or problems else COMPLETE


def _in_words(wanted: int, got: int, *, has_problems: bool) -> str:
    if not wanted:
        return tr("No text was put back.") if has_problems else tr("No article of this export lacks its text.")
    return tr(
        "{got} of {n} article got its text back ({share}).|{got} of {n} articles got their text back ({share}).",
        wanted,
        got=whole(got),
        share=share(got / wanted),
    )


def _wanted(export: Path, kind: str, problems: list[str]) -> dict[Path, dict[str, str]]:
    """By file of the export, the hashes of the texts that it lacks by id; a file that cannot be read is told."""
    wanted = {}
    for path in standoff.data_files(export, kind):
        try:
            wanted[path] = dict(standoff.hashes(path, export, kind))
        except MissingExtra:
            raise
        except Exception as error:
            if kind in ("csv", "parquet"):  # their tables are one data set
                raise ExportRefused(_damaged(path, error)) from error
            problems.append(_damaged(path, error))
    return wanted


def _damaged(path: Path, error: Exception) -> str:
    if isinstance(error, ValueError | KeyError | TypeError | AttributeError):  # of a file that others made
        return tr("{file} is no file of an export any more; it stays as it is.", file=path)
    return reason(error, path)


def _found(folder: Path, wanted: set[str], problems: list[str]) -> dict[str, Path]:
    """Files by the hash of their text, of those that are wanted."""
    found: dict[str, Path] = {}
    for path in _files(folder, problems):
        if len(found) == len(wanted):
            break
        try:
            for document in _readings(path):
                if document.sha256 in wanted:
                    found.setdefault(document.sha256, path)
        except Exception as error:
            problems.append(reason(error, path))
    return found


def _readings(path: Path) -> Iterator[Document]:
    """The text of a file, if it holds any.

    Raises:
        DocumentUnreadable: the program itself failed at it.
    """
    from analyst_app.session.session import Session

    try:
        yield Session.read_article(path, large=True)
    except (DocumentUnreadable, OSError) as error:
        if not isinstance(error.__cause__, AnalystError | OSError | ValueError | None):
            raise


def _files(folder: Path, problems: list[str]) -> Iterator[Path]:
    """The files that may hold a text; a folder that cannot be read is told."""

    def tell(error: OSError) -> None:
        problems.append(reason(error, error.filename or folder))

    for place, folders, names in os.walk(folder, onerror=tell):
        folders.sort()
        yield from (Path(place) / name for name in sorted(names) if not name.endswith(".json"))


def _restore_all(
    export: Path, kind: str, wanted: dict[Path, dict[str, str]], found: dict[str, Path], problems: list[str]
) -> list[Path]:
    """Write the whole export anew beside itself and put it in its place in one step; what stops it leaves the old.

    Returns the files that had to be left as they are.
    """
    from analyst_app.preferences import state_folder

    @lru_cache(maxsize=8)
    def texts(sha256: str) -> str | None:
        path = found.get(sha256)
        document = next(_readings(path), None) if path else None
        if document is not None and hashlib.sha256(document.text.encode()).hexdigest() != sha256:
            raise ExportRefused(tr("{path} changed while it was read; run the command again.", path=path))
        return document.text if document is not None else None

    files = list(wanted)
    missing = {name for hashes in wanted.values() for name, sha256 in hashes.items() if sha256 not in found}
    place = Path(os.path.realpath(export))
    data_file = place.name if place.is_file() else ""
    lost: list[Path] = []
    with Target(place, data_file=data_file, overwrite=True, is_known=True, state=state_folder()) as target:
        if not data_file:
            _copy_others(export, target.folder, set(files))
        for path in files:
            fresh = target.folder / (place.name if data_file else path.relative_to(export))
            _refuse_linked(path, fresh, target.folder)
            try:
                standoff.restore(path, fresh, export, kind, texts, is_whole=not missing)
            except (AnalystError, OSError):
                raise
            except Exception as error:
                if kind in ("csv", "parquet"):
                    raise ExportRefused(_damaged(path, error)) from error
                problems.append(_damaged(path, error))
                lost.append(path)
                shutil.copy2(path, fresh)
        if kind == "csv":
            standoff.restore_schema(target.folder)
        if len(lost) < len(files):
            still = len({*missing, *(name for path in lost for name in wanted[path])})
            beside = (data_file, target.report_path(CARD)) if data_file else None
            standoff.restore_card(target.folder, kind, missing=still, beside=beside)
            target.commit()
    return lost


def _refuse_linked(path: Path, fresh: Path, folder: Path) -> None:
    """Do nothing unless a folder of the export was turned into a link just before it was copied."""
    parent = fresh.parent.relative_to(folder)
    if os.path.realpath(fresh.parent) != os.path.normpath(os.path.join(os.path.realpath(folder), parent)):  # noqa: PTH118 - to be compared
        raise ExportRefused(
            tr(
                "The folder of {file} has become a link; nothing was written. Put the folder back, then do this again.",
                file=path,
            )
        )


def _copied(source: str, target: str) -> None:
    """Copy a file; anything else can be no part of an export, and opening it might never end."""
    if not stat.S_ISREG(Path(source).lstat().st_mode):
        raise ExportRefused(tr("{file} is no file; take it out of the export, then try again.", file=source))
    shutil.copy2(source, target)


def _copy_others(export: Path, folder: Path, files: set[Path]) -> None:
    """Copy what is not written anew; a link stays a link."""

    def written_anew(place: str, names: list[str]) -> set[str]:
        return {name for name in names if Path(place) / name in files}

    shutil.copytree(export, folder, symlinks=True, ignore=written_anew, dirs_exist_ok=True, copy_function=_copied)
