"""Versions, folders, and what is missing on this machine with the line that installs it."""

from __future__ import annotations

import argparse
import errno
import importlib.util
import os
import platform
import subprocess
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from analyst_app import __version__
from analyst_app.commands.terminal import put, put_json
from analyst_app.errors import full_program, is_bundled, why_unread, why_unwritten
from analyst_app.importers import child_program
from analyst_app.preferences import (
    cache_folder,
    data_folder,
    default_annotator,
    load_preferences,
    preferences_file,
    state_folder,
)
from analyst_app.storage import locks, private_files
from analyst_app.wording import marked, tr

NEEDED = (
    ("PySide6", "PySide6-Essentials", marked("the window")),
    ("msgspec", "msgspec", marked("reading and writing layers")),
    ("platformdirs", "platformdirs", marked("finding the folders")),
    ("regex", "regex", marked("whole characters")),
    ("diff_match_patch", "diff-match-patch", marked("finding tags again in a changed article")),
)
"""Module, package, what for."""
OPTIONAL = (
    ("trafilatura", "html", marked("importing web pages")),
    ("pypdfium2", "pdf", marked("importing PDF")),
    ("defusedxml", "docx", marked("importing Word documents")),
    ("defusedxml", "odt", marked("importing ODT and EPUB")),
    ("markdown_it", "markdown", marked("importing Markdown")),
    ("chardet", "encodings", marked("guessing encodings")),
    ("xlsxwriter", "xlsx", marked("exporting workbooks")),
    ("pyarrow", "huggingface", marked("exporting Parquet")),
    ("spacy", "spacy", marked("exporting for spaCy")),
    ("rapidfuzz", "verify", marked("holding quotes against their sources")),
    ("distributed", "dask", marked("exporting on a Dask cluster")),
    ("scipy", "gamma", marked("the measure gamma of agreement")),
    ("pycrfsuite", "learn", marked("learning from your team’s tags")),
)
"""Module, extra, what for."""
_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Inspected:
    """One thing that was looked at."""

    what: str
    state: str
    is_there: bool = True
    is_needed: bool = True
    install: str = ""
    """The line that installs it; empty if it is there, or if no package would help."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.description = tr("Versions, folders, and what is missing on this machine with the line that installs it.")
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help=tr("a folder of articles to look at"))
    parser.add_argument("--json", action="store_true", help=tr("one JSON document on stdout"))


def run(arguments: argparse.Namespace) -> int:
    """Report; 3 if something is missing without which no window opens."""
    versions, folders = _versions(), _folders()
    findings = [*_libraries(), _window(), *_places(arguments.folder), *_leftovers(arguments.folder)]
    if importlib.util.find_spec("msgspec") is not None:  # the journals are read with it
        findings.append(_journal())
    lacks = any(finding.is_needed and not finding.is_there for finding in findings)
    if arguments.json:
        put_json({"versions": versions, "folders": folders, "findings": [asdict(finding) for finding in findings]})
        return 3 if lacks else 0
    for name, value in (*versions.items(), *folders.items()):
        put(f"{tr(name):<14} {value}")
    put("")
    width = max(len(finding.what) for finding in findings)
    for finding in findings:
        put(f"{finding.what:<{width}}  {finding.state}")
        if finding.install:
            put(f"{'':<{width}}  {finding.install}")
    return 3 if lacks else 0


def _versions() -> dict[str, str]:
    return {
        marked("Analyst App"): __version__,
        marked("Python"): platform.python_version(),
        marked("system"): platform.platform(),
        marked("annotator"): default_annotator(load_preferences()[0])[0],
    }


def _folders() -> dict[str, str]:
    places = {marked("preferences"): preferences_file(), marked("state"): state_folder(), marked("data"): data_folder()}
    return {name: f"{path}{_writable(path)}" for name, path in places.items()}


def _writable(path: Path) -> str:
    """A word if a place cannot be written to, and why."""
    place = _nearest(path)
    if os.access(place, os.W_OK):
        return ""
    is_read_only = hasattr(os, "statvfs") and os.statvfs(place).f_flag & os.ST_RDONLY
    number = errno.EROFS if is_read_only else errno.EACCES
    return " " + tr("(cannot be written to: {why})", why=why_unwritten(OSError(number, os.strerror(number))))


def _nearest(path: Path) -> Path:
    """A place, or the first folder above it that is there."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path


