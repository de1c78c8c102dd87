"""PDF: pdfium gives letters and their places; lines, columns and paragraphs are made of them here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple
from unicodedata import bidirectional

from analyst_app.errors import ImportFailed, MissingExtra
from analyst_app.importers.documents.reading_order import PagePiece, in_reading_order
from analyst_app.importers.documents.text_paragraphs import tidy
from analyst_app.importers.imported_article import ImportedArticle

MOST_PAGES = 2_000
_PROGRAM_TITLE = re.compile(r"^(microsoft word|untitled|document\d*$|.*\.(docx?|indd|qxd|pdf|tex)$)", re.IGNORECASE)
_HYPHENS = ("-", "\u00ad", "\u2010")
_STOPS = (".", "!", "?", "”", "»", "“", '"', ":", "…", "。", "！", "？", "؟")


class PrintedLine(NamedTuple):
    """A line of a column, with its page."""

    page: int
    left: float
    right: float
    top: float
    height: float
    text: str
    column_left: float
    column_right: float
    is_edge: bool
    """True if it is among the two first or last lines of its page."""


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The text of a PDF in reading order, without the heads and numbers that repeat on its pages.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        options: choices of the person by name, such as ``encoding``.

    Raises:
        ImportFailed: there is no article in it, or it is damaged; says which and why.
        MissingExtra: the library that reads it is not installed.
    """
    try:
        import pypdfium2
    except ImportError as error:
        raise MissingExtra("pdf", "importing PDF files") from error
    document = _opened(pypdfium2, data, name)
    if len(document) > MOST_PAGES:
        raise ImportFailed(f"{name} has {len(document)} pages; import an extract of at most {MOST_PAGES:,}.")
    lines: list[PrintedLine] = []
    for number in range(len(document)):
        lines += _lines(in_reading_order(_pieces(pypdfium2.raw, document[number])), number)
    if not lines:
        raise ImportFailed(
            f"{name} has no text layer: its pages are pictures, probably scanned."
            " Run text recognition (OCR) on it first."
        )
    text, pages = _text(_without_running_heads(lines, len(document)))
    facts = document.get_metadata_dict()
    title = facts.get("Title", "")
    article = ImportedArticle(
        text,
        title=tidy("" if _PROGRAM_TITLE.match(title) else title) or _largest(lines),
        author=tidy(facts.get("Author", "")),
        importer=f"pypdfium2 {pypdfium2.PYPDFIUM_INFO}",
        notes=("Check the order of columns and captions: a PDF does not say what belongs together.",),
        pages=pages,
    )
    return [article]


