"""Reads JSON and JSON Lines of labelled texts: doccano, Prodigy, Label Studio, spaCy, and this app's own export.

All of them count code points, half-open. An entry that cannot be read is named
and the others come in; entries about one text become one article.
"""

from __future__ import annotations

import contextlib
import json
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

from analyst_app.core.excerpts import line_of
from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.foreign_json import parsed
from analyst_app.importers.annotations.imported_layer import (
    MISSHAPEN,
    AnnotatedFile,
    annotated,
)
from analyst_app.importers.annotations.labelled import doccano, label_studio, own_lines, prodigy, spacy_lines
from analyst_app.importers.annotations.labelled.gathered_texts import GatheredTexts
from analyst_app.importers.annotations.labelled.labelled_text import LabelledText
from analyst_app.importers.annotations.offset_conventions import Convention
from analyst_app.importers.documents.zipped_xml import is_cut_off
from analyst_app.importers.import_limits import LARGEST_ANNOTATIONS
from analyst_app.importers.import_losses import ImportLosses
from analyst_app.importers.plain_files import read_beside
from analyst_app.wording import tr

_NOBODY = "unknown"
"""Name of doccano's file of texts that nobody has labelled."""
_TOGETHER = ("all", _NOBODY)
"""Names of files that are no person's."""
_SAY_WHOSE = {"annotator", "_annotator_id", "_session_id", "layers"}
"""Keys of entries that say whose reading they are."""
_UNNAMED = "imported"
"""The layer where none was asked for."""
_SHOWN = 100
"""Characters of a reason that a message repeats."""
_LOOKED_AT = 50
"""Entries by which a file is known, and files beside it that are asked whether they hold the same texts."""
_HEAD = 1 << 20
"""Bytes of a file beside it that are read for that."""


def read_labelled_json(path: Path, text: str, layer: str = "imported") -> AnnotatedFile:
    """The articles of a file, each entry with its text.

    Args:
        path: the file.
        text: the content of the file.
        layer: the layer id where the file names no annotator.

    Raises:
        ImportFailed: nothing in it is of a known shape; the first entry that is not is named.
    """
    gathered = _Gathered(path.stem)
    person = _person_of(path, text, layer)
    fuller = doccano.fuller_file(path, text)
    gathered.take(fuller or text, layer, person=person)
    if fuller:
        gathered.notes.append("The file with relations beside it holds all of it: that one was read.")
    if person not in ("", _NOBODY):
        gathered.notes.append(f"The files beside {path.name} hold the same texts: this one is the reading of {person}.")
    return gathered.finished(path)


def read_labelled_zip(path: Path, data: bytes, layer: str = "imported") -> AnnotatedFile:
    """The articles of the JSON files in a zip, as doccano makes one with a file a person.

    Args:
        path: the zip file.
        data: its bytes.
        layer: the layer id where neither a file nor its name tells the annotator.

    Raises:
        ImportFailed: nothing in it is of a known shape, or it is damaged.
    """
    gathered = _Gathered(path.stem)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if is_cut_off(data, archive):
                raise zipfile.BadZipFile("its end is cut off")
            texts = dict(_members(archive, gathered.losses))
    except zipfile.BadZipFile as error:
        raise ImportFailed(tr("{name} is no zip file, or damaged. Export it anew.", name=path.name)) from error
    first = {name: _first_texts(text) for name, text in texts.items()}
    often = Counter(text for held in first.values() for text in held)
    for name, text in texts.items():
        person = PurePosixPath(name).stem
        if person in _TOGETHER or not any(often[one] > 1 for one in first[name]):
            person = _NOBODY if person == _NOBODY else ""
        else:
            gathered.notes.append(f"{name} is the reading of {person}: others in {path.name} hold the same texts.")
        gathered.take(text, layer, file=f"{name}, ", person=person)
    return gathered.finished(path)


def holds_labelled_json(names: list[str]) -> bool:
    """True if the names in a zip file are those of an export of labelled texts, by their endings."""
    return any(name.lower().endswith(".jsonl") for name in names)


def looks_known(data: Any) -> bool:
    """True if parsed JSON holds entries of one of the shapes."""
    return _holds_known(_entries_of(data))