def _places(folder: Path | None) -> Iterator[Inspected]:
    """Facts about the disks of the state folder and of a folder of articles, and about who may look into the former."""
    yield _locks(_nearest(state_folder()), tr("locks in the state folder"))
    if folder is not None:
        yield _locks(folder, tr("locks in {folder}", folder=folder))
    for name, place in (
        (marked("state"), state_folder()),
        (marked("cache"), cache_folder()),
        (marked("preferences"), preferences_file().parent),
    ):
        if place.is_dir():
            is_open = private_files.is_open_to_others(place)
            state = tr("others may look into it; it is closed when it is next written to") if is_open else tr("private")
            yield Inspected(tr("{name} folder", name=tr(name)), state, is_needed=False)


def _locks(folder: Path, what: str) -> Inspected:
    try:
        answer = locks.known_in(folder)
    except OSError as error:
        return Inspected(what, tr("cannot be tried: {why}", why=why_unread(error)), is_there=False, is_needed=False)
    if answer is locks.Lock.HELD:
        held = tr("held by another program now. A save waits half a minute, then looks at the file again and goes on")
        return Inspected(what, held, is_needed=False)
    if answer is locks.Lock.TAKEN:
        return Inspected(what, tr("there"), is_needed=False)
    words = tr("none on this disk. Nothing is lost by it: each save looks at the file again before it replaces it")
    return Inspected(what, words, is_there=False, is_needed=False)


def _libraries() -> Iterator[Inspected]:
    for module, package, purpose in NEEDED:
        yield _finding(module, f"{package}: {tr(purpose)}", _way_to(package), is_needed=True)
    for module, extra, purpose in OPTIONAL:
        yield _finding(module, tr(purpose), _way_to(f"'analyst-app[{extra}]'"), is_needed=False)


def _way_to(requirement: str) -> str:
    """The command that installs a library; in a bundle, which takes none, the place of the full program."""
    return full_program() if is_bundled() else f"pip install {requirement}"


def _finding(module: str, what: str, install: str, *, is_needed: bool) -> Inspected:
    if importlib.util.find_spec(module) is None:
        return Inspected(
            what, tr("missing") if is_needed else tr("not installed (optional)"), False, is_needed, install
        )
    return Inspected(what, tr("there"), is_needed=is_needed)


def _leftovers(folder: Path | None) -> Iterator[Inspected]:
    """Whatever exports and imports that were ended in the middle have left, as far as it was noted.

    In the given folder also what only looks so.
    """
    from analyst_app.export.placing.under_way import leftovers, unmarked_in

    found = leftovers(state_folder())
    for left in found:
        what = tr("an export on its way into its place") if left.is_between else tr("a leftover of an ended run")
        remedy = tr("the next export finishes or undoes it") if left.is_between else tr("a later run removes it")
        yield Inspected(what, f"{left.path} ({remedy})", is_there=False, is_needed=False)
    noted = {left.path for left in found}
    for path in unmarked_in(folder) if folder is not None else ():
        if path not in noted:
            words = tr("{path} (it is none: nothing is done with it; look at it, and remove it by hand)", path=path)
            yield Inspected(tr("a folder named as an earlier export"), words, is_there=False, is_needed=False)


def _window() -> Inspected:
    """True if a window can open, tried in a process of its own: Qt is not loaded here, and might end the process."""
    try:
        tried = subprocess.run(  # noqa: S603 - this very Python with a fixed program
            child_program.command("window"), capture_output=True, text=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return Inspected(tr("a window"), tr("could not be tried ({why})", why=error), is_there=False)
    problem = tried.stdout.strip() if tried.returncode == 0 else tr("Qt cannot be loaded here.")
    if not problem:
        return Inspected(tr("a window"), tr("can open"))
    sentence, _, install = problem.partition("  ")
    return Inspected(
        tr("a window"), sentence.removesuffix(" Install them with:"), is_there=False, install=install.strip()
    )


def _journal() -> Inspected:
    """The journals of what is done, which keep what no disk takes."""
    from analyst_app.session.left_work import inspected

    found = inspected(state_folder())
    if found.problem:
        return Inspected(
            tr("the journal of your work"), tr("cannot be written ({why})", why=found.problem), False, False
        )
    words = tr("{n} layer has work that was never saved|{n} layers have work that was never saved", found.layers)
    return Inspected(tr("the journal of your work"), words if found.layers else tr("can be written"))
