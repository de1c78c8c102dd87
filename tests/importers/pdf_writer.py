"""Writes small PDF files by hand, so that tests know every word's place."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians, sin
from typing import NamedTuple

Words = tuple[float, float, str]
"""Left and baseline in points from the page's lower left corner, and the words."""


class Text(NamedTuple):
    """Words with more to say about them."""

    left: float
    baseline: float
    words: str
    size: float = 10
    angle: float = 0
    """Degrees by which they are turned leftward."""
    gap: float = 0
    """Points that are added to each space."""
    is_unseen: bool = False
    """True for words that are there but not drawn."""


_PICTURE = "q 500 0 0 700 40 60 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q"
PICTURE = Text(0, 0, "", -1)
"""A grey picture over most of the page."""


def pdf(pages: Sequence[Sequence[Words | Text]], *, title: str = "", author: str = "", size: float = 10) -> bytes:
    """A PDF of A4 pages in Helvetica; each run of words is a text object of its own.

    A run with a letter that cp1252 does not have is drawn in a second font,
    Courier, which says by a table which letter each of its codes is.
    """
    strange = sorted({letter for page in pages for text in page if not _is_plain(text[2]) for letter in text[2]})
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    objects.append(_stream(_unicode_map(strange)))
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 4 0 R >>")
    kids = []
    for page in pages:
        stream = "\n".join(_drawn(text if isinstance(text, Text) else Text(*text, size), strange) for text in page)
        objects.append(_stream(stream))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R /F2 5 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< /Title {_utf16(title)} /Author {_utf16(author)} >>")
    return _assembled(objects)


def _is_plain(words: str) -> bool:
    try:
        words.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _drawn(text: Text, strange: list[str]) -> str:
    if text is PICTURE:
        return _PICTURE
    turn = radians(text.angle)
    matrix = f"{cos(turn):.4f} {sin(turn):.4f} {-sin(turn):.4f} {cos(turn):.4f} {text.left} {text.baseline}"
    font = "F1" if _is_plain(text.words) else "F2"
    words = text.words
    if font == "F2":
        words = "".join(chr(33 + strange.index(letter)) for letter in words)
    return f"BT {3 * text.is_unseen} Tr /{font} {text.size} Tf {text.gap:.3f} Tw {matrix} Tm ({_escaped(words)}) Tj ET"


def _unicode_map(letters: list[str]) -> str:
    rows = "\n".join(
        f"<{33 + number:02x}> <{letter.encode('utf-16-be').hex()}>" for number, letter in enumerate(letters)
    )
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff>"
    count = max(1, len(letters))
    return f"{head} endcodespacerange {count} beginbfchar\n{rows or '<21> <0021>'}\nendbfchar endcmap end end"


def _utf16(words: str) -> str:
    return f"<feff{words.encode('utf-16-be').hex()}>"


def _stream(content: str) -> str:
    return f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream"


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _assembled(objects: list[str]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\n".encode()
    out += f"startxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
