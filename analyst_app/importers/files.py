"""From a file on disk to its articles: bounded reading, the right reader, the facts of the original."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from analyst_app.core.ending import Ended, uninterrupted
from analyst_app.core.excerpts import counted
from analyst_app.errors import ImportFailed, sayable, why_unread
from analyst_app.importers.import_limits import LARGEST_DOCUMENT
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.importers.kinds import READERS, kind_of
from analyst_app.importers.sandbox import ImportCancelled, ParserProcess
from analyst_app.importers.web_addresses import addresses_in, never_online
from analyst_app.wording import tr

_HEAD = 4096
_MOST_PROCESSES = 4


@dataclass(frozen=True, slots=True)
class ImportChoice:
    """The choices of a person for an import."""

    kind: str = ""
    """A key of ``kinds.READERS``; by default what the file looks like."""
    encoding: str = ""
    """A Python codec, for text, web pages and Markdown."""
    rules: Mapping[str, Any] | None = None
    """The rule that says what the columns of tables are, as its file holds it; None: their names decide."""
    split: str | Mapping[str, Any] = "auto"
    """Rule by which a news database's export is taken apart: an id, a rule, ``auto`` or ``none``."""


def read_file(
    path: Path,
    parser: ParserProcess,
    choice: ImportChoice | None = None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> list[ImportedArticle]:
    """The articles in a file.

    Args:
        path: the file.
        parser: where files are parsed.
        choice: the choices of the person.
        is_cancelled: asked now and then; True stops.

    Raises:
        ImportFailed: one sentence that says why there are none.
        MissingExtra: a library is not installed.
    """
    data, saved = _bytes(path)
    articles = read_bytes(data, path.name, parser, choice, is_cancelled)
    return [article if article.retrieved else replace(article, retrieved=saved) for article in articles]


def read_files(
    paths: Sequence[Path],
    choice: ImportChoice | None = None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Generator[tuple[Path, list[ImportedArticle] | Exception], None, None]:
    """The articles of many files, in their order, or why there are none; parsed by several processes at once.

    Whatever is raised at a file stands in the place of its articles, a mistake of the app's own included.

    Args:
        paths: the files.
        choice: the choices of the person.
        is_cancelled: asked now and then; True stops.
    """
    workers = max(1, min(len(paths), os.cpu_count() or 1, _MOST_PROCESSES))
    idle: SimpleQueue[ParserProcess] = SimpleQueue()
    parsers = [ParserProcess() for _ in range(workers)]
    for parser in parsers:
        idle.put(parser)

    def one(path: Path) -> list[ImportedArticle] | Exception:
        parser = idle.get()
        try:
            if is_cancelled():
                return ImportCancelled(f"The import of {path.name} was stopped.")
            return read_file(path, parser, choice, is_cancelled)
        except Exception as error:
            return error
        finally:
            idle.put(parser)

    pool, is_ended = ThreadPoolExecutor(workers, "import"), False
    try:
        with uninterrupted():  # a word to end would leave a lock of the pool closed for its threads
            found = pool.map(one, paths)
        yield from zip(paths, found, strict=True)
    except Ended:
        is_ended = True  # it may have come within a lock: the process ends without waiting for those who want it
        raise
    finally:
        pool.shutdown(wait=not is_ended, cancel_futures=True)
        for parser in parsers:
            parser.close()


def read_bytes(
    data: bytes,
    name: str,
    parser: ParserProcess,
    choice: ImportChoice | None = None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> list[ImportedArticle]:
    """Like ``read_file``, of bytes that are already here (dropped, or pasted as HTML).

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        parser: where files are parsed.
        choice: the choices of the person.
        is_cancelled: asked now and then; True stops.

    Raises:
        ImportFailed: nothing reads this kind of file, or its reader found no article.
    """
    choice = choice or ImportChoice()
    kind = choice.kind or kind_of(name, data[:_HEAD])
    if not data:
        raise ImportFailed(tr("{name} is empty. Get another copy of it.", name=name))
    if kind not in READERS:
        raise ImportFailed(
            tr(
                "{name} is no kind of file that can be imported (web page, PDF, DOCX, ODT, EPUB, …). "
                "Save it as one of these.",
                name=name,
            )
        )
    options: dict[str, Any] = {"encoding": choice.encoding}
    if kind == "table":
        options["rules"] = dict(choice.rules) if choice.rules else None
    articles = _split(kind, data, name, parser, choice, is_cancelled)
    if not articles:
        articles = parser.parse(kind, data, name, options, is_cancelled)
    digest = hashlib.sha256(data).hexdigest()
    return [
        replace(a, original=sayable(name), original_sha256=digest, importer=a.importer or f"analyst-app {kind} 1")
        for a in articles
    ]


def missing_of(articles: Sequence[ImportedArticle]) -> str:
    """A sentence on articles that an export says it holds and that were not found in it; "" if none are missing.

    Args:
        articles: all that were read of one file.
    """
    says = articles[0].file_says if articles else 0
    if not says or says == len(articles):
        return ""
    found = counted(len(articles), "article")
    return f"{found} found, the file says {says}: some may be damaged, cut off, or in another file. Look at it."


def pasted(text: str) -> ImportedArticle:
    """The article in text from the clipboard; its first line is taken as the title.

    Raises:
        ImportFailed: there are no words in it, or they are only web addresses.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if not plain.strip():
        raise ImportFailed(tr("There is no text to paste. Copy some first."))
    if addresses := addresses_in(plain):
        first, *more = addresses
        raise ImportFailed(never_online(first, len(more)))
    first = plain.split("\n", 1)[0].strip()
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    title = first if len(first) <= 200 else ""
    body = plain.encode("utf-8", "replace").decode() + "\n"
    return ImportedArticle(body, title=title, retrieved=now, original_sha256=digest, importer="analyst-app paste 1")


def _split(
    kind: str, data: bytes, name: str, parser: ParserProcess, choice: ImportChoice, is_cancelled: Callable[[], bool]
) -> list[ImportedArticle]:
    """The articles of a news database's export; a document that is no such, read; none if it is not to be split.

    Raises:
        ImportFailed: it looks like an export, and no rule knows its form; or it is damaged.
    """
    if choice.split == "none" or (choice.split == "auto" and not _may_be_export(kind, data)):
        return []
    rule = "" if choice.split == "auto" else choice.split
    own = dict(rule) if isinstance(rule, Mapping) else rule
    options = {"kind": kind, "rule": own, "encoding": choice.encoding, "or_whole": True}
    return parser.parse("news", data, name, options, is_cancelled)


_MARKS = re.compile(
    rb"Headline|DocPublicationName|topic-detail|contentsTable|DOCUMENTS|End of Document|Factiva|Lexis|Nexis|ProQuest"
    rb"|[Ee]uropresse|[Ee]ureka|PressReader|GENIOS|NewsBank|\^(?:\xd0\x98\xd0\xa1|\xc8\xd1):|\b\d+ \w+ \d+ \w+\s*<"
    rb"|(?:\xe8\x81\x9e\xe8\x94\xb5)|(?:\xe3\x83\xa8\xe3\x83\x9f\xe3\x83\x80\xe3\x82\xb9)"
)
"""Words by which the pages of databases are told from the pages of the web, which need no second look."""

_TABLE = re.compile(rb"<t(?:able|r)\b", re.IGNORECASE)
_TABLES_OF_AN_EXPORT = 4
"""So many tables and rows a page has at least in which a row of facts stands over each article."""


def _may_be_export(kind: str, data: bytes) -> bool:
    """A cheap look at pages before the costly one; text and documents have no other."""
    is_page = kind == "html" and (bool(_MARKS.search(data)) or len(_TABLE.findall(data)) >= _TABLES_OF_AN_EXPORT)
    return is_page or kind in ("docx", "odt", "rtf", "text")


def _bytes(path: Path) -> tuple[bytes, str]:
    """A regular file's bytes, and when it was last changed (UTC)."""
    try:
        with open(path, "rb", opener=_without_waiting) as stream:
            facts = os.fstat(stream.fileno())
            if not stat.S_ISREG(facts.st_mode):
                raise ImportFailed(tr("{name} is no regular file. Name the file itself.", name=path.name))
            if facts.st_size > LARGEST_DOCUMENT:
                raise ImportFailed(
                    tr(
                        "{name} is too large to import ({number} MB; at most {number2}).",
                        name=path.name,
                        number=facts.st_size >> 20,
                        number2=LARGEST_DOCUMENT >> 20,
                    )
                )
            data = stream.read(LARGEST_DOCUMENT + 1)
    except OSError as error:
        raise ImportFailed(tr("{name} cannot be read: {error}.", name=path.name, error=why_unread(error))) from error
    return data, datetime.fromtimestamp(facts.st_mtime, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _without_waiting(path: str, flags: int) -> int:
    """Opens a named pipe without waiting for its other end."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
