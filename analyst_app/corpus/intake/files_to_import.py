"""The files that an import is about: those that are named and, of folders, all that look importable.

An export of this app is a folder, too: what it says of itself (LOSSES.md, its
card) is no article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple

from analyst_app.core.document import Document
from analyst_app.corpus.intake.annotated_intake import others_kind
from analyst_app.corpus.intake.answer_files import is_answers
from analyst_app.corpus.intake.facts_intake import is_facts_file
from analyst_app.corpus.intake.import_report import REPORT
from analyst_app.corpus.passed_over import folders_passed_over, unusable
from analyst_app.errors import AnalystError
from analyst_app.importers.annotations.annotation_kinds import SUFFIXES as ANNOTATED
from analyst_app.importers.annotations.annotation_kinds import TABLES
from analyst_app.importers.annotations.conll_parts import is_part
from analyst_app.importers.annotations.reader_folders import (
    EXPORT_REPORT,
    is_export_folder,
    is_of_export,
    reader_in_card,
    split_in_card,
)
from analyst_app.importers.import_limits import LARGEST_DOCUMENT
from analyst_app.importers.kinds import SUFFIXES
from analyst_app.importers.news import news_database
from analyst_app.importers.plain_files import read_named
from analyst_app.importers.web_addresses import address_in, never_online
from analyst_app.storage import containment, file_names
from analyst_app.storage.error_log import reason
from analyst_app.wording import tr

_ABOUT_FOLDERS = (EXPORT_REPORT, REPORT, "README.md")
"""Files that tell of the folder they lie in. Named themselves, they are imported as any other."""

_FEW = 5
"""Names that a message shows."""
_BESIDE = ("Thumbs.db", "desktop.ini")
_SETTINGS = (".conf", ".cfg", ".ini")
_NAME_ARTICLES = (".parquet", ".spacy", ".jsonl", ".csv", ".xlsx")
"""Endings of the files of exports in which each article has its whole name."""
_PARTS = ("zones.csv", "relations.csv", "documents.csv", "layers.csv", "records.csv", "datapackage.json")
_TOKENS = "tokens"
"""Folder of the rows of tokens in an export for Hugging Face; the rows of articles beside it hold the same."""


class FileToImport(NamedTuple):
    """A file, and where its articles belong."""

    path: Path
    below: tuple[str, ...] = ()
    """Names of the folders in which it lies, below the one that the person named."""


class _Beside(NamedTuple):
    """The names in a folder that tell about its texts."""

    articles: frozenset[str]
    """Names of the texts that have a layer or facts."""
    theirs: frozenset[str]
    """Names of the texts that lie beside another program's annotations of their own name."""

    @classmethod
    def of(cls, folder: Path) -> _Beside:
        names = [one.name for one in folder.iterdir()]
        layers = filter(None, map(file_names.article_and_layer, names))
        with_facts = (
            name.removesuffix(file_names.FACTS_SUFFIX) for name in names if name.endswith(file_names.FACTS_SUFFIX)
        )
        articles = frozenset([*(article for article, _ in layers), *with_facts])
        others = [name for name in names if Path(name).suffix.lower() in ANNOTATED and is_annotated(folder / name)]
        stems = {name[:place] for name in others for place, letter in enumerate(name) if letter == "."}
        return cls(articles, frozenset(name for name in names if Path(name).stem in stems))