def _opened(pypdfium2: Any, data: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise ImportFailed(f"{name} is encrypted. Save a copy without a password and import that.") from error
        raise ImportFailed(f"{name} is damaged or no PDF: it cannot be opened. Get another copy of it.") from error


def _pieces(raw: Any, page: Any) -> Iterator[PagePiece]:
    """Runs of letters on one line without a gap as wide as the letters are high."""
    textpage = page.get_textpage()
    place = raw.FS_RECTF()
    letters: list[str] = []
    box: list[float] = []
    last: list[float] = []

    def piece() -> PagePiece:
        return PagePiece(box[0], box[1], box[2], box[3], "".join(letters))

    for index in range(textpage.count_chars()):
        letter = _letter(raw.FPDFText_GetUnicode(textpage, index))
        if letter in ("", "\r"):
            continue
        if letter.isspace():
            if letters:
                letters.append(letter)
            continue
        raw.FPDFText_GetLooseCharBox(textpage, index, place)
        rect = [place.left, place.bottom, place.right, place.top]
        if box and ("\n" in letters[-2:] or _is_far(last, rect)):
            yield piece()
            letters, box = [], []
        letters.append(letter)
        last = rect
        box = [*map(min, box[:2], rect[:2]), *map(max, box[2:], rect[2:])] if box else list(rect)
    if letters:
        yield piece()


def _letter(code: int) -> str:
    """The letter of a code; pdfium marks a hyphen at a line's end by one of two codes of its own."""
    if code in (0x02, 0xFFFE):
        return "-"
    return chr(code) if code and not 0xD800 <= code < 0xE000 else ""


def _is_far(one: list[float], other: list[float]) -> bool:
    """True if two letters are apart by more than their height, sideways, in either direction."""
    return max(other[0] - one[2], one[0] - other[2]) > 1.1 * (other[3] - other[1])


def _lines(columns: list[list[PagePiece]], page: int) -> list[PrintedLine]:
    rows: list[tuple[list[PagePiece], float, float]] = []
    for column in columns:
        left, right = min(p.left for p in column), max(p.right for p in column)
        rows += [(row, left, right) for row in _rows(column)]
    lines = [
        PrintedLine(
            page=page,
            left=min(piece.left for piece in row),
            right=max(piece.right for piece in row),
            top=max(piece.top for piece in row),
            height=max(piece.height for piece in row),
            text=tidy(" ".join(piece.text for piece in row)),
            column_left=left,
            column_right=right,
            is_edge=False,
        )
        for row, left, right in rows
    ]
    edge = {line.top for line in sorted(lines, key=lambda line: line.top)[:2]}
    edge |= {line.top for line in sorted(lines, key=lambda line: -line.top)[:2]}
    return [line._replace(is_edge=line.top in edge) for line in lines if line.text]


def _rows(column: list[PagePiece]) -> Iterator[list[PagePiece]]:
    """Pieces that stand on one line, from the top down, each line in the direction of its script."""
    row: list[PagePiece] = []
    for piece in sorted(column, key=lambda p: (-p.top, p.left)):
        if row and piece.middle < row[0].bottom:
            yield _directed(row)
            row = []
        row.append(piece)
    if row:
        yield _directed(row)


def _directed(row: list[PagePiece]) -> list[PagePiece]:
    letters = [letter for piece in row for letter in piece.text if letter.isalpha()]
    leftward = sum(bidirectional(letter) in ("R", "AL") for letter in letters)
    return sorted(row, reverse=2 * leftward > len(letters))


def _without_running_heads(lines: list[PrintedLine], pages: int) -> list[PrintedLine]:
    """Without what stands, but for its digits, at the edge of at least half of the pages."""
    if pages < 2:
        return lines
    seen: Counter[str] = Counter()
    for _page, text in {(line.page, _digitless(line.text)) for line in lines if line.is_edge}:
        seen[text] += 1
    enough = max(2, (pages + 1) // 2)
    kept = [line for line in lines if not (line.is_edge and seen[_digitless(line.text)] >= enough)]
    return kept or lines


def _digitless(text: str) -> str:
    return re.sub(r"\d+", "0", text).casefold()


def _text(lines: list[PrintedLine]) -> tuple[str, tuple[int, ...]]:
    """The text, and where in it each page begins."""
    pitch = _pitch(lines)
    compounds = {word.casefold() for line in lines for word in re.findall(r"\w+-\w+", line.text)}
    out: list[str] = []
    length = 0
    pages: list[int] = []
    before: PrintedLine | None = None
    for line in lines:
        if before is not None:
            joint = _joint(before, line, pitch, out[-1], compounds)
            if joint is None:
                out[-1] = out[-1][:-1]
                length -= 1
            elif joint:
                out.append(joint)
                length += len(joint)
        if before is None or line.page != before.page:
            pages.append(length)
        out.append(line.text)
        length += len(line.text)
        before = line
    return "".join(out) + "\n", tuple(pages)


def _joint(before: PrintedLine, line: PrintedLine, pitch: float, tail: str, compounds: set[str]) -> str | None:
    """The characters between two lines: a paragraph's end, a space, nothing; None takes the hyphen away."""
    if _begins_paragraph(before, line, pitch):
        return "\n\n"
    if tail.endswith(_HYPHENS) and line.text[:1].islower():
        first = re.search(r"(\w+).$", tail)
        rest = re.match(r"\w+", line.text)
        compound = f"{first.group(1)}-{rest.group()}".casefold() if first and rest else ""
        return "" if compound in compounds else None
    return " "


def _begins_paragraph(before: PrintedLine, line: PrintedLine, pitch: float) -> bool:
    if abs(line.height - before.height) > 0.25 * max(line.height, before.height):
        return not (before.text.endswith(_HYPHENS) and line.text[:1].islower())
    ended = before.text.endswith(_STOPS)
    if line.page != before.page or line.column_left != before.column_left or line.top > before.top:
        return ended and not line.text[:1].islower()
    width = before.column_right - before.column_left
    is_apart = before.top - line.top > 1.35 * pitch
    is_indented = (
        line.left - line.column_left > 0.6 * line.height and before.left - before.column_left < 0.3 * line.height
    )
    is_short = before.right < before.column_right - 0.15 * width
    return is_apart or (is_indented and not before.text.endswith(_HYPHENS)) or (is_short and ended)


def _pitch(lines: list[PrintedLine]) -> float:
    """The usual distance from line to line."""
    steps = [a.top - b.top for a, b in pairwise(lines) if a.page == b.page and a.top > b.top]
    return median(steps) if steps else 0.0


def _largest(lines: list[PrintedLine]) -> str:
    """The words in the largest letters of the first page."""
    first = [line for line in lines if line.page == 0]
    size = max(line.height for line in first)
    if size < 1.15 * median(line.height for line in first):
        return ""
    return " ".join(line.text for line in first if line.height > 0.95 * size)[:200]
