"""Runs and paragraphs of a Word document as XML, with the direction and the language of their words.

Written after ECMA-376 part 1, 17.3.1.6 (bidi), 17.3.2.30 (rtl) and 17.3.3 (what a run holds).
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from analyst_app.core.excerpts import is_rightward
from analyst_app.core.refi.own_project import NOT_XML

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:w16cid="http://schemas.microsoft.com/office/word/2016/wordml/cid" mc:Ignorable="w14 w15 w16cid"'
)
"""The namespaces that a part declares."""
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BREAKS = re.compile("([\t\n])")
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")


def text(words: str) -> str:
    """Words as the inside of a run; what XML forbids becomes U+FFFD."""
    safe = escape(NOT_XML.sub("\ufffd", words))
    if "\t" not in safe and "\n" not in safe:
        return f'<w:t xml:space="preserve">{safe}</w:t>'
    marks = {"\t": "<w:tab/>", "\n": "<w:br/>", "": ""}
    pieces = _BREAKS.split(safe)
    return "".join(marks.get(one, f'<w:t xml:space="preserve">{one}</w:t>') for one in pieces)


def run(words: str, *, style: str = "", extra: str = "") -> str:
    """A run of words; one with letters that run from right to left says so.

    Args:
        words: may hold line breaks and tabs.
        style: id of its character style.
        extra: further properties, as XML, in the order of the schema.
    """
    if not words:
        return ""
    named = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties = named + extra + ("<w:rtl/>" if _LEFTWARD.search(words) else "")
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{text(words)}</w:r>"


def paragraph(inside: str, style: str, *, words: str = "", para_id: str = "") -> str:
    """A paragraph.

    Args:
        inside: its runs, as XML.
        style: id of its paragraph style.
        words: what it says, by which its direction is known.
        para_id: its id for the parts about comments; empty: it needs none.
    """
    bidi = "" if is_rightward(words) else "<w:bidi/>"
    named = f' w14:paraId="{para_id}"' if para_id else ""
    return f'<w:p{named}><w:pPr><w:pStyle w:val="{style}"/>{bidi}</w:pPr>{inside}</w:p>'


def plain(words: str, style: str) -> str:
    """A paragraph of one run.

    Args:
        words: what it says.
        style: id of its paragraph style.
    """
    return paragraph(run(words), style, words=words)


def jump(words: str, bookmark: str, *, style: str = "Hyperlink") -> str:
    """Words that lead to a bookmark of the document.

    Args:
        words: what is shown.
        bookmark: its name.
        style: id of the character style of the words.
    """
    return f'<w:hyperlink w:anchor={quoteattr(bookmark)} w:history="1">{run(words, style=style)}</w:hyperlink>'


def table(rows: list[list[str]], widths: tuple[int, ...], *, has_head: bool = False) -> str:
    """A table with hairlines between its rows.

    Args:
        rows: of cells, each the XML of its paragraphs.
        widths: of the columns, in twentieths of a point.
        has_head: True: the first row is repeated on each page.
    """
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines: list[str] = []
    for number, row in enumerate(rows):
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for cell, width in zip(row, widths, strict=True)
        )
        head = "<w:tblHeader/>" if has_head and not number else ""
        lines.append(f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{cells}</w:tr>")
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Facts"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(lines)}</w:tbl>'
    )
