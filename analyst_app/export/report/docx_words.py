"""Runs and paragraphs of a Word document as XML, with the direction and the language of their words.

Written after ECMA-376 part 1, 17.3.1.6 (bidi), 17.3.2.30 (rtl) and 17.3.3 (what a run holds).
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from analyst_app.core.excerpts import is_rightward
from analyst_app.core.refi.own_project import xml_words
from analyst_app.wording import visible

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
_R = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"
"""The blocks of scripts that run from right to left, as a set of a pattern."""
_LEFTWARD = re.compile(f"[{_R}]")
_LEFTWARD_WORDS = re.compile(rf"[{_R}](?:[\W\d_{_R}]*[{_R}])?")
"""Words that run from right to left with what stands between them, in a line that runs from left to right."""
_RIGHTWARD_WORDS = re.compile(rf"[^\W\d_{_R}](?:[^{_R}]*[^\W_{_R}])?")
"""Words that run from left to right with numbers and what stands between them, in a line from right to left."""
BOLD = "<w:b/><w:bCs/>"
"""The property of bold words."""
MUTED = '<w:color w:val="625F59"/>'
"""The property of words that stand back."""
_IN_CELLS = "Cell"
_SHORT = 4_000
"""Characters of the XML of a row that a page has room for, so that it need not be divided."""


def shown(words: str) -> str:
    """Words of others as the document says them: what would act on the words around it is shown, not obeyed."""
    return xml_words(visible(words))


def one_line(words: str) -> str:
    """A name as the document says it: on one line."""
    return shown(" ".join(words.split()))


def joined(*words: str) -> str:
    """Remarks in a line; what runs from left to right keeps its order beside what does not, as a date does."""
    said = [one for one in words if one]
    if any(_LEFTWARD.search(one) for one in said):
        said = [f"\N{LEFT-TO-RIGHT MARK}{one}" if is_rightward(one) else one for one in said]
    return " · ".join(said)


def in_our_line(words: str) -> str:
    """A line of our words that begins with a name of others: it runs from left to right, whatever that name does."""
    return f"\N{LEFT-TO-RIGHT MARK}{words}" if _LEFTWARD.search(words) else words


def text(words: str) -> str:
    """Words as the inside of a run; what XML forbids becomes U+FFFD."""
    safe = escape(xml_words(words))
    if "\t" not in safe and "\n" not in safe:
        return f'<w:t xml:space="preserve">{safe}</w:t>'
    marks = {"\t": "<w:tab/>", "\n": "<w:br/>", "": ""}
    pieces = _BREAKS.split(safe)
    return "".join(marks.get(one, f'<w:t xml:space="preserve">{one}</w:t>') for one in pieces)


def run(words: str, *, style: str = "", extra: str = "", is_leftward: bool = False) -> str:
    """Words as runs: those that run from right to left are runs of their own that say so.

    Args:
        words: may hold line breaks and tabs; they stand there as they are.
        style: id of their character style.
        extra: further properties, as XML, in the order of the schema.
        is_leftward: True if the paragraph runs from right to left: then signs and numbers go with it.
    """
    if not words:
        return ""
    properties = (f'<w:rStyle w:val="{style}"/>' if style else "") + extra
    if not is_leftward and (words.isascii() or _LEFTWARD.search(words) is None):
        return _run(words, properties)
    at, made, within = 0, [], f"{properties}<w:rtl/>"
    usual, other = (within, properties) if is_leftward else (properties, within)
    for found in (_RIGHTWARD_WORDS if is_leftward else _LEFTWARD_WORDS).finditer(words):
        made += [_run(words[at : found.start()], usual), _run(found[0], other)]
        at = found.end()
    return "".join([*made, _run(words[at:], usual)])


def _run(words: str, properties: str) -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{text(words)}</w:r>" if words else ""


def paragraph(inside: str, style: str, *, words: str = "", para_id: str = "", starts_page: bool = False) -> str:
    """A paragraph.

    Args:
        inside: its runs, as XML.
        style: id of its paragraph style.
        words: what it says, by which its direction is known.
        para_id: its id for the parts about comments; empty: it needs none.
        starts_page: True: it stands at the head of a new page.
    """
    page = "<w:pageBreakBefore/>" if starts_page else ""
    bidi = "" if is_rightward(words) else "<w:bidi/>"
    if bidi and style.startswith(_IN_CELLS):
        bidi += '<w:jc w:val="right"/>'  # the end of its line, which is at the left: beside the name of its row
    named = f' w14:paraId="{para_id}"' if para_id else ""
    return f'<w:p{named}><w:pPr><w:pStyle w:val="{style}"/>{page}{bidi}</w:pPr>{inside}</w:p>'


def bookmarked(inside: str, name: str, number: int) -> str:
    """The inside of a paragraph with a bookmark on it.

    Args:
        inside: as XML.
        name: of the bookmark.
        number: its id.
    """
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


def plain(words: str, style: str, *, extra: str = "", starts_page: bool = False) -> str:
    """A paragraph of words of ours or others, of one look.

    Args:
        words: what it says.
        style: id of its paragraph style.
        extra: properties of its runs, as XML.
        starts_page: True: it stands at the head of a new page.
    """
    said = shown(words)
    inside = run(said, extra=extra, is_leftward=not is_rightward(said))
    return paragraph(inside, style, words=said, starts_page=starts_page)


def cell(words: str) -> str:
    """A paragraph of a cell."""
    return plain(words, "Cell")


def head_cell(words: str) -> str:
    """A paragraph of a cell that names its row or column."""
    return plain(words, "Cell", extra=BOLD)


def jump(words: str, bookmark: str, *, style: str = "Hyperlink") -> str:
    """Words that lead to a bookmark of the document.

    Args:
        words: what is shown.
        bookmark: its name.
        style: id of the character style of the words.
    """
    said = shown(words)
    inside = run(said, style=style, is_leftward=not is_rightward(said))
    return f'<w:hyperlink w:anchor={quoteattr(bookmark)} w:history="1">{inside}</w:hyperlink>'


def table(rows: list[list[str]], widths: tuple[int, ...], *, has_head: bool = False) -> str:
    """A table with hairlines between its rows.

    Args:
        rows: of cells, each the XML of its paragraphs.
        widths: of the columns, in twentieths of a point.
        has_head: True: the first row is repeated on each page, and stands on no page without another.
    """
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines: list[str] = []
    for number, row in enumerate(rows):
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for cell, width in zip(row, widths, strict=True)
        )
        whole = "<w:cantSplit/>" if len(cells) < _SHORT else ""
        head = "<w:tblHeader/>" if has_head and not number else ""
        lines.append(f"<w:tr><w:trPr>{whole}{head}</w:trPr>{cells}</w:tr>")
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Facts"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(lines)}</w:tbl>'
    )
