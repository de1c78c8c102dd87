"""The sources that a team attached to quotes, articles and actors: ``sources.json``, and the texts it names.

A source is a text in the opened folder, never a file elsewhere: the name in
the file is relative to the folder of ``sources.json`` and leads downwards only.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from analyst_app.core.annotation import new_id
from analyst_app.core.document import Document
from analyst_app.corpus.articles import sources_path
from analyst_app.errors import DocumentUnreadable, UsageError
from analyst_app.session.article_text import read_article
from analyst_app.storage import atomic, copies
from analyst_app.storage.file_names import SOURCES as NAME
from analyst_app.storage.file_names import is_ours
from analyst_app.storage.shared.record_file import RecordFile, read_records, write_records
from analyst_app.storage.shared.record_kinds import SOURCES
from analyst_app.wording import tr


class Attachment(NamedTuple):
    """One thing that a source is attached to; a quote is named with its article."""

    article: str = ""
    """Path of the article, relative to the folder of ``sources.json``, with slashes."""
    quote: str = ""
    """Id of the annotation; empty: all quotes of the article."""
    actor: str = ""
    """Id in ``actors.json``, or the name as tagged: all quotes of this speaker."""

    def body(self) -> dict[str, str]:
        """It as ``sources.json`` holds it."""
        return {key: value for key, value in self._asdict().items() if value}


class AttachedSource(NamedTuple):
    """A source as ``sources.json`` has it."""

    id: str
    file: str
    """Relative to the folder of ``sources.json``, with slashes."""
    sha256: str
    """Of the text in UTF-8 when it was attached."""
    of: tuple[Attachment, ...]
    is_version: bool
    """True of another version of the article itself, with which indirect speech can be compared, too."""


class SourcesFile:
    """The sources of one folder, as they were read or written.

    Args:
        path: of the file, which need not be there.
        file: what is in it.
    """

    def __init__(self, path: Path, file: RecordFile | None = None) -> None:
        self.path, self.file = path, file if file is not None else RecordFile()
        self.sources = [_source(version.body) for version in self.file.records.records.values()]
        self._itself: dict[tuple[str, str, bool], bool] = {}

    @property
    def trouble(self) -> str:
        """The first sentence on what is wrong with the file; empty: nothing is."""
        return next(iter(self.troubles), "")

    @property
    def troubles(self) -> list[str]:
        """A sentence on each thing that is wrong with the file."""
        if self.file.refusal:
            return [f"{self.path.name} {self.file.refusal}."]
        return [f"{self.path.name}: {bad.words} (line {bad.line})." for bad in self.file.problems]

    def by_id(self, source_id: str) -> AttachedSource | None:
        """The source of an id."""
        return next((one for one in self.sources if one.id == source_id), None)

    def name_of(self, path: Path) -> str:
        """A file's name as this file says it.

        Args:
            path: of an article or a source.

        Raises:
            UsageError: it lies outside the folder.
        """
        try:
            name = path.absolute().relative_to(self.path.parent.absolute()).as_posix()
            if ".." in name.split("/"):
                raise ValueError(name)
            return name
        except ValueError as error:
            words = tr(
                "{file} is not in the folder {folder}. Copy it there first.",
                file=path.name,
                folder=self.path.parent.name,
            )
            raise UsageError(words) from error

    def fitting(self, article: Path, quote: str, actors: Sequence[str] = ()) -> list[AttachedSource]:
        """The sources that a quote is held against: its own, else those of its article and of its speaker.

        Other versions of the article come in any case, after them.

        Args:
            article: its path.
            quote: id of the annotation.
            actors: ids and names of its speakers.
        """
        name = self.name_of(article)
        own: list[AttachedSource] = []
        wider: list[AttachedSource] = []
        versions: list[AttachedSource] = []
        for source in self.sources:
            hits = [one for one in source.of if _fits(one, name, quote, actors)]
            if hits and not self.is_itself(name, source.file, is_version=source.is_version):
                kind = versions if source.is_version else own if any(one.quote for one in hits) else wider
                kind.append(source)
        return [*(own or wider), *versions]

    def is_itself(self, article: str, file: str, *, is_version: bool = False) -> bool:
        """True of a source that is the article, by whatever spelling or link, or a copy of it: it proves nothing.

        Blocking; looked at once.

        Args:
            article: as this file names it.
            file: of the source, as this file names it.
            is_version: True of another version of the article, which may have the same text.
        """
        asked = (article, file, is_version)
        if asked not in self._itself:
            self._itself[asked] = article == file or _is_same(
                self.path.parent / article, self.path.parent / file, by_text=not is_version
            )
        return self._itself[asked]

    def own_proofs(self, article: Path, quote: str) -> list[str]:
        """A sentence about each source of a quote or its article that is the article itself.

        Args:
            article: its path.
            quote: id of the annotation.
        """
        name = self.name_of(article)
        return [
            _itself_words(source.file)
            for source in self.sources
            if any(one.article and _fits(one, name, quote, ()) for one in source.of)
            and self.is_itself(name, source.file, is_version=source.is_version)
        ]

    def text(self, source: AttachedSource) -> Document:
        """The text of a source. Blocking.

        Args:
            source: one of this file.

        Raises:
            DocumentUnreadable: it is not there, is no text, is a file of the program, or lies outside the folder.
        """
        parts = PurePosixPath(source.file).parts
        if (
            not parts
            or ".." in parts
            or "\\" in source.file
            or "\0" in source.file
            or source.file[:1] == "/"
            or ":" in parts[0]
        ):
            raise DocumentUnreadable(
                tr("the source “{file}” is not used: it must lie in the folder of {name}.", file=source.file, name=NAME)
            )
        path = self.path.parent / source.file
        if _is_of_program(path):
            raise DocumentUnreadable(_program_words(source.file))
        try:
            return read_article(path, large=True)
        except DocumentUnreadable as error:
            shown = tr("the source “{file}”", file=source.file)  # of many folders, a name alone says little
            raise DocumentUnreadable(str(error).replace(path.name, shown, 1)) from error


def read_sources(article: Path, folder: Path | None) -> SourcesFile:
    """The sources that apply to an article: of the nearest ``sources.json`` up to the opened folder. Blocking.

    Args:
        article: its path, or that of any file in its folder.
        folder: the opened folder; None: a single article is open.

    Raises:
        SidecarInvalid: the file cannot be read.
    """
    path = sources_path(article, folder) or (folder or article.parent) / NAME
    return SourcesFile(path, read_records(path, SOURCES))


def attached(before: SourcesFile, file: Path, to: Attachment, *, is_version: bool = False) -> SourcesFile:
    """Attach a text of the folder to something, and write it down. Blocking.

    Args:
        before: the sources as last read.
        file: the text.
        to: what it is attached to.
        is_version: True for another version of the article.

    Raises:
        UsageError: the file lies outside the folder, is the article itself, or a file of the program.
        DocumentUnreadable: the file is no text.
        SidecarConflict: ``sources.json`` is damaged, of a newer version, or another program keeps changing it.
        SidecarInvalid: it cannot be read.
        SaveFailed: the system would not; the old file is intact.
    """
    name = before.name_of(file)
    if to.article and before.is_itself(to.article, name, is_version=is_version):
        raise UsageError(tr("{file} is this article itself. Choose the text that it quotes.", file=file.name))
    if _is_of_program(file):
        raise UsageError(_program_words(name))
    document = read_article(file, large=True)
    bodies = {key: dict(body) for key, body in before.file.records.bodies.items()}
    known = next((one for one in before.sources if one.file == name and one.is_version == is_version), None)
    body = bodies.setdefault(known.id if known is not None else new_id(), {})
    if known is None:
        body |= {"id": next(reversed(bodies)), "file": name} | ({"version_of_article": True} if is_version else {})
    of = body.get("of")
    body["of"] = [*(of if isinstance(of, list) else []), *([] if known and to in known.of else [to.body()])]
    body["sha256"] = document.sha256
    return SourcesFile(before.path, write_records(before.path, SOURCES, before.file.records, bodies))


def pasted(before: SourcesFile, path: Path, words: str) -> None:
    """Write pasted words as a new text of the folder. Blocking.

    Args:
        before: the sources of the folder.
        path: of the new file.
        words: the text.

    Raises:
        UsageError: the file is there already, or would lie outside the folder.
        SaveFailed: the system would not; nothing was left there.
    """
    try:
        before.name_of(path)
    except UsageError as error:
        words = tr(
            "A pasted text becomes a file of the folder {folder}: give it a name there.", folder=before.path.parent.name
        )
        raise UsageError(words) from error
    try:
        copies.write_new(path, words.encode("utf-8", "surrogatepass"))
    except FileExistsError as error:
        words = tr("{name} is there already. Give the pasted text another name.", name=path.name)
        raise UsageError(words) from error
    except OSError as error:
        raise atomic.failure(path, error) from error


def detached(before: SourcesFile, source_id: str, to: Attachment) -> SourcesFile:
    """Take a source off something; one that is attached to nothing else goes. Blocking.

    Args:
        before: the sources as last read.
        source_id: id of the source.
        to: what it is taken off.

    Raises:
        SidecarConflict: ``sources.json`` is damaged, of a newer version, or another program keeps changing it.
        SidecarInvalid: it cannot be read.
        SaveFailed: the system would not; the old file is intact.
    """
    bodies = {key: dict(body) for key, body in before.file.records.bodies.items()}
    if source_id in bodies:
        of = bodies[source_id].get("of")
        left = [one for one in of if _attachment(one) != to] if isinstance(of, list) else []
        if left:
            bodies[source_id]["of"] = left
        else:
            del bodies[source_id]
    return SourcesFile(before.path, write_records(before.path, SOURCES, before.file.records, bodies))


def _source(body: Mapping[str, Any]) -> AttachedSource:
    of = body.get("of")
    found = [_attachment(one) for one in of] if isinstance(of, list) else []
    return AttachedSource(
        body["id"],
        body.get("file", ""),
        body.get("sha256", ""),
        tuple(one for one in found if any(one)),
        body.get("version_of_article") is True,
    )


def _attachment(value: Any) -> Attachment:
    if not isinstance(value, dict):
        return Attachment()
    words = (value.get(key) for key in Attachment._fields)
    return Attachment(*(word if isinstance(word, str) else "" for word in words))


def _fits(one: Attachment, article: str, quote: str, actors: Sequence[str]) -> bool:
    if one.quote:
        return one.quote == quote and one.article in ("", article)
    if one.actor and one.actor not in actors:
        return False
    return one.article in ("", article) and any(one)


def _is_same(article: Path, file: Path, *, by_text: bool) -> bool:
    """True of one file under two names, or, if so asked, of two files with the same text."""
    try:
        return article.samefile(file) or (by_text and _has_same_text(article, file))
    except (OSError, ValueError):
        return False


def _has_same_text(article: Path, file: Path) -> bool:
    if article.stat().st_size != file.stat().st_size:
        return False
    try:
        return read_article(article, large=True).sha256 == read_article(file, large=True).sha256
    except DocumentUnreadable:
        return False


def _is_of_program(path: Path) -> bool:
    """True of a layer, a codebook and the like, also by a link or in capitals."""
    return any(is_ours(name.lower()) for name in (path.name, Path(os.path.realpath(path)).name))


def _program_words(file: str) -> str:
    return tr(
        "the source “{file}” is not used: it is a file of this program, not a text; attach the text that is quoted.",
        file=file,
    )


def _itself_words(file: str) -> str:
    return tr("the source “{file}” is not used: it is the article itself; attach the text that it quotes.", file=file)