def _entries_of(data: Any) -> list[Any]:
    """The entries in parsed JSON: a list, one entry, or an object that has them in one of its lists."""
    if isinstance(data, list):
        return data if spacy_lines.as_object(data) is data else [data]
    if isinstance(data, dict) and _reader_of(data) is None:
        held = [value for value in data.values() if isinstance(value, list) and _holds_known(value)]
        if len(held) == 1:
            return held[0]
    return [data]


def _holds_known(entries: list[Any]) -> bool:
    return any(_reader_of(spacy_lines.as_object(entry)) is not None for entry in entries[:_LOOKED_AT])


def _reader_of(entry: Any) -> Any:
    """The module that reads an entry; None if there is none."""
    if not isinstance(entry, dict):
        return None
    readers = (label_studio, prodigy, spacy_lines, own_lines, doccano)
    return next((one for one in readers if one.looks_known(entry)), None)


_TABLE = "in parquet and attribution texts stand apart; take another export, such as jsonl"
_OF_ROWS = {"document", "article", "text_sha256", "source"}
"""Keys of rows of such tables, one of which stands in each."""


def _is_of_a_table(entry: Any) -> bool:
    """True for a row of what this app exports as ``parquet`` or ``attribution``."""
    return isinstance(entry, dict) and not _OF_ROWS.isdisjoint(entry) and ("annotator" in entry or "text" in entry)


class _Gathered:
    """Gathers entries into articles.

    Args:
        stem: what articles are called that have no name.
    """

    def __init__(self, stem: str) -> None:
        self.losses = ImportLosses()
        self.notes: list[str] = []
        self._stem = stem
        self._articles = GatheredTexts()
        self._unknown: Counter[str] = Counter()
        self._refused: list[str] = []

    def take(self, text: str, layer: str, *, file: str = "", person: str = "") -> None:
        """Take the entries of a file.

        Args:
            text: content of the file.
            layer: whose reading an entry is that does not say.
            file: its name, as the begin of a place; empty if there is only one.
            person: whose reading the file is as its name says; ``unknown``: nobody's; empty: it does not say.
        """
        for number, entry in self._entries(text, file):
            where = f"{file}entry {number}"
            reader = _reader_of(entry)
            if reader is None:
                self._refuse(where, _TABLE if _is_of_a_table(entry) else "it is of none of the known shapes", entry)
            elif reader is prodigy and prodigy.is_left_out(entry):
                self.losses.add("rejected", f"{where}: {entry['answer']} “{line_of(str(entry.get('text')), 40)}”")
            elif reader is doccano and doccano.is_about_the_whole(entry):
                self.losses.add("answer on the whole", f"{where}: “{line_of(str(entry.get('text')), 40)}”")
            else:
                whose = person if person and reader is not label_studio and person != _NOBODY else layer
                for one in self._read(reader, entry, where, whose):
                    if person == _NOBODY:
                        one.layers = [held for held in one.layers if held.spans or held.facts.note]
                    self._unknown.update(one.unknown)
                    named = entry.get("id")
                    unnamed = named if isinstance(named, str) and named else f"{self._stem}-{number:05}"
                    self._articles.add(one, unnamed)

    def finished(self, path: Path) -> AnnotatedFile:
        """The articles with their layers.

        Raises:
            ImportFailed: there are none, though there were entries.
        """
        for key, count in self._unknown.items():
            self.losses.add("unknown", f"“{key}”", count)
        found = self._articles.all()
        if not found and self.losses.counts:
            reason = self._refused[0] if self._refused else self.losses.sentences()[0]
            raise ImportFailed(
                tr("{name} holds no text with marked parts. {reason} Export it anew.", name=path.name, reason=reason)
            )
        people: dict[str, str] = {}
        made = []
        for number, (name, one) in enumerate(found):
            article = annotated(name, one.text, one.layers, one.facts, fixed=Convention(), people=people)
            article.notes = [*(self.notes if number == 0 else []), *one.notes, *article.notes]
            article.losses.take(one.losses)
            made.append(article)
        return AnnotatedFile(made, self.losses)

    def _entries(self, text: str, file: str) -> Iterator[tuple[int, Any]]:
        """Numbers and entries: of a list, of one object, or a line each."""
        first = text.lstrip().partition("\n")[0]
        if text.lstrip()[:1] in ("[", "{") and (text.strip() == first.strip() or not _is_json(first)):
            try:
                data = parsed(text)
            except ValueError as error:
                if text.lstrip()[:1] == "[" or not any(map(_is_json, text.split("\n")[1:_LOOKED_AT])):
                    name = file.removesuffix(", ") or self._stem
                    raise ImportFailed(
                        tr("{name} is no JSON: {error}. Export it anew from where it comes.", name=name, error=error)
                    ) from error
            else:
                entries = _entries_of(data)
                if isinstance(data, dict) and entries != [data]:  # what stands beside a list of entries
                    self._unknown.update(key for key, value in data.items() if value and value is not entries)
                yield from ((number, spacy_lines.as_object(one)) for number, one in enumerate(entries, 1))
                return
        for number, line in enumerate(text.split("\n"), 1):
            if not line.strip():
                continue
            try:
                yield number, spacy_lines.as_object(parsed(line))
            except ValueError as error:
                self._refuse(f"{file}line {number}", f"it is no JSON: {error}", line)

    def _read(self, reader: Any, entry: dict[str, Any], where: str, layer: str) -> list[LabelledText]:
        try:
            found = reader.read(entry, where, layer)
        except MISSHAPEN as error:
            self._refuse(where, str(error) or type(error).__name__, entry)
            return []
        return found if isinstance(found, list) else [found]

    def _refuse(self, where: str, reason: str, entry: Any) -> None:
        words = line_of(entry if isinstance(entry, str) else json.dumps(entry, ensure_ascii=False), 40)
        self.losses.add("unreadable item", f"{where}: {line_of(reason, _SHOWN)}: {words}")
        self._refused.append(f"{where[:1].upper()}{where[1:]}: {line_of(reason, _SHOWN)}.")