def files_to_import(
    path: Path,
    results: list[dict[str, Any]],
    say: Callable[[str], object] = lambda _: None,
    *,
    moves: bool = False,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Iterator[FileToImport]:
    """The file itself; of a folder all that look importable, but no articles that are there already.

    Args:
        path: of a file or a folder.
        results: takes what cannot be read, and a folder that has nothing to import.
        say: told at once of these, and of what stays out for another reason, in a sentence each.
        moves: whether the articles go to another folder, so that texts go along.
        is_stopped: asked while a folder is looked through, also where nothing is found; True ends it.
    """
    if path.is_dir():
        files = _of_folder(path, results, say, moves=moves, is_stopped=is_stopped)
        yield from takewhile(lambda _: not is_stopped(), files)
    else:
        yield FileToImport(path)


def _of_folder(
    path: Path,
    results: list[dict[str, Any]],
    say: Callable[[str], object],
    *,
    moves: bool,
    is_stopped: Callable[[], bool],
) -> Iterator[FileToImport]:
    containment.open_border(path)
    count, failed = 0, len(results)

    def leave(place: Path, words: str) -> None:
        say(words)
        results.append(left_out(place, words))

    strange: list[str] = []
    folders: dict[Path, _Beside] = {}
    for one in folders_passed_over(path, is_stopped):
        leave(one.path, one.words)
    told = {result["file"] for result in results}
    for file in sorted(takewhile(lambda _: not is_stopped(), path.rglob("*"))):
        if is_stopped():
            return
        if file.name.startswith((".", file_names.TEMPORARY)) or str(file) in told or _is_of_export(file):
            continue
        if _is_empty_part(file):
            count += 1
            say(tr("{path} is empty: no article of its split or reader is in the export.", path=file))
            continue
        try:
            is_wanted = _is_wanted(file, leave) or _is_wanted_text(file, folders, moves=moves)
        except OSError as error:  # a folder that may be listed but not entered is named once, with its own name
            place = file.parent if isinstance(error, PermissionError) else file
            if str(place) not in told:
                told.add(str(place))
                leave(place, reason(error, place))
            continue
        if is_wanted:
            count += 1
            yield FileToImport(file, _below(file, path))
        elif _is_strange(file) and not (results and results[-1]["file"] == str(file)):  # which is said already
            strange.append(file.relative_to(path).as_posix())
    of_no_kind = _said_of_strange(strange) if strange else ""
    if not count and len(results) == failed:
        leave(path, f"{_said_of_nothing(path)} {of_no_kind}".strip())
    elif of_no_kind:
        say(f"{path}: {of_no_kind}")


def words_on_missing(path: Path) -> str:
    """The sentence about a path that is not there."""
    if address := address_in(str(path)):
        return never_online(address)
    return tr("{path} is not there. Name a file or a folder that is.", path=path)


def _said_of_nothing(folder: Path) -> str:
    words = tr("{folder} holds nothing to import. Text files are articles already.", folder=folder)
    return words + " " + tr("Open the folder to work on them.")


def _below(file: Path, root: Path) -> tuple[str, ...]:
    """The folders in which a file's articles belong; none of an export of this app that names its articles itself."""
    parts = file.parent.relative_to(root).parts
    if file.suffix.lower() in _NAME_ARTICLES:
        above = [root.joinpath(*parts[:depth]) for depth in range(len(parts) + 1)]
        if any(is_export_folder(place) for place in above):
            return ()
    return parts


def is_table(file: Path) -> bool:
    """True of a file whose columns a rule can name."""
    return file.suffix.lower() in TABLES


def is_annotated(file: Path, rules: Mapping[str, Any] | None = None) -> bool:
    """True if a file holds annotations of another program.

    Args:
        file: its path.
        rules: the rule that says what the columns of tables are; None: their names decide.
    """
    if rules is not None and is_table(file):
        return bool(rules["rows"] == "spans")
    try:
        return bool(others_kind(file))
    except (AnalystError, OSError):
        return False  # whoever reads it next says what is wrong
    except Exception:
        return True  # a mistake of ours: reading it makes it again, says it and logs it


def left_out(path: Path, words: str) -> dict[str, Any]:
    """The outcome of what is not even tried.

    Args:
        path: of the file or folder.
        words: the reason, in a sentence.
    """
    return {"file": str(path), "error": words, "missing": False}


def _is_strange(file: Path) -> bool:
    """True of a file that is no text, none of the app's own, and of no kind that can be imported."""
    is_ours = file_names.is_ours(file.name) or file.name in _BESIDE or file.suffix in _SETTINGS
    return not is_ours and SUFFIXES.get(file.suffix.lower()) != "text" and file.is_file()


def _said_of_strange(names: list[str]) -> str:
    shown = ", ".join(names[:_FEW]) + (", …" if len(names) > _FEW else "")
    return tr(
        "{n} file of no kind that can be imported stays out: {names}."
        "|{n} files of no kind that can be imported stay out: {names}.",
        len(names),
        names=shown,
    )


def _is_wanted_text(file: Path, folders: dict[Path, _Beside], *, moves: bool) -> bool:
    """True of a text that is no article where it lies: an export, one in another encoding, or one to be moved.

    A text in an export of this app, or beside others' annotations of its name, is theirs; one with a layer or facts
    is an article already.
    """
    if SUFFIXES.get(file.suffix.lower()) != "text" or not file.is_file() or file.is_symlink() or is_of_export(file):
        return False
    if file.parent not in folders:
        folders[file.parent] = _Beside.of(file.parent)
    if file.name in folders[file.parent].articles or file.name in folders[file.parent].theirs:
        return False
    if moves:
        return True
    data = read_named(file, limit=LARGEST_DOCUMENT)
    try:
        Document.from_bytes(data, name=file.name)
        return bool(news_database.read(data, file.name, {"kind": "text"}))
    except AnalystError:
        return True  # in another encoding, or an export that no rule knows: whoever reads it next asks
    except Exception:
        return True  # a mistake of ours: reading it makes it again, says it and logs it


def _is_of_export(file: Path) -> bool:
    """True of what tells of a folder, and of files of an export of this app that are read together with another."""
    is_table = file.name in _PARTS and file.with_name("spans.csv").exists()
    is_tokens = file.suffix == ".parquet" and file.parent.name == _TOKENS and is_export_folder(file.parent.parent)
    return file.name in _ABOUT_FOLDERS or is_table or is_tokens or is_part(file)


def _is_empty_part(file: Path) -> bool:
    """True of an empty file in an export of this app that lies in the folder of a split or a reader."""
    try:
        is_empty = file.suffix in (".conll", ".jsonl") and file.is_file() and not file.stat().st_size
    except OSError:
        return False  # who looks at it next says why
    return is_empty and bool(split_in_card(file) or reader_in_card(file))


def _is_wanted(file: Path, leave: Callable[[Path, str], object]) -> bool:
    """True if a file in a folder looks importable; ``leave`` takes one that has such a name and cannot be used."""
    if is_facts_file(file):
        return file.is_file() and not file.is_symlink()
    kind = SUFFIXES.get(file.suffix.lower(), "")
    if file.is_symlink() or (kind and not file.is_file()):
        error = unusable(file)
        if error is not None and not file.is_dir():
            leave(file, reason(error, file))
            return False
    if kind not in ("", "text") or not file.is_file():
        return file.is_file()
    try:
        return bool(others_kind(file)) or is_answers(file)
    except Exception as error:  # a mistake of ours, too, stops no other file: `reason` logs it
        leave(file, reason(error, file))
        return False
