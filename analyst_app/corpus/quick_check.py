"""A sidecar that is just as the app writes it, on the very text it was made on, is verified here in one pass.

Everything that the full verification looks at is looked at, but nothing is
named: a layer that fails here goes there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache

from analyst_app.core.annotation import Annotation, pairs
from analyst_app.core.codebook import Codebook
from analyst_app.core.document import Document
from analyst_app.corpus.codebook_fit import misfit
from analyst_app.corpus.value_faults import has_fault
from analyst_app.errors import DocumentUnreadable
from analyst_app.storage.canonical import PlainLayer, holds_text, plain_layer
from analyst_app.storage.file_names import sidecar_name
from analyst_app.storage.held_folder import HeldFolder
from analyst_app.storage.limits import LARGEST_ARTICLE, LARGEST_SIDECAR
from analyst_app.storage.lines.typed_lines import LinkLine
from analyst_app.storage.record_parsing import LONGEST_ID
from analyst_app.storage.regular_file import read_in

_DELETED = b'\n "deleted": {\n'
_TIME_LENGTH = len("2026-11-22T09:00:00Z")
_CONTROL = bytes({*range(32)} - {*b"\t\n\f\r"})


SaysWell = Callable[[Sequence[Annotation]], bool]


def _says_nothing(annotations: Sequence[Annotation]) -> bool:
    """True if none of them has optional keys: what is in those is left to the full verification."""
    return not annotations


class QuickCheck:
    """Verifies layers against one codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self._fits: dict[object, bool] = {}
        self._roles: dict[tuple[str, str, str], bool] = {}

    def files_are_fine(
        self, folder: HeldFolder, name: str, layer_ids: Sequence[str], says_well: SaysWell = _says_nothing
    ) -> bool:
        """True if nothing is wrong with the layers of an article that has no ``.source.json``.

        Args:
            folder: where it is.
            name: of the article's file.
            layer_ids: its layers.
            says_well: as in ``is_fine``.
        """
        try:
            source = read_in(folder, name, limit=LARGEST_ARTICLE)
            if not layer_ids:
                return _is_plain_text(source)
            return all(
                self.is_fine(
                    source, name, read_in(folder, sidecar_name(name, one), limit=LARGEST_SIDECAR), one, says_well
                )
                for one in layer_ids
            )
        except OSError:
            return False

    def is_fine(
        self, source: bytes, name: str, sidecar: bytes, layer_id: str, says_well: SaysWell = _says_nothing
    ) -> bool:
        """True if nothing is wrong with a layer; False may mean only that it is laid out otherwise.

        Args:
            source: the article's bytes.
            name: its file name.
            sidecar: the layer's bytes.
            layer_id: of its file name.
            says_well: true if nothing is wrong with the optional keys of some annotations.
        """
        found = plain_layer(sidecar)
        if found is None or found.annotator != layer_id or _has_nul(found, sidecar) or not _is_usual(found, sidecar):
            return False
        text = self._text(source, name, found.head)
        if (
            text is None
            or "\0" in text
            or not holds_text(found.head, text)
            or not self._annotations_are_fine(found, text, says_well)
            or any(map(has_fault, found.dismissed))
        ):
            return False
        tags = {line.id: line.tag for line in found.annotations}
        return all(self._link_is_fine(link, tags) for link in found.links)

    def _text(self, source: bytes, name: str, head: re.Match[bytes]) -> str | None:
        sha256, made_with = hashlib.sha256(source).hexdigest().encode(), head["encoding"].decode()
        if sha256 != head["sha256"]:
            return None
        plain = sha256 == head["text_sha256"] and made_with == "utf-8-sig"
        has_only_lf = head["newline"] in (b"lf", b"none") and b"\r" not in source
        if plain and has_only_lf and not source.startswith(b"\xef\xbb\xbf"):
            return source.decode()  # its hash is that of text in UTF-8
        try:
            document = Document.from_bytes(source, name=name, encoding=made_with)
        except DocumentUnreadable:
            return None
        return document.text if document.sha256.encode() == head["text_sha256"] else None

    def _annotations_are_fine(self, found: PlainLayer, text: str, says_well: SaysWell) -> bool:
        length, known = len(text), self._fits
        saying = [
            Annotation(line.id, line.tag, line.start, line.end, extra=extra)
            for line, extra in zip(found.annotations, found.extras, strict=False)
            if extra
        ]
        for line in found.annotations:
            start, end = line.start, line.end
            if not start < end <= length or text[start:end] != line.exact:  # a plain layer's starts are 0 and up
                return False
            if text[start - 32 if start > 32 else 0 : start] != line.prefix or text[end : end + 32] != line.suffix:
                return False
            try:
                key = (line.tag, *line.attributes.items()) if line.attributes else line.tag
                if known.get(key):
                    continue
            except TypeError:
                return False
            if misfit(Annotation(line.id, line.tag, start, end, pairs(line.attributes)), self.codebook) is not None:
                return False
            if all(type(value) is str for value in line.attributes.values()):  # True == 1, but not in JSON
                known[key] = True
        return not saying or says_well(saying)

    def _link_is_fine(self, link: LinkLine, tags: dict[str, str]) -> bool:
        key = (tags[link.from_id], link.role, tags[link.to_id])
        fits = self._roles.get(key)
        if fits is None:
            tag = self.codebook.tag(key[0])
            role = tag.role(link.role) if tag else None
            fits = self._roles[key] = role is not None and key[2] in role.to
        return fits


def _has_nul(found: PlainLayer, sidecar: bytes) -> bool:
    """True if a string beside the article's text may hold the character NUL, written as an escape."""
    start, end = found.head.span("content")
    has_escapes = start < 0 or sidecar.find(b"\\", end) >= 0
    return b"\\u0000" in (sidecar if has_escapes else sidecar[:start])


def _is_usual(found: PlainLayer, sidecar: bytes) -> bool:
    """True if no id is huge or has a character that cannot be seen, and each time is one.

    False may mean only that a time is written otherwise than by the app.
    """
    deleted = sidecar[sidecar.rfind(_DELETED) + len(_DELETED) :]
    if b"\\" in deleted or b"\\" in found.head["codebook"]:
        return False
    ids = [one.id for one in found.annotations]
    ids += [one.id for one in found.links]
    ids += [one.id for one in found.dismissed]
    ids += deleted.decode().split("\n")
    ids.append(found.head["codebook"].decode())
    if max(map(len, ids)) > LONGEST_ID or not " ".join(ids).isprintable():
        return False
    times = [one.created for one in found.annotations]
    times += [one.modified for one in found.annotations]
    times += [one.created for one in found.links]
    times += [one.modified for one in found.links]
    for entry in found.dismissed:
        times += (entry.created, entry.modified)
    return all(map(_is_time, set(times)))


@lru_cache(maxsize=20_000)
def _is_time(words: str) -> bool:
    """True of a time as the app writes it, and of none."""
    if not words:
        return True
    if len(words) != _TIME_LENGTH or words[-1] != "Z":
        return False
    try:
        datetime.fromisoformat(words)
    except ValueError:
        return False
    return True


def _is_plain_text(source: bytes) -> bool:
    """True for UTF-8 without control characters; False may mean only that it is text in another encoding."""
    try:
        source.decode()
    except UnicodeDecodeError:
        return False
    return len(source.translate(None, _CONTROL)) == len(source)