def _is_json(line: str) -> bool:
    try:
        parsed(line)
    except ValueError:
        return False
    return True


def _person_of(path: Path, text: str, layer: str) -> str:
    """The person whose reading a file is, by its name; empty if no file beside it holds the same texts.

    Args:
        path: the file.
        text: content of the file.
        layer: the layer id that was asked for.
    """
    if path.suffix.lower() != ".jsonl" or path.stem in _TOGETHER or layer != _UNNAMED:
        return _NOBODY if path.stem == _NOBODY else ""
    own = _first_texts(text)
    for other in sorted(path.parent.glob("*.jsonl"))[:_LOOKED_AT] if own else ():
        if other != path:
            with contextlib.suppress(OSError):
                head = read_beside(other, limit=LARGEST_ANNOTATIONS, size=_HEAD).decode("utf-8", "replace")
                if own & _first_texts(head):
                    return path.stem
    return ""


def _first_texts(text: str) -> set[str]:
    """The texts that the first entries of a file are about, as far as they do not say whose they are."""
    found = set()
    for line in text.split("\n", _LOOKED_AT)[:_LOOKED_AT]:
        try:
            entry = parsed(line)
        except ValueError:
            continue
        entry = spacy_lines.as_object(entry)
        if _reader_of(entry) not in (None, label_studio) and not _SAY_WHOSE & set(entry):
            found.add(str(entry.get("text", entry.get("data"))))
    return found


def _members(archive: zipfile.ZipFile, losses: ImportLosses) -> Iterator[tuple[str, str]]:
    """Names and contents of the JSON files in a zip; what else is in it is named."""
    room = LARGEST_ANNOTATIONS
    for info in archive.infolist():
        name = info.filename
        if info.is_dir() or name.startswith("__MACOSX/"):
            continue
        room -= info.file_size
        try:
            if not name.lower().endswith((".jsonl", ".json")):
                raise ValueError("it is no JSON")
            if room < 0:
                raise ValueError(f"the files before it have {LARGEST_ANNOTATIONS >> 20} MB together")
            with archive.open(info) as file:
                data = file.read(info.file_size + 1)
            yield name, data.decode("utf-8-sig")
        except (
            ValueError,
            RuntimeError,
            NotImplementedError,
            OSError,
            EOFError,
            zipfile.BadZipFile,
            zlib.error,
        ) as bad:
            losses.add("unreadable file", f"{name}: {bad}")
