"""The parts of a REFI-QDA project: its XML, and the texts and other files that this refers to."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import NamedTuple

from analyst_app.core.refi.tree import Node, node_attributes, node_of
from analyst_app.errors import ImportFailed
from analyst_app.importers.documents import word_document
from analyst_app.importers.documents.zipped_xml import LARGEST_MEMBER, ZippedXml, parsed_xml
from analyst_app.importers.plain_files import read_beside
from analyst_app.wording import tr

_BOM = "\ufeff"
_INTERNAL, _RELATIVE, _ABSOLUTE = "internal://", "relative://", "absolute://"


class UnreadablePart(ValueError):
    """A part of a project that cannot be read; its words are the reason. The others come in all the same."""


class RawText(NamedTuple):
    """A text as the project has it."""

    text: str
    """Without a byte order mark, line ends as they are."""
    member: str = ""
    """Of the archive; empty if it stands in the XML or beside the project."""
    has_bom: bool = False
    is_rich: bool = False
    """True if it was taken out of a document with formats, because there is no plain one."""


class ProjectArchive:
    """A project file in memory.

    Args:
        path: of the file; what it refers to beside itself is looked for in its folder.
        data: the file's bytes.

    Raises:
        ImportFailed: it is damaged, or holds no project.
        MissingExtra: a library for files of its kind is not installed.
    """

    def __init__(self, path: Path, data: bytes) -> None:
        self.path = path
        self.zip = ZippedXml(data, path.name)
        self._members = {name.lower(): name for name in reversed(self.zip.names())}
        self.main = self._main()
        root = parsed_xml(self.zip.read_member(self.main), f"{path.name} ({self.main})")
        space, _, local = root.tag.rpartition("}")
        if local != "Project":
            raise ImportFailed(
                tr("{name} holds no REFI-QDA project. Export it anew from where it comes.", name=path.name)
            )
        self.space = f"{space}}}" if space else ""
        self.root: Node = node_of(root, self.space)

    def text_of(self, holder: Node) -> RawText:
        """The plain text of a source or note.

        Raises:
            UnreadablePart: it has none, or it is missing.
            ImportFailed: it is damaged.
        """
        attributes = node_attributes(holder)
        plain, rich = attributes.get("plainTextPath", ""), attributes.get("richTextPath", "")
        inline = next((child.get("text", "") for child in holder.get("children", ())
                       if child["tag"] == "PlainTextContent"), None)  # fmt: skip
        if inline is not None and not (plain and self.member(plain)):
            return RawText(str(inline).removeprefix(_BOM))
        if plain:
            text = _decoded(self._bytes_at(plain), plain)
            return RawText(text.removeprefix(_BOM), self.member(plain), text.startswith(_BOM))
        if rich:
            return RawText(self._rich(rich), is_rich=True)
        raise UnreadablePart(tr("it has no text"))

    def member(self, reference: str) -> str:
        """The member of the archive that a path in the XML means; empty if there is none."""
        place = reference.removeprefix(_INTERNAL).removeprefix(_RELATIVE).replace("\\", "/").lstrip("/")
        for name in (f"sources/{place}", place):
            if place and name.lower() in self._members:
                return self._members[name.lower()]
        return ""

    def _main(self) -> str:
        names = [name for name in self.zip.names() if name.lower().endswith(".qde") and "/" not in name]
        if not names:
            raise ImportFailed(
                tr("{name} holds no project.qde. Export the project anew as REFI-QDA (.qdpx).", name=self.path.name)
            )
        return next((name for name in names if name.lower() == "project.qde"), names[0])

    def _bytes_at(self, reference: str) -> bytes:
        member = self.member(reference)
        if member:
            return self.zip.read_member(member)
        if not reference.startswith(_RELATIVE):
            outside = "it lies elsewhere" if reference.startswith(_ABSOLUTE) else "it is missing in the project"
            raise UnreadablePart(f"{outside} ({reference})")
        place = PurePosixPath(reference.removeprefix(_RELATIVE).replace("\\", "/").lstrip("/"))
        if ".." in place.parts or not place.parts or ":" in str(place):
            raise UnreadablePart(tr("its path leads out of the project's folder ({reference})", reference=reference))
        folder = self.path.parent
        for number in range(1, len(place.parts)):
            if folder.joinpath(*place.parts[:number]).is_symlink():
                raise UnreadablePart(tr("a link stands in its path ({reference})", reference=reference))
        try:
            return read_beside(folder / place, limit=LARGEST_MEMBER)
        except OSError as error:
            raise UnreadablePart(tr("it is not beside the project ({reference})", reference=reference)) from error

    def _rich(self, reference: str) -> str:
        if not reference.lower().endswith(".docx"):
            raise UnreadablePart(tr("it has no plain text, only {reference}", reference=reference))
        return word_document.read(self._bytes_at(reference), reference, {})[0].text


def _decoded(data: bytes, reference: str) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadablePart(
            tr("{reference} is no UTF-8 (byte {start})", reference=reference, start=error.start)
        ) from error
