"""REFI-QDA projects as five programs write them, after the standard, its examples, and the programs' own source."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

SPACE = "urn:QDA-XML:project:1.0"
TEXT = "Kim spoke of rain 🔥 and Bo said no.\nThe mayor, Ada Brandt, denied it.\n"
"""Begins with an astral character in the middle and has two lines."""


def guid(number: int) -> str:
    """An identifier, in small letters."""
    return f"00000000-0000-4000-8000-{number:012d}"


def qdpx(path: Path, project: str, files: dict[str, bytes] | None = None) -> Path:
    """A project file of XML and other members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", project)
        for name, data in (files or {}).items():
            archive.writestr(name, data)
    return path


def selection(
    number: int, span: tuple[int, int], codes: list[int], *, name: str = "", user: int = 1, more: str = ""
) -> str:
    """A selection with codings, in small letters and with the attributes in the order of the schema."""
    codings = "".join(
        f'<Coding guid="{guid(number * 10 + n)}" creatingUser="{guid(user)}">'
        f'<CodeRef targetGUID="{guid(code)}"/></Coding>'
        for n, code in enumerate(codes)
    )
    return (
        f'<PlainTextSelection guid="{guid(number)}" name={quoteattr(name)} startPosition="{span[0]}"'
        f' endPosition="{span[1]}" creatingUser="{guid(user)}">{codings}{more}</PlainTextSelection>'
    )


def text_source(number: int, selections: str, *, name: str = "talk.txt", path: str = "internal://t.txt") -> str:
    """A source whose text lies in a file."""
    return f'<TextSource guid="{guid(number)}" name="{name}" plainTextPath="{path}">{selections}</TextSource>'


def project(
    sources: str, *, origin: str = "QualCoder", codes: str | None = None, users: str | None = None, rest: str = "",
    before: str = "",
) -> str:  # fmt: skip
    """The XML of a project."""
    codes = codes if codes is not None else f'<Code guid="{guid(11)}" name="actor" isCodable="true" color="#FF0000"/>'
    users = users if users is not None else f'<User guid="{guid(1)}" name="Ann" id="A"/>'
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="{SPACE}" name="p" origin="{escape(origin)}">'
        f"<Users>{users}</Users><CodeBook><Codes>{codes}</Codes></CodeBook>{before}<Sources>{sources}</Sources>"
        f"{rest}</Project>"
    )


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    """Code points of words in a text, half-open."""
    start = text.index(words)
    return start, start + len(words)


def utf16(span: tuple[int, int], text: str = TEXT) -> tuple[int, int]:
    """The same in UTF-16 units."""
    return tuple(len(text[:one].encode("utf-16-le")) // 2 for one in span)  # type: ignore[return-value]
