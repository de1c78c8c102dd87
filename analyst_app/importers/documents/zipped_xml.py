"""XML inside zip files (DOCX, ODT, EPUB), read with limits and without entities."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import TYPE_CHECKING, Any

from analyst_app.errors import ImportFailed, MissingExtra
from analyst_app.wording import tr

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LARGEST_MEMBER = 64 << 20
LARGEST_TOTAL = 256 << 20
MOST_MEMBERS = 10_000
STEEPEST = 200
"""Unpacked to packed size above which a member of more than a megabyte is a bomb."""
_FIRST, _END = b"PK\x03\x04", b"PK\x05\x06"
_ZIP64 = 0xFFFFFFFF
"""Stands for the place of the directory, where another record has it."""


class ZippedXml:
    """A zip file in memory whose members are read one by one; nothing is unpacked to disk."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise ImportFailed(
                tr("{name} is damaged: it is no readable zip file. Get another copy of it.", name=name)
            ) from error
        if is_cut_off(data, self._zip):
            raise ImportFailed(tr("{name} is damaged: its end is cut off. Get another copy of it.", name=name))
        infos = self._zip.infolist()
        self.outside = [info.filename for info in infos if ".." in info.filename.replace("\\", "/").split("/")]
        """Members whose paths would lead out of the file; they are not read."""
        self._members = {_plain(info.filename): info for info in infos if info.filename not in self.outside}
        if len(self._zip.infolist()) > MOST_MEMBERS or self._unpacked() > LARGEST_TOTAL:
            raise _bomb(name)
        if any(info.flag_bits & 1 for info in self._zip.infolist()):
            raise ImportFailed(tr("{name} is encrypted. Save a copy without a password and import that.", name=name))

    def __contains__(self, member: str) -> bool:
        return member in self._members

    def names(self) -> list[str]:
        """The members, in the order of the file."""
        return list(self._members)

    def size_of(self, member: str) -> int:
        """Bytes of a member that is there, unpacked, as the archive says."""
        return self._members[member].file_size

    def read_member(self, member: str) -> bytes:
        """The bytes of a member.

        Raises:
            ImportFailed: it is missing, damaged, or unpacks to too much.
        """
        info = self._members.get(member)
        if info is None:
            raise ImportFailed(
                tr(
                    "{name} is damaged: {member} is missing in it. Get another copy of it.",
                    name=self.name,
                    member=member,
                )
            )
        if info.file_size > LARGEST_MEMBER or (
            info.file_size > 1 << 20 and info.file_size > STEEPEST * max(1, info.compress_size)
        ):
            raise _bomb(self.name)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(LARGEST_MEMBER + 1)
        except Exception as error:  # zlib.error, BadZipFile, EOFError, RuntimeError …
            raise ImportFailed(
                tr("{name} is damaged: {member} cannot be unpacked. Get another copy.", name=self.name, member=member)
            ) from error
        if len(data) > LARGEST_MEMBER:
            raise _bomb(self.name)
        return data

    def xml(self, member: str) -> Element:
        """The root element of an XML member.

        Raises:
            ImportFailed: the member is missing, too large or no XML.
            MissingExtra: the library that reads XML safely is not installed.
        """
        return parsed_xml(self.read_member(member), f"{self.name} ({member})")

    def _unpacked(self) -> int:
        return sum(info.file_size for info in self._zip.infolist())


def is_cut_off(data: bytes, archive: zipfile.ZipFile) -> bool:
    """True if a zip's directory is that of another zip within it, for its own is gone with its end.

    Args:
        data: the file's bytes.
        archive: the same, opened.
    """
    end = data.rfind(_END)
    said = int.from_bytes(data[end + 16 : end + 20], "little")
    return data.startswith(_FIRST) and end >= 0 and said not in (archive.start_dir, _ZIP64)


def parsed_xml(data: bytes, where: str) -> Element:
    """The root of an XML text; document types, entities and outside references are refused.

    Args:
        data: the file's bytes.
        where: the part's name, for messages.

    Raises:
        ImportFailed: it is not well-formed, or does what an article never needs.
        MissingExtra: defusedxml is not installed.
    """
    try:
        from defusedxml import DefusedXmlException
        from defusedxml.ElementTree import fromstring
    except ImportError as error:
        raise MissingExtra("docx", "reading this kind of file") from error
    try:
        root: Any = fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise ImportFailed(
            tr(
                "{where} defines entities, as attacks do; it was not read. Get it from a source that you trust.",
                where=where,
            )
        ) from error
    except Exception as error:  # ParseError, LookupError (encoding), ValueError, RecursionError
        raise ImportFailed(
            tr(
                "{where} is damaged: its XML cannot be read{error}. Get another copy of it.",
                where=where,
                error=_where_wrong(error),
            )
        ) from error
    return root  # type: ignore[no-any-return]


def _where_wrong(error: Exception) -> str:
    """The place and the kind of a mistake in XML, in brackets; "" if they are not known."""
    place = getattr(error, "position", None)
    words = str(error).partition(":")[0] if place else ""
    return f" (line {place[0]}, column {place[1]}: {words})" if place else ""


def beside(member: str, reference: str) -> str:
    """The member that a reference inside another member means.

    Args:
        member: the part that names it.
        reference: the path that a part names.
    """
    return _plain(posixpath.normpath(posixpath.join(posixpath.dirname(member), reference)))


def _plain(member: str) -> str:
    """A member's name without what would lead out of the file (../, /): it is a key, never a path."""
    return "/".join(part for part in member.replace("\\", "/").split("/") if part not in ("", ".", ".."))


def _bomb(name: str) -> ImportFailed:
    return ImportFailed(tr("{name} unpacks to far more than an article holds; it was not read.", name=name))
